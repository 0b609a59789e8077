"""ODS: read by calamine after the size checks, written by odfpy, which needs much memory and is capped."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet
from odf.dc import Date
from odf.element import Element
from odf.meta import CreationDate
from odf.namespaces import nsdict
from odf.number import TextContent, TextStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TextProperties
from odf.table import Table as OdfTable
from odf.table import TableCell, TableColumn, TableRow
from odf.teletype import addTextToElement
from odf.text import P

from survey.files.errors import FileError, gettext_noop
from survey.files.zip_limits import DatedZip, check, zip_date
from survey.sheets.cells import table
from survey.sheets.ods_details import details_in_ods
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.sheet import NARROW, WIDE, Sheet
from survey.sheets.table import Table
from survey.sheets.values import Value, as_text, xml_text

# odfpy declares the namespaces that any document of this process has used so far, in that order: with all of them
# known from the start, the bytes do not hang on what was written before.
Element.namespaces.clear()
Element.namespaces.update(nsdict)

MAX_CELLS = 100_000  # 200 MB and 7 seconds
TAB = re.compile(rb"<text:tab\b[^<>]*(?:/>|></text:tab>)")
STAYS_TEXT = "stays-text"
HEADING = "heading"
CENTIMETRES = 0.2  # a character of 10 points
VIEWS = "ooo:view-settings"
FROZEN = {
    "VerticalSplitMode": ("short", "2"),
    "VerticalSplitPosition": ("int", "1"),
    "ActiveSplitRange": ("short", "2"),
    "PositionBottom": ("int", "1"),
}


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises FileError."""
    check(data, name, "content.xml")
    return table(with_tabs(data), name, options, details_in_ods(data))


def with_tabs(data: bytes) -> bytes:
    """The checked file with tabs as characters: calamine leaves out the element that stands for one."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        content = source.read("content.xml")
        if b"<text:tab" not in content:
            return data
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as target:
            for entry in source.infolist():
                is_content = entry.filename == "content.xml"
                target.writestr(entry, TAB.sub(b"&#9;", content) if is_content else source.read(entry))
    return file.getvalue()


def write(*sheets: Sheet, when: datetime, name: str = "ods") -> BinaryIO:
    """A file in memory, at its start; every date inside is `when`, so the same input gives the same bytes.

    Raises FileError where a sheet goes beyond MAX_CELLS. `name` is how the error calls the file.
    """
    return _dated(_document([_table(sheet, name) for sheet in sheets], when), when)


def _table(sheet: Sheet, name: str) -> OdfTable:
    table = OdfTable(name=sheet.title)
    style = {"stylename": STAYS_TEXT} if sheet.stays_text else {}
    widths, rows = sheet.measured()
    for width in widths:
        table.addElement(TableColumn(stylename=f"wide-{width}"))
    table.addElement(_row(sheet.headings, {"stylename": HEADING}))
    for number, row in enumerate(rows, start=2):
        if number * len(sheet.headings) > MAX_CELLS:
            reason = gettext_noop("An ODS file has room for %(cells)d cells here. Take CSV, XLSX or JSON.")
            raise FileError(name, None, None, reason, {"cells": MAX_CELLS})
        table.addElement(_row(row, style))
    return table


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


def _bold() -> Style:
    style = Style(name=HEADING, family="table-cell")
    style.addElement(TextProperties(fontweight="bold"))
    return style


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


def _document(tables: Sequence[OdfTable], when: datetime) -> OpenDocumentSpreadsheet:
    document = OpenDocumentSpreadsheet()
    as_typed = TextStyle(name=f"{STAYS_TEXT}-format")
    as_typed.addElement(TextContent())
    document.automaticstyles.addElement(as_typed)
    style = Style(name=STAYS_TEXT, family="table-cell", datastylename=f"{STAYS_TEXT}-format")
    document.automaticstyles.addElement(style)
    for each in (_bold(), *map(_wide, range(NARROW, WIDE + 1))):
        document.automaticstyles.addElement(each)
    document.settings.addElement(_frozen([each.getAttribute("name") for each in tables]))
    moment = datetime(*zip_date(when)).isoformat()
    document.meta.addElement(CreationDate(text=moment))
    document.meta.addElement(Date(text=moment))
    for each in tables:
        document.spreadsheet.addElement(each)
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
