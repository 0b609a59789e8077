"""Bodies, their meetings, who takes part, and the words each fact rests on."""

from django.contrib import admin
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from survey.admin import links
from survey.admin.bodies.merging import merge_page, part_page
from survey.admin.desk_pages import buttons
from survey.admin.quotes import check_quote
from survey.admin.records import FOLDED_WHILE_EMPTY, InlineForm, InquiryFilter, InquiryLink, RecordAdmin, RecordInline
from survey.models import Body, Evidence, Meeting, Participation, PublishedBody
from survey.wording import paths


class EvidenceForm(InlineForm):
    def clean(self):
        data = super().clean()
        if answer := data.get("answer"):
            check_quote(self, [answer.text])
        elif text := data.get("reply") or data.get("remark"):
            check_quote(self, [text.reading_text])
        return data


class EvidenceInline(RecordInline):
    """One fact, its quote, and the place where the quote stands."""

    model = Evidence
    form = EvidenceForm
    fields = ["field", "quote", "answer", "reply", "remark"]
    autocomplete_fields = ["answer"]
    of_inquiry = ["answer"]
    related = ["answer__row", "answer__column"]

    def choices(self, subject):
        inquiry = self.inquiry(subject)
        return {"reply": inquiry.replies.all(), "remark": inquiry.remarks.all()}


class BodyEvidenceInline(EvidenceInline):
    fk_name = "body"


class MeetingEvidenceInline(EvidenceInline):
    fk_name = "meeting"

    def inquiry(self, meeting):
        return meeting.body.inquiry


class ParticipationEvidenceInline(EvidenceInline):
    fk_name = "participation"

    def inquiry(self, participation):
        return participation.body.inquiry if participation.body else participation.row.annex.inquiry


class MeetingInline(RecordInline):
    model = Meeting
    fields = ["date", "precision", "words", "state"]


class ParticipationInline(RecordInline):
    model = Participation
    fk_name = "body"
    fields = ["actor", "role"]
    autocomplete_fields = ["actor"]
    related = ["actor"]


class StartsAlone:
    """Parts are recorded once the record itself stands."""

    def get_inlines(self, request, obj):
        return self.inlines if obj else []


@admin.register(Body)
class BodyAdmin(StartsAlone, InquiryLink, RecordAdmin):
    pages = [merge_page, part_page]
    fieldsets = [
        (None, {"fields": ["first_recorded_from", "slug", "merged"]}),
        (_("As in the source"), {"fields": ["name", "place", "beginning_words", "rhythm", "coverage"]}),
        (_("Edited"), {"fields": ["usual_name", "kind", "level", "state", "districts"]}),
        (_("Counted"), {"classes": FOLDED_WHILE_EMPTY, "fields": ["mention", "count", "coverage_n", "coverage_m"]}),
        (_("Beginning"), {"classes": FOLDED_WHILE_EMPTY, "fields": ["beginning", "beginning_precision"]}),
    ]
    readonly_fields = ["first_recorded_from", "merged"]
    inlines = [MeetingInline, ParticipationInline, BodyEvidenceInline]
    autocomplete_fields = ["districts"]
    within = inquiry_path = "inquiry"
    list_display = ["usual_name", "kind", "level", "state", "district_names", "inquiry_link"]
    list_filter = [InquiryFilter, "kind", "level", "state", "mention", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["inquiry"]
    search_fields = ["usual_name", "name", "place", "slug", "districts__name"]

    def tools(self, request, body):
        page = part_page if body.merged_into_id else merge_page
        return [*super().tools(request, body), *buttons(self, request, body, page)]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("districts")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else [(None, {"fields": ["slug"]}), *fieldsets[1:]]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["usual_name"]}

    def get_readonly_fields(self, request, obj=None):
        """The address is fixed once it is published."""
        return [*self.readonly_fields, *(["slug"] if obj and is_published(obj) else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.inquiry = self.container(request, None)
        super().save_model(request, obj, form, change)

    def view_on_site(self, body):
        return links.public_address(paths.body(body.slug)) if is_published(body) else None

    def has_change_permission(self, request, obj=None):
        """What went over to another body stays as it was; what another paper says of the same body is edited there."""
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id and not obj.is_linked)

    def get_search_results(self, request, queryset, search_term):
        """Nothing new hangs on a body that was merged into another."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        choosing = request.path == reverse("admin:autocomplete")
        return (found.filter(merged_into=None) if choosing else found), duplicates

    @admin.display(description=_("merged"))
    def merged(self, body):
        if body.merged_into:
            return links.link(body.merged_into, _("into “%(body)s”") % {"body": body.merged_into})
        return links.listed(links.link(each) for each in body.merged.all())

    @admin.display(description=_("first recorded from"))
    def first_recorded_from(self, body):
        return links.link(body.inquiry)

    @admin.display(description=_("districts"))
    def district_names(self, body):
        return ", ".join(district.name for district in body.districts.all())


def is_published(body):
    return PublishedBody.objects.filter(slug=body.slug).exists()


@admin.register(Meeting)
class MeetingAdmin(StartsAlone, InquiryLink, RecordAdmin):
    fieldsets = [(None, {"fields": ["body", "date", "precision", "words", "state"]})]
    inlines = [MeetingEvidenceInline]
    within, inquiry_path = "body", "body__inquiry"
    list_display = ["words", "date", "precision", "state", "body", "inquiry_link"]
    list_filter = [InquiryFilter, "state", "precision"]
    list_select_related = ["body__inquiry"]
    search_fields = ["words", "body__usual_name"]


@admin.register(Participation)
class ParticipationAdmin(StartsAlone, RecordAdmin):
    """Of a body, or of a row where the cell does not say which body."""

    fieldsets = [(None, {"fields": ["actor", "role", "body", "row"]})]
    inlines = [ParticipationEvidenceInline]
    autocomplete_fields = ["actor", "body", "row"]
    inquiry_path = "body__inquiry"
    list_display = ["actor", "role", "body", "row", "category"]
    list_filter = ["role", "actor__category"]
    list_select_related = ["actor", "body", "row"]
    search_fields = ["actor__name", "body__usual_name", "row__printed"]

    @admin.display(description=_("category"), ordering="actor__category")
    def category(self, participation):
        return participation.actor.get_category_display()


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    fieldsets = [
        (_("Fact"), {"fields": ["subject", "field"]}),
        (_("Its words"), {"fields": ["quote", "answer", "reply", "remark"]}),
    ]
    readonly_fields = ["subject", "answer", "reply", "remark"]
    list_display = ["short_quote", "field", "subject", "place"]
    list_filter = ["field"]
    list_select_related = [
        "body",
        "meeting",
        "participation__actor",
        "answer__row",
        "answer__column",
        "reply",
        "remark",
    ]
    search_fields = ["quote", "field", "body__usual_name"]

    def has_add_permission(self, request):
        """Evidence is added where its fact is recorded."""
        return False

    @admin.display(description=_("quote"))
    def short_quote(self, evidence):
        return Truncator(evidence.quote).chars(80)

    @admin.display(description=_("of"))
    def subject(self, evidence):
        return links.link(evidence.body or evidence.meeting or evidence.participation)

    @admin.display(description=_("place"))
    def place(self, evidence):
        return links.link(evidence.answer or evidence.reply or evidence.remark)
