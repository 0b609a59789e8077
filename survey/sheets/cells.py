"""The rows of a spreadsheet that has passed the checks: sheets chosen, merged cells, what is hidden."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from survey.files.errors import DAMAGED, ENCRYPTED, FileError, gettext_noop
from survey.sheets.details import HIDDEN_COLUMN, HIDDEN_READ, Details, as_shown
from survey.sheets.forms import FEWEST, are_forms, from_forms
from survey.sheets.layout import filled, from_grid
from survey.sheets.read_options import ReadOptions
from survey.sheets.table import Table, TableWarning

NO_SHEET = gettext_noop("There is no sheet “%(part)s” in the file; it has: %(sheets)s.")
HIDDEN_ROWS = gettext_noop("Hidden rows of the sheet were read too: %(lines)s.")
HIDDEN_SHEET = gettext_noop("The sheet “%(sheet)s” is hidden, and was not read.")
MACROS = gettext_noop("The file holds macros. They were not run; the fields are as they were saved.")
OTHER_SHEET = gettext_noop("The sheet “%(sheet)s” was not read.")

NO_DETAILS = Details()
MACRO_PARTS = (b"vbaProject.bin", b"Basic/script-lc.xml", "_VBA_PROJECT".encode("utf-16-le"))


Row = tuple[int, list[str]]


class Merged(NamedTuple):
    """The corners of merged cells, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def table(data: bytes, name: str, options: ReadOptions, details: Mapping[str, Details]) -> Table:
    """The table of the chosen sheet, by default of the first visible one that holds a table. Raises FileError.

    `details` are what the file says of its cells beyond their values, by sheet.
    """
    with _said(name):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets, number = _wanted(workbook, name, options.part)
        book = _Book(workbook, name, options.of_part(number), details)
        if forms := book.forms(sheets):
            return replace(forms, remarks=(*forms.remarks, *_hidden_sheets_named(workbook), *_macros(data)))
        found, sheet = book.first_table(sheets)
    remarks = _hidden_rows(book.of(sheet).hidden_rows) + _not_read(workbook, sheet) + _macros(data)
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


@dataclass(frozen=True)
class _Book:
    """A workbook, and how it is to be read."""

    workbook: CalamineWorkbook
    name: str
    options: ReadOptions
    details: Mapping[str, Details]

    def of(self, sheet: str) -> Details:
        return self.details.get(sheet, NO_DETAILS)

    def forms(self, sheets: Sequence[str]) -> Table | None:
        """Each sheet as a row, where someone says so, or all of them ask the same."""
        is_told = self.options.sheets_are_rows
        if not is_told and (self.options.says_shape or len(sheets) < FEWEST or self._width(sheets[0]) > FEWEST):
            return None
        grids = [(sheet, list(filled(self.name, self.rows(sheet)[0]))) for sheet in sheets]
        grids = [(sheet, found) for sheet, found in grids if found]
        return from_forms(self.name, grids) if is_told or are_forms(grids) else None

    def _width(self, sheet: str) -> int:
        return self.workbook.get_sheet_by_name(sheet).width

    def rows(self, sheet: str) -> tuple[Iterable[Row], list[TableWarning]]:
        """The rows of a sheet, and what to say of its hidden columns. Raises FileError where values are missing."""
        details, found = self.of(sheet), self.workbook.get_sheet_by_name(sheet)
        details.check(self.name)
        lines = rows(found, spread=self.options.spread, details=details)
        if not details.hidden_columns:
            return lines, []
        left = found.start[1] if found.start else 0
        return without_hidden(list(lines), {column - left for column in details.hidden_columns}, self.options.hidden)

    def first_table(self, sheets: Iterable[str]) -> tuple[Table, str]:
        """The first sheet that holds a table; where none does, the error of the first."""
        errors = []
        for sheet in sheets:
            try:
                lines, remarks = self.rows(sheet)
                table = self.of(sheet).with_raw(from_grid(self.name, lines, options=self.options, sheet=sheet))
            except FileError as error:
                errors.append(error)
            else:
                remarks += self.of(sheet).remarks(table)
                return replace(table, remarks=(*table.remarks, *remarks)), sheet
        raise errors[0]


def without_hidden(lines: list[Row], hidden: set[int], chosen: Sequence[str]) -> tuple[list[Row], list[TableWarning]]:
    """The rows without hidden columns, but for those whose headings are chosen; empty ones go without a word."""
    headings = {at: next((cells[at] for _, cells in lines if at < len(cells) and cells[at]), "") for at in hidden}
    left_out = {at for at, heading in headings.items() if heading not in chosen}
    kept = [(line, [cell for at, cell in enumerate(cells) if at not in left_out]) for line, cells in lines]
    remarks = [
        TableWarning(HIDDEN_COLUMN if at in left_out else HIDDEN_READ, {"heading": " ".join(heading.split())})
        for at, heading in sorted(headings.items())
        if heading
    ]
    return kept, remarks


def _hidden_sheets_named(workbook: CalamineWorkbook) -> list[TableWarning]:
    return [TableWarning(HIDDEN_SHEET, {"sheet": sheet}) for sheet in _hidden_sheets(workbook)]


def rows(
    sheet: CalamineSheet, *, spread: bool = False, details: Details = NO_DETAILS
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as text, with their numbers."""
    # it leaves out empty columns on the left, but not empty rows above
    merged = _by_row(sheet, details)
    left = sheet.start[1] if sheet.start else 0
    above: dict[Merged, str] = {}
    for index, row in enumerate(sheet.iter_rows()):
        if details.has_cells:
            cells = [details.text((index, column), value) for column, value in enumerate(row, left)]
        else:
            cells = [as_shown(value) for value in row]
        for area in merged.get(index, ()):
            if spread or _is_statement(area, cells):
                _fill(cells, area, index, above)
        yield index + 1, cells


def _is_statement(area: Merged, cells: Sequence[str]) -> bool:
    """Whether a row says one thing for several columns: a field merged over some of them, beside a label."""
    return area.top == area.bottom and area.right > area.left > 0 and bool(cells[0].strip())


def _by_row(sheet: CalamineSheet, details: Details) -> dict[int, list[Merged]]:
    """Merged cells by the rows that they cover; one as wide as the table is a title, and stays one cell."""
    left = sheet.start[1] if sheet.start else 0
    width = sheet.width
    covered: dict[int, list[Merged]] = {}
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or details.merged:
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


def _hidden_rows(lines: list[int]) -> list[TableWarning]:
    return [TableWarning(HIDDEN_ROWS, {"lines": ", ".join(map(str, lines))})] if lines else []


def _macros(data: bytes) -> list[TableWarning]:
    """By the names of their parts, which no format compresses."""
    return [TableWarning(MACROS)] if any(name in data for name in MACRO_PARTS) else []


def _not_read(workbook: CalamineWorkbook, read: str) -> list[TableWarning]:
    hidden = _hidden_sheets(workbook)
    return [
        TableWarning(HIDDEN_SHEET if sheet in hidden else OTHER_SHEET, {"sheet": sheet})
        for sheet in workbook.sheet_names
        if sheet != read
    ]
