"""Many records at once, without an instance for each: what `bulk_create` takes for its instances is most of an import.

For models whose rows are nothing but their columns. Histories are written by `survey.models.history`.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.models import Max, Model

CACHE = -8_000  # kB, as SQLite counts them


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for garbage the more often the more there is in memory: a large paper is looked through some thirty
    times and holds none, which takes a fourth of all time."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


@contextmanager
def small_cache() -> Iterator[None]:
    """What one transaction writes need not stay in memory: SQLite's cache of 32 MB would be filled by a large table."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        kept = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {CACHE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {int(kept)}")


def new_keys(model: type[Model], count: int) -> Sequence[int]:
    """Primary keys that nobody else gets. Needs a transaction: on SQLite it is the one that writes."""
    if connection.vendor == "sqlite":
        last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        with connection.cursor() as cursor:
            # keys of what was deleted are not given again, as AUTOINCREMENT promises
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            last = max([last, *(row[0] for row in cursor.fetchall())])
        return range(last + 1, last + 1 + count)
    sequence = [model._meta.db_table, model._meta.pk.column, count]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", sequence)
        return [row[0] for row in cursor.fetchall()]


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence]):
    """Insert rows of values; `names` are attributes (`row_id`), all others get their defaults."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = [fields.pop(name) for name in names]
    if model._meta.pk in fields.values():
        del fields[model._meta.pk.attname]
    rest = tuple(field.get_db_prep_save(field.get_default(), connection) for field in fields.values())
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in [*given, *fields.values()])
    marks = ", ".join(["%s"] * (len(given) + len(rest)))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*row, *rest) for row in rows])
