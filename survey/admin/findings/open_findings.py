"""The open findings of a place, each with its sentence, its proposal and its decisions: for any page of the desk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import pgettext_lazy

from survey import checks, proposals
from survey.models import Answer, Finding

STATE = Finding.State
ACCEPT = pgettext_lazy("a finding", "Accept")
MEND = pgettext_lazy("a finding", "Mend")
ACTS = {
    STATE.ACCEPTED: pgettext_lazy("a finding", "Take note"),
    STATE.DISMISSED: pgettext_lazy("a finding", "Dismiss"),
    STATE.OPEN: pgettext_lazy("a finding", "Reopen"),
}


@dataclass(frozen=True)
class OpenFinding:
    """A finding in words; `decisions` are pairs of address and text, and lead back to where one came from."""

    title: str
    sentence: str
    proposal: str
    decisions: tuple[tuple[str, str], ...]


def decisions(finding: Finding, back: str = "") -> list[tuple[str, str]]:
    """(address, text) of each decision that can be made now; a finding that can only be mended says so."""
    if finding.state == STATE.CLOSED:
        return []
    if finding.state != STATE.OPEN:
        return [_decision(finding, STATE.OPEN, back)]
    if proposals.act_of(finding):
        first = _page(finding, "accept", back), ACCEPT
    elif proposals.is_noted(finding.check_name):
        first = _decision(finding, STATE.ACCEPTED, back)
    else:
        first = _page(finding, "mend"), MEND
    return [first, _decision(finding, STATE.DISMISSED, back)]


def _decision(finding: Finding, state: str, back: str) -> tuple[str, str]:
    return _page(finding, "decide", back, state), ACTS[state]


def _page(finding: Finding, name: str, back: str = "", *args: str) -> str:
    query = {"next": back} if back else None
    return reverse(f"admin:survey_finding_{name}", args=[finding.pk, *args], query=query)


def of_answers(answers: Iterable[int], back: str = "") -> dict[int, list[OpenFinding]]:
    """The open findings of cells, by the key of the answer, with one query."""
    found = defaultdict(list)
    for finding in Finding.objects.open().filter(answer__in=list(answers)).order_by("pk"):
        found[finding.answer_id].append(in_words(finding, back))
    return dict(found)


def of_answer(answer: Answer, back: str = ""):
    """The open findings of one cell as a list, with decisions for who may make them; nothing where there is none."""
    return markup(of_answers([answer.pk], back).get(answer.pk, []), answer.reader.has_perm("survey.change_finding"))


def in_words(finding: Finding, back: str = "") -> OpenFinding:
    words = checks.title(finding.check_name), checks.describe(finding), checks.propose(finding)
    return OpenFinding(*words, tuple(decisions(finding, back)))


def markup(findings: list[OpenFinding], may_decide: bool):
    rows = ((each.sentence, each.proposal, _links(each) if may_decide else "") for each in findings)
    items = format_html_join("", "<li>{} <em>{}</em> {}</li>", rows)
    return format_html('<ul class="open-findings">{}</ul>', items) if items else ""


def _links(finding: OpenFinding):
    rows = ((address, text, finding.title) for address, text in finding.decisions)
    return format_html_join(" ", '<a class="button" href="{}">{}<span class="visually-hidden">: {}</span></a>', rows)
