"""Writing what was planned, in bulk, within one transaction that reads as little as it can."""

from collections.abc import Callable, Iterable, Sequence

from django.db import DatabaseError, connection
from django.db.models import F, Max
from django.utils.translation import gettext as _

from survey.editing.values import is_plain_number
from survey.importing import batch_log, mapping
from survey.importing.batch_log import BatchLog
from survey.importing.cells import PlannedPassage, first_passages
from survey.importing.locators import NOWHERE, Locator
from survey.importing.plan import Plan, PlannedCell
from survey.importing.progress import Phase, silent
from survey.importing.report import ImportRefused
from survey.language.names import fold
from survey.models import (
    Annex,
    AnnexNote,
    Answer,
    Batch,
    Column,
    Passage,
    Reference,
    Respondent,
    RespondentName,
    Row,
    history,
)
from survey.models.bulk import batched, insert, new_keys
from survey.models.history import Cause
from survey.wording.places import cell_place

CHUNK = 2000
ANSWER = ("id", "row_id", "column_id", "status", "number", "number_is")
PRINTED_AT = ("file_page", "boxes", "recognised", "unsure")
PLACED_PASSAGE = ("answer_id", "text", "raw", "page", "line", "position", "start", "batch_id", "edit_id", *PRINTED_AT)
STORED_PASSAGE = ("printed_in_id", *PLACED_PASSAGE)
MARKED = (Row, Column, Answer, AnnexNote, Reference, RespondentName)
LONGEST_NAME = RespondentName._meta.get_field("name").max_length


def write(plan: Plan, batch: Batch, *, kept: BatchLog | None = None, progress: Callable = silent):
    """Write rows, columns, answers, passages and references, each with its history. Needs a transaction.

    What is written is told to `kept`, the protocol of the batch.
    """
    kept = kept or BatchLog()
    annex = _locked(plan)
    reason = Cause(batch=batch.pk)
    _write_mapping(plan, annex, reason, batch, kept)
    _write_columns(plan, annex, reason, batch, kept)
    _write_questions(plan, reason, batch, kept)
    _write_rows(plan.new_rows(), annex, reason, batch, kept)
    Annex.objects.filter(pk=annex.pk).update(last_row_key=annex.last_row_key, last_column_key=annex.last_column_key)
    _write_moved(plan, reason, batch, kept)
    _write_names(plan, reason, batch, kept)
    _write_matched(plan, reason, batch, kept)
    _write_cells(plan, annex, reason, batch, kept, progress)
    for note in plan.footnotes:
        note.source = batch.source
    history.create(plan.footnotes, reason, batch.by)
    kept.add_all(batch_log.NOTE, (note.pk for note in plan.footnotes))
    _write_references(plan, reason, batch, kept)


def _last(model: type, name: str) -> int:
    return model._base_manager.aggregate(last=Max(name))["last"] or 0


def _locked(plan: Plan) -> Annex:
    """The table, so that no one else imports into it now; the plan must be made of what stands there."""
    try:
        annex = Annex.objects.select_for_update(nowait=connection.features.has_select_for_update_nowait).get(
            pk=plan.annex.pk
        )
    except DatabaseError as error:
        raise ImportRefused(
            _("Someone is importing into this table right now. Please wait until it is done.")
        ) from error
    if plan.last_keys != (annex.last_row_key, annex.last_column_key):
        raise _overtaken()
    return annex


def _overtaken() -> ImportRefused:
    return ImportRefused(_("Someone has changed this table in the meantime. Please import again."))


def _write_mapping(plan: Plan, annex: Annex, reason: Cause, batch: Batch, kept: BatchLog):
    """Remember what becomes of the columns of a file, for the next one."""
    stored = mapping.kept(plan.mapping)
    if stored != annex.mapping:
        kept.add(batch_log.MAPPING, annex.pk, annex.mapping)
        annex.mapping = stored
        history.tell(annex, reason=reason, by=batch.by).save(update_fields=["mapping"])


def _write_columns(plan: Plan, annex: Annex, reason: Cause, batch: Batch, kept: BatchLog):
    columns = plan.new_columns()
    for column in columns:
        annex.last_column_key += 1
        column.key = annex.last_column_key
    history.create([column for column in columns if not plan.questions[column.heading]], reason, batch.by)
    for column in columns:
        if questions := plan.questions[column.heading]:
            history.tell(column, reason=reason, by=batch.by).save()
            column.questions.set(questions)
    kept.add_all(batch_log.COLUMN, (column.pk for column in columns))


def _write_questions(plan: Plan, reason: Cause, batch: Batch, kept: BatchLog):
    """Of columns that stand: what someone says that they answer."""
    for column, questions in plan.remapped:
        kept.add(batch_log.QUESTIONS, column.pk, list(column.questions.values_list("pk", flat=True)))
        column.questions.set(questions)
        history.tell(column, reason=reason, by=batch.by).save()


def _write_rows(rows: Sequence[Row], annex: Annex, reason: Cause, batch: Batch, kept: BatchLog):
    for row in rows:
        annex.last_row_key += 1
        row.key = annex.last_row_key
    history.create(rows, reason, batch.by)
    kept.add_all(batch_log.ROW, (row.pk for row in rows))


def _write_moved(plan: Plan, reason: Cause, batch: Batch, kept: BatchLog):
    for record, before in zip(plan.moved, plan.moved_from, strict=True):
        kept.add(batch_log.MOVED, record._meta.model_name, record.pk, before)
    for model in (Row, Column):
        records = [record for record in plan.moved if isinstance(record, model)]
        model.objects.bulk_update(records, ["position"], batch_size=CHUNK)
        history.tell_all(model, [record.pk for record in records], history.CHANGED, reason, batch.by)


def _write_names(plan: Plan, reason: Cause, batch: Batch, kept: BatchLog):
    """The editor's word on a printed name holds from now on; one too long to be kept holds for its row."""
    for name in plan.names:
        if len(name.printed) > LONGEST_NAME or not fold(name.printed):
            continue
        respondent = Respondent.objects.filter(pk=name.respondent).first()
        alias = RespondentName.known_as(name.printed, respondent, plan.annex.inquiry.parliament.state)
        kept_before = alias.pk and [alias.pk, alias.respondent_id]
        if alias.pk is None or alias.respondent_id != name.respondent:
            alias.respondent = respondent
            history.tell(alias, reason=reason, by=batch.by).save()
            kept.add(batch_log.NAME, alias.pk, kept_before)


def _write_matched(plan: Plan, reason: Cause, batch: Batch, kept: BatchLog):
    Row.objects.bulk_update(plan.matched, ["respondent"], batch_size=CHUNK)
    history.tell_all(Row, [row.pk for row in plan.matched], history.CHANGED, reason, batch.by)
    kept.add_all(batch_log.MATCHED, (row.pk for row in plan.matched))


def _write_cells(plan: Plan, annex: Annex, reason: Cause, batch: Batch, kept: BatchLog, progress: Callable):
    """In chunks of cells; the history of all new ones in one go, for the table is ours."""
    answers = Answer.objects.filter(row__annex=annex).order_by()
    last, done, has_new = _last(Answer, "pk"), 0, False
    total = sum(len(planned.cells) for planned in plan.rows) + len(plan.others)
    for cells in batched(plan.cells(), CHUNK):
        progress(Phase.WRITING, done, total)
        new = [cell for cell in cells if cell.old is None]
        has_new = has_new or bool(new)
        _write_new(new, batch)
        _write_changed([cell for cell in cells if cell.old is not None], reason, batch, kept)
        for cell in cells:
            kept.add(batch_log.CELL, *_touched(cell, annex))
        done += len(cells)
    if has_new:
        history.record(answers.filter(pk__gt=last), history.CREATED, reason=reason, by=batch.by)


def _touched(cell: PlannedCell, annex: Annex) -> tuple:
    facts = cell.facts
    before = [getattr(facts, name) for name in batch_log.IMPORTED] if facts else None
    return cell.key, cell_place(annex, cell.row, cell.column), cell.place, cell.old, cell.text, before


def _write_new(cells: Sequence[PlannedCell], batch: Batch):
    for cell, key in zip(cells, new_keys(Answer, len(cells)) if cells else (), strict=True):
        cell.key = key
    number = Answer._meta.get_field("number")
    nowhere = _prepared(NOWHERE)  # as most cells of a file without pages
    insert(
        Answer,
        ANSWER,
        (
            (
                cell.key,
                cell.row.pk,
                cell.column.pk,
                str(cell.status),
                None if cell.number is None else number.get_db_prep_save(cell.number, connection),
                str(cell.number_is),
            )
            for cell in cells
        ),
    )
    insert(
        Passage,
        STORED_PASSAGE,
        (
            (cell.key, *_facts_of(passage, batch), *(nowhere if passage.at is NOWHERE else _prepared(passage.at)))
            for cell in cells
            for passage in first_passages(cell.pieces, cell.key)
        ),
    )


def _facts_of(passage: PlannedPassage, batch: Batch) -> tuple:
    place = (passage.page, passage.line, passage.position, passage.start)
    return passage.answer, passage.text, passage.raw, *place, batch.pk, passage.edit


def _printed_at(at: Locator) -> tuple:
    return at.page, at.boxes, at.recognised, list(at.unsure)


def _prepared(at: Locator) -> list:
    """As the database takes them, as `insert` has it."""
    fields = [Passage._meta.get_field(name) for name in PRINTED_AT]
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, _printed_at(at), strict=True)]


def _write_changed(cells: Sequence[PlannedCell], reason: Cause, batch: Batch, kept: BatchLog):
    if not cells:
        return
    _check_untouched(cells)
    for cell in cells:
        cell.key = cell.facts.pk
    written = [[_passage(each, cell.key, batch) for each in cell.replacement.passages] for cell in cells]
    Passage.objects.bulk_create([passage for passages in written for passage in passages])
    pairs = [
        (pk if successor is None else passages[successor].pk, pk)
        for cell, passages in zip(cells, written, strict=True)
        for pk, successor in cell.replacement.superseded
    ]
    supersede(pairs)
    kept.add_all(batch_log.SUPERSEDED, (pk for _successor, pk in pairs))
    _write_answers(cells, reason, batch)


def _passage(planned: PlannedPassage, printed_in: int, batch: Batch) -> Passage:
    values = (printed_in, *_facts_of(planned, batch), *_printed_at(planned.at))
    return Passage(**dict(zip(STORED_PASSAGE, values, strict=True)))


def supersede(pairs: Iterable[tuple[int | None, int]]):
    """Pairs of successor and superseded; the CASE of `bulk_update` takes ten times as long."""
    table, key, field = (
        connection.ops.quote_name(name)
        for name in (Passage._meta.db_table, Passage._meta.pk.column, "superseded_by_id")
    )
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {field} = %s WHERE {key} = %s", list(pairs))  # noqa: S608 - our own names


def _check_untouched(cells: Sequence[PlannedCell]):
    """No editor may have corrected a passage or decided an answer since the plan was made."""
    superseded = [pk for cell in cells for pk, _successor in cell.replacement.superseded]
    versions = {cell.facts.pk: cell.facts.version for cell in cells}
    if Passage.objects.live().filter(pk__in=superseded).count() != len(superseded):
        raise _overtaken()
    if dict(Answer.objects.filter(pk__in=versions).values_list("pk", "version")) != versions:
        raise _overtaken()


def _write_answers(cells: Sequence[PlannedCell], reason: Cause, batch: Batch):
    for status in {cell.status for cell in cells}:
        keys = [cell.key for cell in cells if cell.status == status]
        Answer.objects.filter(pk__in=keys).update(status=status, version=F("version") + 1)
    numbers = [
        Answer(pk=cell.key, number=cell.number, number_is=cell.number_is)
        for cell in cells
        if cell.column.kind == Column.Kind.NUMBER or cell.number is not None or is_plain_number(cell.old or "")
    ]
    Answer.objects.bulk_update(numbers, ["number", "number_is"], batch_size=CHUNK)
    history.tell_all(Answer, [cell.key for cell in cells], history.CHANGED, reason, batch.by)


def _write_references(plan: Plan, reason: Cause, batch: Batch, kept: BatchLog):
    new, outdated = [], []
    for cell in plan.cells():
        for reference in cell.references:
            reference.from_answer_id = cell.key
            new.append(reference)
        outdated += cell.outdated
    told_outdated(outdated, kept)
    write_references(new, outdated, reason, batch.by)
    kept.add_all(batch_log.REFERENCE, (reference.pk for reference in new))


def told_outdated(outdated: Iterable[Reference], kept: BatchLog):
    """To the protocol: all that undoing needs to propose it again."""
    names = [field.attname for field in Reference._meta.concrete_fields if not field.primary_key]
    for reference in outdated:
        kept.add(batch_log.OUTDATED, {name: getattr(reference, name) for name in names})


def write_references(new: Sequence[Reference], outdated: Iterable[Reference], reason: Cause, by=None):
    for reference in outdated:
        history.tell(reference, reason=reason, by=by).delete()
    history.create(new, reason, by)
