"""An inquiry in memory, read with a constant number of queries, for `freeze`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from survey.models import (
    Annex,
    Answer,
    Column,
    Edition,
    Inquiry,
    InquiryRelation,
    Passage,
    PassageEdit,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Row,
    joined,
)

Record = TypeVar("Record")
DECIDED = (Reference.State.CONFIRMED, Reference.State.OPEN)


@dataclass(frozen=True)
class Place:
    """Where words stand: `address` as in the content, `name` in words, `order` of reading, and the reading text."""

    address: str
    name: str
    order: tuple[int, ...]
    text: str

    def of(self, quote: str) -> tuple:
        """The order of a quote that stands here."""
        return (*self.order, self.text.find(quote))


@dataclass(frozen=True)
class Cell:
    """One cell with its passages in source order; `answer` is None where nothing was ever recorded."""

    row: Row
    column: Column
    answer: Answer | None
    printed: list[Passage]
    passages: list[Passage]
    references: list[Reference]
    place: Place

    @cached_property
    def as_printed(self) -> str:
        return joined(self.printed)

    @property
    def text(self) -> str:
        return self.place.text


def public_address(outer: str) -> Subquery:
    """The address of the inquiry that `outer` leads to; None while it is not public."""
    return Subquery(Edition.objects.current().filter(inquiry=OuterRef(outer)).values("slug")[:1])


def grouped(records: Iterable[Record], *attributes: str) -> dict[Any, list[Record]]:
    """Lists by the value of an attribute, or by several as a tuple."""
    groups: dict[Any, list[Record]] = defaultdict(list)
    for record in records:
        values = tuple(getattr(record, name) for name in attributes)
        groups[values if len(values) > 1 else values[0]].append(record)
    return groups


class Paper:
    """Everything of an inquiry that its pages, tables and texts are made of, in printed order."""

    def __init__(self, inquiry: Inquiry):
        self.inquiry = Inquiry.objects.select_related("parliament").get(pk=inquiry.pk)
        self.relations = list(
            InquiryRelation.objects.filter(inquiry=inquiry).select_related("to").annotate(at=public_address("to"))
        )
        self.questions = sorted(_questions(inquiry), key=question_order)
        self.remarks = sorted(PreliminaryRemark.objects.filter(inquiry=inquiry), key=lambda each: each.position)
        self.replies = sorted(
            Reply.objects.filter(inquiry=inquiry).prefetch_related("questions"), key=lambda each: each.position
        )
        self.references = _references(inquiry)
        self.annexes = sorted(_annexes(inquiry), key=lambda each: each.number)
        self.cells = _cells(inquiry, self.annexes, grouped(self.references, "from_answer_id"))
        self.passage_edits = _passage_edits(inquiry)

    @cached_property
    def cell_of(self) -> dict[int, Cell]:
        """Cells by the key of their answer."""
        return {cell.answer.pk: cell for cells in self.cells.values() for cell in cells if cell.answer}

    @cached_property
    def question_keys(self) -> dict[int, str]:
        return {question.pk: question.key for question in self.questions}

    @cached_property
    def codes_used(self) -> set[int]:
        rows = (row for annex in self.annexes for row in annex.rows.all())
        return {coding.code_id for row in rows for coding in row.codings.all()}

    @cached_property
    def reply_places(self) -> dict[int, Place]:
        return {each.pk: Place(each.key, "", (1, each.position), each.text) for each in self.replies}

    @cached_property
    def remark_places(self) -> dict[int, Place]:
        return {each.pk: Place(each.key, "", (0, each.position), each.text) for each in self.remarks}

    def place(self, words: Any) -> Place | None:
        """Where evidence, a claim or another record stands that names one text; None where it is another inquiry's."""
        if getattr(words, "answer_id", None):
            cell = self.cell_of.get(words.answer_id)
            return cell and cell.place
        return self.reply_places.get(words.reply_id) or self.remark_places.get(words.remark_id)


def question_order(question: Question) -> tuple[int, int, str]:
    return (question.number, len(question.part), question.part)


def _questions(inquiry: Inquiry) -> QuerySet[Question]:
    found = Question.objects.filter(inquiry=inquiry).select_related("parent", "continues__inquiry")
    return found.annotate(at=public_address("continues__inquiry")).prefetch_related("codes")


def _references(inquiry: Inquiry) -> list[Reference]:
    """Those that an editor has decided; a proposal of the program is not public."""
    found = Reference.objects.filter(
        Q(from_answer__row__annex__inquiry=inquiry) | Q(from_reply__inquiry=inquiry), state__in=DECIDED
    )
    found = found.select_related("to_question", "to_remark")
    return sorted(found, key=lambda each: (each.position, each.words, each.pk))


def _annexes(inquiry: Inquiry) -> QuerySet[Annex]:
    columns = Column.objects.order_by("position", "key").prefetch_related("questions")
    rows = Row.objects.order_by("position", "key").select_related("respondent__district")
    rows = rows.prefetch_related("speaks_for", "codings__code")
    return (
        Annex.objects.filter(inquiry=inquiry)
        .select_related("in_reply")
        .prefetch_related("notes", Prefetch("columns", columns), Prefetch("rows", rows))
    )


def _passage_edits(inquiry: Inquiry) -> list[PassageEdit]:
    """What the public is told: one that was taken back before any edition showed it is no news, nor is its undoing."""
    shown = Edition.objects.filter(
        inquiry=OuterRef("inquiry"), published_at__gte=OuterRef("at"), published_at__lt=OuterRef("taken_back_by__at")
    )
    found = PassageEdit.objects.filter(Q(taken_back_by=None) | Exists(shown), inquiry=inquiry)
    found = list(found.prefetch_related("passages", "takes_back__passages__superseded_by"))
    told = {None} | {each.pk for each in found}
    return [each for each in found if each.takes_back_id in told]


def _cells(inquiry: Inquiry, annexes: list[Annex], references: dict[int, list[Reference]]) -> dict[int, list[Cell]]:
    """The cells of each row, by the row's primary key, one per column in their order."""
    answers = {(each.row_id, each.column_id): each for each in Answer.objects.of_inquiry(inquiry)}
    passages = list(Passage.objects.live().filter(printed_in__row__annex__inquiry=inquiry).defer("raw"))
    printed, reading = grouped(passages, "printed_in_id"), grouped(passages, "answer_id")
    cells: dict[int, list[Cell]] = {}
    for annex in annexes:
        for row in annex.rows.all():
            cells[row.pk] = [
                _cell(annex, row, column, answers.get((row.pk, column.pk)), printed, reading, references)
                for column in annex.columns.all()
            ]
    return cells


def _cell(annex, row, column, answer, printed, reading, references) -> Cell:
    key = answer.pk if answer else 0
    passages = reading.get(key, [])
    written = answer.wording if answer else None
    place = Place(
        f"{annex.number}/{row.key}/{column.key}",
        f"{row.printed}, {column.heading}",
        (2, annex.number, row.position, row.key, column.position, column.key),
        joined(passages) if written is None else written,
    )
    return Cell(row, column, answer, printed.get(key, []), passages, references.get(key, []), place)
