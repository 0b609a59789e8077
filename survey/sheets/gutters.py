"""Columns of a table without drawn lines, guessed from the white between its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from survey.sheets.table import stands_over_labels

GUTTER = 7.0  # points: more than stands between two words of a cell
NARROWEST = 1.0  # what numbers at the right edge of their column leave of it
SAME_LINE = 3.0
FARTHEST = 30.0  # from one line of a table to the next; what stands below is the foot of the page
FEWEST_ROWS = 2

Word = tuple[float, float, str]


@dataclass
class Guess:
    """A table of one page: its rows, the place of its columns, and the lines of text around it."""

    columns: list[float]
    rows: list[list[str]]
    outside: list[str] = field(default_factory=list)


def guess(words: Iterable[dict]) -> Guess | None:
    """The first table that the words of a page seem to form: headings with white between them, and rows that keep it.

    The first heading has to say what the rows are, so that no text of two columns is taken for a table. A line whose
    words stand in the white between two columns, or that stands far below, ends it.
    """
    placed = list(_lines(words))
    lines = [line for _, line in placed]
    for top, heading in enumerate(lines):
        gutters = list(_white(heading))
        if gutters and stands_over_labels(_text(word for word in heading if word[1] <= gutters[0][0])):
            end, gutters = _reach(placed, top, gutters)
            if end - top > FEWEST_ROWS:
                edges = [(left + right) / 2 for left, right in gutters]
                rows = [_cells(line, edges) for line in lines[top:end]]
                return Guess(edges, rows, [_text(line) for line in (*lines[:top], *lines[end:])])
    return None


def _lines(words: Iterable[dict]) -> Iterator[tuple[float, list[Word]]]:
    """The words line by line, from left to right, with how far down each stands."""
    line: list[Word] = []
    bottom = None
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if bottom is not None and word["bottom"] > bottom + SAME_LINE:
            yield bottom, sorted(line)
            line, bottom = [], None
        bottom = word["bottom"] if bottom is None else bottom
        line.append((word["x0"], word["x1"], word["text"]))
    if line:
        yield bottom, sorted(line)


def _white(line: Sequence[Word]) -> Iterator[tuple[float, float]]:
    for (_, end, _), (begin, _, _) in pairwise(line):
        if begin - end >= GUTTER:
            yield end, begin


def _reach(placed: Sequence[tuple[float, list[Word]]], top: int, gutters: list) -> tuple[int, list]:
    """Where the table ends, and what stays white in all its lines."""
    end = top + 1
    while end < len(placed):
        narrower = [_left(gutter, placed[end][1]) for gutter in gutters]
        if None in narrower or placed[end][0] - placed[end - 1][0] > FARTHEST:
            break
        gutters, end = narrower, end + 1
    return end, gutters


def _left(gutter: tuple[float, float], line: Sequence[Word]) -> tuple[float, float] | None:
    """What of the white between two columns a line leaves; its words stand clearly on either side of it."""
    middle = sum(gutter) / 2
    left = max((end for begin, end, _ in line if (begin + end) / 2 < middle), default=0.0)
    right = min((begin for begin, end, _ in line if (begin + end) / 2 >= middle), default=float("inf"))
    common = max(left, gutter[0]), min(right, gutter[1])
    return common if right - left >= GUTTER and common[1] - common[0] >= NARROWEST else None


def _cells(line: Iterable[Word], edges: Sequence[float]) -> list[str]:
    cells: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in line:
        cells[sum(edge <= word[0] for edge in edges)].append(word)
    return [_text(cell) for cell in cells]


def _text(words: Iterable[Word]) -> str:
    return " ".join(text for _, _, text in words)
