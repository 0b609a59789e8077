"""Printed names of districts and associations, and how they are compared."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from survey.language.sorting import sort_key

NAMES = 10_000  # those of all respondents, which every import and every check compares anew

_COUNTY_WORD = (
    r"(?:Landkreis(?:es|s)?|Kreis(?:es)?|LKr?s?\.?|L?dkrs?\.|Ldkrs?|Landkr\.|Krs?\.)"  # also Lkr., Ldkr., Kr.
)
_FREE = r"(?:kreisfreie[nr]?|kreisfr\.|krs?fr\.|kfr\.|krf\.)"
# not every word in "stadt": Neustadt an der Weinstraße; and not every one before a name: Altstadt Kassel
_OF_CITIES = (
    "Landeshaupt|Bundes|Haupt|Wissenschafts|Universitäts|Hochschul|Hanse|Kreis|Klingen|Luther|Friedens|Barlach|Residenz"
)
_TOWN = (
    rf"(?:(?:(?:Freien?|Hanse-|Universitäts-)\s+und\s+)?(?:{_OF_CITIES})stadt|Stadt(?:\s+der\s+\w+)?|[\w-]+-Stadt"
    r"|LHS?t?\.?)"
)
_CITY_WORD = rf"(?:{_FREE}\s*(?:{_TOWN}|St\.)|{_TOWN}|Stadtkreis(?:es)?|SK|KfS)"
_ARTICLE = re.compile(
    r"^(?:(?:für|aus)\s+)?(?:der|die|das|des|dem|den|im|in(?:\s+der)?|vom|beim)\s+(?=\S)", re.IGNORECASE
)
_OFFICE = re.compile(
    r"^(?:(?P<county>Kreisausschu(?:ss|ß)|Kreisverwaltung|Landratsamt)|(?P<city>Magistrat|Stadtverwaltung))(?:e?s)?"
    r"(?:\s+de[rs])?\s+",
    re.IGNORECASE,
)
_BEHIND = r"(?:\s*[,(/\[]\s*|\s+-\s+)"
_COUNTY_BEFORE = re.compile(rf"^{_COUNTY_WORD}(?:\s+|:\s*|(?<=\.)\s*)(?=\S)", re.IGNORECASE)
_COUNTY_BEHIND = re.compile(rf"(?:{_BEHIND}(?:{_COUNTY_WORD}|Land)\s*[)\]]?|\s+(?:Landkreis|LKr?\.?))$", re.IGNORECASE)
_OTHER_CIRCLE = r"(?<!arbeits)(?<!helfer)(?<!kirchen)(?<!\bstadt)(?<!\bland)"
_COUNTY_PART = re.compile(rf"(?<=\w)(?:-|\s)?{_OTHER_CIRCLE}kreis(?:es)?$", re.IGNORECASE)
_COUNTY_INSIDE = re.compile(
    rf"\w-?{_OTHER_CIRCLE}kreis(?:es)?[\s-]|^(?:region|städteregion|regionalverband)\s", re.IGNORECASE
)
_UNITED = r"(?:Region|Städteregion|Regionalverband)"
_UNITED_BEHIND = re.compile(rf"{_BEHIND}(?P<word>{_UNITED})\s*[)\]]?$", re.IGNORECASE)
_CITY_BEFORE = re.compile(rf"^{_CITY_WORD}(?:\s+|:\s*|(?<=\.)\s*)(?=\S)", re.IGNORECASE)
_CITY_BEHIND = re.compile(
    rf"(?:{_BEHIND}(?:{_CITY_WORD}|{_FREE}|St\.?|kreisfrei)\s*[)\]]?|(?:\s+|-)Stadt)$", re.IGNORECASE
)
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

# one sign at a time: a repetition within the repetition would try every way to part a row of stars
_MARKS = re.compile(r"(?:[\s,]*[*†‡#¹²³⁰⁴⁵⁶⁷⁸⁹⁾]\)?|(?<=\D)\d{1,2}\)|\s*[(\[]\d{1,2}[)\]])+$")
_BROKEN = re.compile(r"(?<=[a-zäöüß])-\s+(?!und\b|oder\b|bzw\b)([a-zäöüß])")
_BROKEN_AT_PART = re.compile(r"(?<=\w)-\s+(?=[A-ZÄÖÜ])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")

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
    name = _BROKEN.sub(r"\1", " ".join(_MARKS.sub("", _plain(printed)).split("\n")))
    return " ".join(_BROKEN_AT_PART.sub("-", name).split())


def _plain(printed: str) -> str:
    """Letters composed, dashes as hyphens, without signs that nobody sees."""
    return _DASHES.sub("-", _UNSEEN.sub("", unicodedata.normalize("NFC", printed))).strip()


@lru_cache(maxsize=NAMES)
def parse(printed: str) -> PrintedName:
    """What a printed name says: "LK Main-Kinzig" and "Main-Kinzig-Kreis" are the county Main-Kinzig.

    "Kassel" alone may be the city, the county, or (as "Fulda") a town that is neither: it gets no kind.
    """
    name = _ARTICLE.sub("", " ".join(printed.split()))
    office = _OFFICE.match(name)
    bare = name[office.end() :] if office else name
    for read in (_joint, _united, _association, _county, _city):
        found = read(bare)
        if found:
            return PrintedName(printed, *found)
    return PrintedName(printed, office and office.lastgroup, _river(bare))


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
    parts = _AND.split(alone)
    read = [_county(part) or _city(part) for part in parts] if len(parts) == 2 else []
    if read and all(read) and read[0][1] == read[1][1] and read[0][0] != read[1][0]:
        return "joint", read[0][1]
    return ("joint", alone) if alone != name else None


def _united(name: str) -> tuple[str, str] | None:
    """A county that is called something else: "Hannover, Region"."""
    found = _UNITED_BEHIND.search(name)
    return ("county", f"{found['word']} {name[: found.start()]}") if found else None


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
