"""Rows that a spreadsheet hides: they hold data that whoever looks at the file does not see."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from survey.files.limits import limits

SHOWN = 1_000


def hidden_in_xlsx(data: bytes) -> dict[str, list[int]]:
    """The numbers of hidden rows by sheet name; for a file that has passed the checks of archives."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {sheet: _hidden_of(archive, entry) for sheet, entry in sheets_of(archive).items()}


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets of an XLSX file, and the entries that hold them."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}
    each_element(archive, "xl/_rels/workbook.xml.rels", lambda name, each: _relation(targets, name, each))
    each_element(archive, "xl/workbook.xml", lambda name, each: _sheet(sheets, name, each))
    entries = {sheet: _path(targets.get(relation, "")) for sheet, relation in sheets.items()}
    present = set(archive.namelist())
    return {sheet: entry for sheet, entry in entries.items() if entry in present}


def hidden_in_ods(data: bytes) -> dict[str, list[int]]:
    """The same for ODS, where one element may stand for many rows."""
    found = _OdsRows()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        each_element(archive, "content.xml", found.start)
    return found.hidden


class _OdsRows:
    def __init__(self) -> None:
        self.hidden: dict[str, list[int]] = {}
        self.lines: list[int] = []
        self.row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.row = 0
            self.lines = self.hidden.setdefault(attributes.get("table:name", ""), [])
        elif name == "table:table-row":
            repeated = int(attributes.get("table:number-rows-repeated", 1))
            if attributes.get("table:visibility", "visible") != "visible" and repeated <= limits.rows:
                self.lines += range(self.row + 1, self.row + 1 + min(repeated, SHOWN - len(self.lines)))
            self.row += repeated


def each_element(
    archive: zipfile.ZipFile,
    entry: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element of an XML file, where it begins and ends, and of the text between."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    with archive.open(entry) as stream:
        parser.ParseFile(stream)


def _relation(targets: dict[str, str], name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "Relationship":
        targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _sheet(sheets: dict[str, str], name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "sheet":
        sheets[attributes.get("name", "")] = attributes.get("r:id", "")


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _hidden_of(archive: zipfile.ZipFile, entry: str) -> list[int]:
    lines: list[int] = []

    def row(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "row" and attributes.get("hidden") in ("1", "true") and len(lines) < SHOWN:
            lines.append(int(attributes.get("r", 0)))

    each_element(archive, entry, row)
    return lines
