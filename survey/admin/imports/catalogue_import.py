"""The import of a list of inquiries: the file, what would become of its lines, the confirmation."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.addresses import page_of
from survey.admin.imports.marking import marked
from survey.admin.imports.progress import import_page, prepared_or_404, progress_part
from survey.admin.imports.refused_rows import refused_files, refused_response
from survey.files.errors import FileError
from survey.importing import in_words
from survey.importing.prepared_catalogue import PreparedCatalogue
from survey.importing.previewed_lines import ALL, NEWS
from survey.importing.refusals import in_words_of, refused_lines
from survey.intake.catalogue import HEADINGS
from survey.models import Catalogue, Inquiry, InquiryDate, Parliament
from survey.models.catalogue_facts import in_words as fact_in_words
from survey.models.catalogue_facts import label

NO_COLUMN = "-"
PLAIN_FACTS = ("parliament", "term", "number", "kind", "title", "ministry", "address")
PER_PAGE = 50
SHOWN = {
    "news": _("what is new or differs"),
    "new": _("new"),
    "changed": _("changed"),
    "differing": _("differing"),
    "odd": _("with a date that cannot be true"),
    "refused": _("refused"),
    "all": _("all"),
}
STATES = {state: SHOWN[state] for state in ("new", "changed", "refused")} | {"unchanged": _("unchanged")}


class CatalogueForm(forms.Form):
    parliament = forms.ModelChoiceField(Parliament.objects.all(), label=capfirst(_("parliament")))
    file = forms.FileField(
        label=capfirst(_("file")),
        help_text=_(
            "CSV, XLSX, ODS or JSON, one inquiry a line; needed are its number and its title. Which column says what "
            "can be changed in the preview; nothing is written before you have seen it."
        ),
    )

    number_column = forms.CharField(
        label=_("Heading over the numbers"),
        required=False,
        max_length=200,
        help_text=_("Only where the list calls it otherwise."),
    )
    title_column = forms.CharField(
        label=_("Heading over the titles"),
        required=False,
        max_length=200,
        help_text=_("Only where the list calls it otherwise."),
    )

    def columns(self):
        named = {fact: self.cleaned_data[f"{fact}_column"].strip() for fact in ("number", "title")}
        return {fact: heading for fact, heading in named.items() if heading}


class ColumnsForm(forms.Form):
    """Which column of the list says what; the preview is made again from what is chosen."""

    def __init__(self, prepared, *args, **kwargs):
        said = {fact: heading or NO_COLUMN for fact, heading in prepared.plan["columns"].items()}
        super().__init__(*args, initial=said, auto_id="columns_%s", **kwargs)
        seen = {fact: heading for heading, fact in prepared.plan["headings"] if fact}
        headings = [(heading, heading) for heading, _fact in prepared.plan["headings"]]
        for fact, name in fact_names().items():
            proposed = (
                _("as recognised: %(heading)s") % {"heading": seen[fact]} if fact in seen else _("none recognised")
            )
            choices = [("", proposed), *headings, (NO_COLUMN, _("in no column"))]
            self.fields[fact] = forms.ChoiceField(choices=choices, label=name, required=False)

    def columns(self):
        """Headings by fact, as far as someone has said it; "" where the list does not have the fact."""
        said = {fact: heading for fact, heading in self.cleaned_data.items() if heading}
        return {fact: "" if heading == NO_COLUMN else heading for fact, heading in said.items()}


def fact_names():
    """What each fact of a list is called on the page."""
    plain = {name: Inquiry._meta.get_field(name).verbose_name for name in PLAIN_FACTS}
    others = {"askers": gettext("askers"), "party": gettext("party")}
    names = plain | {str(kind): label for kind, label in InquiryDate.Kind.choices} | others
    return {fact: capfirst(names[fact]) for fact in HEADINGS}


class CatalogueImport:
    """Needs the right to import; without it there is neither the button nor the page."""

    import_export_change_list_template = "admin/survey/catalogue/change_list.html"

    def has_import_permission(self, request):
        return request.user.has_perm("survey.import_inquiry")

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import_catalogues": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    def get_urls(self):
        steps = [
            ("", self.import_upload_view, ""),
            ("<slug:token>/", self.import_page_view, "_page"),
            ("<slug:token>/progress/", self.import_progress_view, "_progress"),
            ("<slug:token>/refused.<slug:ending>", self.import_refused_view, "_refused"),
        ]
        pages = [
            path(f"import/{step}", self.admin_site.admin_view(view), name=f"survey_catalogue_import{name}")
            for step, view, name in steps
        ]
        return [*pages, *super().get_urls()]

    def import_upload_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = CatalogueForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (prepared := self.uploaded(request, form)):
            prepared.start(dry_run=True)
            return HttpResponseRedirect(page_of(prepared.record))
        return act_page(self, request, title=_("Import a catalogue"), form=form, submit=_("Preview"))

    def uploaded(self, request, form):
        """The prepared import of a file that can be read; what is wrong with another stands beside its field."""
        upload, parliament = form.cleaned_data["file"], form.cleaned_data["parliament"]
        try:
            return PreparedCatalogue.of_file(request.user, parliament, upload.name, upload.read(), form.columns())
        except FileError as error:
            form.add_error("file", in_words(error))
        return None

    def prepared_catalogue(self, request, token):
        return prepared_or_404(PreparedCatalogue, request, token, may=self.has_import_permission(request))

    # The page

    def import_page_view(self, request, token):
        prepared = self.prepared_catalogue(request, token)
        if request.method == "POST":
            return self.import_act(request, prepared)
        state, report = prepared.state, prepared.report
        batch = prepared.batch if state == "imported" else None
        context = {"parliament": prepared.parliament, "report": report, "batch": batch}
        if state != "running":
            context["columns"] = ColumnsForm(prepared)
            context |= self.preview(request, prepared, report) if report else {}
        template, title = "admin/survey/catalogue/import.html", _("Import a catalogue")
        progress = reverse("admin:survey_catalogue_import_progress", args=[token])
        shown = {"state": state, "title": title, "progress_page": progress}
        return import_page(self, request, prepared, template, **shown, **context)

    def preview(self, request, prepared, report):
        """The lines of one kind, page by page, and how many there are of the others."""
        shown = request.GET.get("show") if request.GET.get("show") in SHOWN else NEWS
        kinds = prepared.kinds
        page = Paginator(kinds.get(shown, []), PER_PAGE).get_page(request.GET.get("page"))
        return {
            "shown": shown,
            "choices": [
                (kind, text, len(kinds.get(kind, [])))
                for kind, text in SHOWN.items()
                if kind in kinds or kind in (ALL, shown)
            ],
            "page": page,
            "shown_lines": [shown_line(line) for line in prepared.lines(page.object_list)],
            "refused_files": refused_files(
                lambda ending: reverse("admin:survey_catalogue_import_refused", args=[prepared.token, ending])
            ),
        }

    def import_act(self, request, prepared):
        """One button each: import, again, other columns, stop, discard."""
        if "cancel" in request.POST:
            prepared.cancel()
        elif "forget" in request.POST:
            prepared.forget()
            return HttpResponseRedirect(links.list_page(Catalogue))
        elif "again" in request.POST:
            prepared.start(dry_run=True)
        elif "columns" in request.POST:
            self.read_columns(request, prepared)
        elif "import" in request.POST and prepared.report and not prepared.start(dry_run=False):
            messages.warning(request, _("This import is running already."))
        return HttpResponseRedirect(page_of(prepared.record))

    def read_columns(self, request, prepared):
        form = ColumnsForm(prepared, request.POST)
        if not form.is_valid():
            return
        try:
            prepared.read_so(columns=form.columns())
        except FileError as error:
            messages.error(request, in_words(error))
        else:
            prepared.start(dry_run=True)

    def import_progress_view(self, request, token):
        address = reverse("admin:survey_catalogue_import_progress", args=[token])
        return progress_part(request, self.prepared_catalogue(request, token), address)

    def import_refused_view(self, request, token, ending):
        """The refused lines with their reasons, to be put right and brought again."""
        prepared = self.prepared_catalogue(request, token)
        lines = prepared.report and prepared.report.refused_lines
        return refused_response(
            ending, lines, lambda name: refused_lines(name, prepared.file(), lines, when=timezone.localtime())
        )


def shown_line(line):
    """A line of the preview, in words."""
    return {
        "line": line.line,
        "text": line.text,
        "state": STATES[line.state],
        "why": in_words_of(*line.refusal) if line.refusal else "",
        "facts": list(_facts(line)),
        "differing": [
            (label(name), fact_in_words(name, ours), fact_in_words(name, theirs))
            for name, ours, theirs in line.differing
        ],
        "impossible": [(label(f"date {kind}"), printed) for kind, printed in line.impossible.items()],
        "is_odd": line.is_odd and not line.impossible,
        "parties_open": line.parties_open,
    }


def _facts(line):
    """Each with its words: of a new paper as they come, of a known one marked where they differ."""
    for name, old, value in line.facts:
        new = fact_in_words(name, value)
        if old is not None:
            yield label(name), marked(fact_in_words(name, old), new)["pieces"]
        elif name != "title":
            yield label(name), [(None, new)]
