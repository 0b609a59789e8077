"""Words that a line's end cuts, made whole: "Haus-" + "haltes" is "Haushaltes", "EU-" + "weit" stays "EU-weit"."""

import re
from collections.abc import Iterable

_HYPHENS = ("-", "\u2010", "\u2011")
_WORD = re.compile(r"[^\W_]+$")
_TAIL = 80
_LONGEST_ADDRESS = 300
_FIRST = re.compile(r"\S+")
# "Haus- und Hofdienste": the hyphen stands for what both words share
_SHARED = re.compile(r"(?:und|oder|bzw|sowie|u|als|wie|noch|statt|bis|beziehungsweise|and)(?![\w-])")
# "von Haupt- auf Nebenerwerb", behind a noun; "hin-" + "auf" is one word
_FROM_TO = re.compile(r"(?:auf|in|zu|von|nach|für|bei|mit|gegen|gegenüber)(?![\w-])")
_NOUN = re.compile(r"(?:^|[\s(„\"])[A-ZÄÖÜ]\w{2,}$")
# "öffentlich-rechtlich": two adjectives
_FIRST_OF_PAIR = re.compile(r"[a-zäöüß]{3,}(?:isch|lich)$")
_SECOND_OF_PAIR = re.compile(r"[a-zäöüß]{4,}(?:isch|lich|ig|ell|iv)(?:e[nmrs]?)?(?!\w)")
_REMNANT = re.compile(
    r"(?<=[a-zäöüß]{2})[-\u2010\u2011] (?=[a-zäöüß]{2})"
    r"(?!(?:und|oder|bzw|sowie|als|wie|noch|statt|bis|beziehungsweise|auf|in|zu|von|nach|für|bei|mit|gegen)\b)"
)
# ... and these are one word: "so-" + "wie", "Werk-" + "statt"
_WHOLE = re.compile(r"(?:\bso-wie|\bden-noch|\ban-statt|[Ww]erk-statt|anna-bis)$")
_ADDRESS = re.compile(r"(?:://|www\.)\S*$")
# An address of the web is cut without a hyphen: "www.koalitionsvertrag20" + "25.de/files/vertrag.pdf"
_ENDINGS = r"(?:de|com|org|net|eu|info|bund|nrw|html?|pdf|php|aspx?|docx?|xlsx?)"
_OPEN_ADDRESS = re.compile(rf"(?:://|www\.|\b[\w-]+\.{_ENDINGS}/)[!-~]*[\w/=&?%#~+-]$")
_OPEN_NAME = re.compile(r"(?:^|[\s(])[a-z][\w-]+\.[\w-]+$")
_REST = re.compile(
    rf"(?!und/|[A-Z]+/[A-Z])(?=[!-~]*[A-Za-z])"
    rf"(?:[\w.-]*[/=&?%#_~][!-~]*|[\w.-]+\.{_ENDINGS}|(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{{4,}})\W*(?=\s|$)",
    re.ASCII,
)
_REST_OF_NAME = re.compile(r"[\w-]*\.(?:de|com|org|net|eu|info)/\S*", re.ASCII)


def is_cut(line: str, following: str) -> bool:
    """Whether the last word of a line goes on in the one that follows."""
    if not line.endswith(_HYPHENS):
        return _is_cut_address(line[-_LONGEST_ADDRESS:], following)
    first = _FIRST.match(following)
    if not first or not _WORD.search(line[-_TAIL:-1]):
        return False
    if shared := _SHARED.match(following):
        return bool(_WHOLE.search(f"{line[-_TAIL:-1]}-{shared[0]}"))
    if _FROM_TO.match(following) and _NOUN.search(line[-_TAIL:-1]):
        return False
    return first[0][0].isalnum() or first[0][0] in '„“"('


def _is_cut_address(line: str, following: str) -> bool:
    if "." not in line[-_TAIL:] and "/" not in line[-_TAIL:]:
        return False
    is_rest = _OPEN_ADDRESS.search(line) and _REST.match(following)
    return bool(is_rest or (_REST_OF_NAME.match(following) and _OPEN_NAME.search(line)))


def cut_within(text: str) -> int:
    """How many words a hyphen and a blank cut, as where lines were put together: "Landes- regierung"."""
    return len(_REMNANT.findall(text))


def without_cuts(text: str) -> str:
    """The text with the words whole that a hyphen and a blank cut."""
    return _REMNANT.sub("", text)


def joined(line: str, following: str) -> str:
    """Both lines as one: a cut word whole, else a blank between them."""
    if not is_cut(line, following):
        return f"{line} {following}".strip()
    return _without_hyphen(line, following) + following


def _without_hyphen(line: str, following: str) -> str:
    """The line up to its cut word; the hyphen stays where it belongs to the word."""
    if not line.endswith(_HYPHENS):
        return line
    word = _WORD.search(line[-_TAIL:-1])[0]
    is_name = not following[0].islower() or (word.isupper() and len(word) > 1) or len(word) == 1 or word[-1].isdigit()
    is_pair = _FIRST_OF_PAIR.search(word) and _SECOND_OF_PAIR.match(following)
    return line if is_name or is_pair or _ADDRESS.search(line[-200:]) else line[:-1]


def joined_all(lines: Iterable[str]) -> str:
    """Lines as one paragraph."""
    text: list[str] = []
    for line in lines:
        if text and is_cut(text[-1], line):
            text[-1] = _without_hyphen(text[-1], line)
            text.append(line)
        else:
            text += [" ", line] if text else [line]
    return "".join(text).strip()


def whole_words(lines: Iterable[str]) -> list[str]:
    """The same lines, each cut word whole at the end of the line where it begins; a line may become empty."""
    whole: list[str] = []
    last = 0
    for line in lines:
        if whole and whole[last] and line and is_cut(whole[last], line):
            rest = _FIRST.match(line)[0]
            whole[last] = _without_hyphen(whole[last], line) + rest
            line = line[len(rest) :].lstrip()
        whole.append(line)
        last = len(whole) - 1 if line else last
    return whole
