"""Editing sheets on the desk: take a table away as a file, edit it elsewhere, bring back what changed."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.addresses import page_of
from survey.admin.imports.confirming import ConfirmForm
from survey.admin.imports.progress import prepared_or_404
from survey.admin.imports.refused_rows import refused_files, refused_response
from survey.files.errors import FileError
from survey.importing import ImportRefused, in_words
from survey.importing.editing.files import written
from survey.importing.files_to_edit import FORMATS
from survey.importing.prepared_edits import PreparedEdits
from survey.importing.refusals import refused_file
from survey.language.difference import difference
from survey.models import Annex
from survey.sheets.types import TYPES

SHOWN = 200


class SheetForm(forms.Form):
    file = forms.FileField(
        label=capfirst(_("file")),
        help_text=_("An editing sheet exported here. Nothing is written before you have seen what would change."),
    )


class EditsForm(ConfirmForm):
    """Where no line is refused, nothing is asked; where one is, the others come in without it once that is said."""

    def __init__(self, *args, refused=0, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skip_refused"].required = False
        if not refused:
            del self.fields["skip_refused"]


class EditingSheets:
    """Buttons and pages of a table; without the right to change answers there is neither."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.editing_view)
        sheet = self.admin_site.admin_view(self.editing_file)
        refused = self.admin_site.admin_view(self.edits_refused)
        return [
            path("<int:pk>/editing/", page, name="survey_annex_editing"),
            path("<int:pk>/editing/refused.<slug:ending>", refused, name="survey_annex_editing_refused"),
            path("<int:pk>/editing/<slug:extension>/", sheet, name="survey_annex_editing_file"),
            *super().get_urls(),
        ]

    def tools(self, request, annex):
        if not may_edit(request):
            return super().tools(request, annex)
        page = reverse("admin:survey_annex_editing", args=[annex.pk])
        return [*super().tools(request, annex), (page, _("Edit in a spreadsheet"))]

    def annex_to_edit(self, request, pk):
        if not may_edit(request):
            raise PermissionDenied
        return get_object_or_404(Annex.objects.for_list(), pk=pk)

    def editing_file(self, request, pk, extension):
        annex = self.annex_to_edit(request, pk)
        if extension not in FORMATS:
            raise Http404
        try:
            content = written(annex, extension, timezone.localtime())
        except (FileError, ImportRefused) as error:
            messages.error(request, in_words(error))
            return HttpResponseRedirect(reverse("admin:survey_annex_editing", args=[pk]))
        name = f"{annex.inquiry.slug}-{annex.number}-editing.{extension}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=TYPES[extension], headers=headers)

    def editing_view(self, request, pk):
        """Upload, see what would change, confirm."""
        annex = self.annex_to_edit(request, pk)
        token = request.GET.get("import")
        if token:
            prepared = self.prepared_edits(request, annex, token)
            step = self.edits_confirmed if request.method == "POST" else self.edits_page
            return step(request, annex, prepared)
        form = SheetForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                prepared = PreparedEdits.of_sheet(request.user, annex, upload.name, upload.read())
            except (FileError, ImportRefused) as error:
                form.add_error("file", in_words(error))
            else:
                prepared.start(dry_run=True)
                if prepared.state == "previewed":
                    return HttpResponseRedirect(page_of(prepared.record))
                form.add_error("file", prepared.outcome["sentence"])
                prepared.forget()
        return self.edits_act(request, annex, form=form, submit=_("Preview"))

    def prepared_edits(self, request, annex, token):
        return prepared_or_404(
            PreparedEdits, request, token, belongs=lambda prepared: prepared.record.annex_id == annex.pk
        )

    def edits_act(self, request, annex, **shown):
        address = "admin:survey_annex_editing_file"
        formats = [(each.upper(), reverse(address, args=[annex.pk, each])) for each in FORMATS]
        context = {"record": annex, "formats": formats, "title": _("Edit in a spreadsheet")}
        return act_page(self, request, template="admin/survey/annex/editing.html", **context, **shown)

    def edits_page(self, request, annex, prepared, error=""):
        report = prepared.report
        confirm = EditsForm({} if error else None, refused=report.refused)
        if error:
            confirm.add_error("skip_refused", error)
        changes = [(each.place, difference(each.old or "", each.new)) for each in report.changes[:SHOWN]]
        shown = {
            "changes": changes,
            "more": len(report.changes) - len(changes),
            "refused_files": refused_files(partial(refused_page, prepared)),
        }
        return self.edits_act(request, annex, report=report, form=confirm, submit=_("Import now"), **shown)

    def edits_confirmed(self, request, annex, prepared):
        prepared.plan["skip_refused"] = "skip_refused" in request.POST
        prepared.save_plan()
        if prepared.report.refused and not prepared.plan["skip_refused"]:
            open_point = _("Some rows are refused. Say whether to leave them out, or mend the file.")
            return self.edits_page(request, annex, prepared, open_point)
        prepared.start(dry_run=False)
        if prepared.state != "imported":
            messages.error(request, prepared.outcome.get("sentence") or _("This import is running already."))
            return HttpResponseRedirect(reverse("admin:survey_annex_editing", args=[annex.pk]))
        messages.success(request, links.what_it_did(prepared.outcome["sentence"], prepared.batch))
        return HttpResponseRedirect(links.page(annex))

    def edits_refused(self, request, pk, ending):
        """The refused lines with their reasons, to be put right and brought again."""
        annex = self.annex_to_edit(request, pk)
        prepared = self.prepared_edits(request, annex, request.GET.get("import", ""))
        report = prepared.report

        def write(name):
            return refused_file(name, prepared.table(), report.refused_rows, when=timezone.localtime(), protected=True)

        return refused_response(ending, report, write)


def refused_page(prepared, ending):
    query = {"import": prepared.token}
    return reverse("admin:survey_annex_editing_refused", args=[prepared.record.annex_id, ending], query=query)


def may_edit(request):
    return request.user.has_perm("survey.change_answer")
