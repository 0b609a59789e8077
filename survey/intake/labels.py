"""What stands above a reply: "Antwort:", "Zu 1. und 2.:", "Antwort zu Frage 3:"."""

import re
from dataclasses import dataclass

from survey.intake.keys import KEYS

_BY = r"(?:\s+(?:der|des)\s+(?:Landes|Bundes|Staats)?(?:regierung|senats?|ministeri\w+)(?:\s+für\s[^:]{1,120})?)?"
_QUESTION = r"(?:Fragen?|Ziffern?|Nummern?|Nrn?\.|Punkte?n?|Teilfragen?)"
_LABEL = re.compile(
    rf"(?:(?P<answer>Antwort(?:en)?|ANTWORT|Stellungnahme|Beantwortung){_BY}(?:\s+(?:zu|auf)(?:\s+(?:die|den"
    rf"|der))?\s+{_QUESTION}\s*"
    rf"(?P<named>{KEYS}))?|(?:Zu|ad)(?:\s+(?:den|der|die))?\s+(?P<word>{_QUESTION}\s*)?(?P<listed>{KEYS}))"
    r"\s*(?P<colon>[:.–]?)\s*(?P<rest>.*)"
)
_PART = re.compile(r"Zu\s+(?:Buchstaben?\s+)?(?P<part>[a-z])\)?\s*(?:\)|:)\s*:?\s*(?P<rest>.*)")


@dataclass(frozen=True)
class Label:
    """`listed` are the questions that it names, as printed; empty for a plain "Antwort:". `rest` follows it."""

    listed: str
    rest: str
    part: str = ""


def label_of(text: str) -> Label | None:
    """The label that a line is, or begins with."""
    if not text.startswith(("Antwort", "ANTWORT", "Zu ", "ad ", "Stellungnahme", "Beantwortung")):
        return None
    if part := _PART.fullmatch(text):
        return Label("", part["rest"], part["part"])
    match = _LABEL.fullmatch(text)
    if not match or (match["rest"] and not _ends_label(match)):
        return None
    return Label((match["named"] or match["listed"] or "").strip(), match["rest"])


def _ends_label(match: re.Match) -> bool:
    """Text behind a label stands behind its colon."""
    return match["colon"] == ":"
