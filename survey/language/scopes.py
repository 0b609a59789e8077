"""What a heading says of the rows below it: counties, cities, both, or something else, and of which state."""

import re
from dataclasses import dataclass

from survey.language.names import fold

COUNTY, CITY = "county", "city"
DISTRICTS = frozenset({COUNTY, CITY})
NOTHING: frozenset[str] = frozenset()

# The first two digits of official keys, by names and common short forms (Statistisches Bundesamt; DIN EN ISO 3166-2).
STATES = {
    fold(name): key
    for key, names in {
        "01": "Schleswig-Holstein, SH",
        "02": "Hamburg, HH",
        "03": "Niedersachsen, NI, Nds., Nds",
        "04": "Bremen, HB",
        "05": "Nordrhein-Westfalen, NW, NRW",
        "06": "Hessen, HE",
        "07": "Rheinland-Pfalz, RP, RLP",
        "08": "Baden-Württemberg, BW",
        "09": "Bayern, BY",
        "10": "Saarland, SL",
        "11": "Berlin, BE",
        "12": "Brandenburg, BB",
        "13": "Mecklenburg-Vorpommern, MV",
        "14": "Sachsen, SN",
        "15": "Sachsen-Anhalt, ST",
        "16": "Thüringen, TH",
    }.items()
    for name in names.split(", ")
}
CITY_STATES = frozenset({"02", "04", "11"})

_WHOLE = re.compile(
    r"(?:land|freistaat|bundesland)\s+.+|deutschland|bund|bundesgebiet|bundesweit|landesweit|land|alle|übrige|sonstige"
    r"|(?:ins|zus|ge)?gesamt|zusammen|summe.*|gesamt.*|insgesamt.*|.*\b(?:gesamt|insgesamt|zusammen)|landesdurchschnitt"
    r"|durchschnitt|mittelwert|keine angaben?|unbekannt",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s,;:/()&+|]+|\bund\b|\boder\b|\bbzw\b")
_COUNTY_WORD = re.compile(r"(?:land)?kreis(?:e[ns]?|es)?|lkr?s?\.?|l?dkrs?\.?|landkr\.?|krs?\.?")
_CITY_WORD = re.compile(r"kreisfreie[nr]?|kreisfr\.?|krs?fr\.?|kfr\.?|kfs|stadtkreis(?:e[ns]?|es)?|sk")
_DISTRICT_WORD = re.compile(r"kreisebene|kreisregion(?:en)?|kreisnamen?|gebietskörperschaft(?:en)?")
_TOWN_WORD = re.compile(r"stadt|städten?|st\.?")
_OTHER_TOWN = re.compile(r"kreisangehörige[nrs]?|sonderstatusst(?:adt|ädten?)|gemeinden?")
_FILLING = re.compile(
    r"der|die|des|namen?|je|pro|nach|hess\.|[a-zäöüß]+ische[nrs]?|region|städteregion|regionalverband"
)
_WORDS = (
    (_DISTRICT_WORD, DISTRICTS),
    (_COUNTY_WORD, {COUNTY}),
    (_CITY_WORD, {CITY}),
    (_TOWN_WORD, NOTHING),
    (_FILLING, NOTHING),
)
_NEUTRAL = re.compile(
    r"|respondent|key|stellen?|name|gebiete?|ort|antwortende|auskunft gebende stelle|count(?:y|ies)|districts?"
    r"|kommunen?|gebietseinheit(?:en)?|regionale einheit"
)


@dataclass(frozen=True)
class Scope:
    """`kinds` are those of the districts that rows may mean: empty for other things, None where nothing is said.

    `state` is the key of the state that a heading names, as “Hessen” in a table of the Bundestag.
    """

    kinds: frozenset[str] | None = None
    state: str = ""


UNSAID = Scope()


def state_named(text: str) -> str:
    """The key of the state that a text names: “Land Hessen” -> “06”; "" for anything else."""
    plain = re.sub(r"^(?:das\s+)?(?:bundes)?(?:land|freistaat)\s+", "", text.strip(), flags=re.IGNORECASE)
    return STATES.get(fold(plain), "")


def is_whole(printed: str) -> bool:
    """Whether a label means a whole state, the federation or a sum, and so no respondent that is called alike."""
    return bool(state_named(printed) or _WHOLE.fullmatch(printed.strip()))


def of_group(heading: str) -> Scope:
    """What a heading within a table says: “Landkreise:” stands over counties, “Hessen” over districts of Hesse."""
    if state := state_named(heading):
        return Scope(None, state)
    kinds = _kinds(heading)
    return Scope(kinds) if kinds is not None else UNSAID


def of_labels(heading: str) -> Scope:
    """What the heading of the labels says: “Landkreis / kreisfreie Stadt” both, “Gesundheitsregion” something else."""
    kinds = _kinds(heading)
    if kinds is None and not _NEUTRAL.fullmatch(_plain(heading)):
        return Scope(NOTHING)
    return Scope(kinds)


def _plain(heading: str) -> str:
    return re.sub(r"[^\w./&+|,;:() -]", "", " ".join(heading.split()).casefold()).strip(" :.")


def _kinds(heading: str) -> frozenset[str] | None:
    """None where a word is none of those for districts; none of them where towns within a county stand there, too."""
    found: set[str] = set()
    words = [word for word in _PARTS.split(_plain(heading)) if word]
    if any(_OTHER_TOWN.fullmatch(word) for word in words):
        return NOTHING
    for word in words:
        meant = next((kinds for pattern, kinds in _WORDS if pattern.fullmatch(word)), None)
        if meant is None:
            return None
        found |= meant
    if COUNTY in found and any(_TOWN_WORD.fullmatch(word) for word in words):
        found.add(CITY)
    return frozenset(found) or None
