"""Rows that are not drawn: told from the white between lines, from labels, from numbers, and from lines not full."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from survey.pages.document import Word
from survey.sheets.column_detection import FEWEST_LINES, Strip, middles, narrowed, split, step_between
from survey.sheets.page_lines import line_text, lines, size_of

MORE = 0.05  # of the letters' size: by how much the white between rows is more than that between lines
PIXEL = 0.8  # points: browsers set lines on whole pixels
BLANK = 0.3  # of the letters' size, between two words
MOST_LINES_OF_HEADINGS = 12
LOOSE = 1.5  # of the letters' size: a step from line to line that is more than that of one text
YEAR = re.compile(r"(?:19|20)\d\d(?:/(?:20)?\d\d)?")
UNIT = r"(?:%|€|EUR|Euro|T€|(?:Tsd|Mio|Mrd)\.?(?:\s?€)?|km²?|ha|m²|Std\.|Tage?)"
NUMBER = re.compile(
    rf"\(?(?:rund|ca\.|etwa|über|unter|bis|[><≥≤~])?\s?[-+−±]?\d[\d.,:/\s]*{UNIT}?[)*¹²³⁴]*"
    r"|[-–—./*x✓•]+|k\.\s?A\.?|n\.\s?b\.?|entf(?:\.|ällt)",
    re.IGNORECASE,
)

Band = Sequence[Word]


@dataclass(frozen=True)
class RowStart:
    """The bands from which rows begin; `guessed` where nothing but labels and lines that are not full say so."""

    firsts: tuple[int, ...]
    guessed: bool = False


def is_number(text: str) -> bool:
    """Whether a cell says a number, a share, or that there is none."""
    return bool(NUMBER.fullmatch(text.strip()))


@dataclass(frozen=True)
class RowStack:
    """Bands of one stretch of a table in which no line is drawn; `strips` are the white between its columns.

    `headings` are those of the table, where the bands may begin with them again at the top of a page.
    """

    bands: Sequence[Band]
    strips: Sequence[Strip]
    headings: Sequence[Sequence[str]] = ()

    @cached_property
    def cells(self) -> list[list[list[Word]]]:
        """The words of each band by column."""
        return [split(band, middles(self.strips)) for band in self.bands]

    @cached_property
    def across(self) -> set[int]:
        """The bands with a word across the white between columns."""
        return {at for at, band in enumerate(self.bands) if narrowed(self.strips, band) is None}

    @cached_property
    def size(self) -> float:
        return size_of([word for band in self.bands for word in band])

    def starts(self) -> RowStart:
        """Which bands begin a row."""
        again = self._headings_again()
        if again:
            rest = RowStack(self.bands[again:], self.strips).starts()
            return RowStart((0, *(at + again for at in rest.firsts)), rest.guessed)
        every = RowStart(tuple(range(len(self.bands))))
        if len(self.bands) < 2 or self._are_numbered():
            return every
        if beside := self._beside_labels():
            return RowStart(beside, guessed=True)
        choices = [self._parted_by(limit) for limit in self._limits()]
        best = min(choices, key=lambda firsts: (self._faults(firsts), -len(firsts)), default=())
        if best and self._faults(best) <= len(best) / 20:
            return RowStart(best)
        if self._are_apart():
            return every
        sure = {at for at in range(1, len(self.bands)) if self._begins(at)}
        if len(self.bands) > FEWEST_LINES and all(self._is_number_anew(at) for at in range(2, len(self.bands))):
            return every
        begun = {self.cells[at][0][0].text for at in (0, *sure) if self.cells[at][0]}
        alike = {at for at in range(1, len(self.bands)) if self.cells[at][0] and self.cells[at][0][0].text in begun}
        return RowStart((0, *sorted(sure | alike)), guessed=True)

    def are_rows(self) -> bool:
        """Whether each of several lines has a number right below another: no cell says so, several rows do."""
        return len(self.bands) > 1 and all(self._is_number_anew(at) for at in range(1, len(self.bands)))

    @property
    def holds_rows(self) -> bool:
        return self.are_rows() or self._has_keys(0, len(self.bands)) or self._has_numbers_apart()

    def _has_numbers_apart(self) -> bool:
        """Whether a column beside the labels holds numbers alone, in several lines; a share in brackets stands so."""
        for cells in list(zip(*self.cells, strict=True))[1:]:
            said = [line_text(cell) for cell in cells if cell]
            if len(said) > 1 and all(is_number(text) and not text.startswith("(") for text in said):
                return True
        return False

    def labelled(self, firsts: Sequence[int]) -> int:
        """How many of the rows that begin there have a label."""
        return sum(any(cells[0] for cells in self.cells[at:end]) for at, end in pairwise((*firsts, len(self.bands))))

    def _headings_again(self) -> int:
        """How many bands at the top say the headings again."""
        for end in range(1, min(len(self.bands), MOST_LINES_OF_HEADINGS)) if self.headings else ():
            said = split([word for band in self.bands[:end] for word in band], middles(self.strips))
            if [" ".join(map(line_text, lines(cell))) for cell in said] in self.headings:
                return end
        return 0

    def _are_numbered(self) -> bool:
        """Whether each line is a row of label and numbers."""
        return all(cells[0] and any(cells[1:]) and _are_numbers(cells[1:]) for cells in self.cells[1:])

    def _beside_labels(self) -> tuple[int, ...]:
        """The lines of numbers where all labels stand between two of them, each beside the middle of its rows."""
        labels = [at for at, cells in enumerate(self.cells) if cells[0] and not any(cells[1:])]
        rows = [at for at in range(len(self.cells)) if at not in labels]
        below = [at for at in rows if not self.cells[at][0]]
        if len(labels) < 2 or len(below) < len(rows) - 1 or below[:1] > labels[:1]:
            return ()
        alone = RowStack([self.bands[at] for at in below], self.strips)
        return tuple(rows) if alone.are_rows() and labels[-1] < rows[-1] else ()

    def _are_apart(self) -> bool:
        """Whether all lines are set wide apart, label and text in most."""
        steps = [below[0].box.bottom - above[0].box.bottom for above, below in pairwise(self.bands)]
        labelled = sum(bool(cells[0]) and any(cells[1:]) for cells in self.cells[1:])
        return min(steps) > LOOSE * self.size and 2 * labelled > len(self.cells) - 1

    def _gaps(self) -> list[float]:
        return [step_between(above, below) for above, below in pairwise(self.bands)]

    def _limits(self) -> Iterator[float]:
        """What may part the white between lines from that between rows; none where all white is alike."""
        for less, more in pairwise(sorted(self._gaps())):
            if more - less >= max(MORE * self.size, PIXEL):
                yield (less + more) / 2

    def _parted_by(self, limit: float) -> tuple[int, ...]:
        return (0, *(at for at, gap in enumerate(self._gaps(), start=1) if gap > limit))

    def _faults(self, firsts: Sequence[int]) -> int:
        """How many rows are without a label, and how many labels or numbers begin anew within a row."""
        rows = list(pairwise((*firsts, len(self.bands))))
        unlabelled = sum(
            not any(cells[0] for cells in self.cells[first:end]) and not self._has_key(first, end)
            for first, end in rows[1:]
        )
        stacked = sum(self._has_keys(first, end) for first, end in rows[1:])
        late = [not self.cells[first][0] and any(cells[0] for cells in self.cells[first:end]) for first, end in rows]
        again = sum(self._begins(at) for first, end in rows for at in self._labelled_again(first, end))
        return unlabelled + stacked + again + (late[0] and len(late) > 1 and not any(late[1:]))

    def _keys(self, first: int, end: int) -> list[str]:
        """What stands in the column behind the labels, such as years."""
        return [line_text(cells[1]) for cells in self.cells[first:end] if len(cells) > 2 and cells[1]]

    def _has_key(self, first: int, end: int) -> bool:
        """Whether a row has a year behind the place of its label, which then stands for several rows."""
        return len(self._keys(first, end)) == 1 and bool(YEAR.fullmatch(self._keys(first, end)[0]))

    def _has_keys(self, first: int, end: int) -> bool:
        """Whether several years would stand in one row."""
        keys = self._keys(first, end)
        return len(keys) > 1 and all(map(YEAR.fullmatch, keys))

    def _labelled_again(self, first: int, end: int) -> Iterator[int]:
        """The bands of a row below the first that has a label; in those above it, no label could begin."""
        labelled = next((at for at in range(first, end) if self.cells[at][0]), end)
        return iter(range(labelled + 1, end))

    def _begins(self, at: int) -> bool:
        """Whether a band begins a row: with a label of its own, or a number below another."""
        if at in self.across or at - 1 in self.across:
            return True
        if line_text(self.cells[at - 1][0]).endswith("-") and self.cells[at][0]:
            return False
        if self._is_number_anew(at):
            return True
        above, below = self.cells[at - 1], self.cells[at]
        pairs = self._pairs(at)
        beside = [(line_text(a), line_text(b)) for column, a, b in pairs if column]
        if len(beside) > 1 and all(is_number(b) and not is_number(a) for a, b in beside):
            return True
        if _is_bold(self.bands[at - 1]) and not any(word.bold for word in self.bands[at]):
            return True
        if not below[0] or not above[0]:
            return bool(below[0])
        stands_alone = not any(above[1:]) and any(below[1:])
        return stands_alone or any(self._has_room(column, a, b) for column, a, b in pairs)

    def _pairs(self, at: int) -> list[tuple[int, Band, Band]]:
        """The columns in which both a band and the one above have words, with these."""
        both = enumerate(zip(self.cells[at - 1], self.cells[at], strict=True))
        return [(column, above, below) for column, (above, below) in both if above and below]

    def _is_number_anew(self, at: int) -> bool:
        """Whether a number stands right below another, beside the labels."""
        said = ((line_text(above), line_text(below)) for column, above, below in self._pairs(at) if column)
        return any(is_number(above) and is_number(below) for above, below in said)

    def _has_room(self, column: int, above: Band, below: Band) -> bool:
        """Whether the first word of a line would have stood behind the last one above, so that no line broke there."""
        first = lines(below)[0][0].box
        return first.x1 - first.x0 + BLANK * self.size < self._right(column) - max(w.box.x1 for w in lines(above)[-1])

    def _right(self, column: int) -> float:
        """How far the lines of a column reach."""
        if column < len(self.strips):
            return self.strips[column][0]
        return max(word.box.x1 for cells in self.cells for word in cells[column])


def _is_bold(band: Band) -> bool:
    return all(word.bold for word in band)


def _are_numbers(cells: Sequence[Band]) -> bool:
    return all(is_number(line_text(cell)) for cell in cells if cell)


def are_groups(zones: Sequence[Sequence[Band]], strips: Sequence[Strip]) -> bool:
    """Whether most stretches of several lines, between one drawn line and the next, hold several rows."""
    found = [RowStack(zone, strips).holds_rows for zone in zones if len(zone) > 1]
    return 2 * sum(found) > len(found)


def between_rows(stack: Sequence[Band], firsts: Sequence[int]) -> list[float]:
    """The middle of the white above each row but the first."""
    return [
        (max(word.box.bottom for word in stack[at - 1]) + min(word.box.top for word in stack[at])) / 2
        for at in firsts
        if at
    ]
