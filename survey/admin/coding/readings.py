"""Where coding stands: which rows each part asks, who has read them, what is open; in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from survey.models import Code, Coding, Column, Inquiry, Question, Row, Words, current_of, worded
from survey.record.agreement import Agreement, agreement
from survey.record.tables import asks

FIRST, SECOND, SETTLED = Coding.Role.FIRST, Coding.Role.SECOND, Coding.Role.SETTLED
MODES = (FIRST, SECOND)


@dataclass(frozen=True)
class RowReading:
    """One reading of one row."""

    coding: int
    code: str
    label: Words
    version: int
    certainty: str
    by: int | None


@dataclass(frozen=True)
class CodingProgress:
    """How far one part is: rows that it asks, rows read, and what is open."""

    question: Question
    rows: int
    first: int
    second: int
    disputed: int
    outdated: int

    @property
    def uncoded(self) -> int:
        return self.rows - self.first


class Readings:
    """The readings of an inquiry in memory, by row and part, as `user` may see them."""

    def __init__(self, inquiry: Inquiry, user):
        self.user = user
        codes = Code.objects.filter(question__inquiry=inquiry).select_related("question")
        self.questions = sorted({code.question for code in codes}, key=lambda each: (each.number, each.part))
        self.newest = {(code.question_id, code.code): code.version for code in sorted(codes, key=lambda c: c.version)}
        self.rows = list(Row.objects.entries_of(inquiry).select_related("annex"))
        self._asked: dict[int, list[Row]] = {}
        self._columns = _questions_of_annexes(inquiry)
        self._said: dict[tuple[int, int], dict[str, RowReading]] = defaultdict(dict)
        for row, question, role, said in _codings(inquiry):
            self._said[row, question][role] = said
        self._begun = {
            question for (_row, question), said in self._said.items() if SECOND in said and self._mine(said[SECOND])
        }

    def _mine(self, said: RowReading) -> bool:
        return said.by == self.user.pk

    def of(self, row: int, question: int) -> dict[str, RowReading]:
        """All readings, also what the user may not see yet."""
        return self._said.get((row, question), {})

    def asked(self, question: Question) -> list[Row]:
        """The rows of tables of which a column answers the part, its whole or a part of it; of all, where none says."""
        if question.pk not in self._asked:
            self._asked[question.pk] = [row for row in self.rows if self._asks(row, question)]
        return self._asked[question.pk]

    def _asks(self, row: Row, question: Question) -> bool:
        return asks(self._columns.get(row.annex_id, ()), question.key)

    def parts_of(self, row: Row) -> list[Question]:
        """The parts with a codebook that this row is asked."""
        return [question for question in self.questions if self._asks(row, question)]

    def hides(self, row: int, question: int) -> bool:
        """Whether the first reading is kept from this user, who reads the part a second time but not yet this row."""
        said = self.of(row, question)
        return question in self._begun and SECOND not in said and FIRST in said and not self._mine(said[FIRST])

    def visible(self, row: int, question: int) -> dict[str, RowReading]:
        return {} if self.hides(row, question) else self.of(row, question)

    def is_open(self, row: int, question: int, mode: str) -> bool:
        """Whether this user may still read the row in this mode."""
        said = self.of(row, question)
        if mode == FIRST:
            return FIRST not in said
        return FIRST in said and SECOND not in said and not self._mine(said[FIRST])

    def open_rows(self, question: Question, mode: str) -> list[Row]:
        return [row for row in self.asked(question) if self.is_open(row.pk, question.pk, mode)]

    def disputed(self, question: Question) -> list[Row]:
        return [row for row in self.asked(question) if is_disputed(self.of(row.pk, question.pk))]

    def outdated(self, question: Question) -> Iterator[tuple[Row, str, RowReading]]:
        """Readings by an older version of their category, with row and role."""
        for row in self.asked(question):
            for role, said in self.of(row.pk, question.pk).items():
                if said.version < self.newest[question.pk, said.code]:
                    yield row, role, said

    def agreement(self, question: Question) -> Agreement:
        said = [self.of(row.pk, question.pk) for row in self.rows]
        return agreement((each[FIRST].code, each[SECOND].code) for each in said if FIRST in each and SECOND in each)

    def progress(self, question: Question) -> CodingProgress:
        said = [self.of(row.pk, question.pk) for row in self.asked(question)]
        return CodingProgress(
            question=question,
            rows=len(said),
            first=sum(FIRST in each for each in said),
            second=sum(SECOND in each for each in said),
            disputed=sum(map(is_disputed, said)),
            outdated=len(list(self.outdated(question))),
        )

    def after(self, row: Row, question: Question, mode: str) -> tuple[Row, Question] | None:
        """The next open row of the part, round to its beginning; then that of the parts after it."""
        rows = self.asked(question)
        here = next((at for at, each in enumerate(rows) if each.pk == row.pk), -1)
        for each in [*rows[here + 1 :], *rows[: max(here, 0)]]:
            if self.is_open(each.pk, question.pk, mode):
                return each, question
        at = self.questions.index(question)
        for part in [*self.questions[at + 1 :], *self.questions[:at]]:
            if found := self.open_rows(part, mode):
                return found[0], part
        return None

    def next_part(self, row: Row, question: Question, mode: str) -> Question | None:
        """The next part that is open in this same row."""
        parts = self.parts_of(row)
        at = parts.index(question)
        following = [*parts[at + 1 :], *parts[:at]]
        return next((part for part in following if self.is_open(row.pk, part.pk, mode)), None)

    def neighbours(self, row: Row, question: Question) -> tuple[Row | None, Row | None]:
        """The rows before and after it, whatever their state."""
        rows = self.asked(question)
        at = next((at for at, each in enumerate(rows) if each.pk == row.pk), None)
        if at is None:
            return None, None
        return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None


def is_disputed(said: dict[str, RowReading]) -> bool:
    return current_of(said, word=attrgetter("code")).is_disputed


def _questions_of_annexes(inquiry: Inquiry) -> dict[int, set[str]]:
    """By table the keys of the questions that its columns answer."""
    found: dict[int, set[str]] = defaultdict(set)
    columns = Column.objects.filter(annex__inquiry=inquiry, questions__isnull=False)
    for annex, number, part in columns.values_list("annex_id", "questions__number", "questions__part"):
        found[annex].add(f"{number}{part}")
    return found


def _codings(inquiry: Inquiry):
    codings = Coding.objects.filter(row__annex__inquiry=inquiry).order_by()
    labels, names = ("code__label", "code__label_en"), ("pk", "code__code", "code__version", "certainty", "by_id")
    for row, question, role, german, english, pk, code, version, *said in codings.values_list(
        "row_id", "question_id", "role", *labels, *names
    ):
        yield row, question, role, RowReading(pk, code, worded(german, english), version, *said)
