"""References from one answer to others: "s. bei 1 und 2.", "Beteiligte s. 2.", "Antwort zur Frage 1 a"."""

import re
from dataclasses import dataclass

# One or two digits, perhaps a letter; not the beginning of a date, a time or a larger number.
_LETTER = r"(?<![^\W\d_])[a-h](?!\w)"
_TARGET = rf"\d{{1,2}}(?:\s?{_LETTER})?\)?(?![\w%]|[.,:]\d)"
_JOINT = r"\s*(?:,|/|&|\+|und|u\.|and|sowie|bzw\.|oder|or|bis|to|-|–)\s*"
_LIST = rf"{_TARGET}(?:{_JOINT}(?:(?:zu\s+)?(?:Fragen?|questions?)\s+)?(?:{_TARGET}|{_LETTER}\)?))*"

_QUESTION = r"(?:Fragen?|Teilfragen?|Nr\.|Nummern?|Ziff\.|Ziffern?|Punkte?|questions?|no\.)"
# "S. 5" in the middle of a text is a page, "wie in 2 Städten" a number
_SEE = r"(?:(?<![\w.])(?-i:s\.)|\As\.|(?<!\w)(?:siehe|vgl\.|vergleiche|see))"
_BY = r"(?:\s*(?:auch|oben|hierzu|dazu|bei|unter|zu|zur|in|auf|der|die|den|Antwort(?:en)?|Angaben?))*"
_NAMING = r"(?:zur|zu|auf|der|bei)(?:\s+(?:die|den|der))?"
_ANSWER = rf"(?<!\w)(?:Antwort(?:en)?|Angaben?|Ausführungen|Beantwortung)\s+{_NAMING}\s+{_QUESTION}\s*"

_NAMED = re.compile(rf"(?:{_SEE}{_BY}\s*(?:{_QUESTION}\s*)?|{_ANSWER})(?P<list>{_LIST})", re.IGNORECASE)
_LIKE = re.compile(
    rf"(?<!\w)wie\s+(?:(?:bei|unter|zu|in)\s+)?"
    rf"(?:{_QUESTION}\s*(?P<named>{_LIST})|(?P<bare>{_LIST})(?=\s*(?:[.;,)]|$)))",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?<![\w.])(?:s\.\s?o\.|s\.\s?oben|siehe oben|vgl\. oben)(?!\w)", re.IGNORECASE)
_ITEM = re.compile(
    rf"(?P<range>bis|to|[-–])?\s*(?:(?P<number>\d{{1,2}})\s?(?P<letter>{_LETTER})?|(?P<only_letter>{_LETTER}))",
    re.IGNORECASE,
)
# Without one of these no pattern fits; most texts have none, and looking for them is cheap.
_TRIGGER = re.compile("siehe|vgl|vergleiche|see|wie|antwort|angabe|ausführung")
_SHORT = re.compile(r"(?<![\w.])s\.")
NEAR = 500
_AROUND = " \t\n.;:,()[]"


@dataclass(frozen=True)
class FoundReference:
    """`targets` are question keys ("1", "2b"), none for "s. o."; `whole_cell`: the text says nothing else."""

    words: str
    targets: tuple[str, ...]
    whole_cell: bool
    start: int
    end: int


def find(text: str) -> list[FoundReference]:
    """The references of a text in their order. They are proposals: an editor confirms them."""
    found: list[FoundReference] = []
    if not _may_refer(text.casefold()):
        return found
    core = _core(text)
    matches = [match for pattern in (_NAMED, _LIKE, _ABOVE) for match in pattern.finditer(text)]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if not found or match.start() >= found[-1].end:
            found.append(_found(match, text, core))
    return found


def _may_refer(text: str) -> bool:
    return _TRIGGER.search(text) is not None or ("s." in text and _SHORT.search(text) is not None)


def _found(match: re.Match, text: str, core: tuple[int, int]) -> FoundReference:
    closes_bracket = match[0].endswith(")") and not _is_closed(match, text)
    end = match.end() - closes_bracket
    is_whole = match.start() <= core[0] and end >= core[1]
    listed = next((value for value in match.groupdict().values() if value), "")
    return FoundReference(text[match.start() : end], targets(listed), is_whole, match.start(), end)


def _is_closed(match: re.Match, text: str) -> bool:
    """Whether the bracket at the end is the reference's own: none stands open before it, as far as one reads back."""
    before = text[max(match.start() - NEAR, 0) : match.start()]
    return before.count("(") <= before.count(")")


def _core(text: str) -> tuple[int, int]:
    """From where to where a text says anything."""
    return len(text) - len(text.lstrip(_AROUND)), len(text.rstrip(_AROUND))


def targets(listed: str) -> tuple[str, ...]:
    """The keys in a list as printed: "1 und 2" -> 1, 2; "1a und b" -> 1a, 1b; "1 bis 3" -> 1, 2, 3."""
    keys: list[tuple[int, str]] = []
    for match in _ITEM.finditer(listed):
        if not (match["number"] or keys):
            continue
        number = int(match["number"] or keys[-1][0])
        key = (number, (match["letter"] or match["only_letter"] or "").lower())
        keys += _between(keys[-1], key) if match["range"] and keys else []
        keys.append(key)
    return tuple(dict.fromkeys(f"{number}{letter}" for number, letter in keys))


def _between(first: tuple[int, str], last: tuple[int, str]) -> list[tuple[int, str]]:
    """What lies between the two ends of "1 bis 3" or "1a bis c"; nothing where the ends do not match."""
    (number, letter), (last_number, last_letter) = first, last
    if not letter and not last_letter:
        return [(between, "") for between in range(number + 1, last_number)]
    if number == last_number and letter and last_letter:
        return [(number, chr(code)) for code in range(ord(letter) + 1, ord(last_letter))]
    return []
