"""What an editing sheet holds: one line a cell, found again by its key, with what stood there when it was written.

`key` is the anchor of the cell in citations (“a1-r13-c2”), which no spreadsheet program takes for a date. `seen` holds
a digest of each field, so that a file that comes back tells what its editor changed from what others changed here.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from survey.language.numbers import decimal_text
from survey.models import Annex, Answer, NumberIs, Row
from survey.record import RecordCell, RecordColumn, read_table
from survey.sheets.values import Value

KEY, SEEN = "key", "seen"
EDITABLE = ("text", "status", "number", "number_is", "note")
COMPARED = ("as_printed", *EDITABLE)
ABOUT = ("printed", "column", "questions", "page")
HEADINGS = (KEY, *ABOUT, *COMPARED, SEEN)
DIGITS = 6
# A field of a spreadsheet program holds no more characters; what is longer comes back cut off.
LONGEST_CELL = 32_767


@dataclass(frozen=True)
class SheetLine:
    """A cell as it stands; `answer` is not saved yet where the table has a gap, and `cell` is none there."""

    row: Row
    column: RecordColumn
    answer: Answer
    cell: RecordCell | None

    @property
    def key(self) -> str:
        return f"a{self.row.annex.number}-r{self.row.key}-c{self.column.key}"

    @property
    def label(self) -> str:
        return ", ".join([self.row.printed, *(value for _name, value in self.row.breakdown)])

    @property
    def name(self) -> str:
        return f"{self.label}, {self.column.heading}"

    @property
    def as_printed(self) -> str:
        return self.cell.as_printed if self.cell else ""

    @property
    def text(self) -> str:
        return self.cell.text if self.cell else ""

    @property
    def own_text(self) -> str:
        """What its passages say, whatever an editor wrote."""
        return self.cell.own_text if self.cell else ""

    def values(self) -> dict[str, str]:
        """What stands in the compared columns, as it is compared."""
        answer = self.answer
        number_is = "" if answer.number_is == NumberIs.NONE else answer.number_is
        said = (self.as_printed, self.text, answer.status, decimal_text(answer.number) or "", number_is, answer.note)
        return {name: normal(value) for name, value in zip(COMPARED, said, strict=True)}


def sheet_lines(annex: Annex) -> Iterator[SheetLine]:
    """The cells of a table in its order, in a constant number of queries; the headings of groups of rows have none."""
    table = read_table(annex)
    answers = Answer.objects.filter(row__annex=annex).in_bulk()
    for row in table.rows:
        if row.record.role == Row.Role.HEADING:
            continue
        row.record.annex = annex
        for column in table.columns:
            cell = row.cell(column)
            answer = answers[cell.answer_id] if cell else Answer(row=row.record, column=column.record)
            yield SheetLine(row.record, column, answer, cell)


def rows(annex: Annex) -> Iterator[list[Value]]:
    """The lines of the sheet, in the order of HEADINGS."""
    for line in sheet_lines(annex):
        values = line.values()
        about = [line.label, line.column.heading, " ".join(line.column.questions), line.cell and line.cell.page]
        yield [line.key, *about, *values.values(), seen(values)]


def reading_rows(annex: Annex) -> Iterator[list[str]]:
    """The table in wide form as it reads: the label of each row, then the texts of its cells."""
    for _row, of_row in groupby(sheet_lines(annex), key=lambda line: line.row.pk):
        first, *others = of_row
        yield [first.label, first.text, *(line.text for line in others)]


def seen(values: dict[str, str]) -> str:
    """The digests of what stands in the compared columns; the letter in front keeps it from being a number."""
    return "-".join(["s", *(digest(values[name]) for name in COMPARED)])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def normal(text: str) -> str:
    """A text as it comes back from a spreadsheet program: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
