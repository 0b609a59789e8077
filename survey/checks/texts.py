"""Checks that look at the paper as a whole: its dates, and what its replies say of the rows."""

from collections.abc import Iterator
from itertools import pairwise

from survey.checks.found import Found
from survey.checks.sums import plain
from survey.models import Claim, InquiryDate
from survey.record import RecordPaper, claims

Kind = InquiryDate.Kind
ORDER = (Kind.ASKED, Kind.RECEIVED, Kind.FORWARDED, Kind.ANSWERED, Kind.DISTRIBUTED)


def dates_out_of_order(paper: RecordPaper) -> Iterator[Found]:
    """A step of the paper before the step that comes first, or a table that is younger than the answer."""
    steps = [paper.dates[kind] for kind in ORDER if kind in paper.dates]
    for earlier, later in pairwise(steps):
        if later.date < earlier.date:
            yield _out_of_order(f"date {later.kind}", earlier, later)
    answered = paper.dates.get(Kind.ANSWERED)
    for table in paper.tables:
        if answered and table.annex.date and table.annex.date > answered.date:
            as_of = InquiryDate(kind="annex", date=table.annex.date)
            yield _out_of_order(f"{table.annex.number} date", as_of, answered, table.annex.pk)


def _out_of_order(subject: str, first: InquiryDate, second: InquiryDate, annex: int | None = None) -> Found:
    """`first` should not be later than `second`, but is."""
    days = {"first_date": first.date.isoformat(), "second_date": second.date.isoformat()}
    details = {"first": str(first.kind), "second": str(second.kind), **days}
    return Found(subject, " ".join(days.values()), details, annex)


def claim_against_rows(paper: RecordPaper) -> Iterator[Found]:
    """A statement with a number that the rows do not bear out, or bear out in one reading only."""
    for claim in paper.claims:
        found = claims.result(claim, paper)
        if found.result in (claims.DIFFERS, claims.DEPENDS_ON_READING):
            numbers = {name: plain(getattr(found, name)) for name in ("stated", "low", "high")}
            kind = {"added_up": claim.rule == Claim.Rule.SUM, "differs": found.result == claims.DIFFERS}
            details = {"quote": claim.quote, "of": found.of, **numbers, **kind}
            looked_at = f"{claim.quote}\n{numbers} {found.of} {found.clear} {found.arguable}"
            yield Found(f"claim {claim.position}", looked_at, details)


def released_claim_changed(paper: RecordPaper) -> Iterator[Found]:
    """A released statement to which the rows now say something else than when it was released."""
    for claim in paper.claims:
        found = claims.result(claim, paper).result
        if claim.released_result and found != claim.released_result:
            details = {"quote": claim.quote, "was": str(claim.released_result), "now": found}
            yield Found(f"claim {claim.position}", f"{claim.quote}\n{claim.released_result} {found}", details)
