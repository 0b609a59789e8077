"""The table as a resource of django-import-export: one row a line, one field a column."""

from django.db import transaction
from django.utils.html import escape, format_html_join
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from survey import checks
from survey.importing.comparison import Standing, compare
from survey.importing.formats import LABEL, TableDataset, table_of
from survey.importing.plan import Plan, PlannedRow
from survey.importing.report import Refused, Report
from survey.importing.sources import keep
from survey.importing.writing import write
from survey.language.difference import difference
from survey.models import Annex, Batch, Row, Source
from survey.sheets.table import SheetError

TAGS = {"equal": "span", "removed": "del", "added": "ins"}
SHOWN_ROWS = 200


class CellField(Field):
    """The printed text of one cell; the resource gives each row its `texts`."""

    def __init__(self, heading: str):
        super().__init__(attribute="texts", column_name=heading)

    def get_value(self, instance):
        return instance.texts.get(self.column_name, "")

    def save(self, instance, row, is_m2m=False, **kwargs):
        instance.texts[self.column_name] = self.clean(row, **kwargs)


class AnnexResource(Resource):
    """Import and export of one table; `report` says what the last import did, or would do.

    An import compares, takes the rows through the library's steps, and writes all cells in bulk at the end. Only then
    is there a transaction, so a preview locks nothing. With a `batch`, it is part of a larger import, which runs the
    checks itself.
    """

    class Meta:
        model = Row
        import_id_fields = [LABEL]
        instance_loader_class = BaseInstanceLoader  # never asked: which row is meant, the plan knows
        skip_unchanged = True
        skip_diff = True  # it copies every row with all that hangs on it; differences are made in after_import_row
        use_transactions = False

    def __init__(self, annex: Annex, *, source: Source | None = None, batch: Batch | None = None, preview: bool = True):
        super().__init__()
        self.annex = annex
        self.source = source
        self.batch = batch
        self.preview = preview
        self.by = None
        self.plan: Plan | None = None
        self.current: PlannedRow | None = None
        self.report: Report | None = None
        if annex.pk:
            self._set_fields(annex.columns.order_by("position", "pk").values_list("heading", flat=True))

    @classmethod
    def get_display_name(cls):
        return str(Annex._meta.verbose_name)

    def _set_fields(self, headings):
        # not by their headings: one may be called as the label column is
        cells = {f"cell_{number}": CellField(heading) for number, heading in enumerate(headings, 1)}
        self.fields = {LABEL: Field(attribute="printed", column_name=LABEL, readonly=True), **cells}

    def import_data(self, dataset, dry_run=False, raise_errors=False, user=None, **kwargs):
        """As the library's; `user` is who imports. A refusal stands in `base_errors` and changes nothing."""
        self.by = user
        try:
            if not isinstance(dataset, TableDataset):
                dataset = TableDataset(table_of(dataset))
            self.plan = compare(dataset.table, self.annex)
        except (Refused, SheetError) as error:
            result = self.get_result_class()()
            self.handle_import_error(result, error, raise_errors)
            return result
        self._set_fields(dataset.table.headings)
        for name in ("use_transactions", "collect_failed_rows", "rollback_on_validation_errors"):
            kwargs.pop(name, None)
        return self.import_data_inner(dataset, dry_run, raise_errors, False, False, **kwargs)

    def before_import_row(self, row, row_number=None, **kwargs):
        self.current = self.plan.rows[row_number - 1]

    def get_or_init_instance(self, instance_loader, row):
        instance = self.current.row
        instance.texts = self._texts_before()
        return instance, instance.pk is None

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.current.cells

    def save_instance(self, instance, is_create, row, **kwargs):
        """Nothing yet: all rows are written together, in `after_import`."""

    def after_import_row(self, row, row_result, row_number=None, **kwargs):
        if self.preview:
            row_result.diff = self._differences(row_number)

    def after_import(self, dataset, result, dry_run=False, **kwargs):
        if result.has_errors():
            return
        report = self.plan.report(dry_run=dry_run)
        if not dry_run and not report.changes_nothing:
            with transaction.atomic():
                report.batch = self.batch or self._start_batch(report)
                write(self.plan, report.batch)
                if self.batch is None:
                    checks.run(self.annex.inquiry, by=self.by)
        self.report = report

    def _start_batch(self, report: Report) -> Batch:
        counts = {name: getattr(report, name) for name in ("new", "changed", "unchanged", "refused")}
        source = keep(self.source, by=self.by) if self.source else None
        return Batch.objects.create(inquiry=self.annex.inquiry, annex=self.annex, source=source, by=self.by, **counts)

    def _texts_before(self) -> dict[str, str]:
        texts = dict(zip(self.plan.headings, self.current.entry.texts, strict=True))
        return texts | {cell.answer.column.heading: cell.old or "" for cell in self.current.cells}

    def _differences(self, row_number: int) -> list[str]:
        if row_number > SHOWN_ROWS:
            return [escape(self.current.entry.name)]
        before = self._texts_before()
        pairs = zip(self.plan.headings, self.current.entry.texts, strict=True)
        return [escape(self.current.entry.name), *[_marked(before[heading], text) for heading, text in pairs]]

    def get_queryset(self):
        """The rows as printed, for the export."""
        standing = Standing(self.annex)
        for row in standing.rows:
            row.texts = standing.texts(row)
        return standing.rows


def _marked(old: str, new: str) -> str:
    """Words taken away and added, without the inline style of the library's, which a strict CSP refuses."""
    return format_html_join("", "<{0}>{1}</{0}>", ((TAGS[kind], text) for kind, text in difference(old, new)))
