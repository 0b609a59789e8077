"""A table in wide form, whatever format it comes in."""

from collections.abc import Iterable
from pathlib import PurePath

from survey.sheets import cells, csv, html, json, jsonlines, pdf, spreadsheets, stacked, word, xls
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table, TableWarning

READERS = {
    ".csv": csv.read,
    ".json": json.read,
    ".jsonl": jsonlines.read,
    ".xlsx": spreadsheets.read_xlsx,
    ".xlsm": spreadsheets.read_xlsx,
    ".xls": xls.read,
    ".ods": spreadsheets.read_ods,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".docx": word.read,
    ".odt": word.read,
}
MERGE_CELLS = (".xlsx", ".xlsm", ".xls", ".ods", ".html", ".htm", ".docx", ".odt")
# What a reader says of each table of a file that it did not read, and what it calls that table there.
NOT_READ = {
    cells.OTHER_SHEET: "sheet",
    cells.HIDDEN_SHEET: "sheet",
    html.OTHER_TABLE: "number",
    pdf.OTHER_TABLE: "number",
    stacked.OTHER_TABLE: "part",
    word.OTHER_TABLE: "number",
}


def other_tables(remarks: Iterable[TableWarning]) -> list[str]:
    """The tables of a file that were not read, as ReadOptions name them."""
    return [str(each.params[NOT_READ[each.template]]) for each in remarks if each.template in NOT_READ]


def read_table(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The first column holds the labels, the rest the headings, in any format but the transcript.

    Raises FileError. The name's ending decides; without a known one, what the file begins with.
    """
    return READERS[_kind(data, PurePath(name).suffix.lower())](data, name, options)


def _kind(data: bytes, ending: str) -> str:
    if ending == ".xls" and _by_content(data) in (".xlsx", ".html"):
        return _by_content(data)  # programs of the web call what they write XLS, whatever it is
    if ending in (".xlsx", ".xlsm") and data.startswith(xls.MAGIC):
        return ".xls"  # one with the wrong ending, or an encrypted one, which its reader says
    return ending if ending in READERS else _by_content(data)


def _by_content(data: bytes) -> str:
    beginning = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK"):
        return _of_zip(data)
    if data.startswith(xls.MAGIC):
        return ".xls"
    if data.startswith(pdf.MAGIC):
        return ".pdf"
    if beginning.startswith(b"<"):
        return ".html"
    if beginning.startswith(b"{"):
        return ".jsonl"
    return ".json" if beginning.startswith(b"[") else ".csv"


def _of_zip(data: bytes) -> str:
    """A ZIP file has the names of its entries, and OpenDocument its kind, uncompressed."""
    if b"opendocument.spreadsheet" in data[:200]:
        return ".ods"
    if b"opendocument.text" in data[:200]:
        return ".odt"
    return ".docx" if b"word/document" in data else ".xlsx"
