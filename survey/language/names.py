"""Printed names of districts and associations, and how they are compared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from survey.language.sorting import sort_key

NAMES = 10_000  # those of all respondents, which every import and every check compares anew

_COUNTY_WORD = r"(?:Landkreis(?:es|s)?|Kreis(?:es)?|LK|L?dkr\.|Lkrs?\.|Kr\.)"
# not every word in "stadt": Neustadt an der Weinstraße
_TOWN = r"(?:Stadt|[\w-]+-Stadt|(?:Landeshaupt|Wissenschafts|Universitäts|Hanse|Haupt|Kreis|Klingen)stadt)"
_CITY_WORD = rf"(?:(?:(?:kreisfreie[nr]?|krfr\.|kfr\.)\s+)?{_TOWN}|Stadtkreis|SK)"
_OFFICE = re.compile(
    r"^(?:Magistrat|Kreisausschuss|Kreisausschuß|Kreisverwaltung|Landratsamt|Stadtverwaltung)(?:\s+de[rs])?\s+",
    re.IGNORECASE,
)
_COUNTY_BEFORE = re.compile(rf"^{_COUNTY_WORD}\s+(?=\S)", re.IGNORECASE)
_COUNTY_BEHIND = re.compile(rf"\s*(?:,\s*|\(\s*){_COUNTY_WORD}\s*\)?$", re.IGNORECASE)
_OTHER_CIRCLE = "(?<!arbeits)(?<!helfer)(?<!kirchen)"
_COUNTY_PART = re.compile(rf"(?<=\w)(?:-|\s)?{_OTHER_CIRCLE}kreis(?:es)?$", re.IGNORECASE)
_COUNTY_INSIDE = re.compile(
    rf"\w-?{_OTHER_CIRCLE}kreis(?:es)?\s|^(?:region|städteregion|regionalverband)\s", re.IGNORECASE
)
_CITY_BEFORE = re.compile(rf"^{_CITY_WORD}\s+(?=\S)", re.IGNORECASE)
_CITY_BEHIND = re.compile(r"\s*(?:,\s*|\(\s*)(?:[^,()]*stadt(?:\s[^,()]*)?|Stadtkreis)\)?$", re.IGNORECASE)
_ASSOCIATION = re.compile(
    r"(?:städtetag|landkreistag|gemeindetag|gemeindebund|städtebund|verband|liga)(?:e?s)?$", re.IGNORECASE
)
_TOGETHER = re.compile(r"\s*(?:,\s*|\(\s*)?gemeinsam(?:\s+beantwortet)?\s*\)?$", re.IGNORECASE)
_BOTH = re.compile(
    rf"^(?:{_COUNTY_WORD}\s+(?:und|u\.|&)\s+{_CITY_WORD}|{_CITY_WORD}\s+(?:und|u\.|&)\s+{_COUNTY_WORD})\s+(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:und|u\.|&)\s+")
_HESSIAN = re.compile(r"^hess(?:ische[nrs]?|\.)?\s+", re.IGNORECASE)
_ON_THE_RIVER = re.compile(r"(?:\s+a\.?\s?M\.?|/M(?:ain|\.)?|\s*\(Main\))$")

_COUNTIES = re.compile(r"(?:die\s+)?(?:hess(?:ische|\.)\s+)?(?:land)?kreise\s*:?", re.IGNORECASE)
_CITIES = re.compile(r"(?:die\s+)?(?:hess(?:ische|\.)\s+)?(?:kreisfreie\s+städte|stadtkreise)\s*:?", re.IGNORECASE)

# one sign at a time: a repetition within the repetition would try every way to part a row of stars
_MARKS = re.compile(r"(?:\s*[*¹²³⁴⁵⁶⁷⁸⁹]\)?|(?<=\D)\d{1,2}\))+$")
_BROKEN = re.compile(r"(?<=[a-zäöüß])-\s+(?!und\b|oder\b|bzw\b)([a-zäöüß])")
_BROKEN_AT_PART = re.compile(r"(?<=\w)-\s+(?=[A-ZÄÖÜ])")

_BEFORE = rf"(?:(?P<both>Stadt und )?(?P<county>Landkreis\w*|Kreis(?:es|e|en|s)?|LK|Lkrs?\.)|(?P<city>{_TOWN}))"
_SUFFIX = r"[- ]?[Kk]reis(?:es|s|e)?"


@dataclass(frozen=True)
class PrintedName:
    """A name as printed, what it says about its kind (county, city, joint, association, or None), and its core."""

    printed: str
    kind: str | None
    core: str

    @property
    def key(self) -> str:
        """Equal for two ways to print one name; without a kind it equals no district's key."""
        return f"{self.kind or ''}:{fold(self.core)}"


@lru_cache(maxsize=NAMES)
def fold(name: str) -> str:
    """The form in which printed names are compared: no case, no marks on letters, one blank for all between."""
    return " ".join(re.findall(r"\w+", sort_key(name)))


def bare(printed: str) -> str:
    """The name without marks of footnotes, and in one piece where a line ended: "Marburg-Bieden-\\nkopf *"."""
    name = _BROKEN.sub(r"\1", " ".join(_MARKS.sub("", printed.strip()).split("\n")))
    return " ".join(_BROKEN_AT_PART.sub("-", name).split())


@lru_cache(maxsize=NAMES)
def parse(printed: str) -> PrintedName:
    """What a printed name says: "LK Main-Kinzig" and "Main-Kinzig-Kreis" are the county Main-Kinzig.

    "Kassel" alone may be the city, the county, or (as "Fulda") a town that is neither: it gets no kind.
    """
    name = " ".join(printed.split())
    bare = _OFFICE.sub("", name)
    for read in (_joint, _association, _county, _city):
        found = read(bare)
        if found:
            return PrintedName(printed, *found)
    return PrintedName(printed, None, _river(name))


def kind_of_group(heading: str) -> str | None:
    """What the names below a heading are, where it says so: counties below “Landkreise”, cities below “Kreisfreie
    Städte”."""
    if _COUNTIES.fullmatch(heading.strip()):
        return "county"
    return "city" if _CITIES.fullmatch(heading.strip()) else None


def key(name: str, kind: str | None = None) -> str:
    """The comparison key of a printed name, or with its known kind of an official one ("Ulm", city)."""
    parsed = parse(name)
    return PrintedName(name, kind or parsed.kind, parsed.core).key


def _joint(name: str) -> tuple[str, str] | None:
    """A county and the city of its name in one: "Landkreis und Stadt Gießen", or whoever answers "gemeinsam"."""
    alone = _TOGETHER.sub("", name)
    core = _BOTH.sub("", alone)
    if core != alone:
        return "joint", _river(core)
    first, *others = _AND.split(alone)
    read = [_county(each) or _city(each) for each in (first, *others)]
    if len(read) == 2 and all(read) and read[0][1] == read[1][1] and read[0][0] != read[1][0]:
        return "joint", read[0][1]
    return ("joint", alone) if alone != name else None


def _association(name: str) -> tuple[str, str] | None:
    if not _ASSOCIATION.search(name):
        return None
    nominative = re.sub(r"(?<=tag|und|and)e?s$", "", name)
    return "association", _HESSIAN.sub("Hessischer ", nominative)


def _county(name: str) -> tuple[str, str] | None:
    for pattern in (_COUNTY_BEFORE, _COUNTY_BEHIND, _COUNTY_PART):
        core = pattern.sub("", name)
        if core != name:
            return "county", _COUNTY_PART.sub("", core)
    return ("county", name) if _COUNTY_INSIDE.search(name) else None


def _city(name: str) -> tuple[str, str] | None:
    for pattern in (_CITY_BEFORE, _CITY_BEHIND):
        core = pattern.sub("", name)
        if core != name:
            return "city", _river(_CITY_BEHIND.sub("", core))
    return None


def without_river(name: str) -> str:
    """ "Offenbach am Main" -> "Offenbach", as it is called where no other is meant."""
    return _ON_THE_RIVER.sub("", name.removesuffix(" am Main"))


def _river(name: str) -> str:
    return _ON_THE_RIVER.sub(" am Main", name)


def places_in(text: str, names: Iterable[str]) -> list[tuple[str, int, int]]:
    """Where a running text names one of these districts, as whole words: (name, start, end) in their order.

    The span takes in "Landkreis", "Stadt" and the like. They choose between county and city of one name
    where both are among `names`; where only one is, it is reported either way.
    """
    known, pattern = _compiled(tuple(names))
    found = []
    for match in pattern.finditer(text) if known else ():
        kinds = _kinds(match)
        candidates = known[_one_blank(match["core"])]
        exact = [name for name, kind in candidates if kind in kinds]
        found += [(name, *match.span()) for name in exact or [name for name, _ in candidates]]
    return found


@lru_cache(maxsize=32)
def _compiled(names: Sequence[str]) -> tuple[dict[str, list[tuple[str, str | None]]], re.Pattern]:
    known: dict[str, list[tuple[str, str | None]]] = {}
    for name in dict.fromkeys(names):
        parsed = parse(name)
        known.setdefault(_one_blank(parsed.core), []).append((name, parsed.kind))
    cores = "|".join(re.escape(core).replace(r"\ ", r"[-\s]") for core in sorted(known, key=len, reverse=True))
    return known, re.compile(rf"(?<![\w-])(?:{_BEFORE}\s+)?(?P<core>{cores})(?P<suffix>{_SUFFIX})?(?![\w]|-\w)")


def _one_blank(name: str) -> str:
    return re.sub(r"[-\s]+", " ", name)


def _kinds(match: re.Match) -> set[str]:
    county = {"county"} if match["county"] or match["suffix"] else set()
    city = {"city"} if match["both"] or match["city"] else set()
    return county | city
