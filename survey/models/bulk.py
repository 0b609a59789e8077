"""Many records at once, without an instance for each: what `bulk_create` takes for its instances is most of an import.

For models whose rows are nothing but their columns. Histories are written by `survey.models.history`.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, islice

from django.db import connection
from django.db.models import Max, Model

CACHE = -8_000  # kB, as SQLite counts them
MOST_PARAMETERS = 10_000  # of a statement, where the database allows more


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


def batched(items: Iterable, size: int) -> Iterator[list]:
    """Some at a time, in lists: as `itertools.batched` from Python 3.12 on."""
    items = iter(items)
    while some := list(islice(items, size)):
        yield some


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence]):
    """Insert rows of values; `names` are attributes (`row_id`), all others get their defaults.

    Many in one statement: after each, SQLite writes what the triggers of a search row put into the index to the disk.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = [fields.pop(name) for name in names]
    if model._meta.pk in fields.values():
        del fields[model._meta.pk.attname]
    rest = tuple(field.get_db_prep_save(field.get_default(), connection) for field in fields.values())
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in [*given, *fields.values()])
    width = len(given) + len(rest)
    marks = f"({', '.join(['%s'] * width)})"
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 - our own names
    at_once = max(1, (connection.features.max_query_params or MOST_PARAMETERS) // width)
    groups = batched(((*row, *rest) for row in rows), at_once)
    with connection.cursor() as cursor:
        for count, alike in groupby(groups, len):  # the last one is smaller
            cursor.executemany(into + ", ".join([marks] * count), [tuple(chain.from_iterable(some)) for some in alike])
