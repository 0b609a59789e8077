"""In which county or city a German town lies; towns.csv is made by fixtures/derive_towns.py (GeoNames, CC BY 4.0)."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from survey.language.folding import fold
from survey.language.plates import PLATES

TOWNS = Path(__file__).with_name("towns.csv")
# “Frankfurt am Main” is also asked for as “Frankfurt”, “Rotenburg (Wümme)” as “Rotenburg”.
ADDITION = re.compile(r"\s(?:\(|am\s|an\s|auf\s|bei\s|im\s|in\s|ob\s|vor\s).*$")
# “Frankfurt a. M.”, “Frankfurt a.Main”, “Weiden i.d.OPf.”, “Frankfurt/Main” as they stand in the list
SHORT_WORDS = ((re.compile(r"\ba\. ?m(?:ain)?\b\.?"), "am main"), (re.compile(r"\ba\. ?d\. ?"), "an der "))
SHORT_ADDITION = re.compile(r"\s*(?:/|\(|\s[a-z]\.).*$")
# Left out where they stand before a name.
BEFORE = re.compile(r"^(?:stadt|gemeinde|markt|landkreis|kreis|lk)\s+")


def districts_of(text: str, more: Iterable[str] = ()) -> list[str]:
    """Keys of the districts that a town, a plate, or a name in the operator's lists (`more`: paths) lies in.

    The district with the most inhabitants in towns of this name comes first; [] for a name that nobody knows.
    """
    name = _name_of(text)
    known = [
        _towns().get(name, ()) or _towns().get(SHORT_ADDITION.sub("", name), ()),
        PLATES.get(text.strip().upper(), ()),
    ]
    listed = [_list(path).get(name, ()) for path in more]
    return list(dict.fromkeys(key for keys in (*known, *listed) for key in keys))


def inhabitants(text: str) -> int:
    """Those of the largest town of this name; 0 for a name that nobody knows."""
    return _sizes().get(_name_of(text), 0)


def _name_of(text: str) -> str:
    name = fold(text).strip(" ,")
    for pattern, words in SHORT_WORDS:
        name = pattern.sub(words, name)
    return BEFORE.sub("", name.strip(" ,."))


def towns_like(text: str, most: int = 8) -> list[str]:
    """Names of towns that begin so, the largest first, for one who typed a part."""
    name = fold(text).strip(" ,.")
    if len(name) < 3:
        return []
    found = sorted((-size, town) for town, (folded, size) in _names().items() if folded.startswith(name))
    return [town for _size, town in found[:most]]


@cache
def _rows() -> tuple[tuple[str, str, int], ...]:
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return tuple((row["town"], row["district"], int(row["population"])) for row in csv.DictReader(file))


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    sizes: dict[str, dict[str, int]] = {}
    for town, district, population in _rows():
        for name in {fold(town), fold(ADDITION.sub("", town))}:
            districts = sizes.setdefault(name, {})
            districts[district] = max(districts.get(district, 0), population)
    return {name: tuple(sorted(found, key=lambda key: (-found[key], key))) for name, found in sizes.items()}


@cache
def _sizes() -> dict[str, int]:
    sizes: dict[str, int] = {}
    for town, _district, population in _rows():
        sizes[fold(town)] = max(sizes.get(fold(town), 0), population)
    return sizes


@cache
def _names() -> dict[str, tuple[str, int]]:
    return {town: (fold(town), population) for town, _district, population in _rows()}


@cache
def _list(path: str) -> dict[str, tuple[str, ...]]:
    """An operator's list: a CSV file with the columns name (postcode, plate, town) and district (official key)."""
    found: dict[str, list[str]] = {}
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(fold(row["name"]), []).append(row["district"])
    return {name: tuple(dict.fromkeys(keys)) for name, keys in found.items()}
