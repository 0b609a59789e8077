"""A table in wide form, whatever format it comes in."""

from pathlib import PurePath

from survey.sheets import csv, json, ods, xlsx
from survey.sheets.table import Table

READERS = {".csv": csv.read, ".xlsx": xlsx.read, ".ods": ods.read, ".json": json.read}


def read_wide(data: bytes, name: str) -> Table:
    """The first column holds the labels, the rest the headings; CSV, XLSX, ODS and JSON. Raises SheetError.

    The name's ending decides; without a known one, what the file begins with.
    """
    reader = READERS.get(PurePath(name).suffix.lower()) or _by_content(data)
    return reader(data, name)


def _by_content(data: bytes):
    if data.startswith(b"PK"):
        return ods.read if b"opendocument.spreadsheet" in data[:200] else xlsx.read
    return json.read if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")) else csv.read
