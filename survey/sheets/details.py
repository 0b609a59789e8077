"""What a spreadsheet says of its cells beyond their values, as the readers of both formats give it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from survey.files.errors import FileError, gettext_noop
from survey.sheets.number_formats import as_duration, general, shown
from survey.sheets.rich_text import SYMBOL_FONTS, Read, struck_words, through, with_symbols
from survey.sheets.table import Record, Table, TableWarning
from survey.sheets.values import Value, as_text

SHOWN = 1_000
Place = tuple[int, int]  # row and column of a cell, counted from 0

COMMENT = gettext_noop("A comment stands at %(place)s: “%(words)s”")
STRUCK = gettext_noop("Struck out at %(place)s: “%(words)s”")
ERRORS = gettext_noop("Fields show an error instead of a value: %(places)s.")
HIDDEN_COLUMN = gettext_noop("The column “%(heading)s” is hidden, and was left out.")
HIDDEN_READ = gettext_noop("The column “%(heading)s” is hidden, and was read all the same.")
NOT_STORED = gettext_noop(
    "Fields are formulas whose values the file does not hold: %(places)s. Open it in a spreadsheet program, save it "
    "once, and bring it again."
)
PLACES_SHOWN = 10
MOMENTS = (datetime.date, datetime.time, datetime.timedelta)


@dataclass
class Details:
    """Of one sheet. `formats` are codes of number formats that show a value otherwise than it is read without one.

    `read` are texts whose letters have looks, `texts` what stands for a value that is none, `errors` where those are.
    `not_stored` are formulas without a value, `merged` the corners of merged cells where calamine does not know them,
    `looks` cells that are struck out or set in a symbol font as a whole.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, tuple[bool, str]] = field(default_factory=dict)
    read: dict[Place, Read] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    errors: list[Place] = field(default_factory=list)
    not_stored: list[Place] = field(default_factory=list)
    comments: list[tuple[Place, str]] = field(default_factory=list)
    merged: list[tuple[Place, Place]] = field(default_factory=list)

    def styled(self, place: Place, code: str, is_struck: bool, font: str) -> None:
        if code:
            self.formats[place] = code
        if is_struck or SYMBOL_FONTS.match(font):
            self.looks[place] = (is_struck, font)

    @property
    def has_cells(self) -> bool:
        return bool(self.formats or self.looks or self.read or self.texts)

    def text(self, place: Place, value: Value) -> str:
        """What the cell reads as."""
        if place in self.read:
            return self.read[place].text
        code = self.formats.get(place, "")
        text = self.texts.get(place) or as_shown(as_duration(value) if code else value, code)
        if place in self.looks and text:
            is_struck, font = self.looks[place]
            text = with_symbols(text, font)
            return through(text) if is_struck else text
        return text

    def check(self, name: str) -> None:
        """Raises FileError where values are missing: they would be read as blank, and nothing says that they are."""
        if self.not_stored:
            row, _column = self.not_stored[0]
            raise FileError(name, row + 1, None, NOT_STORED, {"places": in_words(self.not_stored)})

    def remarks(self, table: Table) -> Iterator[TableWarning]:
        """What the table does not show by itself; places are named by their rows, too."""
        labels = {record.line: record.label for record in table.records}
        for place, words in self.comments[:SHOWN]:
            yield TableWarning(COMMENT, {"place": _named(place, labels), "words": words})
        if self.errors:
            yield TableWarning(ERRORS, {"places": in_words(self.errors)})
        if self.looks or self.read:
            yield from _struck_out(table)

    def with_raw(self, table: Table) -> Table:
        """The table with struck-out words beside the texts that they were left out of, cell by cell of its lines."""
        raws = {(place[0] + 1, read.text): read.raw for place, read in self.read.items() if read.raw}
        if not raws:
            return table
        return replace(table, records=tuple(_with_raw(record, raws) for record in table.records))


def _with_raw(record: Record, raws: dict[tuple[int, str], str]) -> Record:
    cells = (replace(cell, raw=raws.get((record.line or 0, cell.text), cell.raw)) for cell in record.cells)
    return replace(record, cells=tuple(cells))


def _struck_out(table: Table) -> Iterator[TableWarning]:
    for record in table.records:
        for heading, cell in zip(table.headings, record.cells, strict=True):
            if words := struck_words(cell.raw or cell.text):
                yield TableWarning(STRUCK, {"place": f"{record.label}, {heading}", "words": words})


def as_shown(value: Value, code: str = "") -> str:
    """A fraction with a comma, as a German sheet shows it: “1.138” would be more than a thousand."""
    if isinstance(value, str):
        return value
    if code or isinstance(value, MOMENTS):
        return shown(value, code)
    return general(value) if isinstance(value, float) else as_text(value)


def address(place: Place) -> str:
    """“B3” for the second cell of the third row."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def in_words(places: Iterable[Place]) -> str:
    known = [address(place) for place in places]
    return ", ".join(known[:PLACES_SHOWN]) + (", …" if len(known) > PLACES_SHOWN else "")


def _named(place: Place, labels: dict[int | None, str]) -> str:
    label = labels.get(place[0] + 1, "")
    return f"{address(place)} ({label})" if label else address(place)
