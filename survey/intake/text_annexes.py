"""Tables in the lines of a text, which has lost their columns: a guess, so the lines stay in the text, too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey.files.errors import FileError
from survey.intake.grids import GridTable, grid_table
from survey.pages.document import PageLine
from survey.sheets.table_notes import TableNotes, read_notes
from survey.sheets.text_tables import find_text_tables


@dataclass(frozen=True)
class FoundTable:
    """A table with its lines, from `first` to before `end` of those it was looked for in, and what is said below it."""

    grid: GridTable
    first: int
    end: int
    notes: TableNotes


def text_annexes(lines: Sequence[PageLine], name: str) -> Iterator[FoundTable]:
    """The tables among these lines; what cannot be read as a table is left out."""
    for found in find_text_tables(lines):
        numbers = tuple(line.number for line in lines[found.first : found.end])
        try:
            grid = grid_table(found.grid, numbers, name)
        except FileError:
            continue
        yield FoundTable(grid, found.first, found.end, read_notes(found.notes))
