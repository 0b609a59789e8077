"""What stands above a reply: "Antwort:", "Zu 1. und 2.:", "Antwort zu Frage 3:", "Gemeinsame Antwort zu 4 und 5"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from survey.intake.keys import KEYS
from survey.intake.lines import ends_sentence
from survey.pages.document import PageLine

_BY = r"(?:\s+(?:der|des)\s+(?:Landes|Bundes|Staats)?(?:regierung|senats?|ministeri\w+)(?:\s+für\s[^:]{1,120})?)?"
_QUESTION = r"(?:Fragen?|Ziffern?|Nummern?|Nrn?\.|Punkte?n?|Teilfragen?)"
_NUMBERED = rf"(?:{_QUESTION}\s*(?:Nrn?\.\s*)?)?"
_JOINT = r"(?:(?:Gemeinsame|Zusammenfassende|Zusammengefasste)\s+)?"
_LABEL = re.compile(
    rf"(?:{_JOINT}(?:Antwort(?:en)?|ANTWORT(?:EN)?|Stellungnahme|Beantwortung){_BY}"
    rf"(?:\s+(?:(?:zu|auf|der)(?:\s+(?:die|den|der))?\s+)?{_NUMBERED}(?P<named>{KEYS}))?"
    rf"|(?P<word>Zu|zu|ad)(?:\s+(?:den|der|die))?\s+{_NUMBERED}(?P<listed>{KEYS}))"
    r"\s*(?P<colon>[:.–]?)\s*(?P<rest>.*)"
)
_PART = re.compile(
    r"(?:Zu|Antwort(?:\s+zu)?)\s+(?:Buchstaben?\s+|Teilfrage\s+)?(?P<part>[a-z])\)?\s*(?:\)|:)\s*:?\s*(?P<rest>.*)"
)
_BEGINS = ("Antwort", "ANTWORT", "Zu ", "zu ", "ad ", "Stellungnahme", "Beantwortung", "Gemeinsame ", "Zusammen")


@dataclass(frozen=True)
class Label:
    """`listed` are the questions that it names, as printed; empty for a plain "Antwort:". `rest` follows it."""

    listed: str
    rest: str
    part: str = ""


def label_at(lines: Sequence[PageLine], at: int) -> Label | None:
    """The label that a line is, or begins with; "Antwort zu Frage 3." only where no sentence ends with it."""
    label = label_of(lines[at].text)
    if not label or not label.listed or not lines[at].text.endswith(".") or label.rest or not at:
        return label
    goes_on = not lines[at].after_blank and not ends_sentence(lines[at - 1].text)
    return None if goes_on and not lines[at].bold else label


def label_of(text: str) -> Label | None:
    """The label that the words of a line are, or begin with."""
    if not text.startswith(_BEGINS):
        return None
    if part := _PART.fullmatch(text):
        return Label("", part["rest"], part["part"])
    match = _LABEL.fullmatch(text)
    if not match or not _ends_label(match):
        return None
    return Label((match["named"] or match["listed"] or "").strip(), match["rest"])


def _ends_label(match: re.Match) -> bool:
    """Text behind a label stands behind its colon; "zu Frage 3." may be the end of a sentence."""
    return match["colon"] == ":" or (not match["rest"] and match["word"] != "zu")
