"""Accepting findings: each act in the same transaction as its decision and the next run of the checks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from survey import checks
from survey.models import Finding, Inquiry
from survey.proposals.case import Act, Case, Choice, stale
from survey.proposals.catalogue import TakeOver
from survey.proposals.cells import EnterNumber, ReadParts, SetStatus
from survey.proposals.columns import SetQuestions
from survey.proposals.passages import JoinPassage, Move
from survey.proposals.references import Confirm, LeaveOpen
from survey.proposals.rows import MatchRow, SpeakFor
from survey.record import RecordPaper

State = Finding.State

ACTS: dict[str, Act] = {
    "continuation_row": JoinPassage(),
    "foreign_place": Move(),
    "cross_reference": Confirm(),
    "open_reference": LeaveOpen(),
    "lettered_parts": ReadParts(),
    "blank_cell": SetStatus(),
    "number_unread": EnterNumber(),
    "number_against_text": EnterNumber(),
    "text_in_empty_field": SetStatus(),
    "sign_alone": SetStatus(),
    "column_without_question": SetQuestions(),
    "unmatched_row": MatchRow(),
    "missing_respondents": SpeakFor(),
    "catalogue_differs": TakeOver(),
}


@dataclass(frozen=True)
class Outcome:
    """What became of the findings that were accepted, and how many others the checks then opened and closed.

    `refused` holds those that could not be carried out, with the sentence why.
    """

    done: list[Finding]
    still_open: list[Finding]
    refused: list[tuple[Finding, str]]
    opened: int = 0
    closed: int = 0


def is_noted(check_name: str) -> bool:
    """Whether such findings say what is so and cannot be mended: an editor takes note of them."""
    found = checks.check_of(check_name)
    return bool(found) and found.is_noted


def noted() -> list[str]:
    """The names of all such checks."""
    return [check.slug for check in checks.CHECKS if check.is_noted]


def act_of(finding: Finding) -> Act | None:
    """The act that accepting this finding would carry out; None where there is nothing but to look or to mend."""
    act = ACTS.get(finding.check_name)
    return act if act and act.offers(finding) else None


def cases(findings: Iterable[Finding], paper: RecordPaper) -> list[Case]:
    """Those of an inquiry's findings that hold now, in their order."""
    findings = list(findings)
    found = dict(checks.find(paper, {each.check_name for each in findings}))
    keys = [(each, checks.key_of(each)) for each in findings]
    return [Case(finding, paper, found[key]) for finding, key in keys if key in found]


def case_of(finding: Finding) -> Case | None:
    """The finding as it holds now; None where it no longer does."""
    return next(iter(cases([finding], RecordPaper(finding.inquiry))), None)


def accept(findings: Iterable[Finding], *, by, reason: str = "", choice: Choice | None = None) -> Outcome:
    """Carry out what findings propose, with the choice of the editor or what each proposes itself.

    Each inquiry is locked, so that nobody decides the same twice. What cannot be carried out stays open and is said;
    the rest is done. The checks then run: a finding that holds all the same is open again.
    """
    outcome = Outcome([], [], [])
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.inquiry_id, []).append(finding)
    for group in groups.values():
        outcome = _added(outcome, _accept_in(group, by=by, reason=reason, choice=choice))
    return outcome


def note(findings: Iterable[Finding], *, by, reason: str = "") -> list[Finding]:
    """Take note of what cannot be mended; it stays so until the text changes."""
    return _decide(findings, State.ACCEPTED, by=by, reason=reason)


@transaction.atomic
def _accept_in(findings: list[Finding], *, by, reason: str, choice: Choice | None) -> Outcome:
    inquiry = Inquiry.objects.select_for_update().get(pk=findings[0].inquiry_id)
    fresh = Finding.objects.filter(pk__in=[each.pk for each in findings], state=State.OPEN)
    fresh = list(fresh.select_related("inquiry").order_by("pk"))
    holding = {case.finding.pk: case for case in cases(fresh, RecordPaper(inquiry))}
    refused, done = [], []
    for finding in fresh:
        try:
            _carry_out(holding.get(finding.pk), finding, by=by, reason=reason, choice=choice)
        except ValidationError as error:
            refused.append((finding, " ".join(error.messages)))
        else:
            done.append(finding)
    counts = checks.run(inquiry, by=by)
    is_open = Finding.objects.filter(pk__in=[each.pk for each in fresh], state=State.OPEN)
    again = set(is_open.values_list("pk", flat=True))
    return Outcome(
        [each for each in done if each.pk not in again],
        [each for each in done if each.pk in again],
        _refused(refused, again, single=len(fresh) == 1),
        max(counts.opened - sum(each.pk in again for each in done), 0),
        counts.closed,
    )


def _refused(refused: list[tuple[Finding, str]], still: set[int], *, single: bool) -> list[tuple[Finding, str]]:
    """Of several, one that another act has settled along with its own is no failure."""
    return [(finding, why) for finding, why in refused if single or finding.pk in still]


@transaction.atomic
def _carry_out(case: Case | None, finding: Finding, *, by, reason: str, choice: Choice | None):
    act = act_of(finding)
    if case is None or act is None:
        raise stale()
    reason = reason or act.reason(case)
    told = reason or _("Accepted: %(check)s.") % {"check": checks.title(finding.check_name)}
    act.carry_out(case, act.proposed(case) if choice is None else choice, reason=told, by=by)
    _decide([finding], State.ACCEPTED, by=by, reason=reason, carried_out=act.changes)


@transaction.atomic
def _decide(findings: Iterable[Finding], state: str, *, by, reason: str, carried_out: bool = False) -> list[Finding]:
    decided = []
    for finding in findings:
        finding.decide(state, reason=reason, by=by, carried_out=carried_out)
        finding._history_user = by
        finding.save()
        decided.append(finding)
    return decided


def _added(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        one.done + other.done,
        one.still_open + other.still_open,
        one.refused + other.refused,
        one.opened + other.opened,
        one.closed + other.closed,
    )
