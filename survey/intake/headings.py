"""Headings that part the questions of a paper by subject: they stand below a reply, above the next question."""

import re
from collections.abc import Sequence

from survey.intake.grids import SIGN
from survey.intake.lines import ends_sentence
from survey.pages.document import PageLine

MOST = 3  # lines
LETTERS = 90
_WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}|[A-ZÄÖÜ]{4,}")
_NUMBERED = re.compile(r"(?:[A-H]|[IVX]{1,5})(?:[.)]|\s[-–])\s+\S")
_SAYS = re.compile(r"(?:Siehe|Vgl\.|Vergleiche|Anlagen?|Quellen?|Stand|Hinweise?|Tabellen?|Nein|Ja|Keine?|Entfällt)\b")
_VALUE = re.compile(r"\d\.\d{3}|\d,\d|\d\s?(?:€|%|Euro|Prozent)")
_OPEN = (":", ";", ",", "-", "–", "(", "„")
_IN_BRACKETS = re.compile(r"[^.?!…\d][)\]]$")  # the end of a row or a name: "Umbau (Endausbau)"


def headings_below(lines: Sequence[PageLine]) -> int:
    """How many lines at the end of a reply are headings: short ones that are no sentence, behind a whole one.

    White or bold type tells them, or a number of their own; else the words above must end a sentence.
    """
    count = 0
    while count < min(MOST, len(lines) - 1) and may_head(lines[-count - 1]):
        count += 1
    return next((size for size in range(count, 0, -1) if _stands_apart(lines, len(lines) - size)), 0)


def is_sure(line: PageLine) -> bool:
    """Whether more than its words say that a line is a heading."""
    return line.bold or line.after_blank or bool(_NUMBERED.match(line.text))


def may_head(line: PageLine) -> bool:
    """Whether a line is as short as a heading and no sentence, no row, no reference."""
    text = line.text
    if len(text) > LETTERS or "\t" in text or text.startswith(SIGN) or _SAYS.match(text) or _VALUE.search(text):
        return False
    is_open = text.endswith(_OPEN) or text[-1].isdigit() or ends_sentence(text)
    return text[0].isupper() and not is_open and bool(_WORD.search(text))


def _stands_apart(lines: Sequence[PageLine], at: int) -> bool:
    line, above = lines[at], lines[at - 1]
    if above.text.endswith(_OPEN):
        return False
    is_whole = ends_sentence(above.text) and not _IN_BRACKETS.search(above.text)
    return is_whole or (is_sure(line) and not above.bold)
