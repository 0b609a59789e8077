"""XLSX as it is written: by openpyxl, row by row, always with the same bytes. spreadsheets.py reads it."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from survey.files.errors import FileError, gettext_noop
from survey.files.zip_limits import DatedZip, zip_date
from survey.sheets.sheet import WIDE, Sheet, pages_across
from survey.sheets.values import Value, as_text, xml_text

MAX_TEXT = 32_767
MAX_ROWS = 1_048_576
SPOOL = 10_000_000
A4 = 9  # as ECMA-376 counts sizes of paper
HEADING = Font(name="Calibri", size=11, bold=True)  # the face of all other cells
WRAPPED = Alignment(wrap_text=True, vertical="top")
ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def write(*sheets: Sheet, when: datetime, name: str = "xlsx") -> BinaryIO:
    """A spooled file, at its start; every date inside is `when`, so the same input gives the same bytes.

    Text is typed as text, also with a leading "="; numbers as numbers, dates as dates. `name` is how an error calls
    the file. Raises FileError where the format has no room: rows, or characters in a cell.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = datetime(*zip_date(when))
    for each in sheets:
        _add(workbook, each, name)
    return _save(workbook, when)


def _add(workbook: Workbook, written: Sheet, name: str) -> None:
    sheet = workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", written.title)[:31])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0  # as many pages as the rows need
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths, rows = written.measured()
    sheet.page_setup.fitToWidth = pages_across(widths)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_heading(sheet, heading) for heading in written.headings])
    lines = _fill(sheet, rows, name, written.stays_text)
    if written.headings and lines > 1:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(written.headings))}{lines}"


def _fill(sheet, rows: Iterable[Sequence[Value]], name: str, stays_text: bool) -> int:
    """Returns the number of the last line."""
    line = 1
    try:
        for line, row in enumerate(rows, start=2):
            cells = _cells(sheet, row, line, name)
            sheet.append([_kept_as_text(sheet, cell) for cell in cells] if stays_text else cells)
    except Exception:
        sheet.close()
        sheet._writer.cleanup()  # or openpyxl keeps its temporary file until the process ends
        raise
    return line


def _save(workbook: Workbook, when: datetime) -> BinaryIO:
    file = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - the caller closes it
    ExcelWriter(workbook, DatedZip(file, when)).save()
    file.seek(0)
    return file


def _heading(sheet, text: str) -> Cell:
    cell = _text_cell(sheet, _escape(xml_text(text)))
    cell.font = HEADING
    cell.alignment = WRAPPED
    return cell


def _cells(sheet, row: Sequence[Value], line: int, name: str) -> list:
    if line > MAX_ROWS:
        reason = gettext_noop("An XLSX file has room for %(rows)d rows, and there are more. Take CSV or JSON.")
        raise FileError(name, None, None, reason, {"rows": MAX_ROWS - 1})
    return [_cell(sheet, value, line, column, name) for column, value in enumerate(row, start=1)]


def _cell(sheet, value: Value, line: int, column: int, name: str) -> object:
    if value is None or value == "" or isinstance(value, (bool, int, float, Decimal, date)):
        return None if value == "" else value
    text = _escape(xml_text(as_text(value)))
    if len(text) > MAX_TEXT:
        reason = gettext_noop(
            "An XLSX cell has room for %(limit)d characters, and this one has more. Take CSV or JSON."
        )
        raise FileError(name, line, column, reason, {"limit": MAX_TEXT})
    if len(text) <= WIDE and "\n" not in text:
        return _text_cell(sheet, text) if text[0] in "=#" else text
    cell = _text_cell(sheet, text)
    cell.alignment = WRAPPED
    return cell


def _escape(text: str) -> str:
    """XLSX writes a carriage return as "_x000D_"; words that look like such a sign are escaped themselves."""
    if "_x" in text:
        text = ESCAPED.sub(r"_x005F\g<0>", text)
    return text.replace("\r", "_x000D_")


def _kept_as_text(sheet, value: object) -> Cell:
    """Also where it is empty: what is typed there later stays text."""
    if isinstance(value, Cell):
        cell = value
    else:
        cell = WriteOnlyCell(sheet) if value is None else _text_cell(sheet, as_text(value))
    cell.number_format = "@"
    return cell


def _text_cell(sheet, text: str) -> Cell:
    """Openpyxl makes a formula of "=1" and an error of "#N/A"; here both are text."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
