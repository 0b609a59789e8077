"""Which questions a text names: "1 bis 3b, 11 und 15", among those that the paper has."""

import re
from collections.abc import Sequence

_KEY = r"\d{1,3}(?:\s?\.\s?\d{1,2})?(?:\s?[a-z](?![a-z]))?[.)]{0,2}"
_JOINT = (
    r"\s*(?:,|/|&|und|UND|u\.|sowie|bzw\.|beziehungsweise|bis|BIS|[-–])\s*(?:(?:zu|auf|der|den|die)\s+)?(?:Fragen?\s+)?"
)
KEYS = rf"{_KEY}(?:{_JOINT}(?:{_KEY}|[a-z]\)?(?![a-z])))*"
_ITEM = re.compile(
    r"(?P<range>bis|BIS|[-–])?\s*(?:Fragen?\s+)?(?:(?P<number>\d{1,3})(?:\s?(?P<letter>[a-z])(?![a-z])"
    r"|\.(?P<sub>\d{1,2})(?!\d))?|(?P<alone>(?<![a-z])[a-z](?![a-z])))"
)

_TOGETHER = r"(?:gemeinsam|zusammen\w*|im\s+Zusammenhang|Zusammenhang\w*|gebündelt|einheitlich|insgesamt|en bloc)"
_JOINT = re.compile(
    rf"(?:Fragen?|Teilfragen|Ziffern|Nummern|Punkte)\s+(?:Nr\.\s*)?(?P<keys>{KEYS})(?P<rest>[^.]{{0,200}})"
)
_ALSO = re.compile(
    rf"(?:gilt|gelten)\s+(?:zugleich\s+|ebenfalls\s+)?auch\s+für\s+(?:die\s+)?Fragen?\s+(?P<keys>{KEYS})"
)


def named_keys(listed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Those of the known keys that a list names, a whole question with its parts; in the order of the paper."""
    named: list[str] = []
    number = ""
    for match in _ITEM.finditer(listed):
        number = match["number"] or number
        part = match["letter"] or match["alone"] or (f".{match['sub']}" if match["sub"] else "")
        key = f"{number}{part}"
        if match["range"] and named:
            named += _between(named[-1], key, known)
        named.append(key)
    wanted = {key for name in named for key in ([name, *parts_of(name, known)] if name in known else [])}
    return tuple(key for key in known if key in wanted)


def parts_of(key: str, known: Sequence[str]) -> list[str]:
    """ "1" -> 1a, 1b; a part has none."""
    pattern = re.compile(rf"{re.escape(key)}(?:[a-z]|\.\d+)")
    return [other for other in known if key.isdigit() and pattern.fullmatch(other)]


def _between(first: str, last: str, known: Sequence[str]) -> list[str]:
    """The known keys between two others, by their numbers: a paper may print 17 between 7 and 8."""
    low, high = _order(first), _order(last)
    return [key for key in known if low < _order(key) < high]


def _order(key: str) -> tuple[int, str]:
    digits = re.match(r"\d*", key)[0]
    return int(digits or 0), key[len(digits) :]


def joint_keys(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The keys that a text says it answers together: "Die Fragen 1 bis 7 und 17 werden gemeinsam beantwortet.\""""
    for match in _JOINT.finditer(text[:700]):
        before = text[max(match.start() - 120, 0) : match.start()].rpartition(". ")[2]
        sentence = before + match["rest"]
        if (
            re.search(_TOGETHER, sentence)
            and re.search(r"beantwort|Beantwort|zusammengefasst|Stellung\s+genommen|eingegangen", sentence)
            and "„" not in before
        ):
            return named_keys(match["keys"], known)
    also = _ALSO.search(text[:700])
    return named_keys(also["keys"], known) if also else ()
