"""The rows of a spreadsheet that has passed the checks: sheets chosen, merged cells, what is hidden."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from survey.files.errors import FileError, gettext_noop
from survey.sheets.forms import FEWEST, are_forms, from_forms
from survey.sheets.layout import filled, from_grid
from survey.sheets.percents import Percents, shown
from survey.sheets.read_options import ReadOptions
from survey.sheets.table import Remark, Table
from survey.sheets.values import Value, as_text

DAMAGED = gettext_noop("The file is damaged or cut off.")
ENCRYPTED = gettext_noop("The file is encrypted. Save it without password.")
NO_SHEET = gettext_noop("There is no sheet “%(part)s” in the file; it has: %(sheets)s.")
HIDDEN_ROWS = gettext_noop("Hidden rows of the sheet were read too: %(lines)s.")
HIDDEN_SHEET = gettext_noop("The sheet “%(sheet)s” is hidden, and was not read.")
MACROS = gettext_noop("The file holds macros. They were not run; the fields are as they were saved.")
OTHER_SHEET = gettext_noop("The sheet “%(sheet)s” was not read.")

MACRO_PARTS = (b"vbaProject.bin", b"Basic/script-lc.xml", "_VBA_PROJECT".encode("utf-16-le"))


class Merged(NamedTuple):
    """The corners of merged cells, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def table(
    data: bytes, name: str, options: ReadOptions, hidden: dict[str, list[int]], percents: dict[str, Percents]
) -> Table:
    """The table of the chosen sheet, by default of the first visible one that holds a table. Raises FileError.

    `hidden` are the numbers of hidden rows by sheet, `percents` the cells that show percents.
    """
    with _said(name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets, number = _wanted(workbook, name, options.part)
        forms = _forms(workbook, name, sheets, options, percents)
        if forms:
            return replace(forms, remarks=(*forms.remarks, *_hidden_sheets_named(workbook), *_macros(data)))
        found, sheet = _first_table(workbook, name, sheets, options.of_part(number), percents)
    remarks = _hidden_rows(hidden.get(sheet, [])) + _not_read(workbook, sheet) + _macros(data)
    return replace(found, remarks=(*found.remarks, *remarks))


def grid(data: bytes, name: str, part: str = "") -> list[tuple[int, list[str]]]:
    """All rows of a sheet, by default of the first visible one, whatever they hold. Raises FileError."""
    with _said(name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return list(rows(workbook.get_sheet_by_name(_wanted(workbook, name, part)[0][0])))


@contextmanager
def _said(name: str) -> Iterator[None]:
    """What calamine has to say, as a sentence."""
    try:
        yield
    except PasswordError as error:
        raise FileError(name, None, None, ENCRYPTED) from error
    except (CalamineError, IndexError) as error:
        raise FileError(name, None, None, DAMAGED) from error


def _wanted(workbook: CalamineWorkbook, name: str, part: str) -> tuple[list[str], str]:
    """The sheets that are meant, and the number of a table within them: “Blatt 1/2” is the second of that sheet."""
    names = workbook.sheet_names
    if not part:
        return [each for each in names if each not in _hidden_sheets(workbook)] or names, ""
    if part in names:
        return [part], ""
    if part.isdecimal() and 0 < int(part) <= len(names):
        return [names[int(part) - 1]], ""
    sheet, _slash, number = part.rpartition("/")
    if sheet in names and number.isdecimal():
        return [sheet], number
    raise FileError(name, None, None, NO_SHEET, {"part": part, "sheets": ", ".join(names)})


def _forms(
    workbook: CalamineWorkbook, name: str, sheets: list[str], options: ReadOptions, percents: dict[str, Percents]
) -> Table | None:
    """Each sheet as a row, where someone says so, or all of them ask the same."""
    is_told = options.sheets_are_rows
    if not is_told and (options.says_shape or len(sheets) < FEWEST or _width(workbook, sheets[0]) > FEWEST):
        return None
    grids = [(each, list(filled(name, _rows_of(workbook, each, options, percents)))) for each in sheets]
    grids = [(each, found) for each, found in grids if found]
    return from_forms(name, grids) if is_told or are_forms(grids) else None


def _width(workbook: CalamineWorkbook, sheet: str) -> int:
    return workbook.get_sheet_by_name(sheet).width


def _rows_of(
    workbook: CalamineWorkbook, sheet: str, options: ReadOptions, percents: dict[str, Percents]
) -> Iterator[tuple[int, list[str]]]:
    return rows(workbook.get_sheet_by_name(sheet), spread=options.spread, percents=percents.get(sheet))


def _hidden_sheets_named(workbook: CalamineWorkbook) -> list[Remark]:
    return [Remark(HIDDEN_SHEET, {"sheet": sheet}) for sheet in _hidden_sheets(workbook)]


def _first_table(
    workbook: CalamineWorkbook, name: str, sheets: Iterable[str], options: ReadOptions, percents: dict[str, Percents]
) -> tuple[Table, str]:
    """The first sheet that holds a table; where none does, the error of the first."""
    errors = []
    for sheet in sheets:
        try:
            return from_grid(name, _rows_of(workbook, sheet, options, percents), options=options, sheet=sheet), sheet
        except FileError as error:
            errors.append(error)
    raise errors[0]


def rows(
    sheet: CalamineSheet, *, spread: bool = False, percents: Percents | None = None
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as text, with their numbers."""
    # it leaves out empty columns on the left, but not empty rows above
    merged = _by_row(sheet) if spread else {}
    above: dict[Merged, str] = {}
    for index, row in enumerate(sheet.iter_rows()):
        cells = [_as_printed(value) for value in row]
        if percents:
            _show_percents(cells, row, index, sheet.start[1] if sheet.start else 0, percents)
        for area in merged.get(index, ()):
            _fill(cells, area, index, above)
        yield index + 1, cells


def _as_printed(value: Value) -> str:
    """A fraction with a comma, as a German sheet shows it: “1.138” would be more than a thousand."""
    text = as_text(value)
    return text.replace(".", ",") if isinstance(value, float) else text


def _show_percents(cells: list[str], values: Sequence[Value], row: int, left: int, percents: Percents) -> None:
    for at, value in enumerate(values):
        digits = percents.get((row, left + at))
        if digits is not None and isinstance(value, (int, float)):
            cells[at] = shown(value, digits)


def _by_row(sheet: CalamineSheet) -> dict[int, list[Merged]]:
    """Merged cells by the rows that they cover; one as wide as the table is a title, and stays one cell."""
    left = sheet.start[1] if sheet.start else 0
    width = sheet.width
    covered: dict[int, list[Merged]] = {}
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        area = Merged(top, first - left, bottom, min(last - left, width - 1))
        if area.right - area.left + 1 < width and area.left >= 0:
            for row in range(top, min(bottom, sheet.total_height) + 1):
                covered.setdefault(row, []).append(area)
    return covered


def _fill(cells: list[str], area: Merged, index: int, above: dict[Merged, str]) -> None:
    if index == area.top:
        above[area] = cells[area.left]
    for column in range(area.left, area.right + 1):
        cells[column] = cells[column] or above.get(area, "")


def _hidden_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]


def _hidden_rows(lines: list[int]) -> list[Remark]:
    return [Remark(HIDDEN_ROWS, {"lines": ", ".join(map(str, lines))})] if lines else []


def _macros(data: bytes) -> list[Remark]:
    """By the names of their parts, which no format compresses."""
    return [Remark(MACROS)] if any(name in data for name in MACRO_PARTS) else []


def _not_read(workbook: CalamineWorkbook, read: str) -> list[Remark]:
    hidden = _hidden_sheets(workbook)
    return [
        Remark(HIDDEN_SHEET if sheet in hidden else OTHER_SHEET, {"sheet": sheet})
        for sheet in workbook.sheet_names
        if sheet != read
    ]
