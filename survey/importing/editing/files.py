"""Editing sheets as files: written so that a spreadsheet program leaves them alone, read in any of their formats."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import PurePath

from django.utils.translation import gettext as _

from survey.files import sandbox
from survey.importing import files_to_edit
from survey.importing.editing import words
from survey.importing.editing.sheet import LONGEST_CELL, rows
from survey.importing.report import ImportRefused
from survey.models import Annex
from survey.sheets import csv
from survey.sheets.reader import read_table
from survey.sheets.table import Table
from survey.sheets.values import Value


def written(annex: Annex, extension: str, when: datetime) -> bytes:
    """The editing sheet of a table. Raises FileError or ImportRefused where the format has no room for it."""
    lines = map(words.in_words, rows(annex))
    if extension in ("xlsx", "ods"):
        lines = _with_room(lines, extension)
    return files_to_edit.written(words.headings(), lines, name=f"editing.{extension}", when=when)


def _with_room(lines: Iterable[list[Value]], extension: str) -> Iterator[list[Value]]:
    """A spreadsheet program would cut a longer text off, and the sheet could not come back."""
    for line in lines:
        for text in line:
            if isinstance(text, str) and len(text) > LONGEST_CELL:
                facts = {"cell": f"{line[1]}, {line[2]}", "format": extension.upper(), "limit": LONGEST_CELL}
                sentence = _(
                    "“%(cell)s” has more text than the %(limit)d characters of a field in %(format)s. Take CSV or JSON."
                )
                raise ImportRefused(sentence % facts)
        yield line


def read(data: bytes, name: str) -> Table:
    """The lines of a sheet that came back, whatever format it was saved in. Raises FileError."""
    is_csv = PurePath(name).suffix.lower() == ".csv"
    return sandbox.within_limits(partial(csv.read, protected=True) if is_csv else read_table, data, name)
