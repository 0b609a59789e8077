"""Findings: the list opens on open work; each is accepted or dismissed with a reason."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey import checks, proposals
from survey.admin import links
from survey.admin.answers import referring
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.findings import fix_links
from survey.admin.findings.accepting import CHANGELIST_KEYS, accept_page, accept_selected
from survey.admin.findings.open_findings import ACTS, decisions
from survey.admin.records import InquiryFilter, InquiryLink, OpenFirstFilter, RecordAdmin, SmallTextarea, named
from survey.models import Finding

STATE = Finding.State
SHOWN = 20
OF_REFERENCES = ("cross_reference", "open_reference")
# The first words of subjects that are no cell, row or table.
SUBJECTS = {
    "claim": _("statement"),
    "reply": _("reply"),
    "body": _("body"),
    "question": _("question"),
    "code": _("category"),
    "date": _("date"),
    "list": _("catalogue"),
}


class FindingStateFilter(OpenFirstFilter):
    """Open ones, unless others are asked for."""

    states, default, all_label = STATE, STATE.OPEN, pgettext_lazy("findings", "all")


class CheckFilter(admin.AllValuesFieldListFilter):
    """The checks by their titles."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            name = choice["display"]
            yield choice | {"display": checks.title(name) if name in self.lookup_choices else name}


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        required=False,
        widget=SmallTextarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("It stays with the finding."),
    )

    def __init__(self, state, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = state == STATE.DISMISSED


def in_words(subject):
    """“claim 2” as the desk calls it; a cell, row or table keeps its numbers, a category is called by its part."""
    kind, blank, which = subject.partition(" ")
    which = which.partition(" ")[0] if kind == "code" else which
    return f"{SUBJECTS[kind]}{blank}{which}" if kind in SUBJECTS else subject


@transaction.atomic
def settle(findings, state, reason, by):
    """Each decision is kept in the history of its finding."""
    for finding in findings:
        finding.decide(state, reason=reason, by=by)
        finding.save()


@desk_page("<int:pk>/mend/", right="view")
def mend(desk, request, finding):
    """The nearest page on which the finding can be mended."""
    return HttpResponseRedirect(fix_links.places(finding)[0][0])


@desk_page("<int:pk>/decide/<slug:state>/", name="decide", right="change")
def decide_page(desk, request, finding, state):
    if state not in ACTS or (state == STATE.ACCEPTED and not proposals.is_noted(finding.check_name)):
        raise Http404
    response = decide(desk, request, desk.get_queryset(request).filter(pk=finding.pk), state)
    return response or HttpResponseRedirect(links.way_back(request, links.page(finding)))


def decide(desk, request, queryset, state):
    """Ask for the reason, then decide; None when it is done."""
    findings = queryset.exclude(state=STATE.CLOSED)
    form = DecisionForm(state, request.POST if "decided" in request.POST else None)
    if form.is_valid():
        settle(findings, state, form.cleaned_data["reason"], request.user)
        messages.success(request, _("Done."))
        return None
    kept = [(key, value) for key in CHANGELIST_KEYS for value in request.POST.getlist(key)]
    kept.append(("next", request.GET.get("next") or request.POST.get("next", "")))
    shown = {"kept": [*kept, ("decided", "yes")], "items": first_in_words(desk, findings), "submit": ACTS[state]}
    return act_page(desk, request, title=ACTS[state], form=form, **shown)


def first_in_words(desk, findings) -> list[str]:
    """The first of them in words."""
    first = findings.select_related(*desk.list_select_related)[:SHOWN]
    more = findings.count() - len(first)
    return [
        *(f"{in_words(finding.subject)}: {checks.describe(finding)}" for finding in first),
        *([f"+ {more}"] if more > 0 else []),
    ]


@admin.register(Finding)
class FindingAdmin(InquiryLink, RecordAdmin):
    pages = [accept_page, mend, decide_page]
    brings_back = False
    fieldsets = [
        (None, {"fields": ["title", "sentence", "proposal", "where"]}),
        (_("Decision"), {"fields": ["state", "reason", "decider", "decided_at"]}),
        (_("Kept"), {"classes": ["collapse"], "fields": ["inquiry_link", "found_at"]}),
    ]
    readonly_fields = [
        "title",
        "sentence",
        "proposal",
        "where",
        "references",
        "state",
        "reason",
        "decider",
        "decided_at",
        "inquiry_link",
        "found_at",
    ]
    closing_fields = []
    inquiry_path = "inquiry"
    list_display = ["sentence", "proposal", "decisions", "place", "title", "state", "inquiry_link"]
    export_columns = ["sentence", "proposal", "title", "place", "state", "reason", "inquiry_link"]
    list_filter = [FindingStateFilter, InquiryFilter, ("check_name", CheckFilter)]
    list_select_related = ["inquiry", "annex__inquiry", "row__annex", "answer__row__annex", "answer__column"]
    search_fields = ["subject", "check_name", "row__printed", "answer__row__printed", "reason"]
    actions = ["accept", "take_note", "dismiss", "reopen"]
    decider = named("decided_by", _("decided by"))

    def has_add_permission(self, request):
        """Findings are made by the checks."""
        return False

    def has_delete_permission(self, request, obj=None):
        """What no longer holds is closed by the checks and stays in the record."""
        return False

    def get_object(self, request, object_id, from_field=None):
        """With who looks at it: only who may decide is shown the buttons that do."""
        finding = super().get_object(request, object_id, from_field)
        if finding:
            finding.reader = request.user
        return finding

    def get_list_display(self, request):
        """Without what all the findings shown have in common, and what one may not do."""
        idle = {
            "decisions": not self.has_change_permission(request),
            "state": request.GET.get(FindingStateFilter.parameter_name) != "all",
            "inquiry_link": InquiryFilter.parameter_name in request.GET,
        }
        return [name for name in self.list_display if not idle.get(name)]

    def called(self, finding):
        return checks.describe(finding)

    @admin.display(description=_("finding"))
    def sentence(self, finding):
        return checks.describe(finding)

    @admin.display(description=_("check"), ordering="check_name")
    def title(self, finding):
        return checks.title(finding.check_name)

    @admin.display(description=_("proposal"))
    def proposal(self, finding):
        return checks.propose(finding)

    @admin.display(description=_("place"))
    def place(self, finding):
        found = links.link(finding.answer or finding.row or finding.annex)
        page = reverse("admin:survey_finding_mend", args=[finding.pk])
        return found or format_html('<a href="{}">{}</a>', page, in_words(finding.subject))

    @admin.display(description=_("place"))
    def where(self, finding):
        """Every page on which it can be mended, or for who may not, what it is about."""
        places = fix_links.places if finding.reader.has_perm("survey.change_finding") else fix_links.records
        return links.listed(links.to(*place) for place in places(finding))

    def get_fieldsets(self, request, obj=None):
        """A finding about references shows each of them with its decisions."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.check_name in OF_REFERENCES:
            fieldsets.insert(1, (_("References"), {"fields": ["references"]}))
        return fieldsets

    @admin.display(description=_("references"))
    def references(self, finding):
        text = fix_links.referring_text(finding)
        related = ("to_question", "to_remark", "to_answer__row", "to_answer__column")
        if not text:
            return "-"
        may_decide = finding.reader.has_perm("survey.change_reference")
        return referring.listed(text.references.select_related(*related), links.page(finding), may_decide)

    @admin.display(description=_("decision"))
    def decisions(self, finding):
        """The pages that accept or dismiss it; a finding that can only be mended offers no more than that."""
        return format_html_join(" · ", '<a href="{}">{}</a>', decisions(finding))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Called by its sentence; there is nothing to save on it, only to decide."""
        finding = self.get_object(request, object_id)
        shown = {"show_save": False, "show_save_and_continue": False}
        if finding:
            shown["subtitle"] = checks.describe(finding)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **shown})

    # Decisions

    def page_records(self, request):
        return self.get_queryset(request).select_related(*self.list_select_related)

    def tools(self, request, finding):
        return decisions(finding) if self.has_change_permission(request, finding) else []

    @admin.action(description=_("Accept selected findings"), permissions=["change"])
    def accept(self, request, queryset):
        return accept_selected(self, request, queryset)

    @admin.action(description=_("Take note of selected findings"), permissions=["change"])
    def take_note(self, request, queryset):
        """Of what can be done or mended, nobody takes note."""
        return decide(self, request, queryset.filter(check_name__in=proposals.noted()), STATE.ACCEPTED)

    @admin.action(description=_("Dismiss selected findings"), permissions=["change"])
    def dismiss(self, request, queryset):
        return decide(self, request, queryset, STATE.DISMISSED)

    @admin.action(description=_("Reopen selected findings"), permissions=["change"])
    def reopen(self, request, queryset):
        return decide(self, request, queryset, STATE.OPEN)
