"""ODS: read by calamine after the size checks, written by odfpy, which needs much memory and is capped."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from odf.dc import Date
from odf.element import Element
from odf.meta import CreationDate
from odf.namespaces import nsdict
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as Sheet
from odf.table import TableCell, TableRow
from odf.teletype import addTextToElement
from odf.text import P

from survey.sheets.archives import DatedZip, check, zip_date
from survey.sheets.cells import table
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.hidden import hidden_in_ods
from survey.sheets.table import SheetError, Table, gettext_noop
from survey.sheets.values import Value, as_text, xml_text

# odfpy declares the namespaces that any document of this process has used so far, in that order: with all of them
# known from the start, the bytes do not hang on what was written before.
Element.namespaces.clear()
Element.namespaces.update(nsdict)

MAX_CELLS = 100_000  # 200 MB and 7 seconds


def read(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises SheetError."""
    check(data, name, "content.xml")
    return table(data, name, choice, hidden_in_ods(data))


def write(
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    when: datetime,
    title: str = "Anlage",
    name: str = "ods",
) -> BinaryIO:
    """A file in memory, at its start; every date inside is `when`, so the same input gives the same bytes.

    Raises SheetError beyond MAX_CELLS. `name` is how the error calls the file.
    """
    sheet = Sheet(name=title)
    for number, row in enumerate((headings, *rows), start=1):
        if number * len(headings) > MAX_CELLS:
            reason = gettext_noop("An ODS file has room for %(cells)d cells here. Take CSV, XLSX or JSON.")
            raise SheetError(name, None, None, reason, {"cells": MAX_CELLS})
        sheet.addElement(_row(row))
    return _dated(_document(sheet, when), when)


def _row(values: Sequence[Value]) -> TableRow:
    row = TableRow()
    for value in values:
        row.addElement(_cell(value))
    return row


def _cell(value: Value) -> TableCell:
    """Numbers typed as numbers, all else as text; each line is a paragraph, for that is how cells break lines."""
    text = xml_text(as_text(value))
    if not text:
        return TableCell()
    cell = TableCell(**_type(value, text))
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
    return {"valuetype": "string"}


def _document(sheet: Sheet, when: datetime) -> OpenDocumentSpreadsheet:
    document = OpenDocumentSpreadsheet()
    moment = datetime(*zip_date(when)).isoformat()
    document.meta.addElement(CreationDate(text=moment))
    document.meta.addElement(Date(text=moment))
    document.spreadsheet.addElement(sheet)
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
