"""What an editing sheet holds: one line a cell, found again by its key, with what stood there when it was written.

`key` is the anchor of the cell in citations (“a1-r13-c2”), which no spreadsheet program takes for a date. `seen` holds
a digest of each field, so that a file that comes back tells what its editor changed from what others changed here.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from survey.language.numbers import decimal_text
from survey.models import Annex, Answer, Column, NumberIs, Passage, Row, joined
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
class Cell:
    """A cell as it stands; `answer` is not saved yet where the table has a gap."""

    row: Row
    column: Column
    answer: Answer
    as_printed: str
    passages: str
    page: int | None

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
    def text(self) -> str:
        return self.passages if self.answer.wording is None else self.answer.wording

    def values(self) -> dict[str, str]:
        """What stands in the compared columns, as it is compared."""
        answer = self.answer
        number_is = "" if answer.number_is == NumberIs.NONE else answer.number_is
        said = (self.as_printed, self.text, answer.status, decimal_text(answer.number) or "", number_is, answer.note)
        return {name: normal(value) for name, value in zip(COMPARED, said, strict=True)}


def cells(annex: Annex) -> Iterator[Cell]:
    """The cells of a table in its order, in four queries; the headings of groups of rows have none."""
    columns = list(annex.columns.order_by("position", "key").prefetch_related("questions"))
    answers = {(each.row_id, each.column_id): each for each in Answer.objects.filter(row__annex=annex)}
    printed: dict[int, list[Passage]] = defaultdict(list)
    reading: dict[int | None, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.live().filter(printed_in__row__annex__inquiry=annex.inquiry_id):
        printed[passage.printed_in_id].append(passage)
        reading[passage.answer_id].append(passage)
    for row in annex.rows.exclude(role=Row.Role.HEADING).order_by("position", "key"):
        row.annex = annex
        for column in columns:
            answer = answers.get((row.pk, column.pk)) or Answer(row=row, column=column)
            stands = printed[answer.pk] if answer.pk else []
            page = stands[0].page if stands else None
            text = joined(reading[answer.pk]) if answer.pk else ""
            yield Cell(row, column, answer, joined(stands), text, page)


def rows(annex: Annex) -> Iterator[list[Value]]:
    """The lines of the sheet, in the order of HEADINGS."""
    for cell in cells(annex):
        questions = " ".join(question.key for question in cell.column.questions.all())
        values = cell.values()
        about = [cell.label, cell.column.heading, questions, cell.page]
        yield [cell.key, *about, *values.values(), seen(values)]


def reading_rows(annex: Annex) -> Iterator[list[str]]:
    """The table in wide form as it reads: the label of each row, then the texts of its cells."""
    for _row, of_row in groupby(cells(annex), key=lambda cell: cell.row.pk):
        first, *others = of_row
        yield [first.label, first.text, *(cell.text for cell in others)]


def seen(values: dict[str, str]) -> str:
    """The digests of what stands in the compared columns; the letter in front keeps it from being a number."""
    return "-".join(["s", *(digest(values[name]) for name in COMPARED)])


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def normal(text: str) -> str:
    """A text as it comes back from a spreadsheet program: one kind of line end, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
