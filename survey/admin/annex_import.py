"""The library's import page for a table: the same preview, the same result and the same words as the command."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from survey.admin import links
from survey.admin.records import KnownAutocomplete
from survey.admin.uploads import UploadStorage
from survey.importing import Refused, in_words
from survey.importing.formats import EXPORT_FORMATS, FORMATS, choosing
from survey.importing.resources import AnnexResource
from survey.models import Annex, Row, Source
from survey.sheets.table import SheetError


class ReportedResource(AnnexResource):
    """Hands its report on with the result, which is all that the library's page passes along."""

    def import_data(self, *args, **kwargs):
        result = super().import_data(*args, **kwargs)
        result.report = self.report
        return result


class AnnexImportForm(ImportForm):
    annex = forms.ModelChoiceField(Annex.objects.for_list(), label=capfirst(_("table")))
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
    field_order = ["resource", "annex", "import_file", "format", "part", "spread"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annex"].widget = KnownAutocomplete(Row._meta.get_field("annex"), admin.site)
        self.fields["annex"].widget.choices = self.fields["annex"].choices


class AnnexConfirmForm(ConfirmImportForm):
    annex = forms.ModelChoiceField(Annex.objects.all(), widget=forms.HiddenInput)
    part = forms.CharField(required=False, widget=forms.HiddenInput)
    spread = forms.BooleanField(required=False, widget=forms.HiddenInput)


def chosen_part(request):
    return {"part": request.POST.get("part", ""), "spread": request.POST.get("spread", "False") not in ("False", "")}


class AnnexImport(ImportMixin):
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_template_name = "admin/survey/annex/import.html"
    import_form_class = AnnexImportForm
    confirm_form_class = AnnexConfirmForm
    import_formats = FORMATS
    tmp_storage_class = UploadStorage

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_table)
        return [path("<int:pk>/export/", export, name="survey_annex_export_table"), *super().get_urls()]

    def import_action(self, request, **kwargs):
        with choosing(**chosen_part(request)):
            return super().import_action(request, **kwargs)

    def process_import(self, request, **kwargs):
        with choosing(**chosen_part(request)):
            return super().process_import(request, **kwargs)

    def tools(self, request, annex):
        tools = [(reverse("admin:survey_annex_export_table", args=[annex.pk]), _("Export"))]
        if self.has_import_permission(request):
            tools.append((reverse("admin:survey_annex_import", query={"annex": annex.pk}), _("Import")))
        return tools

    def has_import_permission(self, request):
        """One right for papers and tables, whatever list they are imported from."""
        return request.user.has_perm("survey.import_inquiry")

    def get_import_resource_classes(self, request):
        return [ReportedResource]

    def get_import_form_initial(self, request):
        return {"annex": request.GET.get("annex")}

    def get_confirm_form_initial(self, request, import_form):
        initial = super().get_confirm_form_initial(request, import_form)
        if not import_form:
            return initial
        chosen = import_form.cleaned_data
        return initial | {"annex": chosen["annex"].pk, "part": chosen["part"], "spread": chosen["spread"]}

    def get_import_resource_kwargs(self, request, **kwargs):
        """The table that was chosen and, once confirmed, the file, which is kept as its source."""
        chosen = getattr(kwargs.get("form"), "cleaned_data", {})
        annex = chosen.get("annex") or Annex()
        name = chosen.get("import_file_name")
        return {"annex": annex, "source": self.source(annex, chosen) if name else None, "preview": not name}

    def source(self, annex, chosen):
        content = UploadStorage(name=chosen["import_file_name"]).read()
        return Source(inquiry=annex.inquiry, name=chosen["original_file_name"], content=content)

    def add_data_read_fail_error_to_form(self, form, e):
        """What is wrong with the file, under its own name, and where."""
        if isinstance(e, SheetError | Refused):
            e.file = form.cleaned_data["import_file"].name
            form.add_error("import_file", in_words(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def process_result(self, result, request):
        """Say what the import did, in the words of its report; note it once, at the table."""
        if result.has_errors():
            for error in result.base_errors:
                messages.error(request, in_words(error.error))
            return HttpResponseRedirect(reverse("admin:survey_annex_import"))
        annex = Annex.objects.get(pk=request.POST["annex"])
        if not result.report.changes_nothing:
            self.log_change(request, annex, result.report.sentence)
        messages.success(request, result.report.sentence)
        return HttpResponseRedirect(links.page(annex))

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
