"""Checks that look at quotes: whether each stands in its text, and whether each fact of a body has one."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_row
from survey.language.quotes import locate, normalise
from survey.models import Body, Code, Evidence, Meeting, Participation
from survey.record import RecordPaper
from survey.wording.places import row_place

IN_WORDS = ("beginning_words", "rhythm", "coverage")


@check(
    gettext_lazy("Quote not in the text"),
    {
        "nearly": gettext_noop(
            "Only quotation marks, dashes or blanks of this quote differ from the text: “%(quote)s”"
        ),
        "quote": gettext_noop("This quote does not stand in its text: “%(quote)s”"),
        "": gettext_noop("%(row)s: the category in %(part)s rests on no quote."),
    },
    {"": gettext_noop("Correct the quote where it is given.")},
)
def quote_missing(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A coding, a statement or a fact whose quote does not stand in its text (any more), or a coding without one."""
    yield from _of_codings(paper)
    yield from _of_claims(paper)
    yield from _of_evidence(paper)


def _of_codings(paper: RecordPaper) -> Iterator[FindingDraft]:
    for table, row in paper.entries():
        texts = [cell.text for cell in row.cells]
        for question, readings in row.codings.items():
            for coding in readings:
                needs_none = not coding.quote and coding.code.code in Code.WITHOUT_QUOTE
                if not needs_none and not _stands(coding.quote, texts):
                    yield in_row(
                        table,
                        row,
                        f"{coding.quote}\n{row.text}",
                        about=f"{question} {coding.role}",
                        part=question,
                        **_said(coding.quote, texts),
                    )


def _of_claims(paper: RecordPaper) -> Iterator[FindingDraft]:
    for claim in paper.claims:
        text = paper.text_of(claim)
        if not _stands(claim.quote, [text]):
            yield FindingDraft(f"claim {claim.position}", f"{claim.quote}\n{text}", _said(claim.quote, [text]))


def _of_evidence(paper: RecordPaper) -> Iterator[FindingDraft]:
    for evidence in paper.evidence:
        text = paper.text_of(evidence)
        if text is not None and not _stands(evidence.quote, [text]):
            yield FindingDraft(
                subject=f"{_subject(evidence)} {evidence.field}"[:200],
                looked_at=f"{evidence.quote}\n{text}",
                details=_said(evidence.quote, [text]),
                answer=evidence.answer_id,
            )


def _stands(quote: str, texts: Iterable[str]) -> bool:
    return any(locate(quote, text) for text in texts)


def _said(quote: str, texts: Iterable[str]) -> dict:
    """`nearly`: only marks, dashes or blanks are others."""
    plain = normalise(quote)
    return {"quote": quote, "nearly": bool(plain) and any(plain in normalise(text) for text in texts)}


def _subject(evidence: Evidence) -> str:
    if evidence.participation:
        return _part(evidence.participation)
    return f"body {(evidence.body or evidence.meeting.body).slug}"


def _part(participation: Participation) -> str:
    """ "body fulda-runder-tisch: AWO (participant)", or with the row where no body is named."""
    row = participation.row
    where = row_place(row.annex, row) if row else f"body {participation.body.slug}"
    return f"{where}: {participation.actor.name} ({participation.role})"


@check(
    gettext_lazy("Body without quote"),
    {
        "": gettext_noop("%(body)s: no words bear out “%(facts)s”. Add the quote, or remove the fact."),
    },
    {"": gettext_noop("Add the quote, or remove the fact.")},
)
def body_without_quote(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A body that no words name, or a fact of it, a meeting or a participation that no words bear out."""
    for body in paper.bodies:
        evidence = [each for each in paper.evidence if each.body_id == body.pk]
        meetings = [each for each in paper.meetings if each.body_id == body.pk]
        facts = _without_words(paper, body, evidence, meetings) if evidence else [body.name]
        if facts:
            details = {"body": body.usual_name, "facts": facts}
            yield FindingDraft(f"body {body.slug}", "\n".join([body.name, *facts]), details)
    named = {evidence.participation_id for evidence in paper.evidence}
    for participation in paper.participations:
        if participation.pk not in named:
            place = participation.body.usual_name if participation.body else participation.row.printed
            details = {"body": place, "facts": [participation.actor.name]}
            yield FindingDraft(_part(participation)[:200], participation.actor.name, details, row=participation.row_id)


def _without_words(paper: RecordPaper, body: Body, evidence: list[Evidence], meetings: list[Meeting]) -> list[str]:
    """What is given in words: each needs evidence of its own, or to stand in a text that names the body."""
    texts = [text for text in map(paper.text_of, evidence) if text is not None]
    fields = {each.field for each in evidence}
    given = [getattr(body, field) for field in IN_WORDS if field not in fields]
    shown = {each.meeting_id for each in paper.evidence}
    given += [meeting.words for meeting in meetings if meeting.pk not in shown]
    return [words for words in given if words and not _stands(words, texts)]
