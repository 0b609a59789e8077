"""Editing sheets on the desk: take a table away as a file, edit it elsewhere, bring back what changed."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.acts import act_page
from survey.admin.uploads import UploadStorage
from survey.files.errors import FileError
from survey.importing import Refused, in_words
from survey.importing.editing import bring_edits
from survey.importing.editing.files import FORMATS, read, written
from survey.importing.refusals import refused_file
from survey.language.difference import difference
from survey.models import Annex, Source
from survey.sheets.types import TYPES

SHOWN = 200


class SheetForm(forms.Form):
    file = forms.FileField(
        label=capfirst(_("file")),
        help_text=_("An editing sheet exported here. Nothing is written before you have seen what would change."),
    )


class ConfirmForm(forms.Form):
    """What the preview was made of; where lines are refused, the word that the others come in without them."""

    stored = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    skip_refused = forms.BooleanField(label=_("Leave the refused rows out, and import the others"), required=False)

    def __init__(self, *args, refused=0, **kwargs):
        super().__init__(*args, **kwargs)
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
        except (FileError, Refused) as error:
            messages.error(request, in_words(error))
            return HttpResponseRedirect(reverse("admin:survey_annex_editing", args=[pk]))
        name = f"{annex.inquiry.slug}-{annex.number}-editing.{extension}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=TYPES[extension], headers=headers)

    def editing_view(self, request, pk):
        """Upload, see what would change, confirm."""
        annex = self.annex_to_edit(request, pk)
        if "stored" in request.POST:
            return self.edits_confirmed(request, annex)
        form = SheetForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            upload, storage = form.cleaned_data["file"], UploadStorage()
            storage.save(upload.read())
            try:
                return self.edits_page(request, annex, storage, upload.name)
            except (FileError, Refused) as error:
                storage.remove()
                form.add_error("file", in_words(error))
        return self.edits_act(request, annex, form=form, submit=_("Preview"))

    def edits_act(self, request, annex, **shown):
        address = "admin:survey_annex_editing_file"
        formats = [(each.upper(), reverse(address, args=[annex.pk, each])) for each in FORMATS]
        context = {"record": annex, "formats": formats, "title": _("Edit in a spreadsheet")}
        return act_page(self, request, template="admin/survey/annex/editing.html", **context, **shown)

    def edits_page(self, request, annex, storage, name, error=""):
        """The preview; raises FileError or Refused."""
        content = storage.read()
        report = bring_sheet(annex, content, name, by=request.user, dry_run=True, skip_refused=True)
        known = {"stored": storage.name, "name": name}
        confirm = ConfirmForm({**known} if error else None, initial=known, refused=report.refused)
        if error:
            confirm.add_error("skip_refused", error)
        changes = [(each.place, difference(each.old or "", each.new)) for each in report.changes[:SHOWN]]
        shown = {"changes": changes, "more": len(report.changes) - len(changes), "refused": refused_files(annex, known)}
        return self.edits_act(request, annex, report=report, form=confirm, submit=_("Import now"), **shown)

    def edits_confirmed(self, request, annex):
        here = HttpResponseRedirect(reverse("admin:survey_annex_editing", args=[annex.pk]))
        form = ConfirmForm(request.POST, refused=1)
        if not form.is_valid():
            return here
        chosen = form.cleaned_data
        storage, skip = UploadStorage(name=chosen["stored"]), chosen["skip_refused"]
        try:
            content, name = storage.read(), chosen["name"]
            report = bring_sheet(annex, content, name, by=request.user, dry_run=False, skip_refused=skip)
            if report.is_stopped:
                open_point = _("Some rows are refused. Say whether to leave them out, or mend the file.")
                return self.edits_page(request, annex, storage, name, open_point)
        except (FileNotFoundError, FileError, Refused) as error:
            gone = _("The uploaded file is no longer there. Please upload it again.")
            messages.error(request, gone if isinstance(error, FileNotFoundError) else in_words(error))
            return here
        storage.remove()
        messages.success(request, links.what_it_did(report.sentence, report.batch))
        return HttpResponseRedirect(links.page(annex))

    def edits_refused(self, request, pk, ending):
        """The refused lines with their reasons, to be put right and brought again."""
        annex = self.annex_to_edit(request, pk)
        storage, name = UploadStorage(name=request.GET.get("stored")), request.GET.get("name", "")
        try:
            content = storage.read()
            report = bring_sheet(annex, content, name, by=request.user, dry_run=True, skip_refused=True)
            table, when = read(content, name), timezone.localtime()
            file, kind = refused_file(f"refused.{ending}", table, report.refused_rows, when=when, protected=True)
        except (FileNotFoundError, SuspiciousFileOperation, FileError, Refused) as error:
            raise Http404 from error
        headers = {"Content-Disposition": f'attachment; filename="refused.{ending}"'}
        return HttpResponse(file, content_type=kind, headers=headers)


def bring_sheet(annex, content, name, **how):
    source = Source(inquiry=annex.inquiry, name=name, content=content)
    return bring_edits(read(content, name), annex.inquiry, source=source, **how)


def refused_files(annex, known):
    """The addresses of the file of refused lines, by format."""
    return [
        (ending.upper(), reverse("admin:survey_annex_editing_refused", args=[annex.pk, ending], query=known))
        for ending in ("csv", "xlsx")
    ]


def may_edit(request):
    return request.user.has_perm("survey.change_answer")
