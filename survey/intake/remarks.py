"""Preliminary remarks: what stands between the head and the questions, by whom it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from survey.intake.lines import ends_sentence
from survey.language.spacing import unspaced
from survey.pages.document import PageLine

LONG_HEADING = 120
USUAL_LINE, SHORT_LINE = 60, 40  # letters
LINES_OF_LEAD = 5
_REMARK = re.compile(
    r"(?:Vorbemerkung(?:en)?|VORBEMERKUNG(?:EN)?|Vorwort|Begründung|BEGRÜNDUNG|Vorspann"
    r"|Einleitung für die Fragen?)\b.{0,120}"
)
_OF_ASKERS = re.compile(
    r"Fragestell|Abg\.|Abgeordnete|Fraktion|Anfragesteller|Kleinen Anfrage|Begründung|Einleitung für die Frage",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"Vorbemerkung(?:en)?(?:\s(?:der|des)\s(?:[A-ZÄÖÜ]\w+regierung|[Ff]ragestell\w+|Abgeordneten?|Senats?"
    r"|Fraktion))?\s?:?|VORBEMERKUNG(?:EN)?(?:\s(?:DER|DES)\s[A-ZÄÖÜ]+)?\s?:?"
)
_REFERS = re.compile(r"(?:\b(?:der|die|zur|siehe|vgl\.|und|in|auf|o\. g\.)|[„,(-])$")
_ANSWER = re.compile(r"(?:ANTWORT|Antwort)(?:\s+(?:der|des)\s.{1,80})?")
_LEAD_TO_REPLIES = re.compile(
    r".*\b(?:beantworte[nt]?|beantwortet|antworte[nt]?|nehme[n]?|nimmt|beantworten)\b.*(?::|folgt\.)"
    r"|.*\bwie\s+folgt\s*[:.]",
    re.DOTALL,
)
_LEAD_TO_QUESTIONS = re.compile(
    r"(?:.*\b(?:frag(?:e|en|t)\s+(?:ich|wir|sie|er|die\s+(?:Abgeordnete|Fraktion)\w*)|(?:[Ii]ch"
    r"|[Ww]ir)\s+frag(?:e|en)|wird\s+(?:daher\s+|deshalb\s+)?gefragt|bitte[n]?\s+(?:ich|wir))\b.*:"
    r"|Fragen?\s+an\s+die\s+\w+regierung\s*:|Fragen\s*:|(?:Ich|Wir)\s+frage[n]?\s+(?:die|den)\s[^.?]{3,80})",
    re.DOTALL,
)


@dataclass
class Said:
    """A remark while it is read."""

    by: str
    heading: str
    line: int
    lines: list[PageLine] = field(default_factory=list)


def heading_of(line: PageLine, above: PageLine | None) -> str:
    """The heading of a remark that a line is; a sentence that begins with the word is none."""
    text = unspaced(line.text)
    if _PLAIN.fullmatch(text) and not (above is not None and _REFERS.search(above.text)):
        return text
    if not _REMARK.fullmatch(text) or len(text) > LONG_HEADING:
        return ""
    if text.endswith((".", ",")) or (above is not None and not line.after_blank and not _is_end(above.text)):
        return ""
    is_short = len(text.split()) <= 4 or text.endswith(":") or re.match(r"\w+ (?:der|des|zu|aus)\b", text)
    return text if is_short else ""


def _is_answer(line: PageLine, above: PageLine | None) -> bool:
    """Whether the head of the reply begins here: "Antwort der Landesregierung", and no sentence that goes on."""
    text = unspaced(line.text)
    if not _ANSWER.fullmatch(text) or _REFERS.search(text):
        return False
    return above is None or line.after_blank or line.bold or _is_end(above.text, SHORT_LINE)


def _is_text(lines: Sequence[PageLine], at: int) -> bool:
    """Whether a sentence ends in the lines that begin here."""
    return any(ends_sentence(line.text) for line in lines[at : at + 6])


def _is_end(text: str, short: int = USUAL_LINE) -> bool:
    """Whether a sentence or a short line of a head ends here; a sentence goes on behind a word in lower case."""
    return ends_sentence(text) or (len(text) < short and not text.strip().rpartition(" ")[2].islower())


def leads_to_questions(text: str) -> bool:
    """ "Ich frage die Landesregierung:" """
    return len(text) < 400 and bool(_LEAD_TO_QUESTIONS.fullmatch(text))


def leads_to_replies(text: str) -> bool:
    """ "Dies vorangestellt, beantworte ich die Kleine Anfrage wie folgt:" """
    return len(text) < 600 and bool(_LEAD_TO_REPLIES.fullmatch(text))


def lines_of_lead(lines: Sequence[PageLine]) -> int:
    """How many lines at the end lead over to replies: a sentence of one line, or of the last few."""
    for count in range(1, min(LINES_OF_LEAD, len(lines)) + 1):
        above = lines[-count - 1].text if count < len(lines) else ""
        begins_anew = not above or lines[-count].after_blank or above.endswith(",") or ends_sentence(above)
        if begins_anew and leads_to_replies(" ".join(line.text for line in lines[-count:])):
            return count
    return 0


def speaker(heading: str) -> str:
    return "askers" if _OF_ASKERS.search(heading) else "government"


def read_remarks(lines: Sequence[PageLine], by: str) -> tuple[list[Said], list[PageLine]]:
    """The remarks of these lines, and lines that only lead over; text without a heading is said `by` them."""
    said: list[Said] = []
    over: list[PageLine] = []
    closed = False
    for at, line in enumerate(lines):
        heading = heading_of(line, lines[at - 1] if at else None)
        if heading:
            said.append(Said(speaker(heading), heading, line.number))
            closed = False
        elif _is_answer(line, lines[at - 1] if at else None):
            closed = True
            over.append(line)
        elif (
            closed and not ends_sentence(line.text) and len(line.text) < LONG_HEADING and not _is_text(lines, at)
        ) or (leads_to_questions(line.text) and not (said and said[-1].by == "government")):
            over.append(line)
        else:
            leads = leads_to_replies(line.text)
            if not said or closed or (leads and said[-1].by == "askers"):
                said.append(Said("government" if leads or closed else by, "", line.number))
                closed = False
            said[-1].lines.append(line)
    return [each for each in said if each.lines or each.heading], over
