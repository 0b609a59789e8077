"""Lettered parts inside a cell: "a) Es gibt keinen. b) Es gibt einen."."""

import re
from dataclasses import dataclass
from itertools import pairwise

MARKER = re.compile(r"(?<!\S)\(?([a-h])\)(?=\s)")


@dataclass(frozen=True)
class LetteredPart:
    """From the marker to the next marker or the end of the text."""

    letter: str
    start: int
    end: int


def find(text: str) -> list[LetteredPart]:
    """The parts in the order of their letters; a letter that goes back is no marker.

    A text may begin with b): then a) has no text, and none is made up. Words before the first marker are in no part.
    """
    markers: list[re.Match] = []
    for match in MARKER.finditer(text):
        if not markers or match[1] > markers[-1][1]:
            markers.append(match)
    bounds = [match.start() for match in markers] + [len(text)]
    return [LetteredPart(match[1], *span) for match, span in zip(markers, pairwise(bounds), strict=True)]


def text_of(text: str, letter: str) -> str:
    """What stands under a letter, its marker included; "" where the text has no such part."""
    part = next((each for each in find(text) if each.letter == letter), None)
    return text[part.start : part.end].strip() if part else ""
