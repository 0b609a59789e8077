"""Files that go out to be edited and come back: editing sheets of tables, and lists of records."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext as _

from survey.importing.report import ImportRefused
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet
from survey.sheets.values import Value

FORMATS = ("xlsx", "ods", "csv", "json", "jsonl")  # as they are offered: what desks work with comes first


def written(headings: Sequence[str], lines: Iterable[Sequence[Value]], *, name: str, when: datetime) -> bytes:
    """The file of this name, such that a spreadsheet program leaves its texts alone.

    Raises FileError where the format has no room for it.
    """
    extension = extension_of(name)
    if extension in ("xlsx", "ods"):
        write = {"xlsx": xlsx.write, "ods": ods.write}[extension]
        return write(Sheet("Anlage", headings, lines, stays_text=True), when=when, name=name).read()
    if extension == "csv":
        return b"".join(chunks(csv.lines(headings, lines, bom=True, protected=True)))
    write = {"json": json.lines, "jsonl": jsonlines.lines}[extension]
    return b"".join(chunks(write(headings, lines)))


def extension_of(name: str, extensions: Iterable[str] = FORMATS) -> str:
    """The one of the extensions that a file name asks for; refuses a name with another."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in extensions:
        endings = ", ".join(f".{each}" for each in extensions)
        raise ImportRefused(
            _("“%(name)s”: the name must end in one of %(endings)s.") % {"name": name, "endings": endings}
        )
    return extension
