"""What one page shows of a table: where its columns and rows part, and the words of each cell."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from survey.pages.document import Box, Doubt, GridCell, Word
from survey.sheets.page_lines import around, leading, line_text, lines, phrases, size_of, text_of
from survey.sheets.row_detection import is_number

EDGE = 1.0  # points that a letter may stand across a line
FAR = 2.5  # of the letters' size: more than stands between two words of justified lines
NEAR_NUMBERS = 0.8  # of the letters' size: more than parts the thousands of a number
NEAR_TEXT = 0.45  # of the letters' size: more than stands between a number and what it counts
BEYOND = 2.0  # points by which a word may stand out of its cell
WIDE = 1.2  # of the letters' size: more white than parts paragraphs
SPECK = re.compile(r"[.,_|'`´’‘:;~°]+")  # signs that never stand alone in print


@dataclass(frozen=True)
class PartCell:
    """A cell at its top left place; `words` are those that belong to it, wherever they stand."""

    box: Box
    words: tuple[Word, ...] = ()
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Part:
    """`xs` and `ys` are the edges of columns and rows; of a merged cell all places but the first are None.

    `has_row_lines`: lines part all of its rows. `is_open` says at top and bottom whether a row goes on over the edge of
    the page: there is no line that ends it.
    `guessed` names what was not drawn: “columns”, “rows”; `unsure` are words that may belong to the next column.
    `left_out` are lines right above or below that stand in its columns as a row does, and yet are none of its rows.
    """

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[PartCell | None, ...], ...]
    is_open: tuple[bool, bool] = (False, False)
    guessed: frozenset[str] = frozenset()
    has_row_lines: bool = True
    unsure: frozenset[Word] = frozenset()
    left_out: tuple[tuple[int, tuple[Word, ...]], ...] = ()

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def words(self) -> Iterator[Word]:
        return (word for row in self.cells for cell in row if cell for word in cell.words)

    def white(self) -> list[tuple[float, float]]:
        """What the words leave free between two columns: where the left one ends and the right one begins."""
        single = [(column, cell) for row in self.cells for column, cell in enumerate(row) if _is_single(cell)]
        spans = [
            [word.box for at, cell in single if at == column for word in cell.words]
            for column in range(len(self.xs) - 1)
        ]
        outer = zip(self.xs, self.xs[2:], pairwise(spans), strict=False)
        return [
            (max((box.x1 for box in before), default=left), min((box.x0 for box in behind), default=right))
            for left, right, (before, behind) in outer
        ]

    def rows(self) -> list[list[GridCell | None]]:
        """The rows with the text of each cell."""
        step = leading(cell.words for row in self.cells for cell in row if cell)
        found = [
            [cell and self._grid_cell(cell, step, is_label=not column) for column, cell in enumerate(row)]
            for row in self.cells
        ]
        for page, line in self.left_out:
            box = around(word.box for word in line)
            row = found[0] if page == self.page and box.top < self.ys[0] else found[-1]
            at = next((at for at, cell in enumerate(row) if cell), None)
            if at is not None:
                row[at] = replace(row[at], doubts=(*row[at].doubts, Doubt("row", line_text(line), page, box)))
        return found

    def _grid_cell(self, cell: PartCell, step: float, *, is_label: bool) -> GridCell:
        raised = [word for word in cell.words if word.raised]
        struck = [word for word in cell.words if word.struck]
        words = [
            word for word in cell.words if not word.raised and not word.struck and not _is_speck(word, cell, is_label)
        ]
        box = around([cell.box, *(word.box for word in cell.words)]) if cell.words else cell.box
        sure = [word.confidence for word in cell.words if word.confidence is not None]
        return GridCell(
            text_of(words, step),
            self.page,
            ((self.page, box),),
            cell.row_span,
            cell.column_span,
            tuple(word.text for word in raised),
            text_of(struck),
            min(sure, default=None),
            tuple(_doubts(cell, words, self.page, step, self.unsure, "columns" in self.guessed)),
        )


def _is_single(cell: PartCell | None) -> bool:
    return cell is not None and cell.column_span == 1 and bool(cell.words)


def _doubts(
    cell: PartCell, words: Sequence[Word], page: int, step: float, unsure: Collection[Word], is_guess: bool
) -> Iterator[Doubt]:
    """What its words themselves say: some are unsure, stand beyond its edges, or far from each other."""
    for word in words:
        if word.is_unsure:
            yield Doubt("word", word.text, page, word.box)
        if word in unsure:
            yield Doubt("column", word.text, page, word.box)
        if word.box.x0 < cell.box.x0 - BEYOND or word.box.x1 > cell.box.x1 + BEYOND:
            yield Doubt("edge", word.text, page, word.box)
    found = lines(words)
    reach = max((word.box.x1 for word in words), default=0.0) - BEYOND
    for line in found:
        is_justified = len(found) > 1 and line[-1].box.x1 >= reach
        yield from (
            Doubt("wide", line_text([left, right]), page, around([left.box, right.box]))
            for left, right in pairwise([] if is_justified else line)
            if right.box.x0 - left.box.x1 > _most_white(left, right, is_guess) * size_of([left, right])
        )
    for above, below in pairwise(found):
        white = min(word.box.top for word in below) - max(word.box.bottom for word in above)
        if white > WIDE * size_of([*above, *below]) + max(0.0, step - size_of(words)):
            yield Doubt("gap", line_text(below), page, around(word.box for word in below))


def _most_white(left: Word, right: Word, is_guess: bool) -> float:
    """Of the letters' size, between two words of a cell; less where a figure may stand in a column that nobody drew."""
    if _are_digits(left, right):
        return NEAR_NUMBERS
    return NEAR_TEXT if is_guess and is_number(left.text) and right.text[:1].isalpha() else FAR


def _is_speck(word: Word, cell: PartCell, is_label: bool) -> bool:
    """Whether a machine took a speck, or a piece of a line, for a full stop or the like; as a value it may be one."""
    may_be = word.confidence is not None and (is_label or len(cell.words) > 1)
    return may_be and bool(SPECK.fullmatch(word.text))


def _are_digits(*words: Word) -> bool:
    return all(word.text.replace(".", "").isdecimal() for word in words)


@dataclass
class Net:
    """The edges of columns and rows, and the places where no line parts two neighbours.

    `open_right` holds (row, column) of cells that go on in the next column, `open_below` of those that go on in the
    next row.
    """

    xs: Sequence[float]
    ys: Sequence[float]
    open_right: set[tuple[int, int]] = field(default_factory=set)
    open_below: set[tuple[int, int]] = field(default_factory=set)

    @property
    def height(self) -> int:
        return len(self.ys) - 1

    @property
    def width(self) -> int:
        return len(self.xs) - 1

    def place(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a point; outside of all, those of the nearest."""
        row = sum(edge <= y for edge in self.ys[1:-1])
        return row, sum(edge <= x for edge in self.xs[1:-1])

    def cells(self, words: Sequence[Word]) -> tuple[tuple[PartCell | None, ...], ...]:
        """The cells, merged where no line parts them, each with its words."""
        owners = self._owners()
        held: dict[tuple[int, int], list[Word]] = {}
        for words_of_row, row in self._by_row(words):
            for line in lines(words_of_row):
                for phrase, column in self._phrases(line, row):
                    held.setdefault(owners[row, column], []).extend(phrase)
        return tuple(
            tuple(self._cell(owners, held, row, column) for column in range(self.width)) for row in range(self.height)
        )

    def _by_row(self, words: Sequence[Word]) -> Iterator[tuple[list[Word], int]]:
        rows: dict[int, list[Word]] = {}
        for word in words:
            rows.setdefault(self.place(*word.box.middle)[0], []).append(word)
        return ((found, row) for row, found in sorted(rows.items()))

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place the one at the top left of its cell."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(self.height):
            for column in range(self.width):
                if (row, column) not in owners:
                    width, height = self._reach(owners, row, column)
                    for down in range(height):
                        for right in range(width):
                            owners[row + down, column + right] = (row, column)
        return owners

    def _reach(self, owners: dict, row: int, column: int) -> tuple[int, int]:
        width, height = 1, 1
        while (row, column + width - 1) in self.open_right and (row, column + width) not in owners:
            width += 1
        while all((row + height - 1, column + right) in self.open_below for right in range(width)):
            height += 1
        return width, height

    def _phrases(self, line: Sequence[Word], row: int) -> Iterator[tuple[list[Word], int]]:
        """The words of a line with the column they belong to: a word across an edge takes those behind it along."""
        for phrase in phrases(line):
            start = 0
            for at in range(1, len(phrase) + 1):
                if at == len(phrase) or self._parts(phrase[at - 1].box, phrase[at].box, row):
                    yield phrase[start:at], self.place(phrase[start].box.x0 + EDGE, phrase[start].box.middle[1])[1]
                    start = at

    def _parts(self, left: Box, right: Box, row: int) -> bool:
        return any(
            left.x1 - EDGE <= x <= right.x0 + EDGE and (row, column) not in self.open_right
            for column, x in enumerate(self.xs[1:-1])
        )

    def _cell(self, owners: dict, held: dict, row: int, column: int) -> PartCell | None:
        if owners[row, column] != (row, column):
            return None
        places = [place for place, owner in owners.items() if owner == (row, column)]
        height, width = max(r for r, _ in places) - row + 1, max(c for _, c in places) - column + 1
        box = Box(self.xs[column], self.ys[row], self.xs[column + width], self.ys[row + height])
        return PartCell(box, tuple(held.get((row, column), ())), height, width)


def without_empty_edges(part: Part) -> Part:
    """The part without rows and columns that hold no word: narrow ones, and rows that an open end adds."""
    size = size_of(list(part.words()))
    last = len(part.cells) - 1
    rows = [
        at
        for at, (top, bottom) in enumerate(pairwise(part.ys))
        if _has_no_words(part.cells[at])
        and (bottom - top < size / 2 or (not at and part.is_open[0]) or (at == last and part.is_open[1]))
    ]
    columns = [
        at
        for at, (left, right) in enumerate(pairwise(part.xs))
        if right - left < size and _is_empty([row[at] for row in part.cells])
    ]
    cells = tuple(
        tuple(cell for column, cell in enumerate(row) if column not in columns)
        for at, row in enumerate(part.cells)
        if at not in rows
    )
    return replace(part, xs=_without(part.xs, columns), ys=_without(part.ys, rows), cells=cells)


def _has_no_words(cells: Sequence[PartCell | None]) -> bool:
    """Whether a row is empty, and none of its cells goes on below."""
    return any(cells) and all(cell is None or (not cell.words and cell.row_span == 1) for cell in cells)


def with_labels_over_rows(part: Part) -> Part:
    """A label that stands beside the middle, or the last, of the rows that it names, at the first of them."""
    texts = [[text_of(cell.words) if cell else "" for cell in row] for row in part.cells]
    first = next((at for at, row in enumerate(texts) if any(map(is_number, row[1:]))), len(texts))
    labelled = [at for at in range(first, len(texts)) if texts[at][0]]
    if not labelled or labelled[0] == first:
        return part
    spans = _spans(labelled, first, len(texts))
    if not spans:
        return replace(part, guessed=part.guessed | {"rows"})
    cells = [list(row) for row in part.cells]
    for (top, end), label in zip(spans, labelled, strict=True):
        cell = cells[label][0]
        box = cell.box._replace(top=part.ys[top], bottom=part.ys[end])
        cells[label][0] = None
        cells[top][0] = replace(cell, box=box, row_span=end - top)
        for row in range(top + 1, end):
            cells[row][0] = None
    return replace(part, cells=tuple(map(tuple, cells)), guessed=part.guessed | {"rows"})


def _spans(labelled: Sequence[int], first: int, end: int) -> list[tuple[int, int]]:
    """Rows that each label names: as many above as below it, or else all those above it; none where neither fits.

    Where both fit, those count that give the labels as many rows as each other.
    """
    middle, top = [], first
    for label in labelled:
        middle.append((top, 2 * label - top + 1))
        top = middle[-1][1]
    fits = top == end and all(begin <= label < stop for (begin, stop), label in zip(middle, labelled, strict=True))
    tops = [first, *(label + 1 for label in labelled)]
    choices = [*([middle] if fits else []), *([list(pairwise(tops))] if tops[-1] == end else [])]
    return min(choices, key=lambda spans: len({stop - begin for begin, stop in spans}), default=[])


def _without(edges: Sequence[float], left_out: Sequence[int]) -> tuple[float, ...]:
    """An empty strip at the first edge goes with that edge, any other with the edge behind it."""
    gone = {at if not at else at + 1 for at in left_out}
    return tuple(edge for at, edge in enumerate(edges) if at not in gone)


def _is_empty(cells: Sequence[PartCell | None]) -> bool:
    """Whether a column holds no word, and no cell of another column goes on in it."""
    below = 0
    for cell in cells:
        if cell is None and not below:
            return False
        if cell is not None and (cell.words or cell.column_span > 1):
            return False
        below = cell.row_span - 1 if cell else below - 1
    return True
