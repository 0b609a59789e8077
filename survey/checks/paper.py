"""An inquiry in memory, as the checks look at it: cells with their texts, rows, codings, claims, quotes."""

import datetime
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import F, Max, Min, Prefetch, Q

from survey.language.names import bare, fold
from survey.language.parts import find as find_parts
from survey.language.parts import text_of
from survey.models import (
    Annex,
    Answer,
    Batch,
    Body,
    CatalogueEntry,
    Claim,
    Code,
    Coding,
    Column,
    District,
    Evidence,
    Fragment,
    Inquiry,
    InquiryDate,
    Meeting,
    Participation,
    Question,
    Reference,
    Remark,
    Reply,
    Respondent,
    RespondentName,
    Row,
    in_force,
    joined,
)


class Head(NamedTuple):
    """What all cells of a column have in common; `place` orders them."""

    place: tuple[int, int]
    key: int
    heading: str
    questions: tuple[str, ...]
    is_number: bool


class Piece(NamedTuple):
    """A passage, without what no check asks for: a large table has a hundred thousand."""

    text: str
    raw: str
    position: int
    start: int
    answer_id: int | None


class Cell(NamedTuple):
    """One cell: what is printed in it, how it reads, and the passages that nobody has placed yet."""

    answer_id: int
    row: str
    head: Head
    printed: str
    reading: str
    raw: tuple[str, ...]
    adrift: tuple[Piece, ...]
    status: str
    decided: bool
    number: Decimal | None
    number_is: str
    references: tuple[Reference, ...]

    @property
    def address(self) -> str:
        return f"{self.row}/{self.head.key}"

    @property
    def column(self) -> str:
        return self.head.heading

    @property
    def questions(self) -> tuple[str, ...]:
        return self.head.questions

    @property
    def is_number(self) -> bool:
        return self.head.is_number

    @property
    def letters(self) -> tuple[str, ...]:
        return tuple(part.letter for part in find_parts(self.reading))

    @property
    def lettered(self) -> dict[str, str]:
        """The parts that the letters of the text answer: {"1b": "b"}; the cell stays one."""
        letters = self.letters if self.questions else ()
        return {key: key[-1] for key in self.questions if key[-1] in letters}

    def text_of_part(self, key: str) -> str:
        """What answers this part: the text of its letter where the cell has one, else all of it."""
        letter = self.lettered.get(key)
        return text_of(self.reading, letter) if letter else self.reading


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

    @cached_property
    def text(self) -> str:
        return "\n\n".join(cell.reading for cell in self.cells if cell.reading)

    def coding(self, question: str) -> Coding | None:
        return in_force(list(self.codings.get(question, ())))

    def cells_of(self, key: str) -> list[Cell]:
        """The cells that answer the whole question of a key."""
        return [cell for cell in self.cells if whole(key) in map(whole, cell.questions)]

    def has_text(self, key: str) -> bool:
        """Whether the row says something to a question key: in a cell that answers 2a and 2b, “2b” needs a part b)."""
        return any(_says(cell, key) for cell in self.cells_of(key))


def whole(key: str) -> str:
    """The number of a question without its part."""
    return key.rstrip(ascii_lowercase)


def _says(cell: Cell, key: str) -> bool:
    part = key.removeprefix(whole(key))
    if part and cell.questions != (key,):
        return part in cell.letters
    return bool(cell.reading)


@dataclass(frozen=True)
class Sheet:
    """One table with its rows in printed order, and the question keys that its columns answer."""

    annex: Annex
    questions: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def entries(self) -> list[Line]:
        return [line for line in self.lines if line.is_entry]

    @cached_property
    def of_district(self) -> dict[int, list[Line]]:
        """The entries by the district that they are."""
        lines = defaultdict(list)
        for line in self.entries:
            if line.district:
                lines[line.district.pk].append(line)
        return lines

    def asks(self, key: str) -> bool:
        """Whether a column answers this question, its whole or a part of it; any may, where no column says which."""
        return not self.questions or any(key in (own, whole(own)) or own == whole(key) for own in self.questions)


@dataclass(frozen=True)
class Paper:
    """Everything of an inquiry that checks look at; `districts` are all that its state ever had.

    `codes` are the codebooks: by question key, in the order of the paper, each category with its newest version.
    `evidence` is all that stands in this paper, and all of its bodies wherever it stands; `members` are the districts
    of each association that has a row; `nobody` are names, as they are compared, that stand for no respondent; `listed`
    is what the newest list said of the inquiry. `pages` are the first and last page of each row that came from a PDF.
    """

    inquiry: Inquiry
    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    codes: dict[str, dict[str, int]]
    replies: tuple[Reply, ...]
    remarks: tuple[Remark, ...]
    dates: dict[str, InquiryDate]
    claims: tuple[Claim, ...]
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    participations: tuple[Participation, ...]
    evidence: tuple[Evidence, ...]
    districts: tuple[District, ...]
    respondents: tuple[tuple[str, str, str], ...]
    members: dict[int, frozenset[int]]
    nobody: frozenset[str]
    listed: CatalogueEntry | None = None
    pages: dict[int, tuple[int, int]] = field(default_factory=dict)

    def is_nobody(self, printed: str) -> bool:
        """Whether an editor has said that the printed name stands for no respondent."""
        return bool(self.nobody & {fold(printed), fold(bare(printed))})

    @property
    def coded_questions(self) -> tuple[str, ...]:
        return tuple(self.codes)

    def entries(self) -> Iterator[tuple[Sheet, Line]]:
        for sheet in self.sheets:
            yield from ((sheet, line) for line in sheet.entries)

    def cells(self) -> Iterator[tuple[Sheet, Line, Cell]]:
        for sheet in self.sheets:
            yield from ((sheet, line, cell) for line in sheet.lines for cell in line.cells)

    def text_of(self, evidence: Evidence) -> str | None:
        """The text that its quote shall stand in; None where that is another paper's."""
        if evidence.answer_id:
            cell = self._cells.get(evidence.answer_id)
            return cell.reading if cell else None
        texts = self.replies if evidence.reply_id else self.remarks
        return next((text.text for text in texts if text.pk == (evidence.reply_id or evidence.remark_id)), None)

    @cached_property
    def _cells(self) -> dict[int, Cell]:
        return {cell.answer_id: cell for _, _, cell in self.cells()}

    @cached_property
    def places(self) -> dict[str, tuple[Sheet, Line, Cell]]:
        """The cells by their addresses."""
        return {cell.address: (sheet, line, cell) for sheet, line, cell in self.cells()}

    @cached_property
    def lines(self) -> dict[str, tuple[Sheet, Line]]:
        """The rows by their addresses."""
        return {line.address: (sheet, line) for sheet in self.sheets for line in sheet.lines}

    def speaker_for(self, district: District, sheet: Sheet) -> Line | None:
        """The row of an association to which the district belongs."""
        lines = [line for line in sheet.entries if district.pk in self.members.get(line.row.respondent_id, ())]
        return lines[0] if lines else None

    def valid_on(self, date: datetime.date) -> list[District]:
        """The districts on the official list of this date."""
        return [each for each in self.districts if is_valid(each, date)]


def is_valid(district: District, date: datetime.date) -> bool:
    """Whether the district is on the official list of this date."""
    begun = district.valid_from is None or district.valid_from <= date
    return begun and (district.valid_to is None or district.valid_to >= date)


def load(inquiry: Inquiry) -> Paper:
    """Read an inquiry with a constant number of queries."""
    inquiry = Inquiry.objects.select_related("parliament").get(pk=inquiry.pk)
    return Paper(
        inquiry=inquiry,
        sheets=_sheets(inquiry),
        questions=tuple(_questions(inquiry)),
        codes=_codes(inquiry),
        replies=tuple(_replies(inquiry)),
        remarks=tuple(Remark.objects.filter(inquiry=inquiry).order_by("position")),
        dates={date.kind: date for date in InquiryDate.objects.filter(inquiry=inquiry)},
        claims=tuple(_claims(inquiry)),
        bodies=tuple(_bodies(inquiry)),
        meetings=tuple(Meeting.objects.filter(body__inquiry=inquiry).select_related("body").order_by("pk")),
        participations=tuple(_participations(inquiry)),
        evidence=tuple(_evidence(inquiry)),
        districts=tuple(_districts(inquiry.parliament.state)),
        respondents=tuple(_respondents(inquiry.parliament.state)),
        nobody=frozenset(RespondentName.objects.filter(respondent=None).values_list("key", flat=True)),
        members=_members(inquiry),
        listed=CatalogueEntry.objects.for_list().newest_of([inquiry]).get(inquiry.pk),
        pages=_pages(inquiry),
    )


def _questions(inquiry: Inquiry):
    """In the order of the paper, each with the earlier one that it continues."""
    found = Question.objects.filter(inquiry=inquiry).select_related("continues__inquiry")
    return found.order_by("number", "part")


def _pages(inquiry: Inquiry) -> dict[int, tuple[int, int]]:
    imports = Batch.objects.filter(annex__inquiry=inquiry, source__name__iendswith=".pdf", undone_at=None)
    printed = Fragment.objects.live().filter(printed_in__row__annex__in=imports.values("annex")).exclude(page=None)
    rows = printed.order_by().values("printed_in__row").annotate(first=Min("page"), last=Max("page"))
    return {row: (first, last) for row, first, last in rows.values_list("printed_in__row", "first", "last")}


def _codes(inquiry: Inquiry) -> dict[str, dict[str, int]]:
    codes = Code.objects.filter(question__inquiry=inquiry).select_related("question").order_by("position", "version")
    codebooks: dict[str, dict[str, int]] = {}
    for code in sorted(codes, key=lambda each: (each.question.number, each.question.key)):
        codebooks.setdefault(code.question.key, {})[code.code] = code.version
    return codebooks


def _bodies(inquiry: Inquiry):
    districts = Prefetch("districts", District.objects.defer("outline"))
    return Body.objects.filter(inquiry=inquiry).prefetch_related(districts).order_by("slug")


def _claims(inquiry: Inquiry):
    claims = Claim.objects.filter(inquiry=inquiry).select_related("reply", "remark", "column__annex")
    return claims.prefetch_related("questions", "codes").order_by("position")


def _replies(inquiry: Inquiry):
    references = Reference.objects.select_related("to_question").order_by("position", "pk")
    replies = Reply.objects.filter(inquiry=inquiry).order_by("position")
    return replies.prefetch_related("questions", Prefetch("references", references))


def _participations(inquiry: Inquiry):
    found = Participation.objects.select_related("actor", "body", "row__annex")
    return found.filter(Q(body__inquiry=inquiry) | Q(row__annex__inquiry=inquiry)).order_by("pk")


def _evidence(inquiry: Inquiry):
    here = Q(answer__row__annex__inquiry=inquiry) | Q(reply__inquiry=inquiry) | Q(remark__inquiry=inquiry)
    of_body = Q(body__inquiry=inquiry) | Q(meeting__body__inquiry=inquiry) | Q(participation__body__inquiry=inquiry)
    subjects = ("body", "meeting__body", "participation__actor", "participation__body", "participation__row__annex")
    return Evidence.objects.filter(here | of_body).select_related(*subjects).order_by("pk")


def _districts(state: str):
    """Those of the state; all where the parliament is not of one state."""
    found = District.objects.in_state(state) if state else District.objects.all()
    return found.defer("outline").order_by("sort_name", "kind", "slug")


def _respondents(state: str):
    """Slug, name and kind of those an unknown label may mean: the districts of the state, and associations."""
    nearby = Q(district__state=state) if state else Q(district__isnull=False)
    found = Respondent.objects.filter(nearby | Q(kind=Respondent.Kind.ASSOCIATION))
    return found.order_by("sort_name", "slug").values_list("slug", "name", "kind")


def _members(inquiry: Inquiry) -> dict[int, frozenset[int]]:
    found = Respondent.objects.filter(rows__annex__inquiry=inquiry, members__district__isnull=False)
    members = defaultdict(set)
    for association, district in found.values_list("pk", "members__district").distinct():
        members[association].add(district)
    return {association: frozenset(districts) for association, districts in members.items()}


def _sheets(inquiry: Inquiry) -> tuple[Sheet, ...]:
    columns = Column.objects.order_by("position", "key").prefetch_related("questions")
    rows = Row.objects.order_by("position", "key").select_related("respondent__district")
    codings = Coding.objects.select_related("question", "code")
    speaks_for = Prefetch("speaks_for", District.objects.defer("outline"))
    rows = rows.defer("respondent__district__outline").prefetch_related(speaks_for, Prefetch("codings", codings))
    annexes = Annex.objects.filter(inquiry=inquiry).order_by("number")
    annexes = annexes.prefetch_related(Prefetch("columns", columns), Prefetch("rows", rows))
    heads = {column.pk: _head(column) for annex in annexes for column in annex.columns.all()}
    addresses = {row.pk: f"{annex.number}/{row.key}" for annex in annexes for row in annex.rows.all()}
    cells = _cells(inquiry, heads, addresses)
    return tuple(_sheet(annex, cells) for annex in annexes)


def _head(column: Column) -> Head:
    questions = tuple(sorted(question.key for question in column.questions.all()))
    return Head((column.position, column.key), column.key, column.heading, questions, column.kind == Column.Kind.NUMBER)


def _sheet(annex: Annex, cells: dict[int, list[Cell]]) -> Sheet:
    asked = {question.key: question for column in annex.columns.all() for question in column.questions.all()}
    questions = sorted(asked, key=lambda key: (asked[key].number, asked[key].part))
    return Sheet(annex, tuple(questions), tuple(_line(annex, row, cells) for row in annex.rows.all()))


def _line(annex: Annex, row: Row, cells: dict[int, list[Cell]]) -> Line:
    codings = defaultdict(list)
    for coding in row.codings.all():
        codings[coding.question.key].append(coding)
    readings = {key: tuple(some) for key, some in codings.items()}
    return Line(row, f"{annex.number}/{row.key}", tuple(cells.pop(row.pk, ())), readings)


def _cells(inquiry: Inquiry, heads: dict[int, Head], addresses: dict[int, str]) -> dict[int, list[Cell]]:
    """The cells of each row in the order of its columns, made while they are read: no record of them is kept."""
    texts = _Texts(inquiry)
    facts = ("pk", "row_id", "column_id", "wording", "status", "decided", "number", "number_is")
    answers = Answer.objects.of_inquiry(inquiry).order_by("pk").values_list(*facts)
    cells = defaultdict(list)
    for pk, row, column, wording, status, decided, number, number_is in answers.iterator():
        printed, reading, raw, adrift = texts.of(pk)
        kept = sys.intern(status), decided, number, sys.intern(number_is), tuple(texts.references.get(pk, ()))
        reading = reading if wording is None else wording
        cells[row].append(Cell(pk, addresses[row], heads[column], printed, reading, raw, adrift, *kept))
    for some in cells.values():
        some.sort(key=lambda cell: cell.head.place)
    return cells


class _Texts:
    """Live fragments and references of an inquiry, read along with its answers in the order of their keys.

    Kept are only the passages that belong to another cell than they are printed in, by the one they belong to.
    """

    def __init__(self, inquiry: Inquiry):
        fragments = Fragment.objects.live().filter(printed_in__row__annex__inquiry=inquiry)
        moved = fragments.exclude(answer=None).exclude(answer=F("printed_in")).values_list(*Piece._fields)
        self.moved = _grouped(map(Piece._make, moved), "answer_id")
        printed = fragments.order_by("printed_in_id", "position", "start", "pk")
        lines = printed.values_list("printed_in_id", *Piece._fields).iterator()
        self.printed = groupby(lines, key=itemgetter(0))
        self.next: tuple[int, Iterable] | None = next(self.printed, None)
        references = Reference.objects.filter(from_answer__row__annex__inquiry=inquiry).select_related("to_question")
        self.references = _grouped(references.order_by("position", "pk"), "from_answer_id")

    def of(self, answer: int) -> tuple[str, str, tuple[str, ...], tuple[Piece, ...]]:
        """What is printed in a cell, how it reads, what of it has markup, and what is adrift."""
        printed = self._printed_in(answer)
        own = [piece for piece in printed if piece.answer_id == answer] + self.moved.get(answer, [])
        if len(printed) == 1 and own == printed and not printed[0].start:
            text = printed[0].text
            return text, text, tuple(filter(None, [printed[0].raw])), ()
        raw = tuple(piece.raw for piece in printed if piece.raw)
        adrift = tuple(piece for piece in printed if piece.answer_id is None)
        return joined(printed), joined(own), raw, adrift

    def _printed_in(self, answer: int) -> list[Piece]:
        if self.next is None or self.next[0] != answer:
            return []
        pieces = [Piece._make(facts) for _answer, *facts in self.next[1]]
        self.next = next(self.printed, None)
        return pieces


def _grouped(records: Iterable, name: str) -> dict[int | None, list]:
    groups = defaultdict(list)
    for record in records:
        groups[getattr(record, name)].append(record)
    return groups
