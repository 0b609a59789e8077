"""Catalogues: lists of inquiries, brought in at once, published at once, and taken back as one."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.batch import UndoForm
from survey.admin.imports.marking import marked
from survey.admin.records import KeptAdmin, RecordAdmin, SmallTextarea, named
from survey.admin.uploads import UploadStorage
from survey.files.errors import FileError
from survey.importing import ImportRefused, import_catalogue, in_words
from survey.importing.catalogue_undo import undo_catalogue
from survey.importing.refusals import reason, refused_lines
from survey.intake.catalogue import HEADINGS, Refusal, headings_of, read_catalogue
from survey.models import Catalogue, CatalogueEntry, Finding, Inquiry, InquiryDate, Parliament, PartyName
from survey.models.catalogue_facts import facts_of, label
from survey.models.catalogue_facts import in_words as fact_in_words
from survey.publishing.entries import publish_entries, unpublished_entries
from survey.publishing.publish import PublishRefused as NotPublished

AT_ONCE = 200
NO_COLUMN = "-"
PLAIN_FACTS = ("parliament", "term", "number", "kind", "title", "ministry", "address")
TOO_MANY = gettext_noop(
    "The list has %(lines)d lines, and this page takes %(limit)d. Bring it in parts, or by manage.py import_catalogue."
)
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


@admin.register(PartyName)
class PartyNameAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["spelling", "party"]})]
    list_display = ["spelling", "party"]
    list_filter = ["party"]
    search_fields = ["spelling", "party"]


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


class StoredForm(forms.Form):
    """What the preview is made of."""

    parliament = forms.ModelChoiceField(Parliament.objects.all(), widget=forms.HiddenInput)
    stored = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for fact in HEADINGS:
            self.fields[f"column_{fact}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def columns(self):
        """Headings by fact, as far as someone has said it; NO_COLUMN says that the list does not have the fact."""
        said = {fact: self.cleaned_data[f"column_{fact}"] for fact in HEADINGS}
        return {fact: "" if heading == NO_COLUMN else heading for fact, heading in said.items() if heading}

    def kept(self):
        """What a link to the same preview carries."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}


class ColumnsForm(StoredForm):
    """Which column of the list says what; the preview is made again from what is chosen."""

    def __init__(self, headings, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = {fact: heading for heading, fact in headings.items() if fact}
        for fact, name in fact_names().items():
            proposed = (
                _("as recognised: %(heading)s") % {"heading": seen[fact]} if fact in seen else _("none recognised")
            )
            choices = [("", proposed), *((heading, heading) for heading in headings), (NO_COLUMN, _("in no column"))]
            self.fields[f"column_{fact}"].widget = forms.Select(choices=choices)
            self.fields[f"column_{fact}"].label = name


def fact_names():
    """What each fact of a list is called on the page."""
    plain = {name: Inquiry._meta.get_field(name).verbose_name for name in PLAIN_FACTS}
    others = {"askers": gettext("askers"), "party": gettext("party")}
    names = plain | {str(kind): label for kind, label in InquiryDate.Kind.choices} | others
    return {fact: capfirst(names[fact]) for fact in HEADINGS}


class NoteForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("What is new, in a sentence to the public. It stands with each of them."),
    )


def preview_lines(report, shown):
    """What is planned of the lines of a kind, and those that are refused, in the order of the list."""
    lines = report.refused_lines if shown in ("news", "refused", "all") else []
    return sorted([*lines, *(each for each in report.planned if _is_shown(each, shown))], key=_line_of)


def _line_of(each):
    return each.line if isinstance(each, Refusal) else each.entry.line


def _is_shown(planned, shown):
    return shown == "all" or {
        "news": planned.state != "unchanged" or planned.needs_checks,
        "differing": bool(planned.differing),
        "odd": planned.is_odd,
    }.get(shown, shown == planned.state)


def shown_line(each):
    """A line as the preview shows it."""
    if isinstance(each, Refusal):
        return {"line": each.line, "text": " · ".join(each.cells), "state": _("refused"), "why": reason(each)}
    entry = each.entry
    return {
        "line": entry.line,
        "text": f"{entry.number} {entry.title}",
        "state": SHOWN[each.state] if each.state in SHOWN else _("unchanged"),
        "facts": list(_facts(each)),
        "differing": [
            (label(name), fact_in_words(name, each.ours[name]), fact_in_words(name, theirs))
            for name, theirs in each.differing.items()
        ],
        "impossible": [(label(f"date {kind}"), printed) for kind, printed in entry.impossible.items()],
        "is_odd": each.is_odd and not entry.impossible,
        "parties_open": entry.parties_open,
    }


def _facts(planned):
    """Each with its words: of a new paper as they come, of a known one marked where they differ."""
    for name, value in planned.after.items():
        new = fact_in_words(name, value)
        if not planned.is_new:
            yield label(name), marked(fact_in_words(name, planned.before[name]), new)["pieces"]
        elif name != "title":
            yield label(name), [(None, new)]


@admin.register(Catalogue)
class CatalogueAdmin(KeptAdmin):
    fieldsets = [
        (None, {"fields": ["parliament", "name", "sha256", "at", "importer"]}),
        (_("What it did"), {"fields": ["new", "changed", "unchanged", "differing", "refused", "lines"]}),
        (_("Undone"), {"fields": ["undone_at", "undoer", "undone_reason"]}),
    ]
    readonly_fields = ["lines", "importer", "undoer"]
    importer = named("by", _("by"))
    undoer = named("undone_by", _("undone by"))
    import_export_change_list_template = "admin/survey/catalogue/change_list.html"
    list_display = ["at", "name", "parliament", "importer", "new", "changed", "unchanged", "differing", "refused"]
    list_display_links = ["name"]
    list_filter = ["parliament", ("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "by__username"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("lines"))
    def lines(self, catalogue):
        return links.list_link(CatalogueEntry, catalogue.entries.count(), catalogue__id__exact=catalogue.pk)

    def has_import_permission(self, request):
        return request.user.has_perm("survey.import_inquiry")

    def changelist_view(self, request, extra_context=None):
        shown = {"may_import_catalogues": self.has_import_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | shown)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="survey_catalogue_import"),
            path("import/refused.<slug:ending>", view(self.refused_view), name="survey_catalogue_refused"),
            path("<int:pk>/undo/", view(self.undo_view), name="survey_catalogue_undo"),
            path("<int:pk>/publish/", view(self.publish_view), name="survey_catalogue_publish"),
            *super().get_urls(),
        ]

    def tools(self, request, catalogue):
        if catalogue.undone_at:
            return []
        tools = []
        if request.user.has_perm("survey.publish_inquiry"):
            tools.append((reverse("admin:survey_catalogue_publish", args=[catalogue.pk]), _("Publish its entries")))
        if self.has_import_permission(request):
            tools.append((reverse("admin:survey_catalogue_undo", args=[catalogue.pk]), _("Take the catalogue back")))
        return tools

    # Bringing one in

    def import_view(self, request):
        """The file, then what would be made of it, page by page, then the confirmation."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "stored" in request.POST:
            return self.confirmed(request)
        if "stored" in request.GET:
            return self.preview(request)
        form = CatalogueForm(request.POST or None, request.FILES or None)
        if form.is_valid() and (stored := self.store(form)):
            return HttpResponseRedirect(reverse("admin:survey_catalogue_import", query=stored))
        return act_page(self, request, title=_("Import a catalogue"), form=form, submit=_("Preview"))

    def store(self, form):
        """Keep a file that can be read; what is wrong with another stands beside its field."""
        upload = form.cleaned_data["file"]
        content = upload.read()
        columns = form.columns()
        try:
            file = read_catalogue(content, upload.name, columns)
        except FileError as error:
            form.add_error("file", in_words(error))
            return None
        lines, limit = len(file.entries) + len(file.refusals), settings.CATALOGUE_LINES_IN_PAGE
        if lines > limit:
            form.add_error("file", gettext(TOO_MANY) % {"lines": lines, "limit": limit})
            return None
        storage = UploadStorage()
        storage.save(content)
        said = {f"column_{fact}": heading for fact, heading in columns.items()}
        stored = {"parliament": form.cleaned_data["parliament"].pk, "stored": storage.name, "name": upload.name}
        return stored | said

    def bring(self, request, form, *, dry_run):
        """The file as it was read, and the report. Raises FileNotFoundError, FileError or ImportRefused."""
        chosen = form.cleaned_data
        content = UploadStorage(name=chosen["stored"]).read()
        file = read_catalogue(content, chosen["name"], form.columns())
        facts = {"parliament": chosen["parliament"], "by": request.user, "dry_run": dry_run}
        return file, import_catalogue(file, content, chosen["name"], **facts)

    def preview(self, request):
        form = StoredForm(request.GET)
        if not form.is_valid():
            return self.start_again(request)
        try:
            _file, report = self.bring(request, form, dry_run=True)
        except FileNotFoundError:
            return self.start_again(request)
        except FileError as error:
            return self.columns_page(request, form, error)
        shown = request.GET.get("show") if request.GET.get("show") in SHOWN else "news"
        kept = form.kept()
        here = reverse("admin:survey_catalogue_import", query=kept | {"show": shown})
        choices = [
            (reverse("admin:survey_catalogue_import", query=kept | {"show": key}), text, count, key == shown)
            for key, text in SHOWN.items()
            if (count := len(preview_lines(report, key))) or key in ("all", shown)
        ]
        page = Paginator(preview_lines(report, shown), PER_PAGE).get_page(request.GET.get("p"))
        return act_page(
            self,
            request,
            title=_("Import a catalogue"),
            form=StoredForm(initial=kept),
            columns=self.columns_form(form),
            template="admin/survey/catalogue/import.html",
            submit=_("Confirm import"),
            report=report,
            page=page,
            shown_lines=[shown_line(each) for each in page],
            file=form.cleaned_data["name"],
            parliament=form.cleaned_data["parliament"],
            refused=[
                (ending.upper(), reverse("admin:survey_catalogue_refused", args=[ending], query=kept))
                for ending in ("csv", "xlsx")
            ],
            here=here,
            choices=choices,
        )

    def columns_form(self, form):
        content = UploadStorage(name=form.cleaned_data["stored"]).read()
        headings = headings_of(content, form.cleaned_data["name"])
        return ColumnsForm(headings, initial=form.kept(), auto_id="columns_%s")

    def columns_page(self, request, form, error):
        """Where the list cannot be read as it is recognised: which column says what?"""
        messages.error(request, in_words(error))
        return act_page(
            self,
            request,
            title=_("Import a catalogue"),
            form=StoredForm(initial=form.kept()),
            columns=self.columns_form(form),
            template="admin/survey/catalogue/columns.html",
        )

    def refused_view(self, request, ending):
        """The refused lines with their reasons, to be put right and brought again."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = StoredForm(request.GET)
        if ending not in ("csv", "xlsx") or not form.is_valid():
            raise Http404
        try:
            file, report = self.bring(request, form, dry_run=True)
        except (FileNotFoundError, FileError) as error:
            raise Http404 from error
        if not report.refused_lines:
            raise Http404
        content, kind = refused_lines(f"refused.{ending}", file, report.refused_lines, when=timezone.localtime())
        headers = {"Content-Disposition": f'attachment; filename="refused.{ending}"'}
        return HttpResponse(content, content_type=kind, headers=headers)

    def start_again(self, request, error=None):
        gone = _("The uploaded file is no longer there. Please upload it again.")
        messages.error(request, in_words(error) if isinstance(error, FileError | ImportRefused) else gone)
        return HttpResponseRedirect(reverse("admin:survey_catalogue_import"))

    def confirmed(self, request):
        form = StoredForm(request.POST)
        if not form.is_valid():
            return self.start_again(request)
        try:
            _file, report = self.bring(request, form, dry_run=False)
        except (FileNotFoundError, FileError, ImportRefused) as error:
            return self.start_again(request, error)
        UploadStorage(name=form.cleaned_data["stored"]).remove()
        messages.success(request, report.sentence)
        return HttpResponseRedirect(links.page(report.catalogue) if report.catalogue else links.list_page(Catalogue))

    # Taking it back, and to the public

    def undo_view(self, request, pk):
        if not self.has_import_permission(request):
            raise PermissionDenied
        catalogue = get_object_or_404(self.get_queryset(request), pk=pk)
        form = UndoForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                count = undo_catalogue(catalogue, by=request.user, reason=form.cleaned_data["reason"])
            except ImportRefused as error:
                form.add_error(None, str(error))
            else:
                done = ngettext("Taken back: %(count)d paper.", "Taken back: %(count)d papers.", count)
                messages.success(request, done % {"count": count})
                return HttpResponseRedirect(links.page(catalogue))
        sentence = gettext(
            "New papers go, changed ones are as before. If anyone has worked on one since, nothing is done."
        )
        items = [sentence]
        title = _("Take the catalogue back")
        return act_page(self, request, title=title, form=form, record=catalogue, items=items, submit=title)

    def publish_view(self, request, pk):
        if not request.user.has_perm("survey.publish_inquiry"):
            raise PermissionDenied
        catalogue = get_object_or_404(self.get_queryset(request), pk=pk)
        inquiries = Inquiry.objects.filter(catalogue_entries__catalogue=catalogue)
        return publish_page(self, request, inquiries, record=catalogue, done=links.page(catalogue))


def publish_page(model_admin, request, inquiries, *, done="", record=None, kept=()):
    """What would be published, and the note for all; so many at once as a request may take, the rest with the next,
    which offers the same note.

    An action of a list says with None that it is done.
    """
    waiting = unpublished_entries(inquiries).order_by("pk")
    total = waiting.count()
    is_answered = request.method == "POST" and "note" in request.POST
    form = NoteForm(request.POST if is_answered else None, initial={"note": request.GET.get("note", "")})
    if form.is_valid() and total:
        try:
            keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
            published = publish_entries(keys, by=request.user, note=form.cleaned_data["note"])
        except NotPublished as error:
            form.add_error(None, str(error))
        else:
            tell(request, published)
            more = published.done and total > AT_ONCE
            here = f"{request.path}?{urlencode({'note': form.cleaned_data['note']})}"
            return HttpResponseRedirect(here if more else done) if done else None
    return act_page(
        model_admin,
        request,
        title=_("Publish entries"),
        form=form,
        record=record,
        kept=kept,
        items=_what_would_be_public(waiting, total),
        submit=_("Publish") if total else "",
    )


def _what_would_be_public(waiting, total):
    if not total:
        return [gettext("There is nothing to publish: all are public already, or more than an entry.")]
    sentence = ngettext(
        "%(n)d entry would be public, as not recorded yet.",
        "%(n)d entries would be public, as not recorded yet.",
        total,
    )
    items = [sentence % {"n": total}]
    odd = Finding.objects.open().filter(inquiry__in=waiting).count()
    if odd:
        items.append(ngettext("%(n)d finding on them is open.", "%(n)d findings on them are open.", odd) % {"n": odd})
    if total > AT_ONCE:
        sentence = gettext(
            "%(n)d are published at once; this page then offers the next. manage.py publish_entries publishes all."
        )
        items.append(sentence % {"n": AT_ONCE})
    return items


def tell(request, published):
    sentence = ngettext("%(n)d entry is published.", "%(n)d entries are published.", published.done)
    messages.success(request, sentence % {"n": published.done})
    for number, why in published.refused:
        messages.error(request, f"{number}: {why}")


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(KeptAdmin):
    fieldsets = [(None, {"fields": ["catalogue", "line", "inquiry", "is_new", "said", "stood"]})]
    readonly_fields = ["said", "stood"]
    list_display = ["line", "catalogue", "inquiry", "is_new"]
    list_filter = ["is_new", "catalogue"]
    search_fields = ["inquiry__number", "inquiry__title"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("what the list says"))
    def said(self, entry):
        said = [*facts_of(entry.values).items()]
        odd = [(f"date {kind}", printed) for kind, printed in entry.values.get("impossible", {}).items()]
        return links.listed(f"{label(name)}: {fact_in_words(name, value)}" for name, value in [*said, *odd])

    @admin.display(description=_("what stood there before"))
    def stood(self, entry):
        stood = entry.before.items()
        return links.listed(f"{label(name)}: {fact_in_words(name, value) or '-'}" for name, value in stood)
