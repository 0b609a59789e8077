"""Accepting findings on the desk: what it will do is shown first, with the texts before and after."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey import checks, proposals
from survey.admin import links
from survey.admin.confirmation import act_page
from survey.admin.desk_pages import desk_page
from survey.admin.findings.accept_forms import AcceptForm
from survey.admin.findings.open_findings import ACCEPT
from survey.language.difference import difference
from survey.models import Finding, Status
from survey.record import RecordPaper

OPEN = Finding.State.OPEN
AT_ONCE = 200
CHANGELIST_KEYS = ("action", "select_across", "index", ACTION_CHECKBOX_NAME)
SHARED = ("status", "note")


@dataclass(frozen=True)
class FindingToAccept:
    """A finding on the page that accepts it: its sentence, and what will be done or why nothing can be."""

    finding: Finding
    sentence: str
    effects: tuple = ()
    why_not: str = ""


def shown_effect(effect):
    """The sentence of an effect, with its two texts word by word or its one text as it stands."""
    compared = effect.before is not None and effect.after is not None
    words = difference(effect.before, effect.after) if compared else ()
    text = "" if compared else (effect.after or effect.before or "")
    return {"sentence": effect.sentence, "place": effect.place, "words": words, "text": text}


def shown(case, act, choice):
    effects = tuple(shown_effect(each) for each in act.effects(case, choice))
    return FindingToAccept(case.finding, checks.describe(case.finding), effects)


def may_carry_out(request, act):
    return all(request.user.has_perm(right) for right in act.rights)


def may_accept(desk, request, finding) -> bool:
    act = proposals.act_of(finding)
    return desk.has_change_permission(request, finding) and (not act or may_carry_out(request, act))


@desk_page("<int:pk>/accept/", name="accept", right=may_accept)
def accept_page(desk, request, finding):
    act = proposals.act_of(finding)
    if finding.state != OPEN or not act:
        messages.warning(request, _("There is nothing to accept here."))
        return HttpResponseRedirect(links.page(finding))
    try:
        return page_of_act(desk, request, finding, act)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(links.page(finding))


def page_of_act(desk, request, finding, act):
    case = proposals.case_of(finding)
    if case is None:
        checks.run(finding.inquiry, by=request.user)
        raise ValidationError(gettext("This is settled already, or its text has changed. The checks were run again."))
    initial = act.proposed(case) | {"reason": act.reason(case)}
    sent = request.POST if request.method == "POST" else None
    form = AcceptForm(act.asks(case), sent, initial=dict(initial), tells_the_public=act.tells_the_public)
    if form.is_valid() and accepted(request, finding, form):
        # Back to where the editor came from, else to the open findings of the inquiry.
        return HttpResponseRedirect(links.way_back(request, links.list_page(Finding, inquiry=finding.inquiry_id)))
    about = [shown(case, act, initial)]
    kept = [("next", request.GET.get("next") or request.POST.get("next", ""))]
    template = "admin/survey/finding/accept.html"
    extra = {"record": finding, "about": about, "kept": kept, "submit": ACCEPT}
    return act_page(desk, request, title=ACCEPT, form=form, template=template, **extra)


def accepted(request, finding, form) -> bool:
    facts = {"reason": form.cleaned_data["reason"], "choice": form.choice}
    outcome = proposals.accept([finding], by=request.user, **facts)
    for _finding, sentence in outcome.refused:
        form.add_error(None, sentence)
    if not outcome.refused:
        tell(request, outcome)
    return not outcome.refused


def tell(request, outcome):
    """What was done, what holds all the same, and what else the checks found."""
    for finding in outcome.still_open:
        sentence = gettext("Done, but it still holds: %(sentence)s") % {"sentence": checks.describe(finding)}
        messages.warning(request, sentence)
    if outcome.done:
        count = len(outcome.done)
        done = ngettext("%(count)d finding is carried out.", "%(count)d findings are carried out.", count)
        messages.success(request, f"{done % {'count': count}} {others(outcome)}".strip())


def others(outcome) -> str:
    """What the run of the checks brought besides."""
    opened, closed = outcome.opened, outcome.closed
    words = []
    if closed:
        words.append(ngettext("%(n)d other is closed.", "%(n)d others are closed.", closed) % {"n": closed})
    if opened:
        words.append(ngettext("%(n)d new one is open.", "%(n)d new ones are open.", opened) % {"n": opened})
    return " ".join(words)


# Several at once


def accept_selected(desk, request, queryset):
    """Show what would be done for each, and do it for all that need nothing else of the editor."""
    found = queryset.filter(state=OPEN).select_related(*desk.list_select_related)
    findings = list(found.order_by("inquiry", "pk")[: AT_ONCE + 1])
    if len(findings) > AT_ONCE:
        sentence = _("Choose %(count)d at most: each is looked at before it is carried out.") % {"count": AT_ONCE}
        messages.warning(request, sentence)
        return None
    ready, left = sorted_out(request, findings)
    form = form_for_all(request, ready)
    if "decided" in request.POST and ready and form.is_valid():
        chosen = form.choice if form.needs else None
        facts = {"reason": form.cleaned_data["reason"], "choice": chosen}
        outcome = proposals.accept([each.finding for each in ready], by=request.user, **facts)
        tell(request, outcome)
        for finding, sentence in outcome.refused:
            messages.error(request, f"{checks.describe(finding)} {sentence}")
        return None
    kept = [(key, value) for key in CHANGELIST_KEYS for value in request.POST.getlist(key)]
    template = "admin/survey/finding/accept.html"
    extra = {"about": ready, "left": left, "kept": [*kept, ("decided", "yes")], "submit": ACCEPT if ready else ""}
    return act_page(desk, request, title=ACCEPT, form=form, template=template, **extra)


def form_for_all(request, ready):
    """A status for all of them where each asks for nothing but one; else the reason alone."""
    asked = {proposals.act_of(each.finding).needs for each in ready}
    needs = SHARED if asked == {SHARED} else ()
    form = AcceptForm(needs, request.POST if "decided" in request.POST else None, initial={"status": Status.BLANK})
    form.fields["reason"].help_text = _("For all of them. Empty: each gets the reason that its own page would offer.")
    return form


def sorted_out(request, findings):
    """Those that can be carried out as they are, and those that cannot, with the sentence why."""
    groups = {}
    for finding in findings:
        groups.setdefault(finding.inquiry_id, []).append(finding)
    holding = {}
    for group in groups.values():
        holding |= {case.finding.pk: case for case in proposals.cases(group, RecordPaper(group[0].inquiry))}
    found = [looked_at(request, finding, holding.get(finding.pk)) for finding in findings]
    return [case for case in found if case.effects], [case for case in found if not case.effects]


def looked_at(request, finding, case):
    act = proposals.act_of(finding)
    sentence = checks.describe(finding)
    if not act:
        return FindingToAccept(
            finding, sentence, why_not=_("Nothing can be done about it here. Mend it, or take note of it.")
        )
    if not may_carry_out(request, act):
        return FindingToAccept(finding, sentence, why_not=_("You lack the right to carry this out."))
    if case is None:
        return FindingToAccept(finding, sentence, why_not=_("It no longer holds. Run the checks again."))
    try:
        if not act.is_ready(case):
            return FindingToAccept(
                finding, sentence, why_not=_("It asks for a word of yours. Accept it on its own page.")
            )
        return shown(case, act, act.proposed(case))
    except ValidationError as error:
        return FindingToAccept(finding, sentence, why_not=" ".join(error.messages))
