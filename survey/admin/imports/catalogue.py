"""Catalogues: lists of inquiries, brought in at once, published at once, and taken back as one."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.acts import act_page
from survey.admin.records import KeptAdmin, RecordAdmin, SmallTextarea, named
from survey.admin.uploads import UploadStorage
from survey.importing import Refused, bring_catalogue, in_words
from survey.importing.catalogue import label, reason
from survey.importing.catalogue_undo import undo_catalogue
from survey.intake.catalogue import read_catalogue
from survey.models import Catalogue, CatalogueEntry, Finding, Inquiry, Parliament, PartyName
from survey.models.catalogue_facts import facts_of
from survey.models.catalogue_facts import in_words as fact_in_words
from survey.publishing.entries import publish_entries, unpublished_entries
from survey.publishing.publish import Refused as NotPublished
from survey.sheets.table import SheetError

AT_ONCE = 200
PER_PAGE = 50
SHOWN = {
    "news": _("what is new or differs"),
    "new": _("new"),
    "changed": _("changed"),
    "differing": _("differing"),
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
            "CSV, XLSX or ODS, one inquiry a line; needed are the columns “Drucksache” and “Titel”. Nothing is written "
            "before you have seen the preview."
        ),
    )


class StoredForm(forms.Form):
    """What the preview is made of."""

    parliament = forms.ModelChoiceField(Parliament.objects.all(), widget=forms.HiddenInput)
    stored = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput, max_length=200)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=capfirst(_("change note")),
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("What is new, in a sentence to the public. It stands with each of them."),
    )


def preview_lines(report, shown):
    """One entry a line: (line, number, title, state in words, sentences)."""
    lines = [_refused(refusal) for refusal in report.refused_lines] if shown in ("news", "refused", "all") else []
    lines += [_planned(each) for each in report.planned if _is_shown(each, shown)]
    return sorted(lines, key=lambda each: each["line"])


def _is_shown(planned, shown):
    if shown == "news":
        return planned.state != "unchanged" or bool(planned.differing)
    return shown == "all" or shown == planned.state or (shown == "differing" and bool(planned.differing))


def _refused(refusal):
    return {"line": refusal.line, "text": " · ".join(refusal.cells), "state": _("refused"), "why": reason(refusal)}


def _planned(planned):
    entry = planned.entry
    return {
        "line": entry.line,
        "text": f"{entry.number} {entry.title}",
        "state": SHOWN[planned.state] if planned.state in SHOWN else _("unchanged"),
        "changes": [] if planned.is_new else list(planned.changes()),
        "facts": [(label(name), fact_in_words(value)) for name, value in planned.after.items() if planned.is_new],
        "differing": [
            (label(name), fact_in_words(planned.ours[name]), fact_in_words(theirs))
            for name, theirs in planned.differing.items()
        ],
        "impossible": [(label(f"date {kind}"), printed) for kind, printed in entry.impossible.items()],
    }


@admin.register(Catalogue)
class CatalogueAdmin(KeptAdmin):
    fieldsets = [
        (None, {"fields": ["parliament", "name", "sha256", "at", "importer"]}),
        (_("What it did"), {"fields": ["new", "changed", "unchanged", "differing", "refused", "lines"]}),
        (_("Undone"), {"fields": ["undone_at", "undoer"]}),
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
        try:
            read_catalogue(content, upload.name)
        except SheetError as error:
            form.add_error("file", in_words(error))
            return None
        storage = UploadStorage()
        storage.save(content)
        return {"parliament": form.cleaned_data["parliament"].pk, "stored": storage.name, "name": upload.name}

    def bring(self, request, form, *, dry_run):
        chosen = form.cleaned_data
        content = UploadStorage(name=chosen["stored"]).read()
        file = read_catalogue(content, chosen["name"])
        facts = {"parliament": chosen["parliament"], "by": request.user, "dry_run": dry_run}
        return bring_catalogue(file, content, chosen["name"], **facts)

    def preview(self, request):
        form = StoredForm(request.GET)
        if not form.is_valid():
            return self.start_again(request)
        try:
            report = self.bring(request, form, dry_run=True)
        except (FileNotFoundError, SheetError) as error:
            return self.start_again(request, error)
        shown = request.GET.get("show") if request.GET.get("show") in SHOWN else "news"
        lines = preview_lines(report, shown)
        kept = {name: form.data[name] for name in form.fields}
        here = reverse("admin:survey_catalogue_import", query=kept | {"show": shown})
        choices = [
            (reverse("admin:survey_catalogue_import", query=kept | {"show": key}), text, key == shown)
            for key, text in SHOWN.items()
        ]
        return act_page(
            self,
            request,
            title=_("Import a catalogue"),
            form=StoredForm(initial=kept),
            template="admin/survey/catalogue/import.html",
            submit=_("Confirm import"),
            report=report,
            page=Paginator(lines, PER_PAGE).get_page(request.GET.get("p")),
            here=here,
            choices=choices,
        )

    def start_again(self, request, error=None):
        gone = _("The uploaded file is no longer there. Please upload it again.")
        messages.error(request, in_words(error) if isinstance(error, SheetError | Refused) else gone)
        return HttpResponseRedirect(reverse("admin:survey_catalogue_import"))

    def confirmed(self, request):
        form = StoredForm(request.POST)
        if not form.is_valid():
            return self.start_again(request)
        try:
            report = self.bring(request, form, dry_run=False)
        except (FileNotFoundError, SheetError, Refused) as error:
            return self.start_again(request, error)
        UploadStorage(name=form.cleaned_data["stored"]).remove()
        messages.success(request, report.sentence)
        return HttpResponseRedirect(links.page(report.catalogue) if report.catalogue else links.list_page(Catalogue))

    # Taking it back, and to the public

    def undo_view(self, request, pk):
        if not self.has_import_permission(request):
            raise PermissionDenied
        catalogue = get_object_or_404(self.get_queryset(request), pk=pk)
        form = forms.Form(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                count = undo_catalogue(catalogue, by=request.user)
            except Refused as error:
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
    """What would be published, and the note for all; so many at once as a request may take, the rest with the next.

    An action of a list says with None that it is done.
    """
    waiting = unpublished_entries(inquiries).order_by("pk")
    total = waiting.count()
    form = NoteForm(request.POST if request.method == "POST" and "note" in request.POST else None)
    if form.is_valid() and total:
        try:
            keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
            published = publish_entries(keys, by=request.user, note=form.cleaned_data["note"])
        except NotPublished as error:
            form.add_error(None, str(error))
        else:
            tell(request, published)
            more = published.done and total > AT_ONCE
            return HttpResponseRedirect(request.get_full_path() if more else done) if done else None
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
    one = "%(n)d entry would be public, as not recorded yet."
    many = "%(n)d entries would be public, as not recorded yet."
    items = [ngettext(one, many, total) % {"n": total}]
    odd = Finding.objects.open().filter(inquiry__in=waiting).count()
    if odd:
        items.append(ngettext("%(n)d finding on them is open.", "%(n)d findings on them are open.", odd) % {"n": odd})
    if total > AT_ONCE:
        items.append(gettext("%(n)d are published at once; this page then offers the next.") % {"n": AT_ONCE})
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
        return links.listed(f"{label(name)}: {fact_in_words(value)}" for name, value in [*said, *odd])

    @admin.display(description=_("what stood there before"))
    def stood(self, entry):
        return links.listed(f"{label(name)}: {fact_in_words(value) or '-'}" for name, value in entry.before.items())
