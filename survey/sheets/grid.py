"""The rows of a sheet as they stand, for lists that are no table of answers: CSV, XLSX, ODS."""

from pathlib import PurePath

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.zip_limits import check
from survey.sheets import csv
from survey.sheets.cells import grid
from survey.sheets.spreadsheets import with_tabs
from survey.sheets.table import check_characters, without_empty_end

NEEDED = {".xlsx": "xl/workbook.xml", ".xlsm": "xl/workbook.xml", ".ods": "content.xml"}
TEXTS = (".csv", ".txt", ".tsv", ".tab")


def read_grid(data: bytes, name: str, part: str = "") -> list[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers, without the empty cells at their ends. Raises FileError."""
    rows = []
    for line, cells in read_lines(data, name, part):
        kept = without_empty_end([cell.strip() for cell in cells])
        if any(kept):
            limits.check_row(name, line, len(rows) + 1, kept)
            check_characters(name, line, kept)
            rows.append((line, kept))
    if not rows:
        raise FileError(name, None, None, gettext_noop("The file holds nothing."))
    return rows


def read_lines(data: bytes, name: str, part: str = "", *, protected: bool = False) -> list[tuple[int, list[str]]]:
    """All rows to the letter; `protected` as csv.lines had them. Raises FileError."""
    ending = PurePath(name).suffix.lower()
    if ending in NEEDED:
        check(data, name, NEEDED[ending])
        return grid(with_tabs(data) if ending == ".ods" else data, name, part)
    if ending in TEXTS:
        return csv.grid(data, name, protected=protected)
    raise FileError(name, None, None, gettext_noop("A list comes as CSV, XLSX or ODS."))
