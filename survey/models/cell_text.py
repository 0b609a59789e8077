"""What a cell's text says of its number and status, and where they part: one rule for forms, imports and checks."""

from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from survey.language import numbers
from survey.language.numbers import decimal_text

DIGITS, PLACES = 20, 4
LARGEST = Decimal(10) ** (DIGITS - PLACES)
BEGINNING = 40
SIGNS = {"about": "≈", "at_least": "≥", "at_most": "≤"}

Read = tuple[Decimal | None, str]


@lru_cache(maxsize=20_000)  # a table of numbers says the same ones over and over
def number_of(text: str) -> Read:
    """The number that the cell is; none where it has more digits than are kept: nothing is rounded."""
    read = numbers.read_cell(text)
    if read.value is None or abs(read.value) >= LARGEST or read.value != round(read.value, PLACES):
        return None, "none"
    return read.value, read.number_is


def number_anew(before: str, text: str, stood: Read) -> Read:
    """The number of a text that was changed; one that an editor gave a text that is none, stays with the like."""
    read = number_of(text)
    return stood if read[0] is None and number_of(before)[0] is None else read


def contradictions(status: str, text: str, number: Decimal | None, number_is: str) -> dict[str, str]:
    """Sentences by the field that cannot be beside this text: an empty field with words, a number that it denies."""
    if status == "blank" and text.strip():
        sentence = _("The field is not empty, “%(text)s” stands in it. Choose another status.")
        return {"status": sentence % {"text": _beginning(text)}}
    if number is None:
        return {}
    if status == "blank":
        return {"number": _("An empty field has no number. Take the number out, or choose another status.")}
    said = number_of(text)
    if said[0] is None or said == (number, number_is):
        return {}
    sentence = _("The text says “%(text)s”, which is not %(number)s. Change the number, or the text if it was misread.")
    return {"number": sentence % {"text": _beginning(text), "number": in_signs(number, number_is)}}


def in_signs(number: Decimal, number_is: str) -> str:
    """A number as a sentence names it in any language: “≈ 12”."""
    return " ".join(filter(None, [SIGNS.get(number_is), decimal_text(number)]))


def _beginning(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= BEGINNING else f"{plain[:BEGINNING].rstrip()} …"
