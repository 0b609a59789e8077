"""The one door into a table."""

from collections.abc import Callable, Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from survey import checks
from survey.importing.batch_log import FACT, BatchLog, written
from survey.importing.bulk import small_cache
from survey.importing.comparison import Names, compare
from survey.importing.locks import alone
from survey.importing.lookups import Lookups
from survey.importing.mapping import Mapping
from survey.importing.plan import Plan
from survey.importing.progress import Phase, silent
from survey.importing.report import Changes, ImportRefused, ImportResult, reasons
from survey.importing.sources import earlier, keep
from survey.importing.writing import MARKED, write
from survey.models import Annex, Batch, Source, history
from survey.pages.document import Page
from survey.sheets.table import Table


def import_table(
    table: Table,
    annex: Annex,
    *,
    by,
    dry_run: bool,
    source: Source | None = None,
    batch: Batch | None = None,
    kept: BatchLog | None = None,
    known: Lookups | None = None,
    mapping: Mapping | None = None,
    names: Names | None = None,
    skip_refused: bool = False,
    progress: Callable = silent,
) -> ImportResult:
    """Bring a table in: for the desk, the commands and the tests.

    Compares first; then one transaction starts a batch, writes what is new or changed, and runs the checks. What
    editors wrote stays. Brought twice, it changes nothing and says so. Raises ImportRefused where the table cannot be
    brought, and changes nothing; with `skip_refused`, rows that cannot be brought do not stop the others.

    A table that is not saved yet is made with its first rows, in the same transaction; undoing the import removes it.

    `source` is the file it comes from, kept with the first change. `mapping` says what becomes of columns, `names` who
    is meant by printed names. With a `batch` this is a part of that import, told to its protocol `kept`, and the
    checks run when it has all its tables, which share what is `known`. `progress` is told how far it has come, and
    may stop it.

    Not by the resource of django-import-export: it steps through the fields of each row, which know nothing of pieces,
    corrections and decisions, and keeps a result of each, where a large table may cost 60 MB.
    """
    plan = compare(table, annex, mapping, names, known=known, progress=progress)
    if plan.refused and not skip_refused:
        raise _stopped(table, plan)
    report = plan.report(dry_run=dry_run, skipped=skip_refused)
    report.earlier = earlier(source)
    if not dry_run and not report.changes_nothing:
        with alone(annex), small_cache(), transaction.atomic():
            protocol = kept or BatchLog()
            if annex.pk is None:
                _make(annex, by, protocol)
            report.batch = batch or _start_batch(report, annex, source, by, table.pages)
            write(plan, report.batch, kept=protocol, progress=progress)
            if batch is None:
                protocol.add_marks([Annex, *MARKED])
                report.batch.protocol = protocol.content()
                report.batch.save(update_fields=["protocol"])
                report.changes = Changes(len(report.changes), partial(written, report.batch))
                del plan  # the checks need the room
                progress(Phase.CHECKING)
                checks.run(annex.inquiry, by=by)
                progress(Phase.CHECKING)
    return report


def _make(annex: Annex, by, protocol: BatchLog):
    """A new table, for its first import. Raises ImportRefused where the inquiry has one of this number by now."""
    try:
        annex.full_clean()
    except ValidationError as error:
        raise ImportRefused(reasons(error)) from error
    history.tell(annex, reason=str(_("Made for an import.")), by=by).save()
    protocol.add(
        FACT, Annex._meta.model_name, annex.pk, f"{Annex._meta.verbose_name} {annex}", None, str(annex), None, None
    )


def _stopped(table: Table, plan: Plan) -> Exception:
    """The first row that cannot be brought, with its place in the file, and how many more there are."""
    first = plan.refused[0]
    if len(plan.refused) == 1:
        return table.bad_rows[0].error if table.bad_rows else ImportRefused(first.sentence)
    return ImportRefused(
        _("%(count)d rows are refused. The first: %(sentence)s")
        % {
            "count": len(plan.refused),
            "sentence": first.sentence,
        }
    )


def _start_batch(report: ImportResult, annex: Annex, source: Source | None, by, pages: Sequence[Page]) -> Batch:
    counts = {name: getattr(report, name) for name in ("new", "changed", "unchanged", "refused")}
    source = keep(source, by=by, pages=pages) if source else None
    return Batch.objects.create(inquiry=annex.inquiry, annex=annex, source=source, by=by, **counts)
