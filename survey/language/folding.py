"""Text folded for comparison: the same words in another spelling fold alike, and each letter leads back to its source.

Alike are: composed and decomposed letters, ligatures, capitals, “ä” and “ae”, “ö” and “oe”, “ü” and “ue”, “ß” and “ss”,
“u” with a small “e” above and “ü”, all hyphens and dashes, all apostrophes, all runs of blanks and line ends. Soft
hyphens and other characters that nobody sees fall away. A zero-width space stays, for it may part two words, or one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ZERO_WIDTH_SPACE = "\u200b"
# Beside what Unicode calls dashes: hyphen bullet, minus sign, modifier letter minus.
HYPHENS = "\u2043\u2212\u02d7"
APOSTROPHES = "\u2019\u2018\u201b\u2032\u02bc\u00b4`"
# Letters and marks that nobody sees: the grapheme joiner that parts trema from umlaut, and fillers of other scripts.
FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
E_ABOVE = "\u0364"
BLANKS = re.compile("  +")
# What may fold to something else than its lower case: a look at these alone is three times as fast as one at all.
SPECIAL = re.compile("[^ -_a-~]")
SOFT_BREAK = re.compile("\u00ad\\s+")


class _Signs(dict):
    """What stands for a character before letters are compared, by its code; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = sign = _sign(chr(code))
        return sign


def _sign(char: str) -> str:
    if char in HYPHENS or unicodedata.category(char) == "Pd":
        return "-"
    if char in APOSTROPHES:
        return "'"
    if char.isspace():
        return " "
    if char == E_ABOVE:
        return "e"
    return "" if is_unseen(char) and char != ZERO_WIDTH_SPACE else char


def is_unseen(char: str) -> bool:
    is_format = unicodedata.category(char) in ("Cf", "Cc")
    return is_format or char in FILLERS or "VARIATION SELECTOR" in unicodedata.name(char, "")


_signs = _Signs()


def fold(text: str) -> str:
    """The text folded; a run of blanks is one blank: “Lüden\u00adscheid”, “LUEDENSCHEID” -> “luedenscheid”."""
    seen = SPECIAL.sub(lambda char: _signs[ord(char[0])], SOFT_BREAK.sub("", text))
    return BLANKS.sub(" ", _letters(seen))


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    plain = unicodedata.normalize("NFKC", composed.casefold())
    return plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")


@dataclass(frozen=True)
class Folded:
    """A folded text with the span in the source that each of its characters comes from."""

    text: str
    sources: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span that is not empty."""
        return self.sources[start][0], self.sources[end - 1][1]


@lru_cache(maxsize=64)
def folded(text: str) -> Folded:
    """Like `fold`, with the way back."""
    letters: list[str] = []
    sources: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        for char in fold(text[start:end]):
            if char == " " == (letters[-1] if letters else ""):
                sources[-1] = sources[-1][0], end
            else:
                letters.append(char)
                sources.append((start, end))
    return Folded("".join(letters), tuple(sources))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """The spans of letters with the marks, unseen characters and soft line breaks that follow them."""
    broken = {at for match in SOFT_BREAK.finditer(text) for at in range(*match.span())}
    start = 0
    for at, char in enumerate(text):
        if at > start and at not in broken and not _belongs_to_the_letter_before(char):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _belongs_to_the_letter_before(char: str) -> bool:
    return bool(unicodedata.combining(char)) or not _signs[ord(char)]
