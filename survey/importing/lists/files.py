"""Lists as files: written so that a spreadsheet program leaves them alone, read in any of their formats."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.sheets import json
from survey.sheets.grid import read_lines
from survey.sheets.table import without_empty_end

Line = tuple[int | None, list[str]]
JSON = {".json": json.grid, ".jsonl": partial(json.grid, by_line=True)}


def read(data: bytes, name: str) -> tuple[list[str], list[Line]]:
    """Headings and lines of a list, each with its number (of an entry, in JSON). Raises FileError."""
    return sandbox.within_limits(_read, data, name)


def _read(data: bytes, name: str) -> tuple[list[str], list[Line]]:
    rows = JSON.get(PurePath(name).suffix.lower(), partial(read_lines, protected=True))(data, name)
    filled = [(line, without_empty_end(cells)) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise FileError(name, None, None, gettext_noop("The file holds nothing."))
    for number, (line, cells) in enumerate(filled, 1):
        limits.check_row(name, line, number, cells)
    (_line, headings), *lines = filled
    return headings, lines


def padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
