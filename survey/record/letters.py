"""What the program compares with the print before a person does: the letters of a text and those of the page."""

from collections import Counter
from collections.abc import Iterable

from survey.models import SourcePage
from survey.record.printed import ComparableText

EDGE = 1.0  # points


def words_at(pages: dict[int, SourcePage], boxes: Iterable[list]) -> list[str]:
    """The words that a machine or the file has in these boxes, in the order of the page."""
    found = []
    for number, x, y, width, height in boxes:
        page = pages.get(number)
        for text, left, top, right, bottom, _sure in page.words if page else ():
            across, down = (left + right) / 2, (top + bottom) / 2
            if x - EDGE <= across <= x + width + EDGE and y - EDGE <= down <= y + height + EDGE:
                found.append(text)
    return found


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
