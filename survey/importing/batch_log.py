"""What a batch did, one line a thing, kept with it: it is read to show the cells, and to undo them.

Lines are JSON arrays whose first item says what they are. They are packed while they are written, for a large table
has a hundred thousand.
"""

import datetime
import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from survey.importing.report import ImportedChange
from survey.models import Batch
from survey.models.history import history_of

CELL = "cell"
ROW = "row"
COLUMN = "column"
MOVED = "moved"
MATCHED = "matched"
NAME = "name"
MAPPING = "mapping"
QUESTIONS = "questions"
REFERENCE = "reference"
OUTDATED = "outdated"
NOTE = "note"
SUPERSEDED = "superseded"
FACT = "fact"
DEPENDENT = "dependent"  # a record that a line of a list made or removed along with its own; as FACT
COUNTED_ON = "counted-on"  # a reply or remark that came in between, and those behind it count on
PLAN = "plan"  # of a file that was read before: its reading plan then, and what the reader was unsure of
MARK = "mark"


# What a changed answer had, in the order in which it is kept; only an editing sheet changes all of it.
IMPORTED = ("status", "number", "number_is", "version")
BEFORE = (*IMPORTED, "wording", "decided", "note")


class TouchedCell(NamedTuple):
    """`old` is None for a cell that the batch made; else `before` are the values it had, in the order of BEFORE."""

    answer: int
    address: str
    place: str
    old: str | None
    new: str
    before: list | None

    @property
    def had(self) -> dict:
        """The values before the batch, by name."""
        return dict(zip(BEFORE, self.before or (), strict=False))


class TouchedFact(NamedTuple):
    """A record of a paper that is no cell: a question, a date. `before` and `after` are the values that it changed."""

    model: str
    key: int
    place: str
    old: str | None
    new: str
    before: dict | None
    after: dict | None

    @property
    def is_new(self) -> bool:
        return self.before is None


def kept(value: object) -> object:
    """A value as it comes back from the log."""
    if isinstance(value, datetime.date):  # times, too
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value if isinstance(value, str | int | float | list | type(None)) else str(value)


class BatchLog:
    """Being written."""

    def __init__(self):
        self.packer = zlib.compressobj(level=3)
        self.packed: list[bytes] = []

    def add(self, kind: str, *facts):
        line = json.dumps([kind, *facts], ensure_ascii=False, separators=(",", ":"), default=str)
        self.packed.append(self.packer.compress(line.encode() + b"\n"))

    def add_all(self, kind: str, keys):
        for key in keys:
            self.add(kind, key)

    def add_marks(self, models):
        """Where the histories of these models end now: what comes behind is someone's later work."""
        tables = [connection.ops.quote_name(history_of(model)._meta.db_table) for model in models]
        newest = ", ".join(f"(SELECT MAX(history_id) FROM {table})" for table in tables)  # noqa: S608 - our own names
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {newest}")
            found = cursor.fetchone()
        for model, last in zip(models, found, strict=True):
            self.add(MARK, model._meta.model_name, last or 0)

    def content(self) -> bytes:
        self.packed = [b"".join(self.packed) + self.packer.flush()]
        return self.packed[0]


def lines(batch: Batch) -> Iterator[list]:
    """What the batch did, in the order in which it did it; nothing for one that kept no protocol."""
    unpacker = zlib.decompressobj()
    packed = bytes(batch.protocol or b"")
    rest = b""
    for start in range(0, len(packed), 1 << 16):
        *whole, rest = (rest + unpacker.decompress(packed[start : start + (1 << 16)])).split(b"\n")
        yield from map(json.loads, whole)


def written(batch: Batch) -> Iterator[ImportedChange]:
    """The changes of its cells, as the report of a preview has them."""
    return (ImportedChange(cell.place, cell.old, cell.new) for cell in touched_cells(batch))


def touched_cells(batch: Batch) -> Iterator[TouchedCell]:
    return (TouchedCell(*facts) for kind, *facts in lines(batch) if kind == CELL)


def touched(batch: Batch) -> Iterator[TouchedCell]:
    """The cells, and before them the facts of a paper, which have a place only."""
    for kind, *facts in lines(batch):
        if kind == CELL:
            yield TouchedCell(*facts)
        elif kind == FACT:
            fact = TouchedFact(*facts)
            yield TouchedCell(0, "", fact.place, fact.old, fact.new, None)
