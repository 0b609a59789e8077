"""The lines of a paper that hold text, with their numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`text` is without the blanks around it (tabs count as text); `after_blank`: a paragraph begins here."""

    number: int
    text: str
    after_blank: bool


def filled_lines(file: Sequence[str]) -> list[Line]:
    blank = [not text.strip() for text in ("", *file)]
    return [
        Line(number, text.strip(" \u00a0\f"), blank[number - 1])
        for number, text in enumerate(file, start=1)
        if not blank[number]
    ]


def first_index(lines: Sequence[Line], wanted: Callable[[Line], object], start: int = 0) -> int:
    """Where the first wanted line stands; the length where there is none."""
    return next((index for index in range(start, len(lines)) if wanted(lines[index])), len(lines))
