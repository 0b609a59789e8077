"""Findings of a table, accepted; and what the record says then."""

from survey import checks, proposals
from survey.models import Finding, joined


def find(annex, check_name, subject=None):
    """The open finding of a check, after the checks have run."""
    checks.run(annex.inquiry)
    found = Finding.objects.filter(check_name=check_name, state="open")
    return found.get(subject=subject) if subject else found.get()


def accept(finding, by, **kwargs):
    return proposals.accept([finding], by=by, **kwargs)


def effects(finding, **choice):
    case = proposals.case_of(finding)
    act = proposals.act_of(finding)
    return [(each.place, each.before, each.after) for each in act.effects(case, act.proposed(case) | choice)]


def state(finding):
    finding.refresh_from_db()
    return finding.state


def reading(answer):
    answer.refresh_from_db()
    return joined(answer.passages.live()) if answer.wording is None else answer.wording
