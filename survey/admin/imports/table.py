"""The way to the import of a table: choose or make the table, hand over the file. The rest is the page of the import.

Our own pages: the library's holds all rows at once, asks for a format that the file tells, and can neither map columns
nor resolve names, go on by pages, or run apart from the server.
"""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export.forms import ExportForm

from survey.admin.confirmation import act_page
from survey.admin.imports.page import ImportPage
from survey.admin.imports.reading import ShapeFields
from survey.admin.records import KnownAutocomplete, PlainTextarea
from survey.admin.uploads import FileOrText
from survey.files.errors import FileError
from survey.importing import in_words
from survey.importing.formats import EXPORT_FORMATS
from survey.importing.prepared_table import PreparedTable
from survey.importing.resources import AnnexResource
from survey.models import Annex, Inquiry, Row
from survey.sheets.read_options import ReadOptions


class OptionalAutocomplete(KnownAutocomplete):
    """Empty, it has no name for a screen reader but its placeholder."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Choose, or leave empty")}


class UploadForm(FileOrText, ShapeFields):
    annex = forms.ModelChoiceField(
        Annex.objects.for_list(),
        label=capfirst(_("table")),
        required=False,
        help_text=_("The table that the file belongs to. For a new one, leave this empty and fill in what is below."),
    )
    inquiry = forms.ModelChoiceField(
        Inquiry.objects.all(),
        label=capfirst(_("inquiry")),
        required=False,
        help_text=_("Of a new table."),
    )
    number = forms.IntegerField(
        label=capfirst(_("number")),
        required=False,
        min_value=1,
        max_value=32_767,
        help_text=_("Of the new table within its inquiry, e.g. 2."),
    )
    label = forms.CharField(
        label=capfirst(_("label as printed")), required=False, max_length=100, help_text=_("E.g. “Anlage 1”.")
    )
    title = forms.CharField(label=capfirst(_("title as printed")), required=False, max_length=500)
    file = forms.FileField(
        label=capfirst(_("file")),
        required=False,
        help_text=_(
            "One row per respondent, one column per heading. Nothing is written before you have seen the preview."
        ),
    )
    pasted = forms.CharField(
        label=capfirst(_("or the table itself")),
        required=False,
        strip=False,
        widget=PlainTextarea,
        help_text=_("Pasted from a spreadsheet, a web page or the paper, its columns parted by tabs."),
    )
    part = forms.CharField(
        label=capfirst(_("sheet")),
        required=False,
        max_length=100,
        help_text=_("Name of the sheet, or number of the table. Empty: the first that holds a table."),
    )
    spread = forms.BooleanField(
        label=capfirst(_("repeat merged fields")),
        required=False,
        help_text=_("The text of merged fields stands in each of them; else in the first alone."),
    )

    label_heading = forms.CharField(
        label=_("Heading over the names of the rows"),
        required=False,
        max_length=500,
        help_text=_("As in the file, where the reader would take another; it may stand over any column."),
    )
    field_order = ["annex", "inquiry", "number", "label", "title", "file", "pasted", "part", "spread", "label_heading"]

    either = _("Give either a file or the table itself.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in (("annex", Row._meta.get_field("annex")), ("inquiry", Annex._meta.get_field("inquiry"))):
            self.fields[name].widget = OptionalAutocomplete(field, admin.site)
            self.fields[name].widget.choices = self.fields[name].choices

    def clean(self):
        chosen = super().clean()
        if chosen.get("annex") or self.errors:
            return chosen
        if not chosen.get("inquiry") or not chosen.get("number"):
            raise forms.ValidationError(_("Choose a table, or give inquiry and number of a new one."))
        if Annex.objects.filter(inquiry=chosen["inquiry"], number=chosen["number"]).exists():
            self.add_error(
                "number", _("The inquiry has a table of this number. Choose it above, or take another number.")
            )
        return chosen

    def content(self, annex):
        """The bytes of the table, and what they are called."""
        upload = self.cleaned_data["file"]
        if upload:
            return upload.read(), upload.name
        text = self.cleaned_data["pasted"].replace("\r\n", "\n")
        ending = "txt" if "\t" in text else "html" if text.lstrip().startswith("<") else "csv"
        return text.encode(), f"{annex.inquiry.number.replace('/', '-')}-{annex.number}.{ending}"

    def table(self):
        """The chosen table, or a new one, which the import makes when it is confirmed."""
        chosen = self.cleaned_data
        return chosen["annex"] or Annex(**{name: chosen[name] for name in ("inquiry", "number", "label", "title")})


class AnnexImport(ImportPage):
    """Needs the right to import; without it there is neither the button nor the page."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_table)
        upload = self.admin_site.admin_view(self.upload_view)
        return [
            path("<int:pk>/export/", export, name="survey_annex_export_table"),
            path("import/", upload, name="survey_annex_import"),
            *self.import_urls(),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        shown = {"has_import_permission": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    def tools(self, request, annex):
        tools = [(reverse("admin:survey_annex_export_table", args=[annex.pk]), _("Export"))]
        if self.has_import_permission(request):
            tools.append((reverse("admin:survey_annex_import", query={"annex": annex.pk}), _("Import")))
        return tools

    def has_import_permission(self, request):
        """One right for papers and tables, whatever list they are imported from."""
        return request.user.has_perm("survey.import_inquiry")

    def upload_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        initial = {name: request.GET.get(name) for name in ("annex", "inquiry")}
        form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
        job = self.uploaded(request, form) if form.is_valid() else None
        if job:
            job.start(dry_run=True)
            return HttpResponseRedirect(reverse("admin:survey_annex_import_page", args=[job.token]))
        template = "admin/survey/annex/upload.html"
        paper = request.GET.get("paper", "").strip()
        found = Inquiry.objects.filter(number=paper).prefetch_related("annexes") if paper else []
        shown = {"paper": paper, "found": found, "submit": _("Preview")}
        return act_page(self, request, title=_("Import a table"), form=form, template=template, **shown)

    def uploaded(self, request, form):
        """The prepared import of this file; nothing else is written."""
        chosen = form.cleaned_data
        label = chosen["label_heading"].strip()
        options = ReadOptions(chosen["part"].strip(), chosen["spread"], label, **form.shape())
        annex = form.table()
        content, name = form.content(annex)
        try:
            return PreparedTable.of_table(request.user, annex, name, content, options)
        except FileError as error:
            form.add_error("file" if chosen["file"] else "pasted", in_words(error))
        return None

    def export_table(self, request, pk):
        """The table as printed, one row a line; imported again, it changes nothing."""
        annex = get_object_or_404(Annex.objects.for_list(), pk=pk)
        if not self.has_export_permission(request):
            raise PermissionDenied
        form = ExportForm(EXPORT_FORMATS, [AnnexResource], data=request.POST or None)
        resource = AnnexResource(annex)
        if form.is_valid():
            table = EXPORT_FORMATS[int(form.cleaned_data["format"])]()
            name = f"{annex.inquiry.slug}-{annex.number}.{table.get_extension()}"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            content = table.export_data(resource.export())
            return HttpResponse(content, content_type=table.get_content_type(), headers=headers)
        context = self.init_request_context_data(request, form) | {
            "record": annex,
            "fields_list": [("", resource.get_export_headers())],
        }
        return TemplateResponse(request, [self.export_template_name], context)
