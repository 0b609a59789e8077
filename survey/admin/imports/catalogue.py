"""Catalogues: lists of inquiries that came in at once, are published at once, and taken back as one."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.imports.catalogue_import import CatalogueImport
from survey.admin.imports.entry_publishing import publish_page
from survey.admin.records import KeptAdmin, RecordAdmin, named
from survey.models import Batch, Catalogue, CatalogueEntry, Inquiry, PartyName
from survey.models.catalogue_facts import facts_of, label
from survey.models.catalogue_facts import in_words as fact_in_words


@admin.register(PartyName)
class PartyNameAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["spelling", "party"]})]
    list_display = ["spelling", "party"]
    list_filter = ["party"]
    search_fields = ["spelling", "party"]


def of_batch(name):
    """A column with a fact of the import that brought the list, called as there."""

    @admin.display(description=Batch._meta.get_field(name).verbose_name, ordering=f"batch__{name}")
    def fact(desk, catalogue):
        return getattr(catalogue.batch, name)

    return fact


@admin.register(Catalogue)
class CatalogueAdmin(CatalogueImport, KeptAdmin):
    """Who brought a list, what it did, and the way back are those of its import."""

    fieldsets = [(None, {"fields": ["parliament", "batch", "differing", "lines"]})]
    readonly_fields = ["lines"]
    importer = named("batch__by", _("by"))
    file, at = of_batch("file_name"), of_batch("at")
    new, changed, unchanged, refused = map(of_batch, ("new", "changed", "unchanged", "refused"))
    list_display = ["file", "at", "parliament", "importer", "new", "changed", "unchanged", "refused", "differing"]
    list_filter = ["parliament", ("batch__undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["batch__file_name", "batch__by__username"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("lines"))
    def lines(self, catalogue):
        return links.list_link(CatalogueEntry, catalogue.entries.count(), catalogue__id__exact=catalogue.pk)

    def get_urls(self):
        publish = self.admin_site.admin_view(self.publish_view)
        return [path("<int:pk>/publish/", publish, name="survey_catalogue_publish"), *super().get_urls()]

    def tools(self, request, catalogue):
        undo = (reverse("admin:survey_batch_undo", args=[catalogue.batch_id]), _("Take the catalogue back"))
        publish = (reverse("admin:survey_catalogue_publish", args=[catalogue.pk]), _("Publish its entries"))
        may_publish, may_undo = request.user.has_perm("survey.publish_inquiry"), self.has_import_permission(request)
        return ([publish] if may_publish else []) + ([undo] if may_undo and not catalogue.batch.undone_at else [])

    def publish_view(self, request, pk):
        if not request.user.has_perm("survey.publish_inquiry"):
            raise PermissionDenied
        catalogue = get_object_or_404(self.get_queryset(request), pk=pk)
        inquiries = Inquiry.objects.filter(catalogue_entries__catalogue=catalogue)
        return publish_page(self, request, inquiries, record=catalogue, done=links.page(catalogue))


class CatalogueFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        """With the imports that their names stand in."""
        return [(catalogue.pk, str(catalogue)) for catalogue in Catalogue.objects.for_list()]


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(KeptAdmin):
    fieldsets = [(None, {"fields": ["catalogue", "line", "inquiry", "is_new", "undone", "said", "stood"]})]
    readonly_fields = ["undone", "said", "stood"]
    list_display = ["line", "catalogue", "inquiry", "is_new"]
    list_filter = ["is_new", "undone", ("catalogue", CatalogueFilter)]
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
