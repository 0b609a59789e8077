"""Parliaments, districts, respondents, subject headings and actors: what all inquiries share."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.at_once import PublicAtOnce
from survey.admin.printed_names import ConfirmedName
from survey.admin.records import FOLDED_WHILE_EMPTY, InlineForm, InquiryFilter, RecordAdmin, RecordForm, RecordInline
from survey.models import (
    Actor,
    District,
    Inquiry,
    Parliament,
    Respondent,
    RespondentName,
    SearchRow,
    StatusWord,
    Subject,
)
from survey.publishing import rows


@admin.register(Parliament)
class ParliamentAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["name", "short_name", "slug", "state", "is_made_up", "inquiries"]})]
    readonly_fields = ["inquiries"]
    list_display = ["name", "short_name", "slug", "state", "is_made_up"]
    search_fields = ["name", "short_name", "slug"]

    @admin.display(description=_("inquiries"))
    def inquiries(self, parliament):
        return links.list_link(Inquiry, _("list"), parliament__id__exact=parliament.pk) if parliament.pk else "-"


class RegionFilter(admin.AllValuesFieldListFilter):
    """Where there is none, the link still has a name."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("none")}


@admin.register(District)
class DistrictAdmin(PublicAtOnce, RecordAdmin):
    """Deleting one by one only: each deletion raises the state of the public data, a bulk deletion would not."""

    fieldsets = [
        (None, {"fields": ["name", "official_name", "kind", "key", "slug", "state", "region"]}),
        (_("Validity"), {"fields": ["valid_from", "valid_to", "over_time"]}),
        (_("Inhabitants"), {"classes": FOLDED_WHILE_EMPTY, "fields": [("population", "population_on")]}),
        (_("Map"), {"classes": ["collapse"], "fields": ["tile_row", "tile_column", "outline"]}),
    ]
    list_display = ["official_name", "key", "kind", "region", "state", "valid_from", "valid_to"]
    list_filter = ["kind", ("region", RegionFilter), "state"]
    search_fields = ["name", "official_name", "key", "slug"]
    list_per_page = 100

    def label(self, district):
        return district.in_full

    def get_queryset(self, request):
        return super().get_queryset(request).defer("outline")

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request, district, form, change):
        """The public search finds districts by these very words."""
        super().save_model(request, district, form, change)
        rows.refresh_districts()

    def delete_model(self, request, district):
        super().delete_model(request, district)
        rows.refresh_districts()

    def view_on_site(self, district):
        return links.published_address(SearchRow.Kind.DISTRICT, path__endswith=f"/{district.slug}/")


class RespondentNameForm(ConfirmedName, RecordForm):
    """Its own state's name is never another's, unless someone confirms it."""

    def clean(self):
        data = super().clean()
        if data.get("name"):
            self.ask(data["name"], data.get("respondent"), data.get("state", ""))
        return data


class NameRow(ConfirmedName, InlineForm):
    def clean(self):
        data = super().clean()
        if data.get("name") and self.has_changed() and not data.get("DELETE"):
            self.ask(data["name"], self.instance.respondent, data.get("state", ""))
        return data


class RespondentNameInline(RecordInline):
    model = RespondentName
    form = NameRow
    fields = ["name", "state", "confirmed"]


@admin.register(Respondent)
class RespondentAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["name", "slug", "kind", "district", "members"]})]
    inlines = [RespondentNameInline]
    autocomplete_fields = ["district", "members"]
    list_display = ["name", "kind", "district", "names"]
    list_filter = ["kind", "district__state"]
    list_select_related = ["district"]
    search_fields = ["name", "slug", "printed_names__name"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("district").prefetch_related("printed_names")

    def label(self, respondent):
        return respondent.in_full

    @admin.display(description=_("printed names"))
    def names(self, respondent):
        return ", ".join(each.name for each in respondent.printed_names.all())


@admin.register(RespondentName)
class RespondentNameAdmin(RecordAdmin):
    form = RespondentNameForm
    fieldsets = [(None, {"fields": ["name", "respondent", "state", "confirmed"]})]
    autocomplete_fields = ["respondent"]
    list_display = ["name", "meant", "state", "kind"]
    list_filter = ["state", "kind"]
    list_select_related = ["respondent__district"]
    search_fields = ["name", "respondent__name"]

    @admin.display(description=_("respondent"), ordering="respondent__sort_name")
    def meant(self, name):
        return name.respondent.in_full if name.respondent else _("No respondent")


@admin.register(StatusWord)
class StatusWordAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["word", "status"]})]
    list_display = ["word", "status"]
    list_filter = ["status"]
    search_fields = ["word"]


@admin.register(Subject)
class SubjectAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["name"]})]
    search_fields = ["name"]


class InquiryOfActorFilter(InquiryFilter):
    def queryset(self, request, queryset):
        return super().queryset(request, queryset).distinct()


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["name", "category", "parts"]})]
    readonly_fields = ["parts"]
    inquiry_path = "participations__body__inquiry"
    list_display = ["name", "category"]
    list_filter = ["category", InquiryOfActorFilter]
    search_fields = ["name"]

    @admin.display(description=_("initiators and participants"))
    def parts(self, actor):
        parts = actor.participations.select_related("body", "row__annex__inquiry") if actor.pk else []
        return links.listed(links.link(each, f"{each.body or each.row}: {each.get_role_display()}") for each in parts)
