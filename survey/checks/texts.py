"""Checks that look at the paper's texts: its dates, its claims, and the quotes that facts rest on."""

from collections.abc import Iterator
from itertools import pairwise

from survey.checks import claims
from survey.checks.found import Found, in_row
from survey.checks.paper import Paper
from survey.language.quotes import locate
from survey.models import Evidence, InquiryDate

Kind = InquiryDate.Kind
ORDER = (Kind.ASKED, Kind.RECEIVED, Kind.FORWARDED, Kind.ANSWERED, Kind.DISTRIBUTED)


def dates_out_of_order(paper: Paper) -> Iterator[Found]:
    """A step of the paper before the step that comes first, or a table that is younger than the answer."""
    steps = [paper.dates[kind] for kind in ORDER if kind in paper.dates]
    for earlier, later in pairwise(steps):
        if later.date < earlier.date:
            details = {"first": earlier.kind, "second": later.kind, "dates": f"{earlier.date} > {later.date}"}
            yield Found(f"date {later.kind}", f"{earlier.date} {later.date}", details)
    answered = paper.dates.get(Kind.ANSWERED)
    for sheet in paper.sheets:
        if answered and sheet.annex.date and sheet.annex.date > answered.date:
            details = {"first": "annex", "second": Kind.ANSWERED, "dates": f"{sheet.annex.date} > {answered.date}"}
            looked_at = f"{sheet.annex.date} {answered.date}"
            yield Found(f"{sheet.annex.number} date", looked_at, details, sheet.annex.pk)


def claim_against_rows(paper: Paper) -> Iterator[Found]:
    """A statement with a number that the rows do not bear out, or bear out in one reading only."""
    for claim in paper.claims:
        found = claims.result(claim, paper)
        if found.result in (claims.DIFFERS, claims.DEPENDS_ON_READING):
            numbers = {name: _plain(getattr(found, name)) for name in ("stated", "low", "high")}
            details = {"quote": claim.quote, "result": found.result, "of": found.of, **numbers}
            looked_at = f"{claim.quote}\n{' '.join(numbers.values())} {found.of}"
            yield Found(f"claim {claim.position}", looked_at, details)


def _plain(number) -> str:
    return "…" if number is None else f"{number.normalize():f}"


def quote_missing(paper: Paper) -> Iterator[Found]:
    """A coding, a statement or a fact whose quote does not stand in its text (any more)."""
    yield from _coding_quotes(paper)
    for claim in paper.claims:
        text = claim.reply.text if claim.reply else claim.remark.text
        if locate(claim.quote, text) is None:
            yield Found(f"claim {claim.position}", f"{claim.quote}\n{text}", {"quote": claim.quote})
    yield from _evidence_quotes(paper)


def _coding_quotes(paper: Paper) -> Iterator[Found]:
    for sheet, line in paper.entries():
        for question, readings in line.codings.items():
            for coding in readings:
                if coding.quote and not any(locate(coding.quote, cell.reading) for cell in line.cells):
                    found = in_row(sheet, line, f"{coding.quote}\n{line.text}", quote=coding.quote)
                    yield Found(
                        f"{line.address} {question} {coding.role}",
                        found.looked_at,
                        found.details,
                        found.annex,
                        found.row,
                    )


def _evidence_quotes(paper: Paper) -> Iterator[Found]:
    replies, remarks = ({each.pk: each.text for each in texts} for texts in (paper.replies, paper.remarks))
    for evidence in paper.evidence:
        cell = paper.cell(evidence.answer_id)
        text = cell.reading if cell else replies.get(evidence.reply_id) or remarks.get(evidence.remark_id) or ""
        if locate(evidence.quote, text) is None:
            subject = f"{_subject(evidence)} {evidence.field} {evidence.pk}"
            yield Found(subject, f"{evidence.quote}\n{text}", {"quote": evidence.quote}, answer=evidence.answer_id)


def _subject(evidence: Evidence) -> str:
    participation = evidence.participation
    if participation:
        return f"body {participation.body.slug}" if participation.body else f"row {participation.row.printed}"
    return f"body {(evidence.body or evidence.meeting.body).slug}"


def body_without_quote(paper: Paper) -> Iterator[Found]:
    """A body that no words name."""
    named = {evidence.body_id for evidence in paper.evidence if evidence.field == "name"}
    for body in paper.bodies:
        if body.pk not in named:
            yield Found(f"body {body.slug}", body.name, {"body": body.usual_name})
