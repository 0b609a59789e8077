"""Runs the checks and keeps what they find, without asking an editor the same thing twice."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from survey.checks import (
    bodies,
    catalogue,
    cells,
    codings,
    personal,
    questions,
    quotes,
    reading,
    references,
    rows,
    sums,
    texts,
)
from survey.checks.check import Check
from survey.checks.finding_draft import FindingDraft
from survey.models import Finding, Inquiry, history
from survey.record import RecordPaper

CHECKS = (
    reading.reader_unsure,
    cells.continuation_row,
    cells.foreign_place,
    references.cross_reference,
    references.open_reference,
    cells.lettered_parts,
    cells.blank_cell,
    cells.number_unread,
    cells.number_against_text,
    cells.text_in_empty_field,
    cells.sign_alone,
    cells.glued_word,
    personal.personal_data,
    questions.column_without_question,
    cells.markup,
    rows.unmatched_row,
    rows.same_respondent_twice,
    rows.page_break,
    rows.district_not_valid,
    rows.missing_respondents,
    rows.uncoded_part,
    codings.readings_differ,
    codings.outdated_codings,
    codings.silence_without_category,
    questions.question_differs,
    texts.dates_out_of_order,
    sums.sum_against_cells,
    texts.claim_against_rows,
    texts.released_claim_changed,
    quotes.quote_missing,
    quotes.body_without_quote,
    bodies.duplicate_body,
    catalogue.catalogue_differs,
    catalogue.date_not_possible,
    catalogue.party_open,
)
State = Finding.State
Key = tuple[str, str, str]
DECISION = ["state", "reason", "decided_by", "decided_at", "carried_out"]


@dataclass(frozen=True)
class FindingCounts:
    """Findings opened (or opened again), closed, and those that hold as before, whatever editors made of them."""

    opened: int
    closed: int
    kept: int


def run(inquiry: Inquiry, *, by=None) -> FindingCounts:
    """Run all checks on an inquiry and keep their findings, in one transaction and a constant number of queries.

    A finding is one check, one place, one text: what no longer holds is closed, what holds again is opened again, also
    where an editor had it carried out, and what an editor noted or dismissed stays so until the text changes. The
    sentence of a finding that still holds follows the record.
    """
    with transaction.atomic():
        Inquiry.objects.select_for_update().only("pk").get(pk=inquiry.pk)  # two runs at once would find the same twice
        found = dict(find(RecordPaper(inquiry)))
        known = {key_of(each): each for each in Finding.objects.filter(inquiry=inquiry)}
        new = [_finding(inquiry, *pair) for pair in found.items() if pair[0] not in known]
        closed = [each for key, each in known.items() if each.state == State.OPEN and key not in found]
        reopened = [each for key, each in known.items() if key in found and _is_settled(each)]
        changed = _close(closed) + _reopen(reopened) + _refresh(known, found, reopened)
        for each in changed:
            each._history_user = by  # within a request the library would name who sent it, whoever asked for the checks
        reason = _("Checks run.")
        history.create(new, reason, by)
        fields = [*DECISION, "annex", "row", "answer", "details"]
        bulk_update_with_history(changed, Finding, fields, default_user=by, default_change_reason=reason)
        Inquiry.objects.filter(pk=inquiry.pk).update(checked_revision=F("revision"))
    return FindingCounts(len(new) + len(reopened), len(closed), kept=len(found) - len(new) - len(reopened))


def close(inquiry: Inquiry, check_names: tuple[str, ...], subject: str, *, by=None):
    """Close the open findings of one place that an act has just answered, without running all checks."""
    answered = Finding.objects.open().filter(inquiry=inquiry, check_name__in=check_names, subject=subject)
    closed = _close(list(answered))
    bulk_update_with_history(closed, Finding, ["state"], default_user=by, default_change_reason=_("Done."))


def find(paper: RecordPaper, only: Container[str] | None = None) -> Iterator[tuple[Key, FindingDraft]]:
    """What all checks find (or those named), by check, subject and digest of the text looked at."""
    for check in CHECKS:
        for each in check(paper) if only is None or check.slug in only else ():
            yield (check.slug, each.subject, each.digest), each


def check_of(slug: str) -> Check | None:
    """None where there is no such check any more."""
    return next((check for check in CHECKS if check.slug == slug), None)


def key_of(finding: Finding) -> Key:
    """What tells a finding from all others of its inquiry."""
    return finding.check_name, finding.subject, finding.digest


def _is_settled(finding: Finding) -> bool:
    """Whether it was thought to be over: closed, or carried out by an editor."""
    return finding.state == State.CLOSED or (finding.state == State.ACCEPTED and finding.carried_out)


def _close(findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        finding.state = State.CLOSED
    return findings


def _reopen(findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        finding.decide(State.OPEN)
    return findings


def _refresh(known: dict[Key, Finding], found: dict[Key, FindingDraft], reopened: list[Finding]) -> list[Finding]:
    """Give findings the details of today; returns those that had others and are not written anyway."""
    stale = [known[key] for key in found if key in known and _fields(found[key]) != _kept(known[key])]
    for finding in stale:
        for name, value in _fields(found[key_of(finding)]).items():
            setattr(finding, name, value)
    return [finding for finding in stale if finding not in reopened]


def _fields(found: FindingDraft) -> dict:
    return {
        "annex_id": found.annex,
        "row_id": found.row,
        "answer_id": found.answer,
        "details": found.kept_details,
    }


def _kept(finding: Finding) -> dict:
    return {name: getattr(finding, name) for name in ("annex_id", "row_id", "answer_id", "details")}


def _finding(inquiry: Inquiry, key: Key, found: FindingDraft) -> Finding:
    check_name, subject, digest = key
    return Finding(inquiry=inquiry, check_name=check_name, subject=subject, digest=digest, **_fields(found))
