"""The import of whole papers: hand over one file or many, see what would be made of each, confirm."""

from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.progress import import_page, prepared_or_404, progress_part
from survey.admin.records import PlainTextarea
from survey.admin.uploads import ManyFilesField, opened
from survey.files.errors import FileError
from survey.importing import in_words
from survey.importing.paper_facts import KINDS
from survey.importing.prepared import start_in_turn
from survey.importing.prepared_paper import TYPED, PreparedPaper
from survey.models import ImportSession, Inquiry, Parliament

GROUPS = {
    KINDS[model]: _("Fields of the paper") if model is Inquiry else capfirst(model._meta.verbose_name_plural)
    for model in KINDS
}
CELLS_SHOWN = 200


class FactsForm(forms.Form):
    """What a file may be silent about."""

    parliament = forms.ModelChoiceField(
        Parliament.objects.all(),
        label=capfirst(_("parliament")),
        to_field_name="slug",
        required=False,
        help_text=_("Only where the file does not say it."),
    )
    number = forms.CharField(
        label=capfirst(_("number")),
        required=False,
        max_length=30,
        help_text=_("Of the paper with the reply, as printed, e.g. “19/1613”. Only where the file does not say it."),
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

    def typed(self):
        chosen = self.cleaned_data
        parliament = chosen["parliament"].slug if chosen["parliament"] else ""
        return {"parliament": parliament, **{name: chosen[name].strip() for name in TYPED}}


class PaperForm(FactsForm):
    file = ManyFilesField(
        label=capfirst(_("file")),
        required=False,
        help_text=_(
            "PDF, scan, Word (DOCX), ODT, HTML or text; several at once, or a ZIP of them. Nothing is written to the "
            "record before you have seen the preview."
        ),
    )
    pasted = forms.CharField(
        label=capfirst(_("or its text")),
        required=False,
        strip=False,
        widget=PlainTextarea,
        help_text=_("Pasted from the paper, with its line breaks; columns of a table parted by tabs."),
    )

    field_order = ["file", "pasted", "parliament", "number", "title", "kind"]

    def clean(self):
        chosen = super().clean()
        if not self.errors and bool(chosen.get("file")) == bool(chosen.get("pasted", "").strip()):
            self.add_error("file", _("Give either a file or the text."))
        return chosen

    def papers(self):
        """Name and bytes of each paper. Raises FileError for an archive that cannot be opened."""
        if uploads := self.cleaned_data["file"]:
            return [each for upload in uploads for each in opened(upload.name, upload.read())]
        number = self.cleaned_data["number"].replace("/", "-") or gettext("pasted")
        return [(f"{number}.txt", self.cleaned_data["pasted"].replace("\r\n", "\n").encode())]


class PaperImport:
    """Needs the right to import; without it there is neither the button nor the page."""

    import_export_change_list_template = "admin/survey/inquiry/change_list.html"

    def get_urls(self):
        view, page = self.admin_site.admin_view, "survey_inquiry_import"
        return [
            path("import/", view(self.import_upload_view), name=page),
            path("import/<slug:token>/", view(self.import_paper_view), name=f"{page}_page"),
            path(
                "import/<slug:token>/progress/", view(self.import_progress_view), name="survey_inquiry_import_progress"
            ),
            *super().get_urls(),
        ]

    def has_import_permission(self, request):
        return request.user.has_perm("survey.import_inquiry")

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import_papers": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    # Handing over

    def import_upload_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = PaperForm(request.POST or None, request.FILES or None)
        made = self.prepare(request, form) if form.is_valid() else []
        if not made:
            return act_page(self, request, title=_("Import papers"), form=form, submit=_("Preview"))
        if len(made) > 1:
            start_in_turn(made)
            waiting = ngettext("%(n)d file is being read.", "%(n)d files are being read.", len(made))
            messages.info(request, waiting % {"n": len(made)})
            return HttpResponseRedirect(links.list_page(ImportSession))
        made[0].start(dry_run=True)
        return HttpResponseRedirect(paper_page(made[0]))

    def prepare(self, request, form):
        """The prepared imports; none where the form is not right, and says why."""
        typed = form.typed()
        try:
            files = form.papers()
            if len(files) > 1 and typed["number"]:
                form.add_error("number", gettext("Several files cannot have one number. Leave it empty."))
                return []
            return [PreparedPaper.of_file(request.user, name, content, **typed) for name, content in files]
        except FileError as error:
            form.add_error("file", in_words(error))
        return []

    # The page of one paper

    def prepared_paper(self, request, token):
        return prepared_or_404(PreparedPaper, request, token, may=self.has_import_permission(request))

    def import_paper_view(self, request, token):
        prepared = self.prepared_paper(request, token)
        if request.method == "POST":
            return self.import_paper_act(request, prepared)
        state = prepared.state
        if state != "running" and prepared.plan.pop("opens_bench", False):
            prepared.save_plan()
            if prepared.has_lines:
                return HttpResponseRedirect(reverse("admin:survey_inquiry_import_reading", args=[prepared.token]))
        reading = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
        context = {"read": self.shown_reading(prepared), "bench": reading if prepared.has_lines else ""}
        if state not in ("running", "imported"):
            report = prepared.report if state == "previewed" else None
            context |= {"form": facts_form(prepared), "report": report, **(shown_report(report) if report else {})}
        template, title = "admin/survey/inquiry/import.html", _("Import a paper")
        progress = reverse("admin:survey_inquiry_import_progress", args=[prepared.token])
        shown = {"state": state, "title": title, "progress_page": progress}
        return import_page(self, request, prepared, template, **shown, **context)

    def shown_reading(self, prepared):
        """What was read of where the paper belongs, in words."""
        read = prepared.plan["read"]
        if not read:
            return {}
        parliament = Parliament.objects.filter(slug=read["parliament"]).first()
        kind = dict(Inquiry.Kind.choices).get(read["kind"], "")
        return read | {"parliament": parliament, "kind": kind, "inquiry": prepared.record.inquiry}

    def import_paper_act(self, request, prepared):
        here = HttpResponseRedirect(paper_page(prepared))
        if "cancel" in request.POST:
            prepared.cancel()
        elif "forget" in request.POST:
            prepared.forget()
            return HttpResponseRedirect(links.list_page(ImportSession))
        elif "facts" in request.POST:
            form = FactsForm(request.POST)
            if form.is_valid():
                prepared.plan.update(form.typed())
                prepared.save_plan()
                prepared.start(dry_run=True)
        elif "again" in request.POST:
            prepared.start(dry_run=True)
        elif "import" in request.POST or "list_only" in request.POST:
            return self.import_paper_now(request, prepared) or here
        return here

    def import_paper_now(self, request, prepared):
        """Write what was seen; what was not is previewed first: the file may be read in another way by now."""
        if prepared.report is None:
            prepared.start(dry_run=True)
            return None
        accepted = set(request.POST.getlist("accept"))
        declined = set(request.POST.getlist("proposed")) - accepted
        edited = {proposal.token for proposal in prepared.report.proposals if proposal.is_edited}
        prepared.plan.update(declined=sorted(declined), overwritten=sorted(accepted & edited))
        prepared.plan.update(only_listed="list_only" in request.POST)
        prepared.save_plan()
        if not prepared.start(dry_run=False):
            messages.warning(request, _("This import is running already."))
            return None
        if prepared.state != "imported":
            return None
        messages.success(request, links.what_it_did(prepared.outcome["sentence"], prepared.batch))
        for sentence in prepared.outcome["left_out"]:
            messages.warning(request, sentence)
        if declined:
            messages.info(request, _("What was not accepted is proposed again when the file is imported again."))
        return HttpResponseRedirect(links.workspace(prepared.record.inquiry))

    def import_progress_view(self, request, token):
        prepared = self.prepared_paper(request, token)
        return progress_part(request, prepared, reverse("admin:survey_inquiry_import_progress", args=[prepared.token]))


def paper_page(prepared):
    return reverse("admin:survey_inquiry_import_page", args=[prepared.token])


def facts_form(prepared):
    """With what was typed before, and what is missing said beside its field."""
    initial = {name: prepared.plan[name] for name in ("parliament", *TYPED)}
    missing = prepared.outcome.get("missing", [])
    form = FactsForm(initial if missing else None, initial=initial)
    for name in missing:
        form.add_error(name, _("The file does not say it."))
    return form


def shown_report(report):
    cells = report.changes[len(facts_of(report)) : len(facts_of(report)) + CELLS_SHOWN]
    return {
        "groups": grouped(report),
        "cells": cells,
        "cells_total": len(report.changes) - len(facts_of(report)),
    }


def grouped(report):
    """The proposals under the headings of their kinds, in the order of the paper."""
    groups = groupby(report.proposals, key=lambda proposal: proposal.kind)
    return [(GROUPS[kind], list(some)) for kind, some in groups]


def facts_of(report):
    """The facts that would change, of which the inquiry is one: what changes in tables stands behind them."""
    return {proposal.kind if proposal.kind == KINDS[Inquiry] else proposal.token for proposal in report.proposals}
