"""Printed lines as a text to read: sentences run on, cut words are whole, lists and rows keep their lines."""

import re
from collections.abc import Sequence

from survey.intake.dates import begins_with_date
from survey.intake.lines import ends_sentence
from survey.language.hyphens import whole_words
from survey.language.spacing import unkerned
from survey.pages.document import PageLine

FULL = 0.75  # share of a line's usual length from which on it goes on in the next
NARROWEST, WIDEST = 40, 160  # letters of a line within which lines are those of a print
SHORT = 0.4
USUAL = 0.9  # the share of lines that are no longer than the usual one

_ITEM = re.compile(r"(?:[-–—•▪◦*]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_VALUE = r"(?:[-–]?[\d.,/%€~*]*\d[\d.,/%€~*]*|k\. ?A\.)"
_ROW = re.compile(rf"\s(?:{_VALUE}\s(?:{_VALUE}|[-–])|[-–]\s{_VALUE}|(?<=\w )[-–]\s[-–])(?:\s[%€])?$")
_BELOW_TABLE = re.compile(r"(?:(?:Daten)?[Qq]uellen?|Stand|Anm(?:erkung(?:en)?|\.)|Hinweise?|Legende)\s?:\s")


def usual_length(lines: Sequence[PageLine]) -> int:
    """How long the lines of a print are; 0 for a text whose lines are paragraphs, or too few to say."""
    lengths = sorted(len(line.text) for line in lines)
    usual = lengths[int(len(lengths) * USUAL)] if lengths else 0
    return usual if NARROWEST <= usual <= WIDEST else 0


def reading_text(lines: Sequence[PageLine], first: str | None, usual: int) -> str:
    """The lines as one text; `first` replaces the first, `usual` is the length of the print's lines."""
    texts = [line.text.replace("\t", " ").strip() for line in lines]
    if first is not None and texts:
        texts[0] = first
    text = ""
    above = ""
    for line, printed, whole in zip(lines, texts, whole_words(texts), strict=True):
        if whole:
            text += _between(above, printed, usual, is_paragraph=line.after_blank) if text else ""
            text += whole
        above = printed
    return unkerned(text)


def _between(above: str, below: str, usual: int, *, is_paragraph: bool) -> str:
    if is_paragraph and (ends_sentence(above) or not below[:1].islower()):
        return "\n\n"
    is_full = usual and len(above) >= FULL * usual
    is_item = _ITEM.match(below) and not begins_with_date(below)
    is_apart = is_item or _BELOW_TABLE.match(below) or _ROW.search(above) or _ROW.search(below)
    return " " if is_full and not is_apart and not _is_heading(above, below, usual) else "\n"


def _is_heading(above: str, below: str, usual: int) -> bool:
    """Whether a few words stand alone below a whole sentence: those of a table."""
    return ends_sentence(above) and len(below) < SHORT * usual and not ends_sentence(below)
