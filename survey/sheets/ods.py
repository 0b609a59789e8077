"""ODS as it is written: by odfpy, which needs much memory and is capped. spreadsheets.py reads it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet
from odf.dc import Date
from odf.element import Element
from odf.meta import CreationDate
from odf.namespaces import STYLENS, nsdict
from odf.number import TextContent, TextStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TextProperties,
)
from odf.table import DatabaseRange, DatabaseRanges, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.table import Table as OdfTable
from odf.teletype import addTextToElement
from odf.text import P
from openpyxl.utils import get_column_letter

from survey.files.errors import FileError, gettext_noop
from survey.files.zip_limits import DatedZip, zip_date
from survey.sheets.sheet import NARROW, WIDE, Sheet, pages_across
from survey.sheets.values import Value, as_text, xml_text

# odfpy declares the namespaces that any document of this process has used so far, in that order: with all of them
# known from the start, the bytes do not hang on what was written before.
Element.namespaces.clear()
Element.namespaces.update(nsdict)

MAX_CELLS = 100_000  # 200 MB and 7 seconds
STAYS_TEXT = "stays-text"
HEADING, CELL = "heading", "cell"
A4 = {"pagewidth": "29.7cm", "pageheight": "21cm", "printorientation": "landscape", "margin": "1.5cm"}
CENTIMETRES = 0.2  # a character of 10 points
VIEWS = "ooo:view-settings"
FROZEN = {
    "VerticalSplitMode": ("short", "2"),
    "VerticalSplitPosition": ("int", "1"),
    "ActiveSplitRange": ("short", "2"),
    "PositionBottom": ("int", "1"),
}


def write(*sheets: Sheet, when: datetime, name: str = "ods") -> BinaryIO:
    """A file in memory, at its start; every date inside is `when`, so the same input gives the same bytes.

    Raises FileError where a sheet goes beyond MAX_CELLS. `name` is how the error calls the file.
    """
    return _dated(_document(dict(_table(sheet, name) for sheet in sheets), when), when)


def _table(sheet: Sheet, name: str) -> tuple[OdfTable, str]:
    """The table and its area to filter; cells that have no style of their own take that of the column.

    Its first row is repeated on each printed page.
    """
    style = {"stylename": STAYS_TEXT} if sheet.stays_text else {}
    widths, rows = sheet.measured()
    table = OdfTable(name=sheet.title, stylename=f"sheet-{pages_across(widths)}")
    for width in widths:
        table.addElement(TableColumn(stylename=f"wide-{width}", defaultcellstylename=CELL))
    head = TableHeaderRows()
    head.addElement(_row(sheet.headings, {"stylename": HEADING}))
    table.addElement(head)
    number = 1
    for number, row in enumerate(rows, start=2):
        if number * len(sheet.headings) > MAX_CELLS:
            reason = gettext_noop("An ODS file has room for %(cells)d cells here. Take CSV, XLSX or JSON.")
            raise FileError(name, None, None, reason, {"cells": MAX_CELLS})
        table.addElement(_row(row, style))
    return table, _area(sheet, number)


def _row(values: Sequence[Value], style: dict[str, str]) -> TableRow:
    row = TableRow()
    for value in values:
        row.addElement(_cell(as_text(value) if style else value, style))
    return row


def _cell(value: Value, style: dict[str, str]) -> TableCell:
    """Numbers typed as numbers, dates as dates, all else as text; each line is a paragraph: so do cells break lines."""
    text = xml_text(as_text(value))
    if not text:
        return TableCell(**style)
    cell = TableCell(**_type(value, text), **style)
    for line in text.split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        cell.addElement(paragraph)
    return cell


def _type(value: Value, text: str) -> dict[str, str]:
    if isinstance(value, bool):
        return {"valuetype": "boolean", "booleanvalue": text}
    if isinstance(value, (int, float, Decimal)):
        return {"valuetype": "float", "value": text}
    if isinstance(value, date):
        return {"valuetype": "date", "datevalue": text}
    return {"valuetype": "string"}


def _styles() -> Iterator[Style]:
    """Of cells (long texts break into lines), of headings, of columns by their width."""
    for name, family in ((CELL, "table-cell"), (HEADING, "table-cell")):
        style = Style(name=name, family=family)
        style.addElement(TableCellProperties(wrapoption="wrap", verticalalign="top"))
        if name == HEADING:
            style.addElement(TextProperties(fontweight="bold"))
        yield style
    yield from map(_wide, range(NARROW, WIDE + 1))


def _add_printing(document: OpenDocumentSpreadsheet, across: str) -> None:
    """How sheets are printed that are so many pages wide: on paper across, on as many pages as the rows need."""
    sheet = Style(name=f"sheet-{across}", family="table", masterpagename=f"page-{across}")
    sheet.addElement(TableProperties(display="true"))
    layout, properties = PageLayout(name=f"page-{across}"), PageLayoutProperties(**A4)
    properties.setAttrNS(STYLENS, "scale-to-X", across)  # odfpy knows the attributes of ODF 1.1 alone
    properties.setAttrNS(STYLENS, "scale-to-Y", "0")
    layout.addElement(properties)
    document.automaticstyles.addElement(sheet)
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(MasterPage(name=f"page-{across}", pagelayoutname=f"page-{across}"))


def _filters(areas: Iterable[str]) -> DatabaseRanges:
    """Buttons to filter by in the first row of each of these areas."""
    ranges = DatabaseRanges()
    for number, area in enumerate(areas, start=1):
        ranges.addElement(DatabaseRange(name=f"rows-{number}", targetrangeaddress=area, displayfilterbuttons="true"))
    return ranges


def _area(sheet: Sheet, rows: int) -> str:
    """The cells of a sheet with its heads, as formulas name them; "" where there is nothing to filter."""
    title = sheet.title.replace("'", "''")
    last = f"{get_column_letter(len(sheet.headings))}{rows}" if sheet.headings else ""
    return f"'{title}'.A1:'{title}'.{last}" if last and rows > 1 else ""


def _wide(characters: int) -> Style:
    style = Style(name=f"wide-{characters}", family="table-column")
    style.addElement(TableColumnProperties(columnwidth=f"{characters * CENTIMETRES:.2f}cm"))
    return style


def _frozen(titles: Iterable[str]) -> ConfigItemSet:
    """Settings that keep the first row of each sheet in sight."""
    tables = ConfigItemMapNamed(name="Tables")
    for title in titles:
        entry = ConfigItemMapEntry(name=title)
        for name, (kind, value) in FROZEN.items():
            entry.addElement(ConfigItem(name=name, type=kind, text=value))
        tables.addElement(entry)
    view, views, settings = ConfigItemMapEntry(), ConfigItemMapIndexed(name="Views"), ConfigItemSet(name=VIEWS)
    for outer, inner in ((view, tables), (views, view), (settings, views)):
        outer.addElement(inner)
    return settings


def _document(tables: dict[OdfTable, str], when: datetime) -> OpenDocumentSpreadsheet:
    document = OpenDocumentSpreadsheet()
    as_typed = TextStyle(name=f"{STAYS_TEXT}-format")
    as_typed.addElement(TextContent())
    document.automaticstyles.addElement(as_typed)
    style = Style(name=STAYS_TEXT, family="table-cell", datastylename=f"{STAYS_TEXT}-format")
    document.automaticstyles.addElement(style)
    for each in _styles():
        document.automaticstyles.addElement(each)
    for style in sorted({each.getAttribute("stylename") for each in tables}):
        _add_printing(document, style.removeprefix("sheet-"))
    document.settings.addElement(_frozen([each.getAttribute("name") for each in tables]))
    moment = datetime(*zip_date(when)).isoformat()
    document.meta.addElement(CreationDate(text=moment))
    document.meta.addElement(Date(text=moment))
    for each in tables:
        document.spreadsheet.addElement(each)
    document.spreadsheet.addElement(_filters(filter(None, tables.values())))
    return document


def _dated(document: OpenDocumentSpreadsheet, when: datetime) -> BinaryIO:
    """The file with fixed dates: odfpy takes the clock's, whatever it is told."""
    written, file = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, DatedZip(file, when) as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
    file.seek(0)
    return file
