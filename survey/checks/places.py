"""Which other districts a text names so that it may belong to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from survey.language.names import fold, parse, places_in
from survey.models import District

# These carry the name of their seat and work far beyond it; "an der Fulda" is the river.
_BEYOND = re.compile(
    r"(?:Regierungspräsidi\w*|Regierungsbezirke?s?|RP|Polizeipräsidi\w*|Bis[ct]h?um\w*|Hochschule|Universität|\w*gerichte?s?"
    r"|\w*[Ee]rstaufnahme\w*|HEAE|EAE|Agentur für Arbeit|Arbeitsagentur|IHK|Handwerkskammer|an der|a\.\s?d\.?)"
    r"\s+(?:in\s+|für\s+)?$"
)
_LOOKED_BACK = 80  # letters: one of these words is no longer
# Names that are words, streets or surnames too: alone they name no district.
_ORDINARY = frozenset({"bergstrasse", "essen", "hagen", "harz", "hof", "regen", "roth"})


@dataclass(frozen=True)
class DistrictMention:
    """A district named in a paragraph, with the words that name it."""

    district: District
    words: str
    paragraph: str


def foreign(text: str, own: District, official: Iterable[District]) -> list[DistrictMention]:
    """What names other districts, in those paragraphs that name them more often than their own.

    Harmless are names that share their words with the own one (the city of Kassel in the county of Kassel, Darmstadt in
    Darmstadt-Dieburg), authorities that work beyond their seat, rivers, and names that are ordinary words.
    """
    districts = {district.official_name: district for district in official}
    found: list[DistrictMention] = []
    for paragraph in text.split("\n\n"):
        named = _mentions(paragraph, own, districts)
        others = [mention for mention in named if not akin(mention.district, own)]
        found += others if 2 * len(others) > len(named) else []
    return found


def akin(district: District, own: District) -> bool:
    """Whether the words of one name are all among those of the other."""
    words, own_words = (_words(each.official_name) for each in (district, own))
    return words <= own_words or own_words <= words


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(parse(name).core).split())


def _mentions(paragraph: str, own: District, districts: dict[str, District]) -> list[DistrictMention]:
    """One for each place in the text; a name of several districts means the own one if it can."""
    spans: dict[tuple[int, int], list[District]] = {}
    for name, start, end in places_in(paragraph, tuple(districts)):
        if (
            not _BEYOND.search(paragraph[max(0, start - _LOOKED_BACK) : start])
            and fold(paragraph[start:end]) not in _ORDINARY
        ):
            spans.setdefault((start, end), []).append(districts[name])
    return [
        DistrictMention(min(named, key=lambda each: not akin(each, own)), paragraph[start:end], paragraph)
        for (start, end), named in spans.items()
    ]
