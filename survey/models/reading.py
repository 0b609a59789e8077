"""Which database is read: the primary, or for a while a replica of it (DATABASE_URL_READ, DATABASE_URL_STREAM)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

# Of pages, which are read within a transaction, and of downloads, which are read while they are sent.
PAGES, STREAMS = "replica", "streams"
REPLICAS = (PAGES, STREAMS)
APP = "survey"

_read_from: ContextVar[str | None] = ContextVar("read_from", default=None)
Part = TypeVar("Part")


class ReadRouter:
    """Within `reading_from` our own models are read there; all else, and whatever is written, is of the primary."""

    def db_for_read(self, model, **hints) -> str | None:
        return _read_from.get() if model._meta.app_label == APP else None

    def db_for_write(self, model, instance=None, **hints) -> str | None:
        """Who writes reads from the primary from then on, or would not see it."""
        _read_from.set(None)
        return DEFAULT_DB_ALIAS if instance is not None and instance._state.db in REPLICAS else None

    def allow_relation(self, first, second, **hints) -> bool | None:
        return True if {first._state.db, second._state.db} <= {DEFAULT_DB_ALIAS, *REPLICAS} else None

    def allow_migrate(self, db, app_label, **hints) -> bool | None:
        return False if db in REPLICAS else None


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    before = _read_from.set(alias)
    try:
        yield
    finally:
        _read_from.reset(before)


def streamed_from(alias: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Parts that are read as they are asked for, each of them there; what is read in between is read as before."""
    left = iter(parts)
    while True:
        with reading_from(alias):
            try:
                part = next(left)
            except StopIteration:
                return
        yield part


def read_connection():
    """For statements of our own words."""
    return connections[_read_from.get() or DEFAULT_DB_ALIAS]
