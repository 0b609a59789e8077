"""What is public: editions, notice pages and former addresses to be read, the operator's texts to be written."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.at_once import PublicAtOnce
from survey.admin.desk_pages import DeskPages
from survey.admin.records import InquiryFilter, InquiryLink, KeptAdmin, PlainTextarea, named
from survey.models import Edition, FormerSlug, Notice, Tombstone
from survey.wording import paths


@admin.register(Edition)
class EditionAdmin(InquiryLink, KeptAdmin):
    fieldsets = [
        (None, {"fields": ["slug", "number", "is_current", "published_at", "publisher_name", "note"]}),
        (_("Review"), {"fields": ["review", "override_reason", "unsure", "unsure_reason"]}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["inquiry_link", "digest"]}),
    ]
    readonly_fields = ["inquiry_link"]
    inquiry_path = "inquiry"
    list_display = ["__str__", "number", "is_current", "published_at", "publisher_name", "note", "inquiry_link"]
    list_filter = [InquiryFilter, "is_current", "review"]
    search_fields = ["slug", "note", "publisher_name", "digest"]
    date_hierarchy = "published_at"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("inquiry").defer("content")

    def view_on_site(self, edition):
        return links.public_address(f"{paths.inquiry(edition.slug)}editions/{edition.number}/")


@admin.register(Tombstone)
class TombstoneAdmin(KeptAdmin):
    fieldsets = [(None, {"fields": ["kind", "path", "inquiry", "date", "reason", "last_edition", "author"]})]
    readonly_fields = ["author"]
    author = named("by", _("by"))
    list_display = ["path", "kind", "date", "reason", "last_edition", "author"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    search_fields = ["path", "reason"]

    def view_on_site(self, tombstone):
        return links.public_address(tombstone.path)


@admin.register(FormerSlug)
class FormerSlugAdmin(KeptAdmin):
    fieldsets = [(None, {"fields": ["kind", "slug", "now"]})]
    list_display = ["slug", "now", "kind"]
    list_filter = ["kind"]
    search_fields = ["slug", "now"]


@admin.register(Notice)
class NoticeAdmin(PublicAtOnce, DeskPages, admin.ModelAdmin):
    """Deleted one by one only: each change raises the state of the public data, a bulk deletion would not."""

    fieldsets = [(None, {"fields": ["key", "text", "text_en", "paper"]})]
    list_display = ["__str__", "has_english"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("text", "text_en"):
            kwargs["widget"] = PlainTextarea
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("in English"), boolean=True)
    def has_english(self, notice):
        return bool(notice.text_en)
