"""Search rows on their way into the database, without Django's compiler.

It looks at each of the forty values of each row, which took longer than reading, analysing and storing a large paper.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from operator import attrgetter, call
from types import SimpleNamespace
from typing import Any

from django.db import connection, models

from survey.models import SearchRow, SearchRowDistrict
from survey.models.bulk import insert, new_keys
from survey.models.lists import ListField

AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField)  # how the database takes them
KEY = SearchRow._meta.pk
FIELDS = [field for field in SearchRow._meta.concrete_fields if field is not KEY]
PLAIN = [field for field in FIELDS if isinstance(field, AS_THEY_ARE) and not isinstance(field, ListField)]
OTHERS = [field for field in FIELDS if field not in PLAIN]


class NewRow(SimpleNamespace):
    """A search row on its way, with the fields of `SearchRow`: an instance of the model takes ten times as long."""

    pk: int | None = None


for _field in SearchRow._meta.concrete_fields:
    setattr(NewRow, _field.attname, _field.get_default())  # what a row does not say; nobody changes a list of it


class NewRows:
    """Some search rows, from the last of their paper to its first, as the database takes them."""

    def __init__(self, search_rows: Iterable[SearchRow | NewRow]):
        plain, others = (attrgetter(*(field.attname for field in fields)) for fields in (PLAIN, OTHERS))
        prepare = [_prepare(field) for field in OTHERS]
        self._rows = list(search_rows)
        self._values = [(*plain(row), *map(call, prepare, others(row))) for row in self._rows]

    def save(self) -> Sequence[int]:
        """Write them, with the numbers they have or new ones, which ascend; returns the numbers."""
        if not self._rows:
            return []
        numbers = [row.pk for row in self._rows] if self._rows[0].pk else new_keys(SearchRow, len(self._rows))
        given = zip(numbers, self._values, strict=True)
        names = [field.attname for field in (KEY, *PLAIN, *OTHERS)]
        insert(SearchRow, names, [(number, *values) for number, values in given])
        pairs = [(n, each) for n, row in zip(numbers, self._rows, strict=True) for each in row.districts]
        insert(SearchRowDistrict, ["search_row_id", "district"], pairs)
        return numbers


def _prepare(field: models.Field) -> Callable[[Any], Any]:
    """Prepares each value once, for days, questions and districts are the same in row after row."""
    prepare = cache(partial(field.get_db_prep_save, connection=connection))
    return (lambda value: prepare(tuple(value))) if isinstance(field, ListField) else prepare
