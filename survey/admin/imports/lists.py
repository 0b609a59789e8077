"""Lists of records on the desk: take one away as a file, edit it elsewhere, bring back what changed.

Our own pages: those of the library need inline scripts, keep what was uploaded in a folder, and write for the preview.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.confirming import ConfirmForm
from survey.admin.imports.marking import marked
from survey.admin.imports.progress import import_page, prepared_or_404, progress_part
from survey.admin.imports.refused_rows import refused_files, refused_response
from survey.files.errors import FileError
from survey.importing import ImportRefused, in_words
from survey.importing.lists.files import read
from survey.importing.lists.kinds import LISTS
from survey.importing.prepared_list import PreparedList
from survey.importing.refusals import refused_records
from survey.publishing import rows

CHANGES_ON_PAGE = 50
REFUSED_SHOWN = 20


class ListForm(forms.Form):
    file = forms.FileField(
        label=capfirst(_("file")),
        help_text=_("A list exported here, or one with its headings: CSV, XLSX, ODS, JSON. A preview comes first."),
    )


class ListImport:
    """Buttons and pages of every list that has a resource; they need the rights to import, and to add or change."""

    @property
    def resource(self):
        return LISTS.get(self.opts.model_name)

    def get_export_resource_classes(self, request):
        return [*super().get_export_resource_classes(request), *([self.resource] if self.resource else [])]

    def may_import_list(self, request):
        may = self.has_add_permission(request) or self.has_change_permission(request)
        return bool(self.resource) and may and request.user.has_perm("survey.import_inquiry")

    def changelist_view(self, request, extra_context=None):
        may = self.may_import_list(request)
        shown = {"records_import": self.list_page("") if may else ""}
        return super().changelist_view(request, (extra_context or {}) | shown)

    def get_urls(self):
        steps = [
            ("", self.list_upload_view, ""),
            ("<slug:token>/", self.list_page_view, "_page"),
            ("<slug:token>/progress/", self.list_progress_view, "_progress"),
            ("<slug:token>/refused.<slug:ending>", self.list_refused_view, "_refused"),
        ]
        pages = [
            path(f"records/{step}", self.admin_site.admin_view(view), name=f"{self.list_name}{name}")
            for step, view, name in steps
        ]
        return [*(pages if self.resource else []), *super().get_urls()]

    @property
    def list_name(self):
        return f"survey_{self.opts.model_name}_records"

    def list_page(self, name, *args):
        return reverse(f"admin:{self.list_name}{name}", args=args)

    # The pages

    def list_upload_view(self, request):
        if not self.may_import_list(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (prepared := self.list_uploaded(request, form)):
            prepared.start(dry_run=True)
            return HttpResponseRedirect(self.list_page("_page", prepared.token))
        columns = [column.heading for column in self.resource.columns]
        shown = {"columns": columns, "submit": _("Preview"), "title": _("Import a list")}
        return act_page(self, request, form=form, template="admin/survey/lists/upload.html", **shown)

    def list_uploaded(self, request, form):
        upload = form.cleaned_data["file"]
        try:
            return PreparedList.of_list(request.user, self.opts.model_name, upload.name, upload.read())
        except (FileError, ImportRefused) as error:
            form.add_error("file", in_words(error))
        return None

    def list_import(self, request, token):
        may = self.may_import_list(request)
        return prepared_or_404(
            PreparedList,
            request,
            token,
            may=may,
            belongs=lambda prepared: prepared.plan["list_of"] == self.opts.model_name,
        )

    def list_page_view(self, request, token):
        prepared = self.list_import(request, token)
        if request.method == "POST":
            return self.list_act(request, prepared)
        state, report = prepared.state, prepared.report
        context = {"batch": prepared.batch if state == "imported" else None, "report": report}
        if report and state != "running":
            context |= self.list_preview(request, prepared, report)
        template, title = "admin/survey/lists/import.html", _("Import a list")
        progress = self.list_page("_progress", token)
        shown = {"state": state, "title": title, "progress_page": progress}
        return import_page(self, request, prepared, template, **shown, **context)

    def list_preview(self, request, prepared, report):
        changes = Paginator(report.changes, CHANGES_ON_PAGE).get_page(request.GET.get("page"))
        return {
            "changes": changes,
            "shown_changes": [{"place": each.place, **marked(each.old, each.new)} for each in changes],
            "refused_rows": report.refused_rows[:REFUSED_SHOWN],
            "refused_more": max(0, len(report.refused_rows) - REFUSED_SHOWN),
            "refused_files": refused_files(lambda ending: self.list_page("_refused", prepared.token, ending)),
            "confirm": ConfirmForm(),
        }

    def list_act(self, request, prepared):
        """One button each: import, again, stop, discard."""
        if "cancel" in request.POST:
            prepared.cancel()
        elif "forget" in request.POST:
            prepared.forget()
            return HttpResponseRedirect(links.list_page(self.model))
        elif "again" in request.POST:
            prepared.start(dry_run=True)
        elif "import" in request.POST and prepared.report:
            self.list_import_now(request, prepared)
        return HttpResponseRedirect(self.list_page("_page", prepared.token))

    def list_import_now(self, request, prepared):
        skip = "skip_refused" in request.POST
        if prepared.report.refused_rows and not skip:
            messages.error(request, _("Some rows are refused. Say whether to leave them out, or mend the file."))
            return
        prepared.plan["skip_refused"] = skip
        prepared.save_plan()
        if not prepared.start(dry_run=False):
            messages.warning(request, _("This import is running already."))
        elif prepared.changes_districts and prepared.state == "imported":
            rows.refresh_districts()

    def list_progress_view(self, request, token):
        return progress_part(request, self.list_import(request, token), self.list_page("_progress", token))

    def list_refused_view(self, request, token, ending):
        """The refused lines with their reasons, to be put right and brought again."""
        prepared = self.list_import(request, token)
        rows = prepared.report and prepared.report.refused_rows

        def write(name):
            headings, _lines = read(prepared.content, prepared.record.file_name)
            return refused_records(name, headings, rows)

        return refused_response(ending, rows, write)
