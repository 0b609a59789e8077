"""Text that is set in columns: which lines stand side by side and are read one column after the other.

Tables look alike. What is taken as columns of text is set without rules, in equal widths, and as prose: its lines are
long, and begin at the edges of the columns.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from survey.pages.document import Box, Word

LEAST_ROWS = 10  # with words on both sides
GUTTER = 1.0  # least white between columns, as a share of the size of type
WORDS = 3  # in a line of prose, at the median
LETTERS = 4.5  # in a word of prose, at the mean
FULL = 0.6  # share of its column that a line of prose fills, at the median
ALIGNED = 0.7  # share of the lines of a column that begin at its edge, but for indented ones
BROKEN = 0.15  # share of the lines of a column that have a wide white at one place
APART = 1.0  # white around the columns, as a share of the size of type
NEAR = 3.0  # points
MARGIN = 30.0  # points; columns begin where the text of the page does, and not beside a column of labels
UNEQUAL = 0.15  # by which share the widths of columns may differ

Row = Sequence[Word]


def in_columns(rows: Sequence[Row], rules: Sequence[Box] = ()) -> list[list[list[Word]]]:
    """Blocks of lines in reading order; `rows` are the words of each height, `rules` what is drawn beside them."""
    edge = min((row[0].box.x0 for row in rows), default=0.0)
    return _blocks(rows, rules, edge)


def _blocks(rows: Sequence[Row], rules: Sequence[Box], edge: float) -> list[list[list[Word]]]:
    found = _gutter(rows, rules, edge)
    if found is None:
        return [[list(row) for row in rows]] if rows else []
    x, first, last = found
    left, right = _sides(rows[first:last], x)
    return [
        *_blocks(rows[:first], rules, edge),
        *_blocks(left, rules, edge),
        *_blocks(right, rules, min(row[0].box.x0 for row in right)),
        *_blocks(rows[last:], rules, edge),
    ]


def _sides(block: Sequence[Row], x: float) -> tuple[list[list[Word]], list[list[Word]]]:
    left = [part for row in block if (part := [word for word in row if word.box.x1 <= x])]
    right = [part for row in block if (part := [word for word in row if word.box.x1 > x])]
    return left, right


def _gutter(rows: Sequence[Row], rules: Sequence[Box], edge: float) -> tuple[float, int, int] | None:
    """The white between two columns (x, and the rows from first up to last) that parts most rows."""
    best, most = None, LEAST_ROWS - 1
    for x in _starts(rows, edge):
        for first, last in (_trimmed(rows, x, *run) for run in _runs_without(rows, x)):
            block = rows[first:last]
            both = min(map(len, _sides(block, x)))
            if both > most and _is_text(block, x, rules, edge):
                best, most = (x, first, last), both
    return best


def _starts(rows: Sequence[Row], edge: float) -> list[float]:
    """Where several rows begin anew behind a wide white, or begin at all: just before the edge of a column."""
    starts: list[float] = []
    for row in rows:
        starts += [b.box.x0 for a, b in pairwise(row) if b.box.x0 - a.box.x1 >= GUTTER * a.size]
        starts += [row[0].box.x0] if row[0].box.x0 > edge + MARGIN else []
    near = Counter(round(start) for start in starts)
    return [start - 1 for start, count in near.items() if count >= LEAST_ROWS // 2]


def _runs_without(rows: Sequence[Row], x: float) -> list[tuple[int, int]]:
    """Runs of rows of which no word stands over `x`."""
    runs, first = [], 0
    for at, row in enumerate(rows):
        if any(word.box.x0 < x < word.box.x1 for word in row):
            runs.append((first, at))
            first = at + 1
    return [(first, last) for first, last in [*runs, (first, len(rows))] if last - first >= LEAST_ROWS]


def _trimmed(rows: Sequence[Row], x: float, first: int, last: int) -> tuple[int, int]:
    """Without short lines above and below, which stand on one side only and apart from the columns."""

    def stands_apart(row: Row, other: Row) -> bool:
        white = max(other[0].box.top - row[0].box.bottom, row[0].box.top - other[0].box.bottom)
        return (row[-1].box.x1 <= x or row[0].box.x0 >= x) and white > APART * row[0].size

    while last - first > 1 and stands_apart(rows[first], rows[first + 1]):
        first += 1
    while last - first > 1 and stands_apart(rows[last - 1], rows[last - 2]):
        last -= 1
    return first, last


def _is_text(block: Sequence[Row], x: float, rules: Sequence[Box], edge: float) -> bool:
    top, bottom = block[0][0].box.top, block[-1][0].box.bottom
    if any(rule.x0 - NEAR <= x <= rule.x1 + NEAR and top <= rule.middle[1] <= bottom for rule in rules):
        return False
    left, right = sides = _sides(block, x)
    if min(row[0].box.x0 for row in left) > edge + MARGIN or not all(map(_is_prose, sides)):
        return False
    widths = [max(row[-1].box.x1 for row in side) - min(row[0].box.x0 for row in side) for side in sides]
    if min(widths) >= (1 - UNEQUAL) * max(widths):
        return all(map(_is_whole, sides))
    # one side may hold two columns itself
    narrow, wide = (left, right) if widths[0] < widths[1] else (right, left)
    is_half = abs(min(widths) / max(widths) - 0.5) <= UNEQUAL / 2
    return is_half and _is_whole(narrow) and _gutter(wide, rules, min(row[0].box.x0 for row in wide)) is not None


def _is_whole(side: Sequence[Row]) -> bool:
    """Whether no wide white stands at one place of many lines, as it does before cells; justified lines have some."""
    starts = Counter(
        round(b.box.x0 / NEAR) for row in side for a, b in pairwise(row) if b.box.x0 - a.box.x1 >= GUTTER * a.size
    )
    return max(starts.values(), default=0) <= BROKEN * len(side)


def _is_prose(side: Sequence[Row]) -> bool:
    """Long lines of several words, most of which begin at one edge."""
    edge = min(row[0].box.x0 for row in side)
    width = max(row[-1].box.x1 for row in side) - edge
    lengths = [row[-1].box.x1 - row[0].box.x0 for row in side]
    aligned = sum(row[0].box.x0 - edge <= NEAR for row in side)
    words = [word.text for row in side for word in row]
    return (
        len(side) >= LEAST_ROWS
        and median(map(len, side)) >= WORDS
        and sum(map(len, words)) >= LETTERS * len(words)
        and median(lengths) >= FULL * width
        and aligned >= ALIGNED * len(side)
    )
