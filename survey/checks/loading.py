"""Reading an inquiry for the checks, with a constant number of queries."""

import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Max, Min, Prefetch, Q

from survey.checks.paper import Cell, Head, Line, Paper, Piece, Sheet
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
    Inquiry,
    InquiryDate,
    Meeting,
    Participation,
    Passage,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Respondent,
    RespondentName,
    Row,
    joined,
)


def load(inquiry: Inquiry) -> Paper:
    """Read an inquiry with a constant number of queries."""
    inquiry = Inquiry.objects.select_related("parliament").get(pk=inquiry.pk)
    return Paper(
        inquiry=inquiry,
        sheets=_sheets(inquiry),
        questions=tuple(_questions(inquiry)),
        codes=_codes(inquiry),
        replies=tuple(_replies(inquiry)),
        remarks=tuple(PreliminaryRemark.objects.filter(inquiry=inquiry).order_by("position")),
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
    printed = Passage.objects.live().filter(printed_in__row__annex__in=imports.values("annex")).exclude(page=None)
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
    """Live passages and references of an inquiry, read along with its answers in the order of their keys.

    Kept are only the passages that belong to another cell than they are printed in, by the one they belong to.
    """

    def __init__(self, inquiry: Inquiry):
        passages = Passage.objects.live().filter(printed_in__row__annex__inquiry=inquiry)
        moved = passages.exclude(answer=None).exclude(answer=F("printed_in")).values_list(*Piece._fields)
        self.moved = _grouped(map(Piece._make, moved), "answer_id")
        printed = passages.order_by("printed_in_id", "position", "start", "pk")
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
