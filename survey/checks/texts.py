"""Checks that look at the paper as a whole: its dates, and what its replies say of the rows."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft
from survey.checks.sums import plain
from survey.models import Claim, InquiryDate
from survey.record import RecordPaper, claims

Kind = InquiryDate.Kind
ORDER = (Kind.ASKED, Kind.RECEIVED, Kind.FORWARDED, Kind.ANSWERED, Kind.DISTRIBUTED)


@check(
    gettext_lazy("Dates out of order"),
    {
        "": gettext_noop("The dates do not follow each other: %(first)s %(first_date)s, %(second)s %(second_date)s."),
    },
    {"": gettext_noop("Compare the dates with the source, and correct them.")},
)
def dates_out_of_order(paper: RecordPaper) -> Iterator[FindingDraft]:
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


def _out_of_order(subject: str, first: InquiryDate, second: InquiryDate, annex: int | None = None) -> FindingDraft:
    """`first` should not be later than `second`, but is."""
    days = {"first_date": first.date.isoformat(), "second_date": second.date.isoformat()}
    details = {"first": str(first.kind), "second": str(second.kind), **days}
    return FindingDraft(subject, " ".join(days.values()), details, annex)


@check(
    gettext_lazy("Statement against the table"),
    {
        "added_up": gettext_noop("“%(quote)s”: stated %(stated)s, added up %(span)s."),
        "differs": gettext_noop("“%(quote)s”: not so in the table, %(span)s of %(of)s rows, stated %(stated)s."),
        "": gettext_noop("“%(quote)s”: depending on the reading, %(span)s of %(of)s rows, stated %(stated)s."),
    },
    {"": gettext_noop("Look at the statement and its rows, and take note.")},
    noted=True,
)
def claim_against_rows(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A statement with a number that the rows do not bear out, or bear out in one reading only."""
    for claim in paper.claims:
        found = claims.result(claim, paper)
        if found.result in (claims.DIFFERS, claims.DEPENDS_ON_READING):
            numbers = {name: plain(getattr(found, name)) for name in ("stated", "low", "high")}
            kind = {"added_up": claim.rule == Claim.Rule.SUM, "differs": found.result == claims.DIFFERS}
            details = {"quote": claim.quote, "of": found.of, **numbers, **kind}
            looked_at = f"{claim.quote}\n{numbers} {found.of} {found.clear} {found.arguable}"
            yield FindingDraft(f"claim {claim.position}", looked_at, details)


@check(
    gettext_lazy("Released statement gives another result"),
    {
        "": gettext_noop("“%(quote)s”: released as “%(was)s”, now “%(now)s”. Look at it and release it again."),
    },
    {"": gettext_noop("Release it again with today's result, or take the release back.")},
)
def released_claim_changed(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A released statement to which the rows now say something else than when it was released."""
    for claim in paper.claims:
        found = claims.result(claim, paper).result
        if claim.released_result and found != claim.released_result:
            details = {"quote": claim.quote, "was": str(claim.released_result), "now": found}
            yield FindingDraft(f"claim {claim.position}", f"{claim.quote}\n{claim.released_result} {found}", details)
