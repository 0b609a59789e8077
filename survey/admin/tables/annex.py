"""Tables, their columns, rows and footnotes."""

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from survey.admin import links
from survey.admin.coding.row import code_buttons, code_row, settle_row
from survey.admin.desk_pages import buttons
from survey.admin.imports.editing import EditingSheets
from survey.admin.imports.table import AnnexImport
from survey.admin.records import InquiryFilter, InquiryLink, RecordAdmin, RecordInline
from survey.admin.tables.by_hand import ADDED, AddedOnTable, move
from survey.admin.tables.grid import cell_page, grid_address, grid_page
from survey.admin.tables.members import RowForm, members, members_buttons
from survey.admin.tables.sheet import find_page, rows_page, sheet, sheet_save
from survey.models import Annex, AnnexNote, Answer, Batch, Column, Finding, Participation, Row, SearchRow


class MadeByImport:
    """Cells are made along with their row or column; columns are added on a page of the table."""

    def has_add_permission(self, request, obj=None):
        return False


class ColumnInline(MadeByImport, RecordInline):
    model = Column
    fields = ["position", "heading", "kind", "unit", "parts"]
    readonly_fields = ["parts"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("questions")

    @admin.display(description=_("questions"))
    def parts(self, column):
        return " ".join(question.key for question in column.questions.all()) or "-"


class AnnexNoteInline(RecordInline):
    model = AnnexNote
    fields = ["mark", "text", "column", "row"]

    def choices(self, annex):
        return {"column": annex.columns.all(), "row": annex.rows.all()}


@admin.register(Annex)
class AnnexAdmin(EditingSheets, AnnexImport, InquiryLink, RecordAdmin):
    pages = [sheet, rows_page, find_page, sheet_save, grid_page, cell_page, *ADDED.values()]
    fieldsets = [
        (None, {"fields": ["inquiry", "number", "contents"]}),
        (
            _("As in the source"),
            {"fields": ["label", "title", ("date", "date_printed"), "source_line", "source", "in_reply"]},
        ),
        (_("Edited"), {"fields": ["rows_are", "asked"]}),
    ]
    readonly_fields = ["contents"]
    inlines = [ColumnInline, AnnexNoteInline]
    within = inquiry_path = "inquiry"
    list_display = ["__str__", "title", "inquiry_link", "date", "rows_are", "row_count", "column_count", "grid"]
    list_filter = [InquiryFilter, "rows_are"]
    list_select_related = ["inquiry"]
    search_fields = ["label", "title", "inquiry__number"]
    label_related = ["inquiry"]

    def page_records(self, request):
        return Annex.objects.for_list()

    def tools(self, request, annex):
        seen = buttons(self, request, annex, sheet, grid_page)
        return [*seen, *super().tools(request, annex), *buttons(self, request, annex, *ADDED.values())]

    def label(self, annex):
        return f"{annex.inquiry.number}, {annex}"

    def choices(self, inquiry):
        return {"source": inquiry.sources.defer("content"), "in_reply": inquiry.replies.all()}

    def get_queryset(self, request):
        counts = {"row_total": Count("rows", distinct=True), "column_total": Count("columns", distinct=True)}
        return super().get_queryset(request).annotate(**counts)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    @admin.display(description=_("rows"), ordering="row_total")
    def row_count(self, annex):
        return links.list_link(Row, annex.row_total, annex__id__exact=annex.pk)

    @admin.display(description=_("columns"), ordering="column_total")
    def column_count(self, annex):
        return annex.column_total

    @admin.display(description=pgettext_lazy("a page", "Grid"))
    def grid(self, annex):
        return format_html('<a href="{}">{}</a>', grid_address(annex.pk), pgettext("a page", "Grid"))

    @admin.display(description=_("contents"))
    def contents(self, annex):
        if not annex.pk:
            return "-"
        answers = Answer.objects.filter(row__annex=annex).count()
        parts = [
            (Row, annex.rows.count(), {"annex__id__exact": annex.pk}),
            (Answer, answers, {"row__annex__id__exact": annex.pk}),
            (Finding, annex.findings.count(), {"annex__id__exact": annex.pk, "state": "all"}),
            (Batch, annex.batches.count(), {"annex__id__exact": annex.pk}),
        ]
        names = ((model._meta.verbose_name_plural, model, count, lookup) for model, count, lookup in parts)
        return links.listed(
            links.list_link(model, f"{name}: {count}", **lookup) for name, model, count, lookup in names
        )


@admin.register(Column)
class ColumnAdmin(AddedOnTable, InquiryLink, RecordAdmin):
    pages = [move]
    fieldsets = [
        (None, {"fields": ["annex", "key", "position", "heading"]}),
        (_("Edited"), {"fields": ["questions", "kind", "unit", "per_thousand"]}),
    ]
    readonly_fields = ["key"]
    checkboxes = ["questions"]
    within, inquiry_path = "annex", "annex__inquiry"
    list_display = ["heading", "annex", "inquiry_link", "position", "kind", "unit", "parts"]
    list_filter = [InquiryFilter, "kind"]
    list_select_related = ["annex__inquiry"]
    search_fields = ["heading", "annex__inquiry__number"]
    label_related = ["annex__inquiry"]

    def page_records(self, request):
        return Column.objects.select_related("annex__inquiry")

    def tools(self, request, column):
        return [*super().tools(request, column), *buttons(self, request, column, move)]

    def label(self, column):
        return f"{column.annex.inquiry.number}, {column.annex}: {column}"

    def choices(self, annex):
        return {"questions": annex.inquiry.questions.all()}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("questions")

    @admin.display(description=_("questions"))
    def parts(self, column):
        return " ".join(question.key for question in column.questions.all())


@admin.register(Row)
class RowAdmin(AddedOnTable, InquiryLink, RecordAdmin):
    pages = [code_row, settle_row, members, move]
    form = RowForm
    fieldsets = [
        (_("As in the source"), {"fields": ["annex", "key", "position", "printed"]}),
        (_("Edited"), {"fields": ["role", "respondent", "speaks_for", "breakdown"]}),
        (_("What it holds"), {"fields": ["answers", "codings", "parts", "findings"]}),
    ]
    readonly_fields = ["key", "answers", "codings", "parts", "findings"]
    closing_fields = ["remembered", "change_reason"]
    autocomplete_fields = ["respondent", "speaks_for"]
    within, inquiry_path = "annex", "annex__inquiry"
    list_display = ["printed", "position", "respondent", "role", "annex", "inquiry_link"]
    list_filter = [InquiryFilter, "role", ("respondent", admin.EmptyFieldListFilter), "respondent__kind"]
    list_select_related = ["annex__inquiry", "respondent"]
    search_fields = ["printed", "respondent__name", "annex__inquiry__number"]
    label_related = ["annex__inquiry"]

    def page_records(self, request):
        return Row.objects.for_list()

    def tools(self, request, row):
        own = [*buttons(self, request, row, move), *code_buttons(self, request, row)]
        return [*members_buttons(self, request, row), *super().tools(request, row), *own]

    def label(self, row):
        return f"{row.annex.inquiry.number}, {row.annex}: {row}"

    def get_object(self, request, object_id, from_field=None):
        """With who looks at it: a second reader is not shown the first reading."""
        row = super().get_object(request, object_id, from_field)
        if row:
            row.reader = request.user
        return row

    def save_model(self, request, row, form, change):
        super().save_model(request, row, form, change)
        form.settle_name(form.cleaned_data.get("change_reason"), request.user)

    def view_on_site(self, row):
        slug, number = row.annex.inquiry.slug, row.annex.number
        shown = SearchRow.objects.filter(kind="answer", inquiry=slug, annex=number, row_key=row.key).exists()
        return links.public_address(f"/inquiries/{slug}/#a{number}-r{row.key}") if shown else None

    @admin.display(description=_("answers"))
    def answers(self, row):
        answers = row.answers.select_related("column")
        return links.listed(links.link(each, f"{each.column}: {each.get_status_display()}") for each in answers)

    @admin.display(description=_("codings"))
    def codings(self, row):
        codings = row.codings.visible_to(row.reader).select_related("question", "code")
        return links.listed(
            links.link(
                each,
                f"{each.question}: {each.code.shown_label}, {each.get_certainty_display()} ({each.get_role_display()})",
            )
            for each in codings
        )

    @admin.display(description=_("initiators and participants, body not said"))
    def parts(self, row):
        parts = Participation.objects.filter(row=row).select_related("actor")
        return links.listed(links.link(each) for each in parts)

    @admin.display(description=_("findings"))
    def findings(self, row):
        return links.list_link(Finding, row.findings.count(), row__id__exact=row.pk, state="all")


@admin.register(AnnexNote)
class AnnexNoteAdmin(InquiryLink, RecordAdmin):
    fieldsets = [(None, {"fields": ["annex", "mark", "text", "column", "row"]})]
    within, inquiry_path = "annex", "annex__inquiry"
    list_display = ["mark", "text", "annex", "row", "column", "inquiry_link"]
    list_filter = [InquiryFilter]
    list_select_related = ["annex__inquiry", "row", "column"]
    search_fields = ["text", "mark"]

    def choices(self, annex):
        return {"column": annex.columns.all(), "row": annex.rows.all()}
