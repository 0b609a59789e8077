"""Editing sheets on the desk: take a table away as a file, edit it elsewhere, bring back what changed."""

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
from survey.admin.acts import act_page
from survey.admin.uploads import UploadStorage
from survey.importing import Refused, in_words
from survey.importing.editing import bring_edits
from survey.importing.editing.files import TYPES, read, written
from survey.language.difference import difference
from survey.models import Annex, Source
from survey.sheets.table import SheetError

SHOWN = 200


class SheetForm(forms.Form):
    file = forms.FileField(
        label=capfirst(_("file")),
        help_text=_("An editing sheet exported here. Nothing is written before you have seen what would change."),
    )
    skip_refused = forms.BooleanField(
        label=capfirst(_("leave out lines that are refused")),
        required=False,
        help_text=_("Else one refused line stops all of it."),
    )


class ConfirmForm(forms.Form):
    """What the preview was made of."""

    stored = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    skip_refused = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EditingSheets:
    """Buttons and pages of a table; without the right to change answers there is neither."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.editing_view)
        sheet = self.admin_site.admin_view(self.editing_file)
        return [
            path("<int:pk>/editing/", page, name="survey_annex_editing"),
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
        if extension not in TYPES:
            raise Http404
        try:
            content = written(annex, extension, timezone.localtime())
        except SheetError as error:
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
        shown = self.edits_previewed(request, annex, form) if form.is_valid() else {}
        context = {
            "record": annex,
            "formats": [(each.upper(), reverse("admin:survey_annex_editing_file", args=[pk, each])) for each in TYPES],
            "title": _("Edit in a spreadsheet"),
            "template": "admin/survey/annex/editing.html",
        }
        if "report" not in shown:
            return act_page(self, request, form=form, submit=_("Preview"), **context)
        return act_page(self, request, submit=_("Confirm import"), **context, **shown)

    def edits_previewed(self, request, annex, form):
        """The report of the dry run and the form that confirms it; nothing where the file is refused."""
        upload, skip = form.cleaned_data["file"], form.cleaned_data["skip_refused"]
        content = upload.read()
        try:
            table = read(content, upload.name)
            report = bring_edits(table, annex.inquiry, by=request.user, dry_run=True, skip_refused=skip)
        except (SheetError, Refused) as error:
            form.add_error("file", in_words(error))
            return {}
        storage = UploadStorage()
        storage.save(content)
        confirm = ConfirmForm(initial={"stored": storage.name, "name": upload.name, "skip_refused": skip})
        changes = [(each.place, difference(each.old or "", each.new)) for each in report.changes[:SHOWN]]
        more = len(report.changes) - len(changes)
        return {"report": report, "form": confirm, "changes": changes, "more": more}

    def edits_confirmed(self, request, annex):
        here = HttpResponseRedirect(reverse("admin:survey_annex_editing", args=[annex.pk]))
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return here
        chosen = form.cleaned_data
        storage = UploadStorage(name=chosen["stored"])
        try:
            content = storage.read()
            source = Source(inquiry=annex.inquiry, name=chosen["name"], content=content)
            table = read(content, chosen["name"])
            skip = chosen["skip_refused"]
            report = bring_edits(table, annex.inquiry, by=request.user, dry_run=False, skip_refused=skip, source=source)
        except (FileNotFoundError, SheetError, Refused) as error:
            gone = _("The uploaded file is no longer there. Please upload it again.")
            messages.error(request, gone if isinstance(error, FileNotFoundError) else in_words(error))
            return here
        storage.remove()
        messages.success(request, report.sentence)
        return HttpResponseRedirect(links.page(annex))


def may_edit(request):
    return request.user.has_perm("survey.change_answer")
