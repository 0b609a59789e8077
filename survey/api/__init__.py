"""The API: JSON over the same published rows, filters and columns as pages and downloads."""
