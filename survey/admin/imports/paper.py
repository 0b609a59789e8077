"""The import page of a whole paper: upload, see what would be made of it, confirm."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.acts import act_page
from survey.admin.records import PlainTextarea
from survey.admin.uploads import FileOrText, UploadStorage
from survey.files.errors import FileError
from survey.importing import Refused, bring_paper, in_words
from survey.importing.facts import KINDS, NOT_ALONE, with_typed
from survey.importing.paper import Missing
from survey.intake import read_paper
from survey.models import Inquiry, Parliament

GROUPS = {
    KINDS[model]: _("Fields of the paper") if model is Inquiry else capfirst(model._meta.verbose_name_plural)
    for model in KINDS
}


class PaperForm(FileOrText, forms.Form):
    parliament = forms.ModelChoiceField(Parliament.objects.all(), label=capfirst(_("parliament")))
    number = forms.CharField(
        label=capfirst(_("number")),
        max_length=30,
        help_text=_("Of the paper with the reply, as printed, e.g. “19/1613”."),
    )
    file = forms.FileField(
        label=capfirst(_("file")),
        required=False,
        help_text=_("The text of the whole paper. Nothing is written before you have seen the preview."),
    )
    pasted = forms.CharField(
        label=capfirst(_("or its text")),
        required=False,
        strip=False,
        widget=PlainTextarea,
        help_text=_("Pasted from the paper, with its line breaks; columns of a table parted by tabs."),
    )

    title = forms.CharField(
        label=capfirst(_("title")),
        required=False,
        max_length=500,
        widget=AdminTextInputWidget,
        help_text=_("Only where the text does not say it: no paper can be without."),
    )
    kind = forms.ChoiceField(
        label=capfirst(_("kind")),
        required=False,
        choices=[("", "---------"), *Inquiry.Kind.choices],
        help_text=_("Only where the text does not say it: no paper can be without."),
    )

    either = _("Give either a file or the text.")

    def content(self):
        """The bytes of the paper, and what errors call it."""
        upload = self.cleaned_data["file"]
        if upload:
            return upload.read(), upload.name
        return self.cleaned_data["pasted"].encode(), f"{self.cleaned_data['number'].replace('/', '-')}.txt"


class ConfirmForm(forms.Form):
    """What the preview was made of."""

    parliament = forms.ModelChoiceField(Parliament.objects.all(), widget=forms.HiddenInput)
    number = forms.CharField(widget=forms.HiddenInput)
    stored = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)


class PaperImport:
    """Needs the right to import; without it there is neither the button nor the page."""

    import_export_change_list_template = "admin/survey/inquiry/change_list.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.import_paper_view)
        return [path("import/", page, name="survey_inquiry_import"), *super().get_urls()]

    def has_import_permission(self, request):
        return request.user.has_perm("survey.import_inquiry")

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import_papers": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    def import_paper_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "stored" in request.POST:
            return self.confirmed(request)
        form = PaperForm(request.POST or None, request.FILES or None)
        shown = self.preview(request, form) if form.is_valid() else {}
        title = _("Import a paper")
        if "report" not in shown:
            return act_page(self, request, title=title, form=form, submit=_("Preview"))
        template = "admin/survey/inquiry/import.html"
        return act_page(self, request, title=title, template=template, submit=_("Confirm import"), **shown)

    def preview(self, request, form):
        """The report of the dry run and the form that confirms it; nothing where the file is refused."""
        chosen = form.cleaned_data
        content, name = form.content()
        try:
            report = bring(chosen, content, name, by=request.user, dry_run=True)
        except FileError as error:
            form.add_error("file", in_words(error))
            return {}
        except Missing as error:
            for field in error.names:
                form.add_error(field, in_words(Missing([field])))
            return {}
        except Refused as error:
            form.add_error(None, in_words(error))
            return {}
        storage = UploadStorage()
        storage.save(content)
        known = {name: chosen[name] for name in ("number", "title", "kind")} | {"parliament": chosen["parliament"].pk}
        confirm = ConfirmForm(initial=known | {"stored": storage.name, "name": name})
        return {"report": report, "form": confirm, "groups": grouped(report), "cells": cells_of(report)}

    def confirmed(self, request):
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return HttpResponseRedirect(reverse("admin:survey_inquiry_import"))
        chosen = form.cleaned_data
        declined = set(request.POST.getlist("proposed")) - set(request.POST.getlist("accept"))
        storage = UploadStorage(name=chosen["stored"])
        try:
            report = bring(chosen, storage.read(), chosen["name"], by=request.user, dry_run=False, declined=declined)
        except (FileNotFoundError, FileError, Refused) as error:
            gone = _("The uploaded file is no longer there. Please upload it again.")
            messages.error(request, gone if isinstance(error, FileNotFoundError) else in_words(error))
            return HttpResponseRedirect(reverse("admin:survey_inquiry_import"))
        storage.remove()
        messages.success(request, links.what_it_did(report.sentence, report.batch))
        for remark in report.remarks:
            if remark.template == NOT_ALONE:
                messages.warning(request, gettext(remark.template) % remark.params)
        if declined:
            messages.info(request, _("What was not accepted is proposed again when the file is imported again."))
        inquiry = Inquiry.objects.get(parliament=chosen["parliament"], number=chosen["number"])
        return HttpResponseRedirect(links.page(inquiry))


def grouped(report):
    """The proposals under the headings of their kinds, in the order of the paper."""
    groups = groupby(report.proposals, key=lambda proposal: proposal.kind)
    return [(GROUPS[kind], list(some)) for kind, some in groups]


def cells_of(report):
    """What would change in the tables: the changes behind those of the facts, of which the inquiry is one."""
    facts = {proposal.kind if proposal.kind == KINDS[Inquiry] else proposal.token for proposal in report.proposals}
    return report.changes[len(facts) :]


def bring(chosen, content, name, *, by, dry_run, declined=frozenset()):
    parliament, number = chosen["parliament"], chosen["number"]
    paper = read_paper(content, name, layout=parliament.slug)
    paper = with_typed(paper, title=chosen["title"], kind=chosen["kind"])
    told = {"by": by, "dry_run": dry_run, "wanted": lambda token: token not in declined}
    return bring_paper(paper, content, name, parliament=parliament, number=number, **told)
