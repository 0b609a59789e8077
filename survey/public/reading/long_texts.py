"""Texts of which a page shows the beginning until somebody opens them."""

from collections.abc import Iterable

from survey.wording.marks import Paragraph

# Letters: about what is seen of a folded text on a phone, so that no fold hides less than a line or two.
MOST_IN_CELL, MOST_IN_REPLY = 130, 300


def folds(text: Iterable[Paragraph], most: int) -> bool:
    return sum(len(piece.text) for paragraph in text for piece in paragraph) > most
