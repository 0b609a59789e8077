"""The tables of one page: from drawn lines, filled areas, and the white between words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.pages.document import Box, Document, Grid, Page, Word
from survey.sheets.column_detection import (
    FEWEST_LINES,
    Columns,
    Strip,
    farthest,
    find_columns,
    is_one_phrase,
    is_prose,
    least_gap,
    middles,
    narrowed,
    step_between,
)
from survey.sheets.page_breaks import PageTable, add_page
from survey.sheets.page_lines import around, bands, line_text, lines, phrases, size_of
from survey.sheets.row_detection import RowStack, is_number
from survey.sheets.ruling import NEAR, Ruling, connected, covers, drawn, positions
from survey.sheets.table_parts import EDGE, Net, Part, without_empty_edges

BEYOND = 8.0  # points by which lines of rows stand out beyond the last column line: the side is open
LINES_OF_A_FRAME = 3  # above, below the headings, below all
FEWEST_ROWS_OF_A_FRAME = 2
MOST_LINES_OF_A_HEAD = 3
CLOSE = 0.8  # of the letters' size: no more white parts the lines of one cell or heading

Stack = Sequence[Sequence[Word]]


def find_grids(document: Document) -> tuple[Grid, ...]:
    """The tables of a PDF's or scan's pages, those over a page break as one, each cell with its boxes."""
    return tuple(table.grid() for table in find_tables(document))


def find_tables(document: Document) -> list[PageTable]:
    """The tables with their parts page by page, the joins between these, and the lines of text around them."""
    tables: list[PageTable] = []
    edges = {(line.page, word) for line in document.edges for word in line.words}
    for page in document.pages:
        last = tables[-1].parts[-1] if tables else None
        above = last if last and last.page == page.number - 1 else None
        parts = find_parts(page, {word for number, word in edges if number == page.number}, above)
        inside = {word for part in parts for word in part.words()}
        rest = [word for word in page.words if word not in inside and (page.number, word) not in edges]
        add_page(tables, parts, [(page.number, line_text(line)) for line in lines(rest)])
    return tables


def find_parts(page: Page, edges: Collection[Word] = (), above: Part | None = None) -> list[Part]:
    """The tables of a page, from top to bottom and left to right.

    `edges` are the words of running heads and page numbers; `above` is the last table of the page before, which may go
    on here.
    """
    ruling = drawn(page)
    groups = _stacked(connected(ruling), page.words)
    parts = [part for group in groups if (part := _ruled(page, group))]
    rest = [word for word in page.words if not any(_holds(part.box, word.box) for part in parts)]
    parts += _unruled(page, rest, ruling, edges, None if parts else above)
    return sorted(parts, key=lambda part: (part.box.top, part.box.x0))


def _holds(outer: Box, inner: Box) -> bool:
    x, y = inner.middle
    return outer.x0 - EDGE <= x <= outer.x1 + EDGE and outer.top <= y <= outer.bottom


def _stacked(groups: Sequence[Ruling], words: Sequence[Word]) -> list[Ruling]:
    """Groups of lines with the same columns as one, where rows without lines stand between them: filled rows."""
    kept: list[Ruling] = []
    for group in groups:
        above = next((each for each in reversed(kept) if _same_columns(each, group)), None)
        if above and _are_rows_between(above, group, words):
            kept.remove(above)
            group = Ruling((*above.horizontal, *group.horizontal), (*above.vertical, *group.vertical))
        kept.append(group)
    return kept


def _columns(ruling: Ruling) -> list[float]:
    return positions(line.at for line in ruling.vertical)


def _same_columns(one: Ruling, other: Ruling) -> bool:
    left, right = _columns(one), _columns(other)
    return len(left) == len(right) > 2 and all(abs(a - b) <= NEAR for a, b in zip(left, right, strict=True))


def _are_rows_between(above: Ruling, below: Ruling, words: Sequence[Word]) -> bool:
    xs = _columns(above)
    zone = Box(xs[0], above.box.bottom, xs[-1], below.box.top)
    inner = [word for word in words if _holds(zone, word.box)]
    return fit_columns(inner, xs[1:-1]) and len({_column(word, xs) for word in inner}) > 1


def _column(word: Word, xs: Sequence[float]) -> int:
    return sum(x <= word.box.x0 + EDGE for x in xs[1:-1])


def fit_columns(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether no word stands across an edge."""
    return not any(word.box.x0 + EDGE < edge < word.box.x1 - EDGE for word in words for edge in edges)


def _ruled(page: Page, ruling: Ruling) -> Part | None:
    """The table of lines that meet; None where they part no columns."""
    if len(_columns(ruling)) < (2 if ruling.horizontal else LINES_OF_A_FRAME):
        return None
    xs, box = _with_open_sides(ruling), ruling.box
    ys, is_open = _with_open_ends(ruling)
    words = [word for word in page.words if _holds(box, word.box)]
    if len(xs) < 3 or len(ys) < 2 or not words:
        return None
    ys = _with_rows(words, xs, ys)
    net = Net(xs, ys)
    _open(net, ruling, words)
    part = Part(page.number, tuple(xs), tuple(ys), net.cells(words), is_open)
    part = without_empty_edges(part)
    return part if len(part.xs) > 2 else None


def _with_open_sides(ruling: Ruling) -> list[float]:
    """The edges of columns; where rows have lines that stand out beyond the last of them, the side is open."""
    xs = _columns(ruling)
    left, right = ruling.box.x0, ruling.box.x1
    return [*([left] if left < xs[0] - BEYOND else []), *xs, *([right] if right > xs[-1] + BEYOND else [])]


def _with_open_ends(ruling: Ruling) -> tuple[list[float], tuple[bool, bool]]:
    """The edges of rows; a row that goes on over the page is open there, without a line below or above."""
    ys = positions(line.at for line in ruling.horizontal)
    top, bottom = ruling.box.top, ruling.box.bottom
    is_open = not ys or top < ys[0] - NEAR, not ys or bottom > ys[-1] + NEAR
    return [*([top] if is_open[0] else []), *ys, *([bottom] if is_open[1] else [])], is_open


def _with_rows(words: Sequence[Word], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """With the rows that no line parts, where lines stand around the headings and around all rows alone."""
    if len(ys) > LINES_OF_A_FRAME + 1:
        return list(ys)
    found = [ys[0]]
    for top, bottom in pairwise(ys):
        inner = [word for word in words if top <= word.box.middle[1] < bottom]
        stack = bands(inner)
        if len(stack) > FEWEST_ROWS_OF_A_FRAME:
            start = RowStack(stack, xs[1:-1]).starts()
            found += [] if start.guessed else between_rows(stack, start.firsts)
        found.append(bottom)
    return found


def between_rows(stack: Sequence[Sequence[Word]], firsts: Sequence[int]) -> list[float]:
    """The middle of the white above each row but the first."""
    return [
        (max(word.box.bottom for word in stack[at - 1]) + min(word.box.top for word in stack[at])) / 2
        for at in firsts
        if at
    ]


def _open(net: Net, ruling: Ruling, words: Sequence[Word]):
    """Says where no line parts two cells; a row without any line within keeps its columns, if its words do."""
    for row, (top, bottom) in enumerate(pairwise(net.ys)):
        drawn_at = [covers(ruling.vertical, x, top, bottom) for x in net.xs[1:-1]]
        inner = [word for word in words if top <= word.box.middle[1] < bottom]
        if any(drawn_at) or not _keeps_columns(inner, net.xs):
            net.open_right |= {(row, column) for column, is_drawn in enumerate(drawn_at) if not is_drawn}
    for row, y in enumerate(net.ys[1:-1]):
        is_drawn = [covers(ruling.horizontal, y, left, right) for left, right in pairwise(net.xs)]
        if any(is_drawn):
            net.open_below |= {(row, column) for column, each in enumerate(is_drawn) if not each}


def _keeps_columns(words: Sequence[Word], xs: Sequence[float]) -> bool:
    return fit_columns(words, xs[1:-1]) and len({_column(word, xs) for word in words}) > 1


def _unruled(
    page: Page, words: Sequence[Word], ruling: Ruling, edges: Collection[Word], above: Part | None
) -> Iterator[Part]:
    """Tables whose columns are not drawn; lines and filled areas between rows still part these."""
    body = bands(word for word in words if word not in edges)
    heads = [band for band in bands(word for word in words if word in edges) if body and _stands_above(band, body[0])]
    stack, taken = [*heads, *body], []
    least = least_gap([line for band in body for line in lines(band)])
    if above and (reach := _rest_of(stack, len(heads), above, least)):
        taken.append(reach)
        yield _guessed(page, reach.of(stack), middles(reach.strips), ruling, above)
    for columns in find_columns(body):
        reach = _trimmed(body, columns, least).moved(len(heads)).grown(stack, len(heads))
        if not any(reach.meets(other) for other in taken):
            inner, middle = reach.of(stack), middles(reach.strips)
            if _is_table(inner, middle, _separators(ruling, around(word.box for band in inner for word in band))):
                taken.append(reach)
                yield _guessed(page, inner, middle, ruling)


def _stands_above(band: Sequence[Word], other: Sequence[Word]) -> bool:
    return step_between(band, other) > -size_of(other)


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

    def grown(self, stack: Stack, heads: int) -> "Reach":
        return self.grown_down(stack).grown_up(stack, heads)

    def grown_down(self, stack: Stack) -> "Reach":
        """Downwards as far as words keep the columns; what stands in the first alone must follow closely."""
        end, strips = self.end, self.strips
        widest = max((step_between(a, b) for a, b in pairwise(self.of(stack))), default=0.0)
        while end < len(stack) and (narrower := narrowed(strips, stack[end])):
            gap = step_between(stack[end - 1], stack[end]) if end > self.first else 0.0
            cells = split(stack[end], middles(narrower))
            is_label = not any(cells[1:])
            is_sentence = sum(map(bool, cells)) > 1 and is_one_phrase(stack[end], self.least)
            if is_sentence or gap > (CLOSE * size_of(stack[end]) if is_label else farthest(stack[end], widest)):
                break
            widest, strips, end = max(widest, gap), narrower, end + 1
        return replace(self, end=end, strips=strips)

    def grown_up(self, stack: Stack, heads: int) -> "Reach":
        """Upwards over lines of headings: in the columns, or over several of them, but for the first.

        Of the first `heads` bands, which stand on every page, those that fill the columns are headings, too.
        """
        first, edges = self.first, middles(self.strips)
        while first:
            cells = split(stack[first - 1], edges)
            gap, size = step_between(stack[first - 1], stack[first]), size_of(stack[first])
            is_heading = any(cells[1:]) and gap <= CLOSE * size and narrowed(self.strips[:1], stack[first - 1])
            is_repeated = first <= heads and all(cells[1:]) and gap <= farthest(stack[first], 0.0)
            if not (is_heading or (is_repeated and narrowed(self.strips, stack[first - 1]))):
                break
            first -= 1
        return replace(self, first=first)


def _rest_of(stack: Stack, heads: int, above: Part, least: float) -> Reach | None:
    """The lines at the top of a page that keep the columns of the page before; a running head may stand above."""
    for first in range(heads, min(len(stack), heads + MOST_LINES_OF_A_HEAD + 1)):
        reach = Reach(first, first, above.white(), least).grown_down(stack)
        is_head = reach.end == first + 1 and reach.end < len(stack)
        if not is_head and any(any(split(band, middles(reach.strips))[1:]) for band in reach.of(stack)):
            return reach.grown_up(stack, heads)
    return None


def _is_table(inner: Stack, edges: Sequence[float], separators: Sequence[float]) -> bool:
    """Whether enough lines have words in several columns, and these are no list and no text in two columns."""
    filled = [{_column(word, (0, *edges, 0)) for word in band} for band in inner]
    rows = sum(len(columns) > 1 for columns in filled)
    numbers = [is_number(line_text(cell)) for band in inner[1:] for cell in split(band, edges)[1:] if cell]
    needed = FEWEST_LINES - (bool(separators) or (len(edges) > 1 and bool(numbers) and all(numbers)))
    columns = [[line_text(cell) for band in inner if (cell := split(band, edges)[at])] for at in range(len(edges) + 1)]
    return rows >= needed and not is_prose(columns, inner, edges)


def _separators(ruling: Ruling, box: Box) -> list[float]:
    """Where lines part the rows within a box: they go over at least half of its width."""
    half = (box.x1 - box.x0) / 2
    return [
        line.at
        for line in ruling.horizontal
        if box.top < line.at < box.bottom and min(line.end, box.x1) - max(line.start, box.x0) > half
    ]


def _guessed(page: Page, inner: Stack, edges: Sequence[float], ruling: Ruling, above: Part | None = None) -> Part:
    """The table of these bands; it is as wide as its words, or as the part of the page before."""
    words = [word for band in inner for word in band]
    box = around(word.box for word in words)
    outer = above.box if above else box
    xs = (min(outer.x0, box.x0), *edges, max(outer.x1, box.x1))
    separators = _separators(ruling, box)
    has_row_lines = above.has_row_lines if above else _are_between_rows(inner, separators)
    ys, is_guess = (separators, False) if has_row_lines else _row_edges(inner, edges, separators)
    net = Net(xs, (box.top, *ys, box.bottom))
    _span(net, inner)
    guessed = frozenset({"columns", "rows"} if is_guess else {"columns"})
    return Part(page.number, xs, tuple(net.ys), net.cells(words), guessed=guessed, has_row_lines=has_row_lines)


def _trimmed(stack: Stack, columns: Columns, least: float) -> Reach:
    """Without lines at both ends that say one thing: in one column, or over several."""
    first, end = columns.first, columns.end
    while first < end - 1 and is_one_phrase(stack[first], least):
        first += 1
    while end > first + 1 and is_one_phrase(stack[end - 1], least):
        end -= 1
    return Reach(first, end, columns.strips, least)


def split(band: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    """The words of a band by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in band:
        cells[_column(word, (0, *edges, 0))].append(word)
    return cells


def _zones(inner: Stack, separators: Sequence[float]) -> list[list[Sequence[Word]]]:
    """The bands between one line and the next."""
    zones: list[list[Sequence[Word]]] = [[] for _ in range(len(separators) + 1)]
    for band in inner:
        zones[sum(y <= around(word.box for word in band).middle[1] for y in separators)].append(band)
    return zones


def _are_between_rows(inner: Stack, separators: Sequence[float]) -> bool:
    """Whether lines part all rows, and not the headings and sums alone."""
    filled = sum(map(bool, _zones(inner, separators)))
    return filled > LINES_OF_A_FRAME or filled == len(inner)


def _row_edges(inner: Stack, edges: Sequence[float], separators: Sequence[float]) -> tuple[list[float], bool]:
    """The edges between rows, drawn or not, and whether labels alone say where some of them are."""
    found: list[float] = []
    is_guess = False
    zones = _zones(inner, separators)
    for at, zone in enumerate(zones):
        start = RowStack(zone, edges).starts()
        is_one_row = start.guessed and sum(map(bool, zones)) >= LINES_OF_A_FRAME
        found += [*(separators[at - 1 : at] if at else []), *([] if is_one_row else between_rows(zone, start.firsts))]
        is_guess = is_guess or start.guessed
    return found, is_guess


def _span(net: Net, inner):
    for row, (top, bottom) in enumerate(pairwise(net.ys)):
        row_bands = [band for band in inner if top <= around(word.box for word in band).middle[1] < bottom]
        if len(row_bands) == 1:
            for phrase in phrases(row_bands[0]):
                for column, x in enumerate(net.xs[1:-1]):
                    if any(word.box.x0 + EDGE < x < word.box.x1 - EDGE for word in phrase):
                        net.open_right.add((row, column))
