"""An inquiry in memory, as the checks look at it: cells with their texts, rows, codings, claims, quotes."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch

from survey.language.parts import find as find_parts
from survey.models import (
    Annex,
    Answer,
    Body,
    Claim,
    Code,
    Coding,
    Column,
    District,
    Evidence,
    Fragment,
    Inquiry,
    InquiryDate,
    Question,
    Reference,
    Remark,
    Reply,
    Row,
    in_force,
    joined,
)


@dataclass(frozen=True)
class Cell:
    """One cell: what is printed in it, how it reads, and the passages printed here that belong nowhere yet."""

    answer_id: int
    address: str
    column: str
    questions: tuple[str, ...]
    printed: str
    reading: str
    marked_up: bool
    adrift: tuple[str, ...]
    status: str
    decided: bool
    number: Decimal | None
    number_is: str
    references: tuple[Reference, ...]

    @cached_property
    def letters(self) -> tuple[str, ...]:
        return tuple(part.letter for part in find_parts(self.reading))


@dataclass(frozen=True)
class Line:
    """One row with its cells; `codings` holds all readings by question key."""

    row: Row
    address: str
    cells: tuple[Cell, ...]
    codings: dict[str, tuple[Coding, ...]]

    @property
    def is_entry(self) -> bool:
        return self.row.role == Row.Role.ENTRY

    @property
    def kind(self) -> str:
        return self.row.respondent.kind if self.row.respondent else ""

    @property
    def district(self) -> District | None:
        """The district that the respondent is, not one it merely lies in."""
        return self.row.respondent.district if self.kind in ("county", "city") else None

    @property
    def text(self) -> str:
        return "\n\n".join(cell.reading for cell in self.cells if cell.reading)

    def coding(self, question: str) -> Coding | None:
        return in_force(list(self.codings.get(question, ())))

    def has_text(self, key: str) -> bool:
        """Whether the row says something to a question key: “2b” needs a part b) in the cell of question 2."""
        number, letter = (key[:-1], key[-1]) if key[-1].isalpha() else (key, "")
        cells = [cell for cell in self.cells if any(own.rstrip("abcdefgh") == number for own in cell.questions)]
        return any(letter in cell.letters if letter else bool(cell.reading) for cell in cells)


@dataclass(frozen=True)
class Sheet:
    """One table with its rows in printed order."""

    annex: Annex
    lines: tuple[Line, ...]

    @property
    def entries(self) -> list[Line]:
        return [line for line in self.lines if line.is_entry]


@dataclass(frozen=True)
class Paper:
    """Everything of an inquiry that checks look at; `districts` are all that its state ever had."""

    inquiry: Inquiry
    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    coded_questions: tuple[str, ...]
    replies: tuple[Reply, ...]
    remarks: tuple[Remark, ...]
    dates: dict[str, InquiryDate]
    claims: tuple[Claim, ...]
    bodies: tuple[Body, ...]
    evidence: tuple[Evidence, ...]
    districts: tuple[District, ...]
    _by_answer: dict[int, Cell] = field(default_factory=dict)

    def lines(self) -> Iterator[Line]:
        for sheet in self.sheets:
            yield from sheet.lines

    def entries(self) -> Iterator[tuple[Sheet, Line]]:
        for sheet in self.sheets:
            yield from ((sheet, line) for line in sheet.entries)

    def cells(self) -> Iterator[tuple[Sheet, Line, Cell]]:
        for sheet in self.sheets:
            yield from ((sheet, line, cell) for line in sheet.lines for cell in line.cells)

    def cell(self, answer_id: int | None) -> Cell | None:
        return self._by_answer.get(answer_id)

    def valid_on(self, date: datetime.date) -> list[District]:
        """The districts on the official list of this date."""
        return [each for each in self.districts if _valid(each, date)]


def _valid(district: District, date: datetime.date) -> bool:
    begun = district.valid_from is None or district.valid_from <= date
    return begun and (district.valid_to is None or district.valid_to >= date)


def load(inquiry: Inquiry) -> Paper:
    """Read an inquiry with a constant number of queries."""
    inquiry = Inquiry.objects.select_related("parliament").get(pk=inquiry.pk)
    sheets = _sheets(inquiry)
    return Paper(
        inquiry=inquiry,
        sheets=sheets,
        questions=tuple(Question.objects.filter(inquiry=inquiry).order_by("number", "part")),
        coded_questions=_coded_questions(inquiry),
        replies=tuple(Reply.objects.filter(inquiry=inquiry).order_by("position")),
        remarks=tuple(Remark.objects.filter(inquiry=inquiry).order_by("position")),
        dates={date.kind: date for date in InquiryDate.objects.filter(inquiry=inquiry)},
        claims=tuple(_claims(inquiry)),
        bodies=tuple(Body.objects.filter(inquiry=inquiry).order_by("slug")),
        evidence=tuple(_evidence(inquiry)),
        districts=tuple(
            District.objects.in_state(inquiry.parliament.state).defer("outline").order_by("sort_name", "kind", "slug")
        ),
        _by_answer={cell.answer_id: cell for sheet in sheets for line in sheet.lines for cell in line.cells},
    )


def _coded_questions(inquiry: Inquiry) -> tuple[str, ...]:
    codes = Code.objects.filter(question__inquiry=inquiry).select_related("question")
    questions = {code.question.key: code.question for code in codes}
    return tuple(sorted(questions, key=lambda key: (questions[key].number, key)))


def _claims(inquiry: Inquiry):
    claims = Claim.objects.filter(inquiry=inquiry).select_related("reply", "remark", "column__annex")
    return claims.prefetch_related("questions", "codes").order_by("position")


def _evidence(inquiry: Inquiry):
    found = Evidence.objects.select_related("body", "meeting__body", "participation__body", "participation__row")
    return (
        found.filter(answer__row__annex__inquiry=inquiry)
        | found.filter(reply__inquiry=inquiry)
        | found.filter(remark__inquiry=inquiry)
    ).order_by("pk")


def _sheets(inquiry: Inquiry) -> tuple[Sheet, ...]:
    columns = Column.objects.order_by("position", "key").prefetch_related("questions")
    rows = Row.objects.order_by("position", "key").select_related("respondent__district")
    codings = Coding.objects.select_related("question", "code")
    rows = rows.prefetch_related("speaks_for", Prefetch("codings", codings))
    annexes = Annex.objects.filter(inquiry=inquiry).order_by("number")
    annexes = annexes.prefetch_related(Prefetch("columns", columns), Prefetch("rows", rows))
    answers = {(each.row_id, each.column_id): each for each in Answer.objects.of_inquiry(inquiry)}
    texts = _Texts(inquiry)
    return tuple(
        Sheet(annex, tuple(_line(annex, row, answers, texts) for row in annex.rows.all())) for annex in annexes
    )


class _Texts:
    """Live fragments and references of an inquiry, by the answer they belong to."""

    def __init__(self, inquiry: Inquiry):
        fragments = list(Fragment.objects.live().filter(printed_in__row__annex__inquiry=inquiry))
        self.printed = _grouped(fragments, "printed_in_id")
        self.reading = _grouped(fragments, "answer_id")
        references = Reference.objects.filter(from_answer__row__annex__inquiry=inquiry).select_related("to_question")
        self.references = _grouped(references.order_by("position", "pk"), "from_answer_id")


def _grouped(records: Iterable, name: str) -> dict[int | None, list]:
    groups = defaultdict(list)
    for record in records:
        groups[getattr(record, name)].append(record)
    return groups


def _line(annex: Annex, row: Row, answers: dict, texts: _Texts) -> Line:
    address = f"{annex.number}/{row.key}"
    pairs = [(column, answers.get((row.pk, column.pk))) for column in annex.columns.all()]
    cells = tuple(_cell(address, column, answer, texts) for column, answer in pairs if answer)
    codings = defaultdict(list)
    for coding in row.codings.all():
        codings[coding.question.key].append(coding)
    return Line(row, address, cells, {key: tuple(readings) for key, readings in codings.items()})


def _cell(row: str, column: Column, answer: Answer, texts: _Texts) -> Cell:
    printed = texts.printed[answer.pk]
    reading = joined(texts.reading[answer.pk]) if answer.wording is None else answer.wording
    return Cell(
        answer_id=answer.pk,
        address=f"{row}/{column.key}",
        column=column.heading,
        questions=tuple(question.key for question in column.questions.all()),
        printed=joined(printed),
        reading=reading,
        marked_up=any(fragment.raw for fragment in printed),
        adrift=tuple(fragment.text for fragment in printed if fragment.answer_id is None),
        status=answer.status,
        decided=answer.decided,
        number=answer.number,
        number_is=answer.number_is,
        references=tuple(texts.references[answer.pk]),
    )
