"""Imports, kept to be read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, named
from survey.models import Batch, Fragment


@admin.register(Batch)
class BatchAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (None, {"fields": ["inquiry", "annex", "source", "at", "importer"]}),
        (_("What it did"), {"fields": ["new", "changed", "unchanged", "refused", "passages"]}),
        (_("Undone"), {"fields": ["undone_at", "undoer"]}),
    ]
    readonly_fields = ["passages", "importer", "undoer"]
    importer = named("by", _("by"))
    undoer = named("undone_by", _("undone by"))
    inquiry_path = "inquiry"
    list_display = [
        "at",
        "inquiry_link",
        "annex",
        "source",
        "importer",
        "new",
        "changed",
        "unchanged",
        "refused",
        "undone_at",
    ]
    list_filter = [InquiryFilter, ("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["source__name", "inquiry__number", "by__username"]

    def get_queryset(self, request):
        related = ["inquiry", "annex", "source", "by"]
        return super().get_queryset(request).select_related(*related).defer("source__content")

    @admin.display(description=_("passages"))
    def passages(self, batch):
        return links.list_link(Fragment, batch.fragments.count(), batch__id__exact=batch.pk)
