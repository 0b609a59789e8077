"""CSV: reads commas and semicolons, writes lines one by one."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from survey.sheets.formulas import defuse, restore
from survey.sheets.table import SheetError, Table, from_rows, gettext_noop
from survey.sheets.text import decode
from survey.sheets.values import Value, as_text

MAX_CELL = 1_000_000
csv.field_size_limit(MAX_CELL)


def read(data: bytes, name: str) -> Table:
    """The table in wide form; what `lines` had defused is restored. Raises SheetError."""
    text = decode(data, name)
    return from_rows(name, _rows(text, name), restore)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        reason = gettext_noop("The quotation marks or the length of this line are not those of a CSV file.")
        raise SheetError(name, line, None, reason) from error


def _separator(text: str) -> str:
    """Whichever of comma and semicolon stands more often in the headings, outside quotation marks."""
    first = text.lstrip().partition("\n")[0]
    bare = "".join(first.split('"')[::2])
    return ";" if bare.count(";") > bare.count(",") else ","


def lines(
    headings: Sequence[str], rows: Iterable[Sequence[Value]], *, separator: str = ",", bom: bool = False
) -> Iterator[str]:
    """The lines of a CSV file, each with its end, in constant memory.

    Text is defused, numbers are not. `str.replace` writes long text five times as fast as csv.writer.
    """
    mark = "\ufeff" if bom else ""
    yield mark + _line(headings, separator)
    for row in rows:
        yield _line(row, separator)


def _line(row: Sequence[Value], separator: str) -> str:
    line = separator.join([_field(value, separator) for value in row])
    return f"{line}\r\n" if line else '""\r\n'


def _field(value: Value, separator: str) -> str:
    if not isinstance(value, str):
        return as_text(value)
    if value and value[0] in "'=+-@\t\r":
        value = defuse(value)
    if '"' in value:
        return '"' + value.replace('"', '""') + '"'
    if separator in value or "\n" in value or "\r" in value:
        return f'"{value}"'
    return value
