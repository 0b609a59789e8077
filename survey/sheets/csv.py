"""CSV: reads any usual delimiter and encoding, writes lines one by one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode_any
from survey.sheets.formulas import defuse, protect, restore, unprotect
from survey.sheets.layout import from_grid
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table
from survey.sheets.values import Value, as_text

DELIMITERS = ",;\t|"
TOO_LONG = gettext_noop("The cell has more than the %(limit)d characters that are taken.")
SAMPLE = 20_000
ROWS = 200
ALIKE = (str, type(None))  # 1 equals True and Decimal("1.0"), but is another text
RISKY = frozenset("'=+-@\t\r")
FIRST_CELL = re.compile(r"\s*(?:\"respondent\"|respondent|\"key\"|key)?([,;\t|])", re.IGNORECASE)


def read(data: bytes, name: str, options: ReadOptions = DEFAULT, *, protected: bool = False) -> Table:
    """The table in wide form, by default the first; what `lines` had defused or `protected` is restored.

    Delimiter (comma, semicolon, tab, bar) and encoding are found out; lines above and below the table are left out.
    Raises FileError.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    table = from_grid(name, _rows(text, name), unprotect if protected else restore, options=options, sheet="")
    return replace(table, encoding=encoding)


def grid(data: bytes, name: str, *, protected: bool = False) -> list[tuple[int, list[str]]]:
    """All lines with their cells, whatever they hold; what `lines` had defused or `protected` is restored.

    Raises FileError.
    """
    limits.check_file(name, data)
    text, _encoding = decode_any(data, name)
    original = unprotect if protected else restore
    return [(line, [original(cell) for cell in cells]) for line, cells in _rows(text, name)]


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
            raise FileError(name, line, None, TOO_LONG, {"limit": limits.cell}) from error
        reason = gettext_noop("The quotation marks of this line are not those of a CSV file.")
        raise FileError(name, line, None, reason) from error


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
    """The lines of a CSV file, some hundred at a time, in constant memory.

    Text is defused, numbers are not; `protected` is for files that come back from a spreadsheet program.
    csv.writer looks at each field by itself. Here rows are written column by column, for a column mostly says the same
    again, or holds nothing that must be defused or quoted.
    """
    mark = "\ufeff" if bom else ""
    for some in chain([[headings]], _even(rows)):
        yield mark + "\r\n".join([*_written(some, separator, protected), ""])
        mark = ""


def bare_lines(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """The lines of rows one by one, with commas, without their ends."""
    for some in _even(rows):
        yield from _written(some, ",", protected=False)


def _even(rows: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    """Some hundred rows of one length at a time."""
    rows = iter(rows)
    while some := list(islice(rows, ROWS)):
        are_even = len(set(map(len, some))) == 1
        yield from [some] if are_even else ([row] for row in some)


def _written(rows: Sequence[Sequence[Value]], separator: str, protected: bool) -> Iterable[str]:
    """The lines of rows of one length; one empty field is quoted, for an empty line is none."""
    columns = [_column(values, separator, protected) for values in zip(*rows, strict=True)]
    found = map(separator.join, zip(*columns, strict=True)) if columns else [""] * len(rows)
    return (line or '""' for line in found)


def _column(values: Sequence[Value], separator: str, protected: bool) -> list[str]:
    if type(values[0]) in ALIKE and values.count(values[0]) == len(values):
        return _quoted(_texts(values[:1], protected), separator) * len(values)
    return _quoted(_texts(values, protected), separator)


def _texts(values: Sequence[Value], protected: bool) -> list[str]:
    if protected:
        return [protect(as_text(value)) for value in values]
    kinds = set(map(type, values))
    if kinds == {int}:
        return list(map(str, values))
    if kinds == {str} and RISKY.isdisjoint(value[:1] for value in values):
        return list(values)
    return [defuse(value) if isinstance(value, str) else as_text(value) for value in values]


def _quoted(texts: list[str], separator: str) -> list[str]:
    """Where no text of the column holds a sign that must be quoted, none is looked at by itself."""
    together = "".join(texts)
    if not any(sign in together for sign in (separator, '"', "\n", "\r")):
        return texts
    return [_field(text, separator) for text in texts]


def _field(text: str, separator: str) -> str:
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    if separator in text or "\n" in text or "\r" in text:
        return f'"{text}"'
    return text
