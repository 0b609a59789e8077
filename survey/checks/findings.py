"""Runs the checks and keeps what they find, without asking an editor the same thing twice."""

from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from survey.checks import cells, rows, texts
from survey.checks.paper import Paper, load
from survey.models import Finding, Inquiry

CHECKS = (
    cells.continuation_row,
    cells.foreign_place,
    cells.cross_reference,
    cells.open_reference,
    cells.lettered_parts,
    cells.blank_cell,
    cells.markup,
    rows.unmatched_row,
    rows.same_respondent_twice,
    rows.missing_respondents,
    rows.uncoded_part,
    texts.dates_out_of_order,
    texts.claim_against_rows,
    texts.quote_missing,
    texts.body_without_quote,
)


@dataclass(frozen=True)
class Counts:
    """Findings opened (or opened again), closed, and left as they were."""

    opened: int
    closed: int
    kept: int


def run(inquiry: Inquiry, *, by=None) -> Counts:
    """Run all checks on an inquiry and keep their findings, in one transaction.

    A finding is one check, one place, one text: what no longer holds is closed, what holds again is opened again, and
    what an editor accepted or dismissed stays so until the text changes.
    """
    found = dict(_found(load(inquiry)))
    known = {_key(each): each for each in Finding.objects.filter(inquiry=inquiry)}
    new = [_finding(inquiry, *pair) for pair in found.items() if pair[0] not in known]
    turned = [*_turned(known, found, Finding.State.CLOSED), *_turned(known, found, Finding.State.OPEN)]
    closed = sum(each.state == Finding.State.CLOSED for each in turned)
    with transaction.atomic():
        bulk_create_with_history(new, Finding, default_user=by)
        bulk_update_with_history(turned, Finding, ["state"], default_user=by)
    opened = len(new) + len(turned) - closed
    return Counts(opened, closed, kept=len(known) - len(turned))


def _found(paper: Paper):
    for check in CHECKS:
        for each in check(paper):
            yield (check.__name__, each.subject, each.digest), each


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check_name, finding.subject, finding.digest


def _turned(known: dict, found: dict, state: Finding.State) -> list[Finding]:
    """Findings that go to CLOSED because they no longer hold, or back to OPEN because they hold again."""
    closing = state == Finding.State.CLOSED
    before = Finding.State.OPEN if closing else Finding.State.CLOSED
    turned = [each for key, each in known.items() if each.state == before and (key not in found) == closing]
    for finding in turned:
        finding.state = state
    return turned


def _finding(inquiry: Inquiry, key: tuple[str, str, str], found) -> Finding:
    check_name, subject, digest = key
    return Finding(
        inquiry=inquiry,
        check_name=check_name,
        subject=subject,
        digest=digest,
        annex_id=found.annex,
        row_id=found.row,
        answer_id=found.answer,
        details=found.details,
    )
