"""Cells: what is printed in each, how it reads, and the passages behind both.

A large table has a hundred thousand cells. A named tuple is made in a third of the time of a frozen dataclass, so cells
and passages are named tuples, and what a cell shares with its passage (most have one) is stored once.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from string import ascii_lowercase
from typing import Any, NamedTuple

from django.db.models import F

from survey.language.parts import find as find_parts
from survey.language.parts import text_of
from survey.models import Answer, Column, Passage, Reference, joined, question_order, reading_text

Scope = dict[str, Any]


class RecordColumn(NamedTuple):
    """What all cells of a column share: its record, the keys of its questions, and its `place` among the columns."""

    record: Column
    place: tuple[int, int]
    key: int
    heading: str
    questions: tuple[str, ...]
    is_number: bool

    def answers(self, key: str) -> bool:
        """Whether its cells answer this question, its whole or a part of it."""
        return any(key in (own, whole(own)) or own == whole(key) for own in self.questions)


def whole(key: str) -> str:
    """The number of a question without its part."""
    return key.rstrip(ascii_lowercase)


class RecordPassage(NamedTuple):
    """A passage that stands, without its record; `edit_id` is the act of an editor that brought it here."""

    pk: int
    text: str
    raw: str
    page: int | None
    position: int
    start: int
    printed_in_id: int
    answer_id: int | None
    edit_id: int | None
    batch_id: int | None
    file_page: int | None
    boxes: list | None
    recognised: bool
    unsure_words: list[str] | None

    @property
    def order(self) -> tuple[int, int, int]:
        return self.position, self.start, self.pk


class RecordCell(NamedTuple):
    """One cell: `as_printed` is what stands in it in the source, `text` how it reads.

    `printed` are the passages that stand in it, `passages` those that belong to it, both in the order of the source.
    `row` is the address of its row, `references` are all that editors and the program recorded, refused ones too.
    """

    answer_id: int
    row: str
    column: RecordColumn
    as_printed: str
    text: str
    printed: tuple[RecordPassage, ...]
    passages: tuple[RecordPassage, ...]
    status: str
    decided: bool
    number: Decimal | None
    number_is: str
    note: str
    references: tuple[Reference, ...]

    @property
    def address(self) -> str:
        return f"{self.row}/{self.column.key}"

    @property
    def heading(self) -> str:
        return self.column.heading

    @property
    def questions(self) -> tuple[str, ...]:
        return self.column.questions

    @property
    def page(self) -> int | None:
        """The page of the table on which its printed text begins; None where nothing is printed or nobody knows."""
        return self.printed[0].page if self.printed else None

    @property
    def own_text(self) -> str:
        """What its passages say, whatever an editor wrote."""
        return joined(self.passages)

    @property
    def unassigned(self) -> tuple[RecordPassage, ...]:
        """The passages printed here that nobody has put into a cell yet."""
        return tuple(passage for passage in self.printed if passage.answer_id is None)

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(part.letter for part in find_parts(self.text))

    @property
    def lettered(self) -> dict[str, str]:
        """The parts that the letters of the text answer: {"1b": "b"}; the cell stays one."""
        letters = self.letters if self.questions else ()
        return {key: key[-1] for key in self.questions if key[-1] in letters}

    def text_of_part(self, key: str) -> str:
        """What answers this part: the text of its letter where the cell has one, else all of it."""
        letter = self.lettered.get(key)
        return text_of(self.text, letter) if letter else self.text


def column_of(column: Column) -> RecordColumn:
    """A column with its questions; needs `questions` fetched."""
    questions = tuple(question.key for question in sorted(column.questions.all(), key=question_order))
    is_number = column.kind == Column.Kind.NUMBER
    return RecordColumn(column, (column.position, column.key), column.key, column.heading, questions, is_number)


def read_cells(
    scope: Scope,
    columns: dict[int, RecordColumn],
    addresses: dict[int, str],
    references: dict[int, list[Reference]],
) -> dict[int, tuple[RecordCell, ...]]:
    """The cells of each row in the order of its columns, by the row's primary key. Three queries.

    `scope` filters answers (`{"row__annex": annex}`); columns and addresses of rows are given by primary key, the
    references by that of the answer in which they stand.
    """
    passages = _Passages(scope)
    facts = ("pk", "row_id", "column_id", "wording", "status", "decided", "number", "number_is", "note")
    cells: dict[int, list[RecordCell]] = defaultdict(list)
    answers = Answer.objects.filter(**scope).order_by("pk").values_list(*facts)
    for pk, row, column, wording, status, decided, number, number_is, note in answers.iterator():
        printed, own = passages.of(pk)
        as_printed = joined(printed)
        text = as_printed if own is printed and wording is None else reading_text(wording, own)
        said = sys.intern(status), decided, number, sys.intern(number_is), note, tuple(references.get(pk, ()))
        cells[row].append(RecordCell(pk, addresses[row], columns[column], as_printed, text, printed, own, *said))
    return {row: tuple(sorted(some, key=lambda cell: cell.column.place)) for row, some in cells.items()}


class _Passages:
    """The passages that stand, by the cell in which they are printed; apart, those that belong to another cell."""

    def __init__(self, scope: Scope):
        live = Passage.objects.live()
        printed = live.filter(**{f"printed_in__{path}": value for path, value in scope.items()})
        moved = live.filter(**{f"answer__{path}": value for path, value in scope.items()})
        self.printed = grouped(_passages(printed), "printed_in_id")
        self.moved = grouped(_passages(moved.exclude(answer=F("printed_in"))), "answer_id")

    def of(self, answer: int) -> tuple[tuple[RecordPassage, ...], tuple[RecordPassage, ...]]:
        """Those printed in a cell, and those that belong to it: the very same tuple where nothing was moved."""
        printed = tuple(self.printed.pop(answer, ()))
        moved = self.moved.get(answer, ())
        if not moved and all(passage.answer_id == answer for passage in printed):
            return printed, printed
        own = (passage for passage in printed if passage.answer_id == answer)
        return printed, tuple(sorted([*own, *moved], key=lambda passage: passage.order))


def _passages(passages) -> Iterable[RecordPassage]:
    values = passages.with_unsure_words().values_list(*RecordPassage._fields)
    return map(RecordPassage._make, values.iterator())


def grouped(records: Iterable, name: str) -> dict[Any, list]:
    """Lists by the value of an attribute, each in the order in which they came."""
    groups: dict[Any, list] = defaultdict(list)
    for record in records:
        groups[getattr(record, name)].append(record)
    return groups
