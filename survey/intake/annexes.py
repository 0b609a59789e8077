"""Tables behind the replies of a paper, with what is printed above and below them, and those within a reply."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from survey.files.errors import FileError
from survey.intake import transcript
from survey.intake.accounting import LineAccounts
from survey.intake.dates import read_date
from survey.intake.grids import SIGN, GridTable
from survey.intake.layouts import Layout
from survey.intake.lines import first_index
from survey.intake.paper import Annex
from survey.intake.text_annexes import FoundTable, text_annexes
from survey.language.hyphens import joined_all
from survey.pages.document import PageLine
from survey.sheets.table import TableNote
from survey.sheets.table_notes import TableNotes, is_note, read_notes

ANNEX = re.compile(r"(?P<label>Anlage(?P<several>n)?(?:\s+(?P<number>\d+))?)\s*:?", re.IGNORECASE)
LINES_OF_TITLE = 4


@dataclass
class AnnexReader:
    """`kind` is that of the document, `file` the lines of a text, `grids` the tables that the file itself holds."""

    name: str
    kind: str
    file: Sequence[str]
    layout: Layout
    grids: dict[str, GridTable]
    accounts: LineAccounts

    def table(self, lines: Sequence[PageLine], number: int) -> Annex:
        grid = self.grids.get(lines[0].text)
        if grid:
            self.accounts.form_lines |= {*grid.lines}
            return _annex_of(grid, lines[0].number, number)
        first, last = lines[0].number, lines[-1].number
        table = transcript.read_whole(list(self.file[first - 1 : last]), self.name, first)
        self.accounts.take(lines)
        return Annex(number, "", "", None, "", table, first, lines=tuple(line.number for line in lines))

    def is_table(self, lines: Sequence[PageLine]) -> bool:
        """Whether lines with tabs, or the sign of a table, can be read as one."""
        if lines[0].text in self.grids:
            return True
        first, last = lines[0].number, lines[-1].number
        try:
            transcript.read_whole(list(self.file[first - 1 : last]), self.name, first)
        except FileError:
            return False
        return True

    def text_tables(self, lines: Sequence[PageLine]) -> list[Annex]:
        """The tables in lines of a text; where a file knows its tables, there are no others."""
        if self.kind != "text":
            return []
        found = text_annexes(lines, self.name)
        return [replace(annex_of_text(each, lines[each.first].number), lines=()) for each in found]

    def read(self, lines: Sequence[PageLine]) -> tuple[Annex, ...]:
        starts = [index for index, line in enumerate(lines) if ANNEX.fullmatch(line.text)] or [0]
        starts = sorted({*starts, *_behind_tables(lines)})
        ends = [*starts[1:], len(lines)]
        annexes: list[Annex] = []
        if lines and starts[0]:
            self.accounts.keep(lines[: starts[0]], known=False)
        for start, end in zip(starts, ends, strict=True):
            annexes += self._read_annex(lines[start:end], len(annexes) + 1)
        return tuple(annexes)

    def _read_annex(self, lines: Sequence[PageLine], position: int) -> list[Annex]:
        """A table with its label, title and date, or those in its text; an annex without a table is only kept."""
        above = list(takewhile(lambda line: "\t" not in line.text and not line.text.startswith(SIGN), lines))
        label = ANNEX.fullmatch(lines[0].text) if lines else None
        if len(above) == len(lines):
            if self.kind == "text" and (found := list(text_annexes(lines, self.name))):
                return self._with_tables_of_text(lines, found, label["label"] if label else "", position)
            is_form = bool(lines and self.layout.ends and self.layout.ends.match(lines[0].text))
            for line in lines:
                self.accounts.keep([line], known=is_form or (line is lines[0] and label is not None))
            return []
        if label and label["several"]:
            self.accounts.keep(above[:1], known=True)
        self.accounts.take(above)
        title, printed, date = self._read_title(above[1:] if label else above)
        number = int(label["number"]) if label and label["number"] else position
        found = self.table(lines[len(above) :], number)
        if self.grids and lines[len(above)].text.startswith(SIGN):
            found = self._with_notes_below(found, lines[len(above) + 1 :])
        return [
            replace(
                found,
                label=label["label"] if label and not label["several"] else "",
                title=title,
                date=date,
                date_printed=printed,
                line=lines[0].number,
            )
        ]

    def _with_notes_below(self, annex: Annex, lines: Sequence[PageLine]) -> Annex:
        """With source and day that the lines right below it name; the others are kept."""
        end = first_index(lines, lambda line: not is_note(line.text))
        self.accounts.take(lines[:end])
        self.accounts.keep(lines[end:], known=False)
        return _with_notes(annex, read_notes(line.text for line in lines[:end]))

    def _with_tables_of_text(
        self, lines: Sequence[PageLine], found: Sequence[FoundTable], label: str, position: int
    ) -> list[Annex]:
        """The tables of an annex that is text; what stands above the first of them is its title."""
        annexes, begin = [], 0
        for number, each in enumerate(found, start=position):
            above = lines[begin + bool(label and not begin) : each.first]
            annex = annex_of_text(each, lines[each.first].number, number)
            if not begin and len(above) <= LINES_OF_TITLE:
                title, printed, date = self._read_title(above)
                annex = replace(annex, label=label, title=title, date=date, date_printed=printed)
                self.accounts.take(lines[: each.first])
            else:
                self.accounts.keep(lines[begin : each.first], known=False)
            self.accounts.form_lines |= {*each.grid.lines}
            self.accounts.take(lines[each.first : each.end])
            annexes.append(annex)
            begin = each.end
        self.accounts.keep(lines[begin:], known=False)
        return annexes

    def _read_title(self, lines: Sequence[PageLine]) -> tuple[str, str, datetime.date | None]:
        title, printed, date, over = read_title(lines)
        self.accounts.keep(over, known=False)
        return title, printed, date


def read_title(lines: Sequence[PageLine]) -> tuple[str, str, datetime.date | None, list[PageLine]]:
    """Of the lines above a table: title, date as printed, date, and what is over behind the date."""
    title: list[str] = []
    over: list[PageLine] = []
    printed, date = "", None
    for line in lines:
        if date:
            over.append(line)
        elif date := read_date(line.text):
            printed = line.text
        else:
            title.append(line.text)
    return joined_all(title), printed, date, over


def annex_of_text(found: FoundTable, line: int, number: int = 0) -> Annex:
    """With what stands below it: source, day and notes."""
    return _with_notes(_annex_of(found.grid, line, number), found.notes)


def _annex_of(found: GridTable, line: int, number: int = 0) -> Annex:
    return Annex(
        number,
        "",
        "",
        None,
        "",
        found.table,
        line,
        doubts=tuple(found.doubts()),
        guessed=found.grid.guessed,
        joined=tuple(found.joined()),
        lines=found.lines,
    )


def with_source(annex: Annex, lines: Sequence[PageLine]) -> Annex:
    """With source and day, where the line of a reply right behind the table names them; it stays in the reply."""
    below = takewhile(lambda line: is_note(line.text), (line for line in lines if line.number > annex.line))
    said = read_notes(line.text for line in below)
    return replace(annex, source=said.source, as_of=said.as_of)


def _with_notes(annex: Annex, notes: TableNotes) -> Annex:
    kept = [TableNote("", text) for text in notes.notes]
    table = replace(annex.table, notes=(*annex.table.notes, *kept))
    return replace(annex, table=table, source=annex.source or notes.source, as_of=annex.as_of or notes.as_of)


def _behind_tables(lines: Sequence[PageLine]) -> list[int]:
    """Where a further table of an annex may begin: the lines behind each sign of one, if another one follows."""
    signs = [at for at, line in enumerate(lines) if line.text.startswith(SIGN)]
    return [at + 1 for at in signs[:-1]]
