"""References decided by a click: where they are listed, where they stand, and on their finding."""

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from survey import checks, proposals
from survey.admin import links
from survey.admin.desk_pages import desk_page
from survey.admin.records import InquiryFilter, OpenFirstFilter
from survey.models import Reference

STATE = Reference.State
RELATED = ("from_answer__row__annex__inquiry", "from_reply__inquiry")
DECISIONS = {
    STATE.CONFIRMED: pgettext_lazy("a reference", "Confirm"),
    STATE.REFUSED: pgettext_lazy("a reference", "Refuse"),
    STATE.OPEN: pgettext_lazy("a reference", "Leave open"),
}
# The form outside of that of the record, which carries the click; its page includes _decide_reference.html.
FORM = "decide-reference"


class StateOfReference(OpenFirstFilter):
    """Those to decide, unless others are asked for."""

    states, default, all_label = STATE, STATE.PROPOSED, pgettext_lazy("references", "all")


class InquiryOfReference(InquiryFilter):
    """A reference stands in an answer or in a reply."""

    def queryset(self, request, queryset):
        chosen = self.chosen()
        ways = Q(from_answer__row__annex__inquiry=chosen) | Q(from_reply__inquiry=chosen)
        return queryset.filter(ways) if chosen else queryset


def buttons(reference, back="", form=""):
    """One button a decision but the one that holds; `form` where they do not stand in a form of their own list."""
    address = reverse("admin:survey_reference_decide", args=[reference.pk], query={"next": back} if back else None)
    said = f"{reference.words}: {target(reference)}"
    owner = format_html(' form="{}"', form) if form else ""
    rows = ((owner, address, state, word, said) for state, word in DECISIONS.items() if state != reference.state)
    button = (
        '<button type="submit" class="button"{} formmethod="post" formnovalidate formaction="{}" name="state" '
        'value="{}">{}<span class="visually-hidden"> {}</span></button>'
    )
    return format_html_join(" ", button, rows)


def listed(references, back, may_decide=True):
    """References with what they mean, and a click for each decision."""
    items = (
        format_html(
            "{}: <strong>{}</strong> {} {}",
            _("“%(words)s” refers to %(target)s") % {"words": each.words, "target": target(each)},
            each.get_state_display(),
            buttons(each, back, FORM) if may_decide else "",
            links.link(each, pgettext_lazy("a reference", "Change")),
        )
        for each in references
    )
    return links.listed(items)


def target(reference):
    return reference.to_answer or reference.to_question or reference.to_remark or reference.to_paper


def reference_in_paper(desk, request, pk):
    return get_object_or_404(Reference.objects.select_related(*RELATED), pk=pk)


@desk_page("<int:pk>/decide/", right="change", find=reference_in_paper, post_only=True)
def decide(desk, request, reference):
    """Decide one reference, run the checks, and go back."""
    state = request.POST.get("state")
    if state not in DECISIONS:
        messages.warning(request, _("Choose what becomes of the reference."))
    elif settle([reference], state, by=request.user):
        messages.success(request, _("“%(words)s”: %(state)s.") % said(reference, state))
    return HttpResponseRedirect(links.way_back(request, links.list_page(Reference)))


def settle(references, state, *, by) -> list[Reference]:
    """Decide them, then run the checks of their inquiries once."""
    decided = [reference for reference in references if proposals.decide_reference(reference, state, by=by)]
    for inquiry in dict.fromkeys(inquiry_of(reference) for reference in decided):
        checks.run(inquiry, by=by)
    return decided


class DecidedByClick:
    """The actions of the list."""

    @admin.action(description=_("Confirm selected references"), permissions=["change"])
    def confirm(self, request, queryset):
        return self.settle_selected(request, queryset, STATE.CONFIRMED)

    @admin.action(description=_("Refuse selected references"), permissions=["change"])
    def refuse(self, request, queryset):
        return self.settle_selected(request, queryset, STATE.REFUSED)

    @admin.action(description=_("Leave selected references open"), permissions=["change"])
    def leave_open(self, request, queryset):
        return self.settle_selected(request, queryset, STATE.OPEN)

    def settle_selected(self, request, queryset, state):
        count = len(settle(queryset.select_related(*RELATED), state, by=request.user))
        sentence = ngettext("%(count)d reference is decided.", "%(count)d references are decided.", count)
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)


def inquiry_of(reference):
    return (reference.from_reply or reference.from_answer.row.annex).inquiry


def said(reference, state):
    return {"words": reference.words, "state": STATE(state).label}
