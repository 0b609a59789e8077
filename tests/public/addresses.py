"""Addresses of the public pages that have no parameter, as the program declares them."""

from survey.public.urls import pages

PLAIN = [f"/{page.pattern}" for page in pages if not page.pattern.converters]
