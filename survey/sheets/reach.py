"""How far a table reaches whose columns are not drawn: as far as its lines leave the same white."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.pages.document import Word
from survey.sheets.column_detection import (
    Columns,
    Strip,
    farthest,
    is_one_phrase,
    is_title,
    middles,
    narrowed,
    split,
    step_between,
)
from survey.sheets.page_lines import line_text, lines, size_of
from survey.sheets.ruling import NEAR
from survey.sheets.table import stands_over_labels

MOST_LINES_OF_A_HEAD = 3
CLOSE = 0.8  # of the letters' size: no more white parts the lines of one cell or heading

Band = Sequence[Word]
Stack = Sequence[Band]


@dataclass(frozen=True)
class Reach:
    """The bands of a table, from `first` to before `end`, and the white that they leave between its columns."""

    first: int
    end: int
    strips: Sequence[Strip]
    least: float

    def of(self, stack: Stack) -> Stack:
        return stack[self.first : self.end]

    def meets(self, other: "Reach") -> bool:
        return self.first < other.end and other.first < self.end

    def moved(self, steps: int) -> "Reach":
        return replace(self, first=self.first + steps, end=self.end + steps)

    def grown(self, stack: Stack, heads: int, separators: Sequence[float] = ()) -> "Reach":
        return self.grown_down(stack, separators).grown_up(stack, heads)

    def grown_down(self, stack: Stack, separators: Sequence[float] = ()) -> "Reach":
        """Downwards as far as words keep the columns; what stands in the first alone must follow closely.

        Between two lines drawn below each other (`separators`) it need not, where other columns are filled there, too.
        """
        end, strips = self.end, self.strips
        widest = max((step_between(a, b) for a, b in pairwise(self.of(stack))), default=0.0)
        while end < len(stack):
            gap = step_between(stack[end - 1], stack[end]) if end > self.first else 0.0
            narrower = self._kept(stack[end], strips)
            is_row = self._is_row_between(stack, end, separators)
            if gap > (farthest(stack[end], widest) if is_row else self._farthest(stack[end], narrower, widest)):
                break
            if is_title(stack[end], self.least):
                break
            if narrower is None and not self._is_group(stack, end, end + 1):
                break
            widest, strips, end = max(widest, gap), narrower or strips, end + 1
        return replace(self, end=end, strips=strips)

    def _is_row_between(self, stack: Stack, at: int, separators: Sequence[float]) -> bool:
        """Whether a band and those up to the next line fill several of the columns."""
        end = next((y for y in separators if y > stack[at][0].box.middle[1]), None)
        if end is None or not any(y < stack[at][0].box.middle[1] for y in separators):
            return False
        zone = [band for band in stack[at:] if band[0].box.middle[1] < end]
        kept = [self._kept(band, self.strips) for band in zone]
        return all(kept) and any(self._is_wide(band, self.strips) for band in zone)

    def _kept(self, band: Band, strips: Sequence[Strip]) -> list[Strip] | None:
        """What the band leaves of the white; None where it says one thing across columns."""
        narrower = narrowed(strips, band)
        if narrower is None:
            return None
        is_across = any(self._is_wide(line, narrower) and is_one_phrase(line, self.least) for line in lines(band))
        return None if is_across else narrower

    def _is_wide(self, band: Band, strips: Sequence[Strip]) -> bool:
        return sum(map(bool, split(band, middles(strips)))) > 1

    def _farthest(self, band: Band, strips: Sequence[Strip] | None, widest: float) -> float:
        is_label = strips is not None and not any(split(band, middles(strips))[1:])
        return CLOSE * size_of(band) if is_label else farthest(band, widest)

    def _is_group(self, stack: Stack, at: int, beside: int) -> bool:
        """Whether a line across the columns stands over rows, such as the name of a region, and no new table begins."""
        if not 0 <= beside < len(stack) or not is_one_phrase(stack[at], self.least):
            return False
        beyond = self._kept(stack[beside], self.strips)
        rows = [band for band in self.of(stack) if self._kept(band, self.strips)]
        if beyond is None or not self._is_wide(stack[beside], beyond) or not rows:
            return False
        below = stack[beside] if beside > at else rows[0]
        label = line_text(split(below, middles(self.strips))[0])
        gaps = step_between(stack[at], below), size_of(stack[at])
        starts_at_label = abs(stack[at][0].box.x0 - min(band[0].box.x0 for band in rows)) <= NEAR
        return starts_at_label and gaps[0] <= 2 * gaps[1] and not (label and stands_over_labels(label))

    def grown_up(self, stack: Stack, heads: int) -> "Reach":
        """Upwards over lines of headings: in the columns, or over several of them, but for the first.

        Of the first `heads` bands, which stand on every page, those that fill the columns are headings, too.
        """
        reach = self
        while reach.first and (further := reach._one_up(stack, heads)):
            reach = further
        return reach

    def _one_up(self, stack: Stack, heads: int) -> "Reach | None":
        band, below = stack[self.first - 1], stack[self.first]
        cells = split(band, middles(self.strips))
        gap = step_between(band, below)
        narrower = self._kept(band, self.strips)
        if self._is_group(stack, self.first - 1, self.first - 2) and gap <= farthest(below, 0.0):
            return replace(self, first=self.first - 1)
        if narrower and all(cells[1:]) and gap <= farthest(below, 0.0) and self.first <= heads:
            return replace(self, first=self.first - 1)
        if any(cells[1:]) and gap <= CLOSE * size_of(below) and narrowed(self.strips[:1], band):
            return replace(self, first=self.first - 1)
        return None


def rest_of(
    stack: Stack, heads: int, white: Sequence[Strip], least: float, separators: Sequence[float] = ()
) -> Reach | None:
    """The lines at the top of a page that keep the white of the page before; a running head may stand above."""
    for first in range(heads, min(len(stack), heads + MOST_LINES_OF_A_HEAD + 1)):
        reach = Reach(first, first, white, least).grown_down(stack, separators)
        is_head = reach.end == first + 1 and reach.end < len(stack)
        if not is_head and any(any(split(band, middles(reach.strips))[1:]) for band in reach.of(stack)):
            return reach.grown_up(stack, heads)
    return None


def trimmed(stack: Stack, columns: Columns, least: float) -> Reach:
    """Without lines at both ends that say one thing: in one column, or over several."""
    first, end = columns.first, columns.end
    while first < end - 1 and is_one_phrase(stack[first], least):
        first += 1
    while end > first + 1 and is_one_phrase(stack[end - 1], least):
        end -= 1
    return Reach(first, end, columns.strips, least)
