"""Words that are taken out of texts: found in whole or in part, however they are spelled, hyphenated and parted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.language.folding import ZERO_WIDTH_SPACE, fold, folded

Span = tuple[int, int]
SHORTEST = 3
# What may stand in a folded text between two letters of a word (a line break may leave its hyphen), in the place of a
# hyphen, and between two words.
BLANK = f"[ {ZERO_WIDTH_SPACE}]"
IN_WORD = rf"(?:-{BLANK}{{0,2}}|{ZERO_WIDTH_SPACE})?"
HYPHEN = rf"(?:{BLANK}{{0,2}}-{BLANK}{{0,2}}|{BLANK}{{1,2}})?"
BETWEEN_WORDS = rf"(?:{BLANK}{{0,2}}-{BLANK}{{0,2}}|{BLANK}{{1,3}})"


def found(words: str) -> re.Pattern:
    """Finds the words whatever blanks and line ends part them, in capitals or not; never from within a word."""
    inner = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){inner}" if inner[:1].isalnum() else inner, re.IGNORECASE)


def spelled(words: str) -> re.Pattern:
    """Finds the words in a folded text, in whatever spelling; never from within a word."""
    plain = fold(words).replace(ZERO_WIDTH_SPACE, " ")
    inner = BETWEEN_WORDS.join(map(_word, plain.split()))
    return re.compile(rf"(?<![^\W_]){inner}" if plain.strip()[:1].isalnum() else inner)


def _word(word: str) -> str:
    parts = [IN_WORD.join(map(re.escape, part)) for part in word.split("-")]
    return HYPHEN.join(parts)


@dataclass(frozen=True)
class Removal:
    """The words to be taken out, and what stands in their place."""

    words: str
    marker: str
    pattern: re.Pattern

    @classmethod
    def of(cls, words: str, marker: str) -> "Removal":
        return cls(words, marker, spelled(words))

    def stands_in(self, text: str) -> bool:
        """Whether the words stand in a text, be it as long as a paper."""
        return bool(self.pattern.search(fold(text)))

    def spans(self, text: str) -> list[Span]:
        """Where the words stand in a text."""
        return [folded(text).span(*span) for span in self._folded_spans(text)]

    def rests(self, text: str) -> list[str]:
        """What stays of the words that it ends within: “s” of “Müllers”."""
        return [rest[0] for _start, end in self.spans(text) if (rest := re.match(r"\w+", text[end:]))]

    def whole(self, text: str) -> str:
        """The text without the words."""
        for start, end in reversed(self.spans(text)):
            text = text[:start] + self.marker + text[end:]
        return text

    def part(self, piece: str, text: str) -> str:
        """A piece of the text without what of it lies within the words: a quote may hold only some of them."""
        hidden, plain = self._folded_spans(text), fold(piece)
        inset = len(plain) - len(plain.lstrip())
        for start in _starts(plain.strip(), folded(text).text) if hidden else ():
            within = [(max(begin - start, 0), min(end - start, len(plain.strip()))) for begin, end in hidden]
            cuts = [(begin + inset, end + inset) for begin, end in within if begin < end]
            if cuts:
                return _cut(piece, [folded(piece).span(*cut) for cut in cuts], self.marker)
        return piece

    def holds(self, piece: str) -> bool:
        """Whether a piece says nothing but some of the words."""
        bare = fold(piece).strip()
        return len(bare) >= SHORTEST and bare in fold(self.words)

    def _folded_spans(self, text: str) -> list[Span]:
        """Where the words stand in the folded text; most texts are folded the short way, and hold none."""
        if not self.stands_in(text):
            return []
        return [match.span() for match in self.pattern.finditer(folded(text).text)]


def _starts(piece: str, text: str) -> Iterator[int]:
    start = text.find(piece) if piece else -1
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _cut(piece: str, spans: Iterable[Span], marker: str) -> str:
    for start, end in sorted(spans, reverse=True):
        piece = piece[:start] + marker + piece[end:]
    return piece
