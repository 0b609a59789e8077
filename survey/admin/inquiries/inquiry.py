"""Inquiries: the paper at a glance, its parts as links with counts, and the way to the public."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from survey import checks
from survey.admin import links
from survey.admin.claims import pages as claims
from survey.admin.coding import overview
from survey.admin.desk_pages import buttons
from survey.admin.editions import publishing, review
from survey.admin.imports.entry_publishing import publish_page
from survey.admin.imports.paper import PaperImport
from survey.admin.imports.paper_reading import import_reading, import_reading_picture
from survey.admin.inquiries import by_hand, follow_up, workspace
from survey.admin.inquiries.paper import AskerInline, InquiryDateInline, InquiryRelationInline
from survey.admin.inquiries.withholding import withhold_page
from survey.admin.inquiry_paths import way, with_publication
from survey.admin.records import FOLDED_WHILE_EMPTY, RecordAdmin, RecordForm
from survey.models import (
    Annex,
    Answer,
    Batch,
    Body,
    Claim,
    Code,
    Coding,
    Edition,
    ErrorReport,
    Finding,
    Inquiry,
    Misprint,
    PassageEdit,
    PreliminaryRemark,
    Question,
    Reply,
    Row,
    Source,
    Statement,
)
from survey.publishing.publish import unpublished_changes
from survey.record import RecordPaper
from survey.record.headline import HeadlineRefused, with_figures
from survey.wording import paths

CONTENTS = [
    *(Source, Batch, PreliminaryRemark, Question, Reply, Annex, Row, Answer, PassageEdit, Code, Coding, Claim, Body),
    *(Statement, Misprint, ErrorReport, Edition),
]


class RecordedFilter(admin.SimpleListFilter):
    """Papers of which more is known than their entry in a catalogue, and the others."""

    title = _("recorded")
    parameter_name = "recorded"

    def lookups(self, request, model_admin):
        return [("yes", _("yes")), ("no", _("not recorded yet"))]

    def queryset(self, request, queryset):
        has_text = Exists(Question.objects.filter(inquiry=OuterRef("pk"))) | Exists(
            Annex.objects.filter(inquiry=OuterRef("pk"))
        )
        return {"yes": queryset.filter(has_text), "no": queryset.filter(~has_text)}.get(self.value(), queryset)


class InquiryForm(RecordForm):
    def clean(self):
        """A headline says only what can be counted now."""
        data = super().clean()
        paper = RecordPaper(self.instance) if self.instance.pk else None
        for name in ("headline", "lead"):
            try:
                if paper and data.get(name):
                    with_figures(data[name], paper)
            except HeadlineRefused as why:
                self.add_error(name, str(why))
        return data


@admin.register(Inquiry)
class InquiryAdmin(PaperImport, RecordAdmin):
    pages = [
        *(by_hand.type_inquiry, by_hand.type_questions, by_hand.type_table),
        *(workspace.workspace, workspace.chronicle),
        *(follow_up.like, follow_up.valid, follow_up.empty_table),
        *(publishing.publish_page, publishing.take_back_page, publishing.changes, publishing.preview, publishing.check),
        *(review.SUBMIT, review.WITHDRAW, review.SEND_BACK),
        *(claims.claims, claims.claims_link),
        *(overview.coding, overview.disagreements),
        *(import_reading, import_reading_picture),
    ]
    fieldsets = [
        (None, {"fields": ["parliament", ("term", "number"), "slug", "kind", "title", "stage"]}),
        (_("Work"), {"fields": ["state_of_publication", "findings", "contents"]}),
        (
            _("As in the source"),
            {"fields": ["asked_in", "askers_printed", "ministry_printed", ("signatory", "signed_at"), "address"]},
        ),
        (_("Edited"), {"fields": ["ministry", "subjects"]}),
        (
            _("Headline"),
            {
                "classes": FOLDED_WHILE_EMPTY,
                "fields": ["headline", "lead"],
                "description": _(
                    "Shown where the operator wants headlines, once a second person has looked at them. Figures are "
                    "counted: {1a:yes} is the number of counties with “yes” in 1a, {1a} that of all, "
                    "{1a:yes:association} that of associations."
                ),
            },
        ),
        (
            _("What the parliament did with the paper"),
            {"classes": FOLDED_WHILE_EMPTY, "fields": ["legal_status", ("legal_status_date", "legal_status_paper")]},
        ),
    ]
    form = InquiryForm
    readonly_fields = ["stage", "state_of_publication", "findings", "contents"]
    inlines = [AskerInline, InquiryDateInline, InquiryRelationInline]
    autocomplete_fields = ["parliament", "subjects"]
    list_display = ["paper", "title", "parliament", "stage", "edition", "edited_since", "open_findings"]
    list_display_links = ["title"]
    list_filter = ["stage", RecordedFilter, "parliament", "term", "kind", "legal_status", "subjects"]
    list_select_related = ["parliament"]
    search_fields = ["number", "title", "slug", "askers__name", "ministry"]
    actions = ["publish", "publish_entries", "take_back", "run_checks"]

    def get_fieldsets(self, request, obj=None):
        left_out = [] if obj else [_("Work")]
        left_out += [] if settings.HEADLINES else [_("Headline")]
        return [each for each in super().get_fieldsets(request, obj) if each[0] not in left_out]

    def get_readonly_fields(self, request, obj=None):
        """The address is fixed with the first edition."""
        fixed = ["slug"] if obj and obj.editions.exists() else []
        return [*self.readonly_fields, *fixed]

    def get_queryset(self, request):
        open_ones = Finding.objects.open().filter(inquiry=OuterRef("pk")).order_by().values("inquiry")
        found = with_publication(super().get_queryset(request))
        return found.annotate(open_total=Subquery(open_ones.annotate(total=Count("pk")).values("total")))

    def view_on_site(self, inquiry):
        edition = inquiry.editions.current().values_list("slug", flat=True).first()
        return links.public_address(paths.inquiry(edition)) if edition else None

    def page_records(self, request):
        return Inquiry.objects.select_related("parliament")

    def has_publish_permission(self, request):
        return request.user.has_perm("survey.publish_inquiry")

    def add_view(self, request, form_url="", extra_context=None):
        """A new inquiry is one page, not the form of the record."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:survey_inquiry_type"))

    def tools(self, request, inquiry):
        first = buttons(self, request, inquiry, workspace.workspace, publishing.preview, publishing.changes)
        own = buttons(self, request, inquiry, overview.coding, claims.claims)
        return [*first, *super().tools(request, inquiry), *own, *self.act_tools(request, inquiry)]

    def act_tools(self, request, inquiry):
        """The acts that are possible now, for who asks."""
        acts = [
            *(publishing.check, *review.possible_now(inquiry), publishing.publish_page, withhold_page),
            *([publishing.take_back_page] if inquiry.editions.current().exists() else []),
            *([follow_up.valid] if follow_up.earlier_tables(inquiry) else []),
            *(follow_up.like, by_hand.type_questions, by_hand.type_table),
        ]
        return buttons(self, request, inquiry, *acts)

    # The list

    @admin.action(description=_("Publish the selected inquiry"), permissions=["publish"])
    def publish(self, request, queryset):
        return self.act_on_one(request, queryset, publishing.publish_page)

    @admin.action(description=_("Take back the selected inquiry"), permissions=["publish"])
    def take_back(self, request, queryset):
        return self.act_on_one(request, queryset, publishing.take_back_page)

    def act_on_one(self, request, queryset, page):
        """Each inquiry is looked at by itself, so the action leads to its page."""
        if len(found := queryset[:2]) != 1:
            self.message_user(request, _("Choose one inquiry: each is looked at by itself."), messages.WARNING)
            return None
        return HttpResponseRedirect(page.address_of(found[0]))

    @admin.display(description=_("workspace"), ordering="number")
    def paper(self, inquiry):
        return format_html('<a href="{}">{}</a>', links.workspace(inquiry), inquiry.number)

    @admin.display(description=_("edition"), ordering="edition_number", empty_value="-")
    def edition(self, inquiry):
        return inquiry.edition_number

    @admin.display(description=_("edited since"))
    def edited_since(self, inquiry):
        return _("yes") if inquiry.edition_number and inquiry.changed_later else "-"

    @admin.display(description=_("open findings"), ordering="open_total")
    def open_findings(self, inquiry):
        return links.list_link(Finding, inquiry.open_total or 0, inquiry=inquiry.pk)

    @admin.action(description=_("Publish the selected entries of catalogues"), permissions=["publish"])
    def publish_entries(self, request, queryset):
        """Papers of which no more is known than a catalogue says: all with one note."""
        keys = list(queryset.values_list("pk", flat=True))
        kept = [("action", "publish_entries"), *((ACTION_CHECKBOX_NAME, key) for key in keys)]
        return publish_page(self, request, Inquiry.objects.filter(pk__in=keys), kept=kept)

    @admin.action(description=_("Run the checks again"), permissions=["change"])
    def run_checks(self, request, queryset):
        for inquiry in queryset:
            checks.run(inquiry, by=request.user)
        self.message_user(request, _("The checks have been run."))

    # The page of one

    @admin.display(description=_("publication"))
    def state_of_publication(self, inquiry):
        edition = inquiry.editions.current().defer("content").first()
        if not edition:
            return _("not published")
        words = _("unpublished changes") if unpublished_changes(inquiry) else _("nothing changed since")
        return format_html("{}: {}", links.link(edition, _("edition %(number)d") % {"number": edition.number}), words)

    @admin.display(description=_("findings"))
    def findings(self, inquiry):
        return links.list_link(
            Finding, _("%(count)d open") % {"count": inquiry.findings.open().count()}, inquiry=inquiry.pk
        )

    @admin.display(description=_("contents"))
    def contents(self, inquiry):
        """Every part of the paper as a link with its count."""
        counts = [(each, each.objects.filter(**{way(each): inquiry}).count()) for each in CONTENTS]
        items = (
            links.list_link(model, f"{model._meta.verbose_name_plural}: {count}", inquiry=inquiry.pk)
            for model, count in counts
        )
        return links.listed(items)
