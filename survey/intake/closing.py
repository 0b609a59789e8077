"""What closes a paper: the signature below the last reply, and where its annexes begin."""

import re
from collections.abc import Sequence

from survey.intake.accounting import LineAccounts
from survey.intake.annexes import ANNEX
from survey.intake.dates import PRINTED_DATE
from survey.intake.edges import TextFlow
from survey.intake.grids import SIGN
from survey.intake.head import HeadFacts, is_form
from survey.intake.layouts import SIGNED, Layout
from survey.intake.lines import ends_sentence, first_index
from survey.pages.document import PageLine

_ANNEX_HEADING = re.compile(r"(?:Anlagen?|ANLAGEN?)(?:\s+\d+)?\s*[*:]?(?:\s*(?:[-–]|zu[rm]?|der|zu)\s.{1,120})?")
_OF_PAPER = re.compile(
    r"(?:Antwort|Stellungnahme) (?:der|des) .{1,60} (?:auf|zu) (?:die|der)\b|(?:BT-|LT-)?(?:Drucksache|Drs\.) \d"
    r"|(?:Zu[rm]? )?(?:Kleinen?|Großen?) Anfrage\b"
)
_SIGNATURE = re.compile(rf"(?P<place>[A-ZÄÖÜ][\w .-]{{1,30}}),\s+(?:den\s+)?(?P<date>{PRINTED_DATE})")
_ON_BEHALF = re.compile(
    r"(?:In Vertretung|i\.\s?V\.|In Vertretung (?:der|des)\s.{1,80}|Mit freundlichen Grüßen)[:,]?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:Der |Die )?(?:Staats|Justiz|Finanz|Innen|Kultus|Sozial|Umwelt|Wirtschafts)*(?:[Mm]inister(?:in"
    r"|präsident(?:in)?)?|[Ss]ekretär(?:in)?"
    r"|[Mm]inisterialdirektor(?:in)?|[Mm]inisterialdirigent(?:in)?|Senator(?:in)?|Staatsrat"
    r"|Staatsrätin)(?:\s(?:für|der|des)\s.{1,80})?"
)
LINES_OF_SIGNATURE = 12
LINES_ABOVE_ANNEX = 4


def annexes_index(flow: TextFlow, last: int, layout: Layout) -> int:
    """The line "Anlage", behind which no text of the body stands any more, or the lines above that name its paper."""
    at = _annex_line(flow, last, layout)
    for start in range(at - 1, max(last, at - LINES_ABOVE_ANNEX - 1), -1):
        if _OF_PAPER.match(flow.lines[start].text) and (
            start in flow.breaks or ends_sentence(flow.lines[start - 1].text)
        ):
            return start
        if ends_sentence(flow.lines[start].text):
            break
    return at


def _annex_line(flow: TextFlow, last: int, layout: Layout) -> int:
    signed = first_index(flow.lines, lambda line: _SIGNATURE.fullmatch(line.text), last + 1)
    for at in range(last + 1, len(flow.lines)):
        text = flow.lines[at].text
        if at > signed and text.startswith(SIGN):
            return at
        if ANNEX.fullmatch(text) and (_is_apart(flow, at) or flow.lines[at - 1].text.endswith((".", "?", ":", "!"))):
            return at
        if _ANNEX_HEADING.fullmatch(text) and (at in flow.breaks or ends_sentence(flow.lines[at - 1].text)):
            return at
        if layout.ends and layout.ends.match(text):
            return at
    return len(flow.lines)


def _is_apart(flow: TextFlow, at: int) -> bool:
    return flow.lines[at].after_blank or at in flow.breaks or len(flow.lines[at - 1].text) < 60


def signature_index(flow: TextFlow, last: int, annexes: int, layout: Layout) -> int:
    """Where the signature begins: place and day, "In Vertretung", or a name above an office."""
    lines = flow.lines
    signed = first_index(lines[:annexes], lambda line: _SIGNATURE.fullmatch(line.text), last + 1)
    if signed < annexes and (annexes - signed <= LINES_OF_SIGNATURE or layout.slug == "hessen"):
        return signed
    for at in range(max(last + 1, annexes - LINES_OF_SIGNATURE), annexes):
        is_office = at + 1 < annexes and _OFFICE.fullmatch(lines[at + 1].text) and _is_name(lines[at].text)
        if (_ON_BEHALF.fullmatch(lines[at].text) or is_office) and all(
            len(line.text) < 90 for line in lines[at:annexes]
        ):
            return at
    return annexes


def read_signature(
    lines: Sequence[PageLine], facts: HeadFacts, accounts: LineAccounts, *, is_asked_alone: bool = False
) -> None:
    """Place, day and name; the day of the signature is the day of the answer.

    Below a question paper without replies those who ask have signed: its day is theirs, and nobody has answered.
    """
    for at, line in enumerate(lines):
        match = _SIGNATURE.fullmatch(line.text)
        if is_asked_alone:
            accounts.keep([line], known=True)
            if match and at == 0:
                facts.add_date("asked", match["date"], SIGNED, line.number)
        elif match and at == 0:
            facts.add_date("answered", match["date"], SIGNED, line.number)
            facts.find("place", match["place"], line.number)
            accounts.take([line])
        elif _ON_BEHALF.fullmatch(line.text) or "signatory" in facts.printed:
            is_known = "signatory" not in facts.printed or is_form(line.text) or facts.says_again(line.text)
            is_known = is_known or bool(_OFFICE.match(line.text))
            accounts.keep([line], known=is_known)
        else:
            facts.find("signatory", line.text, line.number)
            accounts.take([line])


def _is_name(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:(?:Prof|Dr)\.\s*(?:h\.\s?c\.\s*)?)*[A-ZÄÖÜ][\w.-]+(?:\s+(?:von|zu|der"
            r"|de)\b)?(?:\s+[A-ZÄÖÜ][\w.-]+){0,3}",
            text,
        )
    )
