"""The door for editing sheets."""

from django.db import transaction
from django.utils.translation import gettext as _

from survey import checks
from survey.importing import batch_log
from survey.importing.batch_log import BatchLog
from survey.importing.editing.comparison import Edits, SheetEdit, compare
from survey.importing.report import ImportRefused, ImportResult
from survey.importing.sources import earlier, keep
from survey.importing.writing import CHUNK
from survey.models import Answer, Batch, Inquiry, Source, history
from survey.models.bulk import batched
from survey.sheets.table import Table

WRITTEN = ["wording", "status", "decided", "number", "number_is", "note", "version"]


def import_edits(
    table: Table,
    inquiry: Inquiry,
    *,
    by,
    dry_run: bool,
    skip_refused: bool = False,
    source: Source | None = None,
) -> ImportResult:
    """Bring an editing sheet back: just the cells that its editor changed, each with its history, as one batch.

    Lines that are refused stop all of it, unless they are to be skipped. What others changed since the export stays:
    their cells are refused by name where both changed the same. Raises ImportRefused where it is no editing sheet,
    or where someone changes one of the cells meanwhile.
    """
    edits = compare(table, inquiry)
    report = edits.report(dry_run=dry_run, skip_refused=skip_refused)
    report.earlier = earlier(source)
    if dry_run or not edits.edits or report.is_stopped:
        return report
    with transaction.atomic():
        report.batch = _start_batch(edits, report, source, by)
        _write(edits.edits, report.batch)
        report.batch.protocol = _protocol(edits.edits)
        report.batch.save(update_fields=["protocol"])
        checks.run(inquiry, by=by)
    return report


def _start_batch(edits: Edits, report: ImportResult, source: Source | None, by) -> Batch:
    counts = {name: getattr(report, name) for name in ("new", "changed", "unchanged", "refused")}
    annexes = {edit.line.row.annex_id for edit in edits.edits}
    annex = annexes.pop() if len(annexes) == 1 else None
    kept = keep(source, by=by) if source else None
    return Batch.objects.create(inquiry=edits.inquiry, annex_id=annex, source=kept, by=by, **counts)


def _write(edits: list[SheetEdit], batch: Batch):
    reason = history.Cause(batch=batch.pk)
    gaps = [edit.line.answer for edit in edits if not edit.line.answer.pk]
    for some in batched([edit for edit in edits if edit.line.answer.pk], CHUNK):
        answers = [edit.line.answer for edit in some]
        _check_versions(some)
        for answer in answers:
            answer.version += 1
        Answer.objects.bulk_update(answers, WRITTEN)
        history.record(
            Answer.objects.filter(pk__in=[answer.pk for answer in answers]), history.CHANGED, reason=reason, by=batch.by
        )
    history.create(gaps, reason, batch.by)


def _protocol(edits: list[SheetEdit]) -> bytes:
    """Every touched cell, before and after, so that the batch can be read and taken back as one."""
    kept = BatchLog()
    for edit in edits:
        kept.add(batch_log.CELL, edit.line.answer.pk, edit.address, edit.line.name, edit.old, edit.new, edit.before)
    kept.add_marks([Answer])
    return kept.content()


def _check_versions(edits: list[SheetEdit]):
    """Lock the answers; each must be as it was compared."""
    wanted = {edit.line.answer.pk: edit.version for edit in edits}
    now = dict(Answer.objects.select_for_update().filter(pk__in=wanted).values_list("pk", "version"))
    if now != wanted:
        raise ImportRefused(_("Someone has changed this table in the meantime. Please import again."))
