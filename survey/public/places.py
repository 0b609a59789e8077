"""Places in words that people type: the districts of a name, a town, a plate, and those named within other words."""

import re
from dataclasses import dataclass

from django.conf import settings

from survey.language.analysis import noun_stems, stem
from survey.language.folding import fold
from survey.language.plates import PLATES
from survey.language.towns import BEFORE, districts_of, inhabitants
from survey.models import District

# A single word among others is a place where a district is called so, or a town that is no hamlet: many are words, too.
SMALLEST_TOWN = 5_000
LONGEST_NAME = 4
LONGEST_PLATE = 3  # shorter ones are abbreviations of much else
LONG_KREIS = re.compile(r"(?<=\w{4})[- ]?kreis$")
# Without “kreis” these would be something else.
WHOLE = ("saalekreis", "salzlandkreis", "burgenlandkreis")


@dataclass(frozen=True)
class NamedPlace:
    """The districts that some words may mean, and the words that are left."""

    districts: tuple[District, ...]
    rest: str


def districts_fitting(words: str) -> list[District]:
    """Districts of that name, and those that a place of that name lies in; one that has ended only if no other fits."""
    return _fitting(words, list(District.objects.defer("outline", "over_time")))


def place_within(words: str) -> NamedPlace | None:
    """“Bad Hersfeld runder Tisch”: the longest run of words that is a place, if others are left; one query."""
    said = re.findall(r"[\w.-]*\w[\w.-]*", words)
    if len(said) < 2:
        return None
    districts = list(District.objects.defer("outline", "over_time"))
    for length in range(min(LONGEST_NAME, len(said)), 0, -1):
        for start in range(len(said) - length + 1):
            name = " ".join(said[start : start + length])
            if _may_be_a_place(name, length, districts) and (found := _fitting(name, districts)):
                return NamedPlace(tuple(found), " ".join(said[:start] + said[start + length :]))
    return None


def _may_be_a_place(name: str, words: int, districts: list[District]) -> bool:
    if words > 1:
        return True
    is_plate = name in PLATES and len(name) == LONGEST_PLATE
    if is_plate or any(_plain(fold(name)) in _names(each) for each in districts):
        return True
    return stem(name) not in noun_stems() and inhabitants(name) >= SMALLEST_TOWN


def _fitting(words: str, districts: list[District]) -> list[District]:
    """Those that are called so come before those with a town that is."""
    keys, name = districts_of(words, settings.PLACE_LISTS), BEFORE.sub("", fold(words))
    called = [each for each in districts if _plain(name) in _names(each)]
    found = [*called, *(each for each in districts if each.key in keys and each not in called)]
    return [each for each in found if not each.valid_to] or found


def _names(district: District) -> set[str]:
    """With and without “kreis” behind them, for most say “Vogelsberg” and “Main-Kinzig”."""
    names = [fold(district.name), fold(district.official_name)]
    short = [LONG_KREIS.sub("", name) for name in names if name not in WHOLE]
    return {_plain(name) for name in (*names, *short, district.key, district.slug)} - {""}


def _plain(name: str) -> str:
    return name.replace("-", " ").strip()
