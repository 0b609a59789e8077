"""Rows that are not drawn: told from the white between lines, from labels, from numbers, and from lines not full."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from survey.pages.document import Word
from survey.sheets.page_lines import around, line_text, lines, size_of

CLEARLY_MORE = 0.2  # of the letters' size: by how much the white between rows is more than that between lines
LOOSE = 1.5  # of the letters' size: a step from line to line that is more than that of one text
UNIT = r"(?:%|€|EUR|Euro|T€|(?:Tsd|Mio|Mrd)\.?(?:\s?€)?|km²?|ha|m²|Std\.|Tage?)"
NUMBER = re.compile(
    rf"\(?(?:rund|ca\.|etwa|über|unter|bis|[><≥≤~])?\s?[-+−±]?\d[\d.,:/\s]*{UNIT}?[)*¹²³⁴]*"
    r"|[-–—./*x✓•]+|k\.\s?A\.?|n\.\s?b\.?|entf(?:\.|ällt)",
    re.IGNORECASE,
)

Band = Sequence[Word]


@dataclass(frozen=True)
class RowStart:
    """The bands from which rows begin; `guessed` where nothing but labels says so."""

    firsts: tuple[int, ...]
    guessed: bool = False


def is_number(text: str) -> bool:
    """Whether a cell says a number, a share, or that there is none."""
    return bool(NUMBER.fullmatch(text.strip()))


@dataclass(frozen=True)
class RowStack:
    """Bands of one stretch of a table in which no line is drawn; `edges` part the columns."""

    bands: Sequence[Band]
    edges: Sequence[float]

    def starts(self) -> RowStart:
        """Which bands begin a row."""
        every = RowStart(tuple(range(len(self.bands))))
        if len(self.bands) < 2 or self._are_all_rows():
            return every
        limit = self._limit()
        if limit is not None:
            firsts = (0, *(at for at, gap in enumerate(self._gaps(), start=1) if gap > limit))
            if self._are_rows(firsts):
                return RowStart(firsts)
        firsts = (0, *(at for at in range(1, len(self.bands)) if self._begins(at)))
        return RowStart(firsts, guessed=True)

    def _are_all_rows(self) -> bool:
        """Whether each line is a row: of label and numbers, or set wide apart, label and text in most."""
        body = [self._cells(band) for band in self.bands[1:]]
        if all(cells[0] and any(cells[1:]) and _are_numbers(cells[1:]) for cells in body):
            return True
        steps = [below[0].box.bottom - above[0].box.bottom for above, below in pairwise(self.bands)]
        labelled = sum(bool(cells[0]) and any(cells[1:]) for cells in body)
        return min(steps) > LOOSE * self._size() and labelled > len(body) / 2

    def _size(self) -> float:
        return size_of([word for band in self.bands for word in band])

    def _gaps(self) -> list[float]:
        return [
            min(word.box.top for word in below) - max(word.box.bottom for word in above)
            for above, below in pairwise(self.bands)
        ]

    def _limit(self) -> float | None:
        """What parts the white between lines from that between rows; None where all white is alike."""
        for less, more in pairwise(sorted(self._gaps())):
            if more - less >= CLEARLY_MORE * self._size():
                return (less + more) / 2
        return None

    def _are_rows(self, firsts: Sequence[int]) -> bool:
        """Whether most have a label and something beside it, and no label within a row begins anew."""
        rows = [self.bands[first:end] for first, end in pairwise((*firsts, len(self.bands)))]
        cells = [self._cells([word for band in row for word in band]) for row in rows]
        labelled = sum(bool(row[0]) and any(row[1:]) for row in cells)
        inner = [at for at in range(1, len(self.bands)) if at not in firsts]
        anew = sum(self._is_cut(at) for at in inner)
        return labelled > len(rows) / 2 and anew <= len(inner) / 10

    def _cells(self, band: Band) -> list[list[Word]]:
        cells: list[list[Word]] = [[] for _ in range(len(self.edges) + 1)]
        for word in band:
            cells[sum(edge <= word.box.x0 for edge in self.edges)].append(word)
        return cells

    def _begins(self, at: int) -> bool:
        """Whether a band begins a row: its label is not the rest of the one above, or a number stands below another."""
        above, label = self._cells(self.bands[at - 1])[0], self._cells(self.bands[at])[0]
        is_rest = above and label and (line_text(above).endswith("-") or label[0].text[:1].islower())
        return self._is_cut(at) or (bool(label) and not is_rest)

    def _is_cut(self, at: int) -> bool:
        """Whether no line broke here: a number stands below another, or a label would have found room above."""
        above, below = self._cells(self.bands[at - 1]), self._cells(self.bands[at])
        pairs = [(a, b) for a, b in zip(above[1:], below[1:], strict=True) if a and b]
        if any(is_number(line_text(a)) and is_number(line_text(b)) for a, b in pairs):
            return True
        return bool(above[0] and below[0]) and self._has_room(above[0], below[0])

    def _has_room(self, above: Band, below: Band) -> bool:
        """Whether the first word of a label would have stood beside the last one of the line above."""
        first = lines(below)[0][0].box
        column = around(word.box for band in self.bands for word in self._cells(band)[0])
        room = column.x1 - max(word.box.x1 for word in lines(above)[-1])
        return first.x1 - first.x0 + 0.3 * self._size() < room


def _are_numbers(cells: Sequence[Band]) -> bool:
    return all(is_number(line_text(cell)) for cell in cells if cell)
