"""CSV: reads any usual delimiter and encoding, writes lines one by one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from survey.sheets.formulas import defuse, protect, restore, unprotect
from survey.sheets.layout import from_grid
from survey.sheets.limits import limits
from survey.sheets.table import SheetError, Table, gettext_noop
from survey.sheets.text import decode_any
from survey.sheets.values import Value, as_text

DELIMITERS = ",;\t|"
TOO_LONG = gettext_noop("The cell has more than the %(limit)d characters that are taken.")
SAMPLE = 20_000
ROWS = 200
ROOM, OVERHEAD = 2_000_000, 100  # characters
UNLIKE_OTHERS = (str, type(None))  # 1 equals True and Decimal("1.0"), but is another text
RISKY = ("'", "=", "+", "-", "@", "\t", "\r")
FIRST_CELL = re.compile(r"\s*(?:\"respondent\"|respondent|\"key\"|key)?([,;\t|])", re.IGNORECASE)


def read(data: bytes, name: str, *, protected: bool = False) -> Table:
    """The table in wide form; what `lines` had defused or `protected` is restored. Raises SheetError.

    Delimiter (comma, semicolon, tab, bar) and encoding are found out; lines above and below the table are left out.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    return replace(from_grid(name, _rows(text, name), unprotect if protected else restore), encoding=encoding)


def grid(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """All lines with their cells, whatever they hold. Raises SheetError."""
    limits.check_file(name, data)
    text, _encoding = decode_any(data, name)
    return [(line, [restore(cell) for cell in cells]) for line, cells in _rows(text, name)]


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(limits.cell)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            raise SheetError(name, line, None, TOO_LONG, {"limit": limits.cell}) from error
        reason = gettext_noop("The quotation marks of this line are not those of a CSV file.")
        raise SheetError(name, line, None, reason) from error


def _separator(text: str) -> str:
    """What stands behind an empty or our own first heading; else what cuts most lines into equally many cells."""
    first = FIRST_CELL.match(text.lstrip("\r\n "))
    return first[1] if first else max(DELIMITERS, key=lambda each: _lines_alike(text[:SAMPLE], each))


def _lines_alike(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the most usual number of cells, and that number."""
    bare = re.sub(r'"(?:[^"]|"")*"', '""', sample)
    widths = Counter(line.count(delimiter) for line in bare.splitlines() if delimiter in line)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def lines(
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    separator: str = ",",
    bom: bool = False,
    protected: bool = False,
) -> Iterator[str]:
    """The lines of a CSV file, each with its end, in constant memory.

    Text is defused, numbers are not; `protected` is for files that come back from a spreadsheet program.
    `str.replace` writes long text five times as fast as csv.writer, and some hundred rows are written column by column,
    for a column mostly holds one kind of value, and says the same again.
    """
    fields = _Fields(separator, protect if protected else _defused)
    yield from _written([headings], fields, protected, "\ufeff" if bom else "")
    rows = iter(rows)
    while some := list(islice(rows, ROWS)):
        are_even = len(set(map(len, some))) == 1
        for even in [some] if are_even else ([row] for row in some):
            yield from _written(even, fields, protected)


def _written(rows: Sequence[Sequence[Value]], fields: "_Fields", protected: bool, mark: str = "") -> Iterator[str]:
    """The lines of rows of one length."""
    columns = [_column(values, fields, protected) for values in zip(*rows, strict=True)]
    for line in map(fields.separator.join, zip(*columns, strict=True)) if columns else [""] * len(rows):
        yield f"{mark}{line}\r\n" if line else f'{mark}""\r\n'


def _column(values: Sequence[Value], fields: "_Fields", protected: bool) -> Iterable[str]:
    kind = type(values[0])
    if kind in UNLIKE_OTHERS and values.count(values[0]) == len(values):
        return [_field(values[0], fields, protected)] * len(values)
    is_alike = set(map(type, values)) == {kind}
    if is_alike and kind is str:
        return map(fields.__getitem__, values)
    if is_alike and kind is int and not protected:
        return map(str, values)
    return [_field(value, fields, protected) for value in values]


def _field(value: Value, fields: "_Fields", protected: bool) -> str:
    return fields[as_text(value)] if protected or isinstance(value, str) else as_text(value)


class _Fields(dict):
    """The field that a text becomes, kept until there is no more room."""

    def __init__(self, separator: str, guard: Callable[[str], str]):
        self.separator = separator
        self.guard = guard
        self.room = ROOM

    def __missing__(self, text: str) -> str:
        self[text] = field = _quoted(self.guard(text), self.separator)
        self.room -= len(text) + OVERHEAD
        if self.room < 0:
            self.clear()
            self.room = ROOM
        return field


def _defused(text: str) -> str:
    return defuse(text) if text[:1] in RISKY else text


def _quoted(value: str, separator: str) -> str:
    if '"' in value:
        return '"' + value.replace('"', '""') + '"'
    if separator in value or "\n" in value or "\r" in value:
        return f'"{value}"'
    return value
