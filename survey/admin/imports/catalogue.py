"""Catalogues: lists of inquiries that came in at once, are published at once, and taken back as one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.imports.batch import UndoForm
from survey.admin.imports.catalogue_import import CatalogueImport
from survey.admin.imports.entry_publishing import publish_page
from survey.admin.records import KeptAdmin, RecordAdmin, named
from survey.importing import ImportRefused
from survey.importing.catalogue_undo import undo_catalogue
from survey.models import Catalogue, CatalogueEntry, Inquiry, PartyName
from survey.models.catalogue_facts import facts_of, label
from survey.models.catalogue_facts import in_words as fact_in_words


@admin.register(PartyName)
class PartyNameAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["spelling", "party"]})]
    list_display = ["spelling", "party"]
    list_filter = ["party"]
    search_fields = ["spelling", "party"]


@admin.register(Catalogue)
class CatalogueAdmin(CatalogueImport, KeptAdmin):
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
