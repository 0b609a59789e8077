"""The rows of an XLSX or ODS file that has passed the checks, as text."""

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from survey.sheets.table import SheetError, gettext_noop
from survey.sheets.values import as_text


def rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first visible sheet with their row numbers."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = workbook.get_sheet_by_name(_first_visible(workbook))
    except (CalamineError, IndexError) as error:
        raise SheetError(name, None, None, gettext_noop("The file is damaged or cut off.")) from error
    # it leaves out empty columns on the left, but not empty rows above
    for line, row in enumerate(sheet.iter_rows(), start=1):
        yield line, [as_text(value) for value in row]


def _first_visible(workbook: CalamineWorkbook) -> str:
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    return (visible or workbook.sheet_names)[0]
