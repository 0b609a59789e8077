"""The register of errors that readers, ministries and respondents report; it opens on what is open."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.admin import links
from survey.admin.findings.finding import FindingStateFilter
from survey.admin.inquiries.paper import PartAdmin
from survey.admin.records import InquiryFilter
from survey.admin.statement import PlaceForm
from survey.models import ErrorReport
from survey.publishing.settling import changes
from survey.publishing.withheld import content_of

STATE = ErrorReport.State


class ReportStateFilter(FindingStateFilter):
    default = STATE.OPEN

    def lookups(self, request, model_admin):
        return [*STATE.choices, ("all", pgettext_lazy("reports", "all"))]


class ReportForm(PlaceForm):
    def clean(self):
        """The public list credits an edition: it must have changed something there."""
        data = super().clean()
        edition = data.get("settled_in")
        before = edition and edition.inquiry.editions.filter(number__lt=edition.number).order_by("-number").first()
        if before and "place" in data and not changes(data["place"], content_of(before), content_of(edition)):
            self.add_error("settled_in", _("This edition changed nothing there. Name the one that did, or none."))
        return data


@admin.register(ErrorReport)
class ErrorReportAdmin(PartAdmin):
    form = ReportForm
    fieldsets = [
        (_("What came in"), {"fields": ["inquiry", "received_on", "kind", "reporter", "place", "said"]}),
        (_("What became of it"), {"fields": ["state", "answer", "is_public", "settled_in"]}),
    ]
    list_display = ["short", "state", "kind", "received_on", "place", "told", "inquiry_link"]
    list_filter = [ReportStateFilter, InquiryFilter, "kind", "is_public"]
    list_select_related = ["inquiry", "settled_in"]
    search_fields = ["said", "answer", "reporter", "place", "inquiry__number"]
    date_hierarchy = "received_on"

    def has_delete_permission(self, request, obj=None):
        """What the public list of corrections tells, stays; so there is no deleting of many at once, either."""
        is_told = obj is None or obj.settled_in_id is not None
        return not is_told and super().has_delete_permission(request, obj)

    def choices(self, inquiry):
        return {"settled_in": inquiry.editions.defer("content").order_by("-number")}

    def get_readonly_fields(self, request, obj=None):
        return ["told"] if obj else []

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets[:2], (_("In public"), {"fields": ["told"]}), *fieldsets[2:]] if obj else fieldsets

    @admin.display(description=_("what was reported"))
    def short(self, report):
        return Truncator(report.said).chars(90)

    @admin.display(description=_("public list"))
    def told(self, report):
        if report.state != STATE.CONFIRMED or not report.is_public:
            return "-"
        if report.settled_in:
            return links.link(report.settled_in)
        return _("with the edition that is published after this")
