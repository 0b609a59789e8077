"""Passages that by law are not shown: where they stood, why, since when."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from survey.public.reading.index import Index
from survey.publishing.content import WithheldPart


@dataclass(frozen=True)
class Withheld:
    place: str
    href: str
    reason: str
    date: date


def withheld(index: Index, place: str | None = None) -> tuple[Withheld, ...]:
    """All, or those of one place."""
    parts = index.content["withheld"]
    return tuple(_withheld(index, part) for part in parts if place in (None, part["place"]))


def _withheld(index: Index, part: WithheldPart) -> Withheld:
    place, href = _place(index, part["place"])
    return Withheld(place, href, part["reason"], date.fromisoformat(part["date"]))


def _place(index: Index, place: str) -> tuple[str, str]:
    """In words and as an address; an edition may lack the place that a later one has."""
    if index.answer(place):
        return index.place(place), index.addresses.cell(place)
    kind, _blank, key = place.partition(" ")
    found = next((each for each in index.content["questions"] if kind == "question" and each["key"] == key), None)
    if found:
        return _("question %(key)s") % {"key": key}, index.addresses.question(found["number"])
    if any(place == each["key"] for each in (*index.content["replies"], *index.content["remarks"])):
        return index.place(place), index.addresses.text(place)
    return _("the paper"), ""
