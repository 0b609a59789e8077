"""What the same office or district says in other papers, beside the row that is being categorised."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from survey.admin import links
from survey.models import Coding, Question, Respondent, Row, Words, current_coding
from survey.record import RecordCell, read_rows

MOST = 6  # rows of other papers, the newest first
PLACES = (Respondent.Kind.COUNTY, Respondent.Kind.CITY)


@dataclass(frozen=True)
class OtherText:
    """A text of the row there, with what that row is categorised as in the questions that its column answers."""

    heading: str
    text: str
    categories: tuple[tuple[str, Words, bool], ...]


@dataclass(frozen=True)
class OtherRow:
    """A row of another paper; `is_same` where that paper asked this very question, and only its texts are shown."""

    paper: str
    label: str
    date: datetime.date | None
    address: str
    is_same: bool
    texts: tuple[OtherText, ...]


def other_rows(row: Row, question: Question, user) -> list[OtherRow]:
    """Rows of the same respondent or district in other papers, those first that were asked the same question."""
    if row.respondent_id is None:
        return []
    asked = {each.inquiry_id: each.key for each in same_question(question)}
    rows = list(_rows(row))
    cells = read_rows(rows)
    said = defaultdict(list)
    for coding in Coding.objects.filter(row__in=rows).visible_to(user).select_related("code", "question"):
        said[coding.row_id].append(coding)
    found = [_shown(each, cells.get(each.pk, ()), said[each.pk], asked.get(each.annex.inquiry_id)) for each in rows]
    return sorted((each for each in found if each.texts), key=lambda each: not each.is_same)


def same_question(question: Question) -> list[Question]:
    """Questions of other papers that this one continues, that continue it, or that continue the same one."""
    first = question.continues_id or question.pk
    near = Q(pk=first) | Q(continues=first) | Q(continues=question)
    return list(Question.objects.filter(near).exclude(inquiry=question.inquiry_id))


def _rows(row: Row):
    respondent = row.respondent
    meant = Q(respondent=respondent)
    if respondent.kind in PLACES and respondent.district_id:
        meant |= Q(respondent__district=respondent.district_id, respondent__kind=respondent.kind)
    rows = Row.objects.filter(meant, role=Row.Role.ENTRY).exclude(annex__inquiry=row.annex.inquiry_id)
    rows = rows.select_related("annex__inquiry__parliament").defer("annex__source")
    return rows.order_by(F("annex__date").desc(nulls_last=True), "-pk")[:MOST]


def _shown(row: Row, cells: Iterable[RecordCell], codings: list[Coding], key: str | None) -> OtherRow:
    own = [cell for cell in cells if cell.text and (key is None or cell.column.answers(key))]
    inquiry = row.annex.inquiry
    return OtherRow(
        paper=f"{inquiry.parliament.short_name} {inquiry.number}",
        label=row.printed,
        date=row.annex.date,
        address=links.page(row),
        is_same=key is not None,
        texts=tuple(OtherText(cell.heading, cell.text_of_part(key or ""), _categories(cell, codings)) for cell in own),
    )


def _categories(cell: RecordCell, codings: list[Coding]) -> tuple[tuple[str, Words, bool], ...]:
    by_part = defaultdict(list)
    for coding in codings:
        if cell.column.answers(coding.question.key):
            by_part[coding.question.key].append(coding)
    current = {key: current_coding(each).coding for key, each in sorted(by_part.items())}
    return tuple(
        (key, coding.code.shown_label, coding.certainty == Coding.Certainty.ARGUABLE)
        for key, coding in current.items()
        if coding
    )
