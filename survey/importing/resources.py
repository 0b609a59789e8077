"""The table as a resource of django-import-export: one row a line, one field a column, in and out."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult

from survey import checks
from survey.importing.batch_log import FACT, BatchLog, written
from survey.importing.comparison import compare
from survey.importing.existing import ExistingTable
from survey.importing.formats import LABEL
from survey.importing.locks import alone
from survey.importing.plan import Plan, PlannedRow
from survey.importing.progress import Phase
from survey.importing.report import Changes, ImportRefused, ImportResult, reasons
from survey.importing.sources import earlier, keep
from survey.importing.writing import MARKED, write
from survey.models import Annex, Batch, Row, Source, history
from survey.models.bulk import small_cache
from survey.pages.document import Page
from survey.sheets.table import Table


class CellField(Field):
    """The printed text of one cell; the resource gives each row its `texts`."""

    def __init__(self, heading: str):
        super().__init__(attribute="texts", column_name=heading)

    def get_value(self, instance):
        return instance.texts.get(self.column_name, "")


class AnnexResource(Resource):
    """One table. Out of it comes what is printed; what comes in is compared as a whole, for a row alone says nothing of
    rows that moved, pieces, corrections and decisions. The library asks for the plan (`before_import`), counts what
    becomes of each row (`import_row`), and has it written (`after_import`).

    A preview is a flag of ours: that of the library opens a transaction, which on SQLite keeps every writer waiting.
    """

    class Meta:
        model = Row
        instance_loader_class = BaseInstanceLoader
        skip_diff = True
        use_transactions = False

    report: ImportResult

    def __init__(self, annex: Annex):
        super().__init__()
        self.annex = annex

    # In

    def before_import(self, dataset, *, mapping, names, known, skip_refused, progress, preview, source, **kwargs):
        self.plan: Plan | None = compare(dataset.table, self.annex, mapping, names, known=known, progress=progress)
        if self.plan.refused and not skip_refused:
            raise _stopped(dataset.table, self.plan)
        self.report = self.plan.report(dry_run=preview, skipped=skip_refused)
        self.report.earlier = earlier(source)
        self.becomes = {at: _kind_of(row) for row in self.plan.rows for at, _record in row.entry.records}

    def handle_import_error(self, result, error, raise_errors=False):
        """Whoever imports is told by the error itself."""
        raise error

    def import_row(self, row, instance_loader, *, row_number, **kwargs):
        """What becomes of the row, as the plan has it; nothing is written yet. Refused rows are in the report."""
        result = self.get_row_result_class()()
        result.import_type = self.becomes.get(row_number, RowResult.IMPORT_TYPE_SKIP)
        return result

    def after_import(self, dataset, result, *, preview, by, source, batch, kept, progress, **kwargs):
        if preview or self.report.changes_nothing:
            return
        annex, report = self.annex, self.report
        with alone(annex), small_cache(), transaction.atomic():
            protocol = kept or BatchLog()
            if annex.pk is None:
                _make(annex, by, protocol)
            report.batch = batch or _start_batch(report, annex, source, by, dataset.table.pages)
            write(self.plan, report.batch, kept=protocol, progress=progress)
            if batch is None:
                protocol.add_marks([Annex, *MARKED])
                report.batch.protocol = protocol.content()
                report.batch.save(update_fields=["protocol"])
                report.changes = Changes(len(report.changes), partial(written, report.batch))
                self.plan = None  # the checks need the room
                progress(Phase.CHECKING)
                checks.run(annex.inquiry, by=by)
                progress(Phase.CHECKING)

    # Out

    def before_export(self, queryset, **kwargs):
        self._name_columns()

    def get_export_headers(self, selected_fields=None):
        self._name_columns()
        return super().get_export_headers(selected_fields)

    def _name_columns(self):
        """Not by their headings: one may be called as the label column is."""
        if not self.fields:
            headings = self.annex.columns.order_by("position", "pk").values_list("heading", flat=True)
            cells = {f"cell_{number}": CellField(heading) for number, heading in enumerate(headings, 1)}
            self.fields = {LABEL: Field(attribute="printed", column_name=LABEL, readonly=True), **cells}

    @classmethod
    def get_display_name(cls):
        return str(Annex._meta.verbose_name)

    def get_queryset(self):
        """The rows as printed."""
        existing = ExistingTable(self.annex)
        for row in existing.in_turn(existing.rows):
            row.texts = existing.texts(row)
        return existing.rows


def _kind_of(planned: PlannedRow) -> str:
    if planned.row.pk is None:
        return RowResult.IMPORT_TYPE_NEW
    return RowResult.IMPORT_TYPE_UPDATE if planned.cells else RowResult.IMPORT_TYPE_SKIP


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
