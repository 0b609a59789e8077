"""The text of an edition and the salts of its parts as readers get them, some at a time.

A paper of a hundred thousand cells has 32 million letters: read whole, decoded and encoded again they take 260 MB.
"""

import codecs
import json
from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr

from survey.models import Edition, EditionSalts
from survey.publishing import pieces
from survey.publishing.withheld import parts_of, text_of

PORTION = 1_000_000  # letters, or bytes, that are in memory at once


def text_portions(edition: Edition) -> Iterator[str]:
    """What `withheld.text_of` is. Raises Edition.DoesNotExist where the edition says something else by now."""
    if edition.withheld:
        return _served(edition, pieces.TEXT, text_of)
    return _stored(edition, Edition, "content")


def parts_portions(edition: Edition) -> Iterator[str]:
    """What `withheld.parts_of` gives, as JSON; raises what `text_portions` does."""
    if edition.withheld:
        return _served(edition, pieces.PARTS, lambda edition: json.dumps(parts_of(edition)))
    return _stored(edition, EditionSalts, "parts")


def _served(edition: Edition, name: str, made: Callable[[Edition], str]) -> Iterator[str]:
    """As it is kept with the pieces, else made of the whole document."""
    kept = pieces.served(edition, name)
    first = next(kept, None)
    yield made(edition) if first is None else first
    yield from kept


def _stored(edition: Edition, model: type[Model], column: str) -> Iterator[str]:
    portions = _of_sqlite if connection.vendor == "sqlite" else _of_server
    for portion in portions(model, column, edition.pk):  # which is that of its salts, too
        Edition.objects.only("pk").get(pk=edition.pk, state=edition.state)
        yield portion


def _of_sqlite(model: type[Model], column: str, key: int) -> Iterator[str]:
    """As bytes of the file; to cut a text, SQLite would read all of it each time.

    A row has a number of SQLite's own: it is the primary key only where that is an “integer”, and no foreign key.
    """
    row = model.objects.values_list(RawSQL("rowid", []), flat=True).get(pk=key)
    decoder = codecs.getincrementaldecoder("utf-8")()
    with connection.connection.blobopen(model._meta.db_table, column, row, readonly=True) as stored:
        for portion in iter(partial(stored.read, PORTION), b""):
            yield decoder.decode(portion)


def _of_server(model: type[Model], column: str, key: int) -> Iterator[str]:
    portion, start = None, 1
    while portion is None or len(portion) == PORTION:
        portion = model.objects.filter(pk=key).values_list(Substr(column, start, PORTION), flat=True).get()
        yield portion
        start += PORTION
