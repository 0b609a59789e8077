"""What stands above a reply: "Antwort:", "Zu 1. und 2.:", "Antwort zu Frage 3:", "Gemeinsame Antwort zu 4 und 5"."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from survey.intake.keys import KEYS
from survey.intake.numbering import begins_anew
from survey.language.spacing import unspaced
from survey.pages.document import PageLine

MOST = 0.6  # of the questions
LONGEST = 1000  # questions that one label names

_BY = (
    r"(?:\s+(?:der|des)\s+(?:[A-ZÄÖÜ]\w+\s)?(?:(?:Landes|Bundes|Staats)?regierung|[A-ZÄÖÜ]?\w*?(?:[Ss]enats?|[Ss]enator(?:in|s)?"
    r"|[Mm]inisteri\w+|[Mm]inisters?|[Mm]inisterin|kanzlei)|Senatsverwaltung)(?:\s+(?:für|des|der)\s[^:]{1,120})?)?"
)
_QUESTION = r"(?:Fragen?|FRAGE(?:N)?|Ziffern?|Nummern?|Nrn?\.|Punkte?n?|Teilfragen?)"
_NUMBERED = rf"(?:{_QUESTION}\s*(?:Nrn?\.\s*)?)?"
_JOINT = r"(?:(?:Gemeinsame|Zusammenfassende|Zusammengefasste)\s+)?"
_LABEL = re.compile(
    rf"(?:(?:Die\s+)?{_JOINT}(?:Antwort(?:en)?|ANTWORT(?:EN)?|Stellungnahme|Beantwortung){_BY}"
    rf"(?:\s+(?:(?:zu|ZU|auf|AUF|der)(?:\s+(?:die|den|DEN|der))?\s+)?{_NUMBERED}\(?(?P<named>{KEYS}))?"
    rf"|(?P<word>Zu[rm]?|zu[rm]?|ZU|Ad|ad)(?:\s+(?:den|DEN|der|die))?\s+{_NUMBERED}\(?(?P<listed>{KEYS}))"
    r"\s*(?P<colon>(?:[:.]|(?<=\s)[–—-](?=\s|$)|–)?)\s*(?P<rest>.*)"
)
_PART = re.compile(
    r"(?:Zu|Antwort(?:\s+zu)?)\s+(?:Buchstaben?\s+|Teilfrage\s+)?(?P<part>[a-z])\)?\s*(?:\)|:)\s*:?\s*(?P<rest>.*)"
)
# "Zu 1. Die Zahl ...", "zu 2) Nein.": a label where all replies have one, and else the beginning of a sentence
_BEFORE_TEXT = re.compile(
    rf"(?:[Zz]u|[Aa]d)\s+(?:den\s+)?{_NUMBERED}\(?(?P<listed>{KEYS})(?<=[.)])\s*(?![A-ZÄÖÜ]\w*\s+\d{{4}}\b)(?P<rest>(?:[A-ZÄÖÜ„]|[-–•]\s|[a-z]\)\s).*)"
)
_BEGINS = (
    *("Antwort", "ANTWORT", "Die Antwort", "A n t w", "A N T W", "Stellungnahme", "Beantwortung", "Gemeinsame "),
    *("Zusammen", "Zu ", "zu ", "Zur ", "zur ", "Zum ", "zum ", "ZU ", "Ad ", "ad "),
)
_ODD = tuple("–—-0123456789")
# "– Antwort –", "3. Antwort:"
_IN_DASHES = re.compile(r"^[–—-]\s?(?P<word>Antwort|ANTWORT)(?P<rest>\s?[–—-])$")
_NUMBERED_ANSWER = re.compile(rf"^(?P<listed>{KEYS})\s+(?:Antwort|ANTWORT)\s?:(?P<rest>.*)$")
_BEFORE = ("Zu ", "zu ", "Ad ", "ad ")


@dataclass(frozen=True)
class ReplyLabel:
    """`listed` are the questions that it names, as printed; empty for a plain "Antwort:". `rest` follows it."""

    listed: str
    rest: str
    part: str = ""

    @property
    def numbers(self) -> set[int]:
        """Those of the questions, between two of them included: "1 bis 3 und 5"."""
        found: set[int] = set()
        for first, last in re.findall(r"(\d+)[a-z]?[.)]*(?:\s*(?:bis|BIS|[-–])\s*(\d+))?", self.listed):
            found |= set(range(int(first), min(int(last or first), int(first) + LONGEST) + 1))
        return found


def label_at(lines: Sequence[PageLine], at: int) -> ReplyLabel | None:
    """The label that a line is, or begins with; "Antwort zu Frage 3" without a colon only where no sentence goes on."""
    text = lines[at].text
    label = label_of(text)
    if not label or text.endswith(":") or label.rest or label.part or not at:
        return label
    is_within = not lines[at].bold and not begins_anew(lines, at)
    if is_within and not label.listed:
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        is_within = not text.startswith(("Antwort", "ANTWORT")) or below[:1].islower()
    return None if is_within else label


def label_before_text(text: str) -> ReplyLabel | None:
    """ "Zu 1. Die Zahl ..." may be a label, or the beginning of a sentence."""
    match = _BEFORE_TEXT.fullmatch(text) if text.startswith(_BEFORE) else None
    return ReplyLabel(match["listed"], match["rest"]) if match else None


def labels_before_text(
    lines: Sequence[PageLine], numbers: Collection[int], labels: Iterable[ReplyLabel]
) -> list[tuple[int, ReplyLabel]]:
    """Where replies begin with their label and no colon, if most of these questions have one, in their order.

    `labels` are others, which a colon ends.
    """
    found, last = [], 0
    for at, line in enumerate(lines):
        label = label_before_text(line.text)
        if label is None or not begins_anew(lines, at):
            continue
        number = int(re.match(r"\d+", label.listed)[0])
        if number in numbers and number > last:
            found.append((at, label))
            last = number
    named = {number for label in (*labels, *(label for _, label in found)) for number in label.numbers}
    return found if len(found) > 1 and len(named.intersection(numbers)) >= MOST * len(numbers) else []


def label_of(text: str) -> ReplyLabel | None:
    """The label that the words of a line are, or begin with."""
    if text[:1] in _ODD:
        text = _IN_DASHES.sub(r"\g<word>", _NUMBERED_ANSWER.sub(r"Antwort zu \g<listed>:\g<rest>", text))
    if not text.startswith(_BEGINS):
        return None
    text = unspaced(text) if text[1] == " " else text
    if part := _PART.fullmatch(text):
        return ReplyLabel("", part["rest"], part["part"])
    match = _LABEL.fullmatch(text)
    if not match or not _ends_label(match):
        return None
    return ReplyLabel((match["named"] or match["listed"] or "").strip(), match["rest"])


def _ends_label(match: re.Match) -> bool:
    """Text behind a label stands behind its colon; "zu Frage 3." may be the end of a sentence."""
    is_small = match["word"] is not None and match["word"][0].islower()
    is_dash = match["colon"] in ("–", "—", "-") and match["named"]
    return match["colon"] == ":" or is_dash or (not match["rest"] and not is_small)
