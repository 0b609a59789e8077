"""The XML parts of the packages that XLSX and ODS are; for files that have passed the checks of archives."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

LONGEST_COUNT = 18  # digits
RELATIONS = "xl/_rels/workbook.xml.rels"


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets of an XLSX file, and the entries that hold them."""
    present = set(archive.namelist())
    if RELATIONS not in present:
        return {}
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}
    each_element(archive, RELATIONS, lambda name, each: _relation(targets, name, each))
    each_element(archive, "xl/workbook.xml", lambda name, each: _sheet(sheets, name, each))
    entries = {sheet: path_of(targets.get(relation, "")) for sheet, relation in sheets.items()}
    return {sheet: entry for sheet, entry in entries.items() if entry in present}


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


def count(attributes: Mapping[str, str], name: str, otherwise: int = 1, *, most: int) -> int:
    """A number as the file states it, but no more than `most`; `otherwise` where it states none, or what is none."""
    stated = attributes.get(name, "")
    if not (stated.isascii() and stated.isdecimal()):
        return otherwise
    return min(int(stated), most) if len(stated) <= LONGEST_COUNT else most


def _relation(targets: dict[str, str], name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "Relationship":
        targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _sheet(sheets: dict[str, str], name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "sheet":
        sheets[attributes.get("name", "")] = attributes.get("r:id", "")


def path_of(target: str, folder: str = "xl") -> str:
    """The entry that a relation of a part in a folder points to."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
