"""What the program compares with the print before a person does: the letters of a text and those of the page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.models import SourcePage
from survey.record.printed import ComparableText

EDGE = 1.0  # points
DESCENDERS = 0.22  # the part of a line of print that lies below the letters without tails


@dataclass(frozen=True)
class PrintedWord:
    """A word as a machine or the file has it, with its box in points from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return max(0.1, round(self.right - self.left, 2))

    @property
    def size(self) -> float:
        """Of its letters, so that they fill the box."""
        return max(0.1, round(self.bottom - self.top, 2))

    @property
    def baseline(self) -> float:
        return round(self.bottom - DESCENDERS * self.size, 2)


def words_in(page: SourcePage, box: Iterable[float]) -> Iterator[PrintedWord]:
    """The words that a machine or the file has in [left, top, width, height], in the order of the page."""
    x, y, width, height = box
    for text, left, top, right, bottom, _sure in page.words:
        across, down = (left + right) / 2, (top + bottom) / 2
        if x - EDGE <= across <= x + width + EDGE and y - EDGE <= down <= y + height + EDGE:
            yield PrintedWord(text, left, top, right, bottom)


def words_at(pages: dict[int, SourcePage], boxes: Iterable[list]) -> list[str]:
    """The same of boxes that name their page before."""
    return [word.text for number, *box in boxes if number in pages for word in words_in(pages[number], box)]


def agree(text: ComparableText, pages: dict[int, SourcePage], source: int) -> bool:
    """Whether the stored text has the letters and digits that stand in its boxes: all of them, and no others.

    The number before a question is no part of it.
    """
    boxes = [box for key, own in text.places if key == source for box in own]
    if not boxes:
        return False
    printed, stored = _letters(" ".join(words_at(pages, boxes))), _letters(text.as_printed)
    if stored - printed:
        return False
    over = printed - stored
    return not over or over in map(_letters, _labels(text.address))


def _labels(address: str) -> list[str]:
    kind, _blank, key = address.partition(" ")
    return [key, f"Frage {key}", key.strip("0123456789")] if kind == "question" else []


def _letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())
