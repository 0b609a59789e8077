"""The public site as static files: pages, files and pictures, which work from a folder and from any web server."""
