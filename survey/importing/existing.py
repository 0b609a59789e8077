"""What stands in a table before a file comes in."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from survey.importing.cells import PlannedPassage, spans
from survey.importing.entries import numbered
from survey.importing.locators import NOWHERE, Locator
from survey.models import Annex, Answer, Passage, Row

CELLS_AT_ONCE = 10_000
PASSAGE = ("printed_in", "text", "raw", "page", "line", "position", "start", "answer", "edit", "pk", "file_page")


class AnswerFacts(NamedTuple):
    """What an import may change of an answer, or must know of it."""

    pk: int
    status: str
    decided: bool
    version: int
    number: object
    number_is: str


class ExistingTable:
    """Keys, columns and rows by three queries; cells by two for each ten thousand that are looked at, three where
    the file has pages.

    In a table that is not saved yet nothing stands.
    """

    def __init__(self, annex: Annex):
        self.annex = annex
        self.last_keys, self.columns, self.rows = (0, 0), [], []
        if annex.pk is not None:
            self.last_keys = Annex.objects.values_list("last_row_key", "last_column_key").get(pk=annex.pk)
            self.columns = list(annex.columns.order_by("position", "pk"))
            self.rows = list(annex.rows.order_by("position", "pk"))
        self.by_label = dict(zip(numbered(row.printed for row in self.rows), self.rows, strict=True))
        self.by_breakdown = {(row.printed, _pairs(row.breakdown)): row for row in self.rows if row.breakdown}
        self.answers: dict[tuple[int, int], AnswerFacts] = {}
        self.passages: dict[int, list[PlannedPassage]] = {}

    def in_turn(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows one by one, with what stands in their cells at hand meanwhile; new ones have none."""
        size = max(1, CELLS_AT_ONCE // max(1, len(self.columns)))
        for start in range(0, len(rows), size):
            some = rows[start : start + size]
            self._look_at([row.pk for row in some if row.pk is not None], whole=len(some) == len(rows))
            yield from some
        self.answers, self.passages = {}, {}

    def _look_at(self, rows: Iterable[int], *, whole: bool):
        self.answers, self.passages = {}, defaultdict(list)
        if not rows:
            return
        here = {"row__annex": self.annex} if whole else {"row__in": rows}
        answers = Answer.objects.filter(**here).order_by().values_list("row_id", "column_id", *AnswerFacts._fields)
        for row, column, pk, status, decided, version, number, number_is in answers.iterator():
            facts = AnswerFacts(pk, sys.intern(status), decided, version, number, sys.intern(number_is))
            self.answers[row, column] = facts
        here = {f"printed_in__{name}": value for name, value in here.items()}
        stored = Passage.objects.live().filter(**here)
        passages = list(stored.values_list(*PASSAGE))
        places = _places(stored) if any(row[-1] is not None for row in passages) else {}
        for printed_in, *passage, pk, _page in passages:
            self.passages[printed_in].append(PlannedPassage(*passage, pk, places.get(pk, NOWHERE)))

    def texts(self, row: Row) -> dict[str, str]:
        """What is printed in a row at hand, by the headings of the columns."""
        answers = {column.heading: self.answers.get((row.pk, column.pk)) for column in self.columns}
        return {
            heading: spans(self.passages.get(facts.pk, ()))[0] if facts else "" for heading, facts in answers.items()
        }


def _places(passages: QuerySet[Passage]) -> dict[int, Locator]:
    """Where those of a file with pages are printed, by their keys: most tables have none, and decoding takes long."""
    placed = passages.exclude(file_page=None).values_list("pk", "file_page", "boxes", "recognised", "unsure")
    return {pk: Locator(page, boxes, None, recognised, unsure) for pk, page, boxes, recognised, unsure in placed}


def _pairs(breakdown: list) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in breakdown)
