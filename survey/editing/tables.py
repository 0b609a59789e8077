"""Tables made by hand: started from a list or empty, their rows and columns added and moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from survey.editing.acts import MOVED, TYPED, act
from survey.editing.matching import Matcher
from survey.editing.typed import source_of
from survey.intake.paper import column_questions
from survey.models import Annex, Answer, Column, Inquiry, Row, Status, history

MOST_CELLS = 25_000  # typed by hand; more come from a file


@dataclass(frozen=True)
class TypedTable:
    """What a table that is typed begins with: what is printed above it, its headings and its labels."""

    label: str
    title: str
    date: date | None
    date_printed: str
    rows_are: str
    document: str
    headings: Sequence[str]
    labels: Sequence[str]


def start_table(inquiry: Inquiry, table: TypedTable, *, by=None, reason: str = "") -> Annex:
    """A new table of the paper with an empty cell where each row and column meet.

    A heading such as “Frage 1” answers the parts of question 1. A label belongs to the respondent whom it names without
    doubt; who is meant by the others stays open, as after an import. Raises ValidationError.
    """
    if len(table.headings) * len(table.labels) > MOST_CELLS:
        raise ValidationError(
            _("More than %(most)d cells are not typed: import them from a file.") % {"most": MOST_CELLS}
        )
    with act(inquiry):
        number = (inquiry.annexes.aggregate(last=Max("number"))["last"] or 0) + 1
        facts = {name: getattr(table, name) for name in ("label", "title", "date", "date_printed", "rows_are")}
        annex = Annex(inquiry=inquiry, number=number, source=source_of(inquiry, table.document, by=by), **facts)
        annex.full_clean()
        history.tell(annex, reason=reason or TYPED, by=by).save()
        for heading in table.headings:
            _add_column(annex, heading, by=by, reason=reason)
        _add_rows(annex, table.labels, by=by, reason=reason)
    return annex


def add_row(annex: Annex, printed: str, *, after: Row | None = None, by=None, reason: str = "") -> Row:
    """A row typed by hand, behind another or at the end, with an empty cell in each column."""
    with act(annex.inquiry):
        [row] = _add_rows(annex, [printed], by=by, reason=reason)
        if after:
            _move(row, after, by=by, reason=reason)
    return row


def add_column(annex: Annex, heading: str, *, kind: str = Column.Kind.TEXT, by=None, reason: str = "") -> Column:
    """A column typed by hand, at the end, with an empty cell in each row. Raises ValidationError."""
    with act(annex.inquiry):
        column = _add_column(annex, heading, kind=kind, by=by, reason=reason)
        _add_cells(annex.rows.exclude(role=Row.Role.HEADING), [column], by=by, reason=reason)
    return column


def move(record: Row | Column, *, after: Row | Column | None, by=None, reason: str = ""):
    """Put a row or column behind another of its table, or first; the others keep their order."""
    with act(record.annex.inquiry):
        _move(record, after, by=by, reason=reason)


def _move(record: Row | Column, after: Row | Column | None, *, by, reason: str):
    siblings = [each for each in _in_order(record) if each.pk != record.pk]
    at = next((index + 1 for index, each in enumerate(siblings) if after and each.pk == after.pk), 0)
    changed = []
    for position, each in enumerate([*siblings[:at], record, *siblings[at:]], 1):
        if each.position != position:
            each.position = position
            changed.append(each)
    model = type(record)
    model.objects.bulk_update(changed, ["position"], batch_size=history.CHUNK)
    keys = [each.pk for each in changed]
    history.tell_all(model, keys, history.CHANGED, reason or MOVED, by)


def _in_order(record: Row | Column) -> list[Row | Column]:
    return list(type(record).objects.filter(annex=record.annex_id).order_by("position", "key"))


def _lock(annex: Annex) -> Annex:
    """The counters of its keys as they are now; nobody else gives one meanwhile."""
    return Annex.objects.select_for_update(of=("self",)).select_related("inquiry__parliament").get(pk=annex.pk)


def _add_rows(annex: Annex, labels: Sequence[str], *, by, reason: str) -> list[Row]:
    annex = _lock(annex)
    labels = [" ".join(label.split()) for label in labels]
    if not all(labels):
        raise ValidationError({"printed": _("Give the row its label, as it is printed.")})
    matcher = Matcher(annex.inquiry.parliament.state, annex.date)
    meant = matcher.match_all(labels) if annex.rows_are == Annex.Rows.RESPONDENTS else {}
    position = annex.rows.aggregate(last=Max("position"))["last"] or 0
    rows = []
    for number, label in enumerate(labels, 1):
        row = Row(annex=annex, key=annex.last_row_key + number, position=position + number, printed=label, typed=True)
        row.respondent_id = meant.get(label)
        row.clean_fields()
        rows.append(row)
    history.create(rows, reason or TYPED, by)
    Annex.objects.filter(pk=annex.pk).update(last_row_key=annex.last_row_key + len(rows))
    _add_cells(rows, list(annex.columns.all()), by=by, reason=reason)
    return rows


def _add_column(annex: Annex, heading: str, *, kind: str = Column.Kind.TEXT, by, reason: str) -> Column:
    annex = _lock(annex)
    key = annex.last_column_key + 1
    position = (annex.columns.aggregate(last=Max("position"))["last"] or 0) + 1
    column = Column(annex=annex, key=key, position=position, heading=" ".join(heading.split()), kind=kind, typed=True)
    column.full_clean(exclude=["questions"])
    history.tell(column, reason=reason or TYPED, by=by).save()
    questions = {each.key: each for each in annex.inquiry.questions.all()}
    if answered := column_questions(column.heading, questions):
        column.questions.set(questions[each] for each in answered)
    Annex.objects.filter(pk=annex.pk).update(last_column_key=key)
    return column


def _add_cells(rows, columns: Sequence[Column], *, by, reason: str):
    cells = [Answer(row=row, column=column, status=Status.BLANK) for row in rows for column in columns]
    history.create(cells, reason or TYPED, by)
