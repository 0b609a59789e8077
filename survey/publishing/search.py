"""Search backend of the published passages."""

from modelsearch.backends.database import SearchBackend

__all__ = ["SearchBackend"]
