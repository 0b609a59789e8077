"""CSV: reads any usual delimiter and encoding, writes lines one by one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from survey.sheets.formulas import defuse, protect, restore, unprotect
from survey.sheets.layout import from_grid
from survey.sheets.limits import limits
from survey.sheets.table import SheetError, Table, gettext_noop
from survey.sheets.text import decode_any
from survey.sheets.values import Value, as_text

DELIMITERS = ",;\t|"
TOO_LONG = gettext_noop("The cell has more than the %(limit)d characters that are taken.")
SAMPLE = 20_000
SHORT, MOST = 64, 10_000
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
    `str.replace` writes long text five times as fast as csv.writer, and what stands in many lines is quoted once.
    """
    mark = "\ufeff" if bom else ""
    fields = _Fields(separator, protect if protected else _defused)
    other = (lambda value: fields[as_text(value)]) if protected else as_text
    yield mark + _line([fields[heading] for heading in headings], separator)
    for row in rows:
        yield _line([fields[value] if value.__class__ is str else other(value) for value in row], separator)


def _line(fields: Sequence[str], separator: str) -> str:
    line = separator.join(fields)
    return f"{line}\r\n" if line else '""\r\n'


class _Fields(dict):
    """The field that a text becomes; short ones are kept, of the long ones the latest."""

    def __init__(self, separator: str, guard: Callable[[str], str]):
        self.separator = separator
        self.guard = guard
        self.latest = ""

    def __missing__(self, text: str) -> str:
        field = _quoted(self.guard(text), self.separator)
        if len(text) > SHORT:
            self.pop(self.latest, None)
            self.latest = text
        elif len(self) > MOST:
            self.clear()
        self[text] = field
        return field


def _defused(text: str) -> str:
    return defuse(text) if text[:1] in RISKY else text


def _quoted(value: str, separator: str) -> str:
    if '"' in value:
        return '"' + value.replace('"', '""') + '"'
    if separator in value or "\n" in value or "\r" in value:
        return f'"{value}"'
    return value
