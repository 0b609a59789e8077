"""Writing what was planned, in bulk, within one transaction that reads as little as it can."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection
from django.db.models import F, Max, Model
from django.utils.translation import gettext as _

from survey.importing import history
from survey.importing.cells import Passage, first_passages
from survey.importing.plan import Plan, PlannedCell
from survey.importing.report import Refused
from survey.models import Annex, Answer, Batch, Column, Fragment, Reference, Row

CHUNK = 2000
KEYS = 10_000


def write(plan: Plan, batch: Batch):
    """Write rows, columns, answers, passages and references, each with its history. Needs a transaction."""
    annex = _locked(plan)
    reason = f"import batch {batch.pk}"
    _write_columns(plan, annex, reason, batch)
    _write_rows(plan.new_rows(), annex, reason, batch)
    Annex.objects.filter(pk=annex.pk).update(last_row_key=annex.last_row_key, last_column_key=annex.last_column_key)
    for model in (Row, Column):
        _write_moved(model, [record for record in plan.moved if isinstance(record, model)], reason, batch)
    _write_new([cell for cell in plan.cells() if cell.old is None], annex, reason, batch)
    for cells in chunks((cell for cell in plan.cells() if cell.old is not None), CHUNK):
        _write_changed(cells, reason, batch)
    new = [reference for cell in plan.cells() for reference in cell.references]
    create(plan.footnotes, reason, batch.by)
    write_references(new, [reference for cell in plan.cells() for reference in cell.outdated], reason, batch.by)


def _locked(plan: Plan) -> Annex:
    """The table, so that no one else imports into it now; the plan must be made of what stands there."""
    annex = Annex.objects.select_for_update().get(pk=plan.annex.pk)
    if plan.last_keys != (annex.last_row_key, annex.last_column_key):
        raise _overtaken()
    return annex


def _overtaken() -> Refused:
    return Refused(_("Someone has changed this table in the meantime. Please import again."))


def _write_columns(plan: Plan, annex: Annex, reason: str, batch: Batch):
    for column in plan.new_columns():
        annex.last_column_key += 1
        column.key = annex.last_column_key
        history.tell(column, reason=reason, by=batch.by).save()
        column.questions.set(plan.questions[column.heading])


def _write_rows(rows: Sequence[Row], annex: Annex, reason: str, batch: Batch):
    for row in rows:
        annex.last_row_key += 1
        row.key = annex.last_row_key
    create(rows, reason, batch.by)


def create(records: Sequence[Model], reason: str, by=None):
    """Create records of one model in bulk, with their history."""
    if records:
        model = type(records[0])
        model.objects.bulk_create(records, batch_size=CHUNK)
        _tell(model, [record.pk for record in records], history.CREATED, reason, by)


def _tell(model: type, keys: Sequence[int], sign: str, reason: str, by=None):
    for some in chunks(keys, KEYS):
        history.record(model.objects.filter(pk__in=some), sign, reason=reason, by=by)


def _write_moved(model: type, records: Sequence[Row | Column], reason: str, batch: Batch):
    model.objects.bulk_update(records, ["position"], batch_size=CHUNK)
    _tell(model, [record.pk for record in records], history.CHANGED, reason, batch.by)


def _write_new(cells: Sequence[PlannedCell], annex: Annex, reason: str, batch: Batch):
    """In chunks of cells; the history of all in one go, which no one else's answers can get into: the table is ours."""
    answers = Answer.objects.filter(row__annex=annex).order_by()
    last = answers.aggregate(last=Max("pk"))["last"] or 0
    for some in chunks(cells, CHUNK):
        Answer.objects.bulk_create([cell.answer for cell in some])
        Fragment.objects.bulk_create(
            _fragment(passage, cell.answer.pk, batch)
            for cell in some
            for passage in first_passages(cell.pieces, cell.answer.pk)
        )
    if cells:
        history.record(answers.filter(pk__gt=last), history.CREATED, reason=reason, by=batch.by)


def _fragment(passage: Passage, printed_in: int, batch: Batch) -> Fragment:
    return Fragment(
        printed_in_id=printed_in,
        answer_id=passage.answer,
        text=passage.text,
        raw=passage.raw,
        page=passage.page,
        line=passage.line,
        position=passage.position,
        start=passage.start,
        batch=batch,
        correction_id=passage.correction,
    )


def _write_changed(cells: Sequence[PlannedCell], reason: str, batch: Batch):
    _check_untouched(cells)
    written = [[_fragment(each, cell.answer.pk, batch) for each in cell.replacement.passages] for cell in cells]
    Fragment.objects.bulk_create([fragment for fragments in written for fragment in fragments])
    _supersede(
        (pk if successor is None else fragments[successor].pk, pk)
        for cell, fragments in zip(cells, written, strict=True)
        for pk, successor in cell.replacement.superseded
    )
    _write_answers([cell.answer for cell in cells], reason, batch)


def _supersede(pairs: Iterable[tuple[int, int]]):
    """Pairs of successor and superseded; the CASE of `bulk_update` takes ten times as long."""
    table, key, field = (
        connection.ops.quote_name(name)
        for name in (Fragment._meta.db_table, Fragment._meta.pk.column, "superseded_by_id")
    )
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {field} = %s WHERE {key} = %s", list(pairs))  # noqa: S608 - our own names


def _check_untouched(cells: Sequence[PlannedCell]):
    """No editor may have corrected a passage or decided an answer since the plan was made."""
    superseded = [pk for cell in cells for pk, _successor in cell.replacement.superseded]
    versions = {cell.answer.pk: cell.answer.version for cell in cells}
    if Fragment.objects.live().filter(pk__in=superseded).count() != len(superseded):
        raise _overtaken()
    if dict(Answer.objects.filter(pk__in=versions).values_list("pk", "version")) != versions:
        raise _overtaken()


def _write_answers(answers: Sequence[Answer], reason: str, batch: Batch):
    for status in {answer.status for answer in answers}:
        keys = [answer.pk for answer in answers if answer.status == status]
        Answer.objects.filter(pk__in=keys).update(status=status, version=F("version") + 1)
    numbers = [answer for answer in answers if answer.column.kind == Column.Kind.NUMBER]
    Answer.objects.bulk_update(numbers, ["number", "number_is"], batch_size=CHUNK)
    _tell(Answer, [answer.pk for answer in answers], history.CHANGED, reason, batch.by)


def write_references(new: Sequence[Reference], outdated: Iterable[Reference], reason: str, by=None):
    for reference in outdated:
        history.tell(reference, reason=reason, by=by).delete()
    create(new, reason, by)


def chunks(items: Iterable, size: int) -> Iterator[list]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
