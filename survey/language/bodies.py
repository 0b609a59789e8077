"""Names of bodies: what kind they speak of, how like two of them are, and the address they make."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

# The first that is found counts: a "Runder Tisch der Initiativen" is a round table.
KINDS = (
    ("summit", r"gipfel"),
    ("round_table", r"runde[nrsm]?\s+tisch"),
    ("steering_group", r"(lenkungs|steuerungs)(gruppe|kreis|ausschuss)"),
    ("network", r"netz(werk|struktur)"),
    ("alliance", r"bündnis|allianz"),
    ("forum", r"\bforum|foren\b|forum\b"),
    ("conference", r"konferenz|fachtag"),
    ("staff_unit", r"stabsstelle|stabsstab|koordinierungsstelle|\bstab\b"),
    ("working_group", r"arbeits(gruppe|kreis|gemeinschaft)|\bA[GK]\b|projektgruppe"),
    ("circle", r"(helfer|freundes|unterstützer|asyl)kreis|initiative|ehrenamt"),
    ("meeting", r"treffen|besprechung|versammlung|zusammenk[uü]nft|sitzung|austausch"),
)
LEVELS = (
    ("state", r"landesebene|landesweit|hessenweit|ministeri"),
    ("regional", r"regional|interkommunal|landkreisübergreifend"),
    ("municipal", r"gemeinde|stadt\b|städt|kommun|ortsteil|stadtteil"),
)
SEVERAL = r"runde\s+tische|gipfel\s+in\s+|netzwerke\b|arbeits(gruppen|kreise)|initiativen\b|treffen\s+in\s+|\bmehrere\b"
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 100


class Guess(NamedTuple):
    kind: str
    level: str
    several: bool


def guess(words: str) -> Guess:
    """A proposal to the editor from the words of the source."""
    return Guess(_first(KINDS, words, "other"), _first(LEVELS, words, "county"), bool(_found(SEVERAL, words)))


def _first(choices, words: str, otherwise: str) -> str:
    return next((name for name, pattern in choices if _found(pattern, words)), otherwise)


def _found(pattern: str, words: str):
    return re.search(pattern, words, re.IGNORECASE)


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how like two names are, whatever case or inflection they stand in."""
    first, second = _bare(one), _bare(other)
    if not first or not second:
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    within = 1.0 if shorter in longer else 0.0
    return max(within, SequenceMatcher(None, first, second).ratio())


def _bare(name: str) -> str:
    """Small letters without endings: "Runden Tisches" is "rund tisch"."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(re.sub(r"(?<=\w{4})(en|em|er|es|e|s|n)$", "", word) for word in words)


def address(name: str) -> str:
    """Small letters, digits and hyphens: "Runder Tisch für Flüchtlinge" is runder-tisch-fuer-fluechtlinge."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
