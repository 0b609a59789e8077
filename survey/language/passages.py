"""Words that are taken out of texts: found whatever blanks stand between them, in whole or in part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
SHORTEST = 3


def found(words: str) -> re.Pattern:
    """Finds the words whatever blanks and line ends part them, in capitals or not; never from within a word."""
    inner = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!\w){inner}" if inner[:1].isalnum() else inner, re.IGNORECASE)


@dataclass(frozen=True)
class Removal:
    """The words to be taken out, and what stands in their place."""

    words: str
    marker: str
    pattern: re.Pattern

    @classmethod
    def of(cls, words: str, marker: str) -> "Removal":
        return cls(words, marker, found(words))

    def spans(self, text: str) -> list[Span]:
        return [match.span() for match in self.pattern.finditer(text)]

    def rests(self, text: str) -> list[str]:
        """What stays of the words that it ends within: “s” of “Müllers”."""
        return [rest[0] for _start, end in self.spans(text) if (rest := re.match(r"\w+", text[end:]))]

    def whole(self, text: str) -> str:
        """The text without the words."""
        return self.pattern.sub(lambda _match: self.marker, text)

    def part(self, piece: str, text: str) -> str:
        """A piece of the text without what of it lies within the words: a quote may hold only some of them."""
        hidden = self.spans(text)
        for start in _starts(piece, text):
            cut = _cut(piece, ((begin - start, end - start) for begin, end in hidden), self.marker)
            if cut != piece:
                return cut
        return piece

    def holds(self, piece: str) -> bool:
        """Whether a piece says nothing but some of the words."""
        bare = _plain(piece)
        return len(bare) >= SHORTEST and bare in _plain(self.words)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _starts(piece: str, text: str) -> Iterator[int]:
    start = text.find(piece) if piece else -1
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _cut(piece: str, spans: Iterable[Span], marker: str) -> str:
    for start, end in sorted(spans, reverse=True):
        if start < len(piece) and end > 0:
            piece = piece[: max(start, 0)] + marker + piece[end:]
    return piece
