"""Tables whose columns are drawn, by lines or by the edges of filled areas."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.pages.document import Box, Page, Word
from survey.sheets.column_detection import (
    EDGE,
    Strip,
    between_columns,
    farthest,
    fit_columns,
    gutter_strips,
    is_title,
    least_gap,
    middles,
    narrowed,
    step_between,
)
from survey.sheets.page_breaks import PageTable
from survey.sheets.page_lines import around, bands, line_text, lines, phrases, size_of
from survey.sheets.row_detection import RowStack, are_groups, between_rows
from survey.sheets.row_keys import cycle_of, edges_of_rows, find_keys
from survey.sheets.ruling import NEAR, Ruling, Stroke, connected, covers, drawn, positions
from survey.sheets.table_parts import Net, Part, without_empty_edges

BEYOND = 8.0  # points by which lines of rows stand out beyond the last column line: the side is open
LINES_OF_A_FRAME = 3  # above, below the headings, below all
FEWEST_LINES_OF_ROWS = 2
LINE_ALONE = 4.0  # of the letters' size: no more than that has a row of one line

Stack = Sequence[Sequence[Word]]


def holds(outer: Box, inner: Box) -> bool:
    x, y = inner.middle
    return outer.x0 - EDGE <= x <= outer.x1 + EDGE and outer.top <= y <= outer.bottom


def ruled_parts(page: Page, edges: Collection[Word] = (), above: PageTable | None = None) -> list[Part]:
    """The tables of a page whose columns are drawn, by lines or filled areas, with the rows that these leave out.

    `edges` are the words of running heads and page numbers, which lines of an open row may enclose; `above` is the last
    table of the page before, which may go on here.
    """
    groups = _stacked(connected(drawn(page)), page.words)
    framed = _framed(page, groups)
    own = [(_without_words_of(page, group, framed), group) for group in groups]
    parts = [part for each, group in own if (part := _ruled(each, group, above, edges))]
    lines_alone = drawn(replace(page, fills=())).horizontal
    text = replace(page, words=tuple(word for word in page.words if word not in edges))
    headings = above.headings() if above else ()
    return [_completed(text, part, parts, lines_alone, headings) for part in parts]


def _framed(page: Page, groups: Sequence[Ruling]) -> list[Box]:
    """The places that lines, and not filled areas alone, enclose at both sides."""
    uprights = drawn(replace(page, fills=())).vertical
    boxes = [group.box for group in groups if group.vertical]
    return [box for box in boxes if all(covers(uprights, x, box.top, box.bottom) for x in (box.x0, box.x1))]


def _without_words_of(page: Page, ruling: Ruling, framed: Sequence[Box]) -> Page:
    """The page without the words of tables beside this one."""
    others = [box for box in framed if _is_beside(box, ruling.box)]
    words = tuple(word for word in page.words if not any(holds(box, word.box) for box in others))
    return replace(page, words=words) if others else page


def _is_beside(one: Box, other: Box) -> bool:
    is_level = one.top < other.bottom and other.top < one.bottom
    return is_level and not (one.x0 < other.x1 and other.x0 < one.x1)


def _stacked(groups: Sequence[Ruling], words: Sequence[Word]) -> list[Ruling]:
    """Groups of lines with the same columns as one, where rows without lines stand between them: filled rows."""
    kept: list[Ruling] = []
    for group in groups:
        above = next((each for each in reversed(kept) if _same_columns(each, group)), None)
        lone = next((each for each in reversed(kept) if _is_line_of(each, group, words)), None)
        if lone or (above and _are_rows_between(above, group, words)):
            above = lone or above
            kept.remove(above)
            group = Ruling((*above.horizontal, *group.horizontal), (*above.vertical, *group.vertical))
        kept.append(group)
    return kept


def _is_line_of(above: Ruling, below: Ruling, words: Sequence[Word]) -> bool:
    """Whether one of two groups is a line alone, as wide as the other, with one row or more in the columns between."""
    if bool(above.vertical) == bool(below.vertical):
        return False
    is_as_wide = abs(above.box.x0 - below.box.x0) <= NEAR and abs(above.box.x1 - below.box.x1) <= NEAR
    box = Box(above.box.x0, above.box.bottom, above.box.x1, below.box.top)
    inner = [word for word in words if holds(box, word.box)]
    xs = _columns(above) or _columns(below)
    return is_as_wide and bool(inner) and len(lines(inner)) == 1 and _keeps_columns(inner, xs)


def _columns(ruling: Ruling) -> list[float]:
    return positions(line.at for line in ruling.vertical)


def _same_columns(one: Ruling, other: Ruling) -> bool:
    """Whether all edges of the one are edges of the other: a cell over several rows takes some of them away.

    One over all columns has the outer edges alone.
    """
    fewer, more = sorted((_columns(one), _columns(other)), key=len)
    if not one.horizontal and not other.horizontal and len(fewer) == len(more):
        return all(abs(a - b) <= NEAR for a, b in zip(fewer, more, strict=True))
    are_outer = (
        len(more) > 2 and len(fewer) == 2 and abs(fewer[-1] - more[-1]) <= NEAR and abs(fewer[0] - more[0]) <= NEAR
    )
    return (len(fewer) > 2 or are_outer) and all(any(abs(a - b) <= NEAR for b in more) for a in fewer)


def _are_rows_between(above: Ruling, below: Ruling, words: Sequence[Word]) -> bool:
    """Whether rows stand between two groups: words in several columns, or one line over all of them."""
    xs = max(_columns(above), _columns(below), key=len)
    left, right = min(above.box.x0, below.box.x0), max(above.box.x1, below.box.x1)
    if not above.horizontal and not below.horizontal:  # lines between columns alone: words stand beside them, too
        level = [word.box for word in words if above.box.top <= word.box.middle[1] <= below.box.bottom]
        left, right = min([left, *(box.x0 for box in level)]), max([right, *(box.x1 for box in level)])
    inner = [word for word in words if holds(Box(left, above.box.bottom, right, below.box.top), word.box)]
    gap = below.box.top - above.box.bottom
    if gap < NEAR or (not inner and gap < size_of(words)):
        return True
    if _keeps_columns(inner, xs):
        return True
    found = lines(inner)
    begins_anew = _first_line(above, words) == _first_line(below, words) or is_title(found[0], least_gap(found))
    return len(found) == 1 and not begins_anew and gap <= LINE_ALONE * size_of(inner)


def _first_line(ruling: Ruling, words: Sequence[Word]) -> str:
    return next((line_text(line) for line in lines(word for word in words if holds(ruling.box, word.box))), "")


def _column(word: Word, xs: Sequence[float]) -> int:
    return sum(x <= word.box.x0 + EDGE for x in xs[1:-1])


def _ruled(page: Page, ruling: Ruling, above: PageTable | None, edges: Collection[Word]) -> Part | None:
    """The table of lines that meet; None where they part no columns."""
    if len(_columns(ruling)) < (1 if len(ruling.horizontal) > FEWEST_LINES_OF_ROWS else 2):
        return None
    xs, box = _with_open_sides(ruling), ruling.box
    if not ruling.horizontal:
        xs = _with_sides_beyond_lines(page.words, xs, ruling.box)
        box = box._replace(x0=xs[0], x1=xs[-1])
    ys, is_open = _with_open_ends(ruling)
    lines_alone = drawn(replace(page, fills=()))
    fills = Fills(page.fills, _any_within(lines_alone.vertical, xs), lines_alone.horizontal)
    if len(xs) > 2 and not fills.lines_part_columns:
        xs = _with_sides_left_white(page.words, xs, ys)
        box = box._replace(x0=xs[0], x1=xs[-1])
    words = [word for word in page.words if holds(box, word.box)]
    if edges:
        closed = positions(line.at for line in ruling.horizontal) or [box.bottom]
        words = [word for word in words if word not in edges or closed[0] <= word.box.middle[1] <= closed[-1]]
    if len(xs) < 3 or len(ys) < 2 or not words:
        return None
    headings = above.headings() if above else ()
    said = {word for row in headings for text in row for word in text.split()}
    known = above.parts[-1].xs if above else ()
    white = _white_as_before([word for word in words if word.text not in said], xs, known) or _white_within(
        words, xs, ys
    )
    xs = sorted((*xs, *white))
    drawn_rows, is_guess = len(ys), False
    if not (above and _has_same_rows(above, xs)):
        found = find_keys(words, strips_of(words, xs), cycle_of(above.parts[0]) if above else ())
        keys = found.cycle if found else ()
        ys, is_guess = _with_rows(words, xs, ys, headings, Parted.of(words, xs, ys, white, fills), keys)
    net = Net(xs, ys)
    _open(net, ruling, words, white, fills)
    guessed = frozenset({*(["rows"] if is_guess else ()), *(["columns"] if white else ())})
    part = Part(page.number, tuple(xs), tuple(ys), net.cells(words), is_open, guessed)
    least = least_gap(lines(words))
    unsure = frozenset(between_columns(bands(words), least) if white else ())
    part = replace(part, has_row_lines=len(ys) == drawn_rows, unsure=unsure)
    part = without_empty_edges(part)
    return part if len(part.xs) > 2 else None


@dataclass(frozen=True)
class Fills:
    """Filled areas, whether lines part columns besides, and those that part rows.

    Where none do, two cells without a colour are parted as others are: only a filled area over both makes them one.
    """

    areas: Sequence[Box]
    lines_part_columns: bool
    lines: Sequence[Stroke]

    def cover(self, x: float, y: float) -> bool:
        """Whether a point lies well within a filled area."""
        return any(
            area.x0 + NEAR < x < area.x1 - NEAR and area.top + NEAR < y < area.bottom - NEAR for area in self.areas
        )


def _has_same_rows(above: PageTable, xs: Sequence[float]) -> bool:
    """Whether a table with these columns goes on, of which lines part all rows."""
    known = above.parts[-1].xs
    is_same = len(known) == len(xs) and all(abs(a - b) <= NEAR for a, b in zip(known, xs, strict=True))
    are_drawn = all(part.has_row_lines for part in above.parts)
    return is_same and are_drawn and any(len(part.ys) > LINES_OF_A_FRAME + 1 for part in above.parts)


def _any_within(lines_alone: Sequence[Stroke], edges: Sequence[float]) -> bool:
    return any(abs(line.at - edge) <= NEAR for line in lines_alone for edge in edges[1:-1])


def _with_sides_beyond_lines(words: Sequence[Word], xs: Sequence[float], box: Box) -> list[float]:
    """The edges of columns with one more to each side, where lines stand between columns alone, words beside them."""
    level = [word for word in words if box.top <= word.box.middle[1] <= box.bottom]
    inner = lines(word for word in level if xs[0] <= word.box.middle[0] <= xs[-1])
    sides = (
        [word for word in level if word.box.x1 <= xs[0] + EDGE],
        [word for word in level if word.box.x0 >= xs[-1] - EDGE],
    )
    left, right = (_beside_lines(side, inner) and around(word.box for word in side) for side in sides)
    return [*([left.x0] if left else []), *xs, *([right.x1] if right else [])]


def _beside_lines(words: Sequence[Word], inner: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines of these words stand on the level of one of these lines."""
    found = [around(word.box for word in line).middle[1] for line in lines(words)]
    levels = [around(word.box for word in line) for line in inner]
    beside = sum(any(box.top <= level <= box.bottom for box in levels) for level in found)
    return beside >= max(FEWEST_LINES_OF_ROWS, len(found) / 2)


def _with_sides_left_white(words: Sequence[Word], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The edges of columns with one more to each side where words stand beside the rows: a column without colour."""
    level = [word for word in words if ys[0] <= word.box.middle[1] <= ys[-1]]
    sides = (
        [word for word in level if word.box.x1 <= xs[0] + EDGE],
        [word for word in level if word.box.x0 >= xs[-1] - EDGE],
    )
    left, right = (_beside_rows(side, ys) and around(word.box for word in side) for side in sides)
    return [*([left.x0] if left else []), *xs, *([right.x1] if right else [])]


def _beside_rows(words: Sequence[Word], ys: Sequence[float]) -> bool:
    """Whether words stand beside as many rows as have a label each, where one stands for a few of them."""
    rows = [any(top <= word.box.middle[1] < bottom for word in words) for top, bottom in pairwise(ys)]
    return sum(rows) >= max(FEWEST_LINES_OF_ROWS, len(rows) / 4)


def _white_as_before(words: Sequence[Word], xs: Sequence[float], known: Sequence[float]) -> list[float]:
    """The edges between columns that nobody drew on the page before either, where words leave them free again."""
    is_same = bool(known) and all(any(abs(x - other) <= NEAR for other in known) for x in xs)
    others = [x for x in known[1:-1] if not any(abs(x - other) <= NEAR for other in xs)] if is_same else []
    return others if fit_columns(words, others) else []


def _white_within(words: Sequence[Word], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Edges that nobody drew: where white parts the words of most rows between two drawn ones."""
    least = least_gap(lines(words))
    found: list[float] = []
    for left, right in pairwise(xs):
        inner = [word for word in words if left <= word.box.middle[0] < right]
        rows = [lines(word for word in inner if top <= word.box.middle[1] < end) for top, end in pairwise(ys)]
        filled = [row for row in rows if row]
        choices = [middles(gutter_strips(some, least)) for some in (filled, filled[1:])]
        found += max(choices, key=len)  # a heading may stand over several columns
    return found


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


@dataclass(frozen=True)
class Parted:
    """What the drawn edges between rows leave out: rows in groups (`has_groups`), the first below white headings."""

    has_groups: bool
    has_white_head: bool

    @classmethod
    def of(
        cls,
        words: Sequence[Word],
        xs: Sequence[float],
        ys: Sequence[float],
        white: Collection[float],
        fills: Fills,
    ) -> "Parted":
        by_lines = 2 * sum(covers(fills.lines, y, xs[0], xs[-1]) for y in ys[1:-1]) > len(ys) - 2
        zones = [bands(word for word in words if top <= word.box.middle[1] < bottom) for top, bottom in pairwise(ys)]
        may_be_groups = not by_lines or set(xs[1:-1]) <= set(white)
        is_white = not any(fills.cover(x, (ys[0] + ys[1]) / 2) for x in (sum(pair) / 2 for pair in pairwise(xs)))
        has_groups = may_be_groups and are_groups([zone for zone in zones if zone], strips_of(words, xs))
        return cls(has_groups, not by_lines and is_white)


def _with_rows(
    words: Sequence[Word],
    xs: Sequence[float],
    ys: Sequence[float],
    headings: Sequence[Sequence[str]],
    parted: Parted,
    cycle: Sequence[str] = (),
) -> tuple[list[float], bool]:
    """With the rows that no line parts, where lines stand around the headings and around all rows alone, or groups.

    Also says whether some are guessed: where there is a line between rows, none is. `cycle` are the keys of rows.
    """
    found, is_guess = [ys[0]], False
    for top, bottom in pairwise(ys):
        inner = [word for word in words if top <= word.box.middle[1] < bottom]
        keys = find_keys(inner, strips_of(words, xs), cycle) if cycle else None
        if keys:
            found += [*edges_of_rows(inner, strips_of(words, xs), keys), bottom]
            continue
        stack = bands(inner)
        rows = RowStack(stack, strips_of(words, xs), headings)
        if len(stack) < FEWEST_LINES_OF_ROWS:
            firsts, guessed = (), False
        elif parted.has_groups and rows.are_rows():
            firsts, guessed = tuple(range(len(stack))), False
        elif parted.has_groups and rows.holds_rows:
            firsts, guessed = rows.starts().firsts, True
        elif parted.has_white_head and top == ys[0] and len(ys) > LINES_OF_A_FRAME + 1:
            firsts, guessed = rows.starts().firsts[-1:], True
        else:
            firsts, guessed = _without_lines(rows, len(ys), 2 * (bottom - top) > ys[-1] - ys[0])
        found += [*between_rows(stack, firsts), bottom]
        is_guess = is_guess or guessed
    return found, is_guess


def _without_lines(rows: RowStack, edges: int, is_most: bool) -> tuple[tuple[int, ...], bool]:
    """Where rows begin between two of so many edges that are drawn; none where each edge may part two rows.

    `is_most`: they stand in most of the table.
    """
    if edges > LINES_OF_A_FRAME + 1:
        return (), False
    start, is_frame = rows.starts(), edges <= LINES_OF_A_FRAME or is_most
    if is_frame or (not start.guessed and rows.labelled(start.firsts) > 1):
        return start.firsts, start.guessed and len(start.firsts) > 1
    return (), False


def strips_of(words: Sequence[Word], xs: Sequence[float]) -> list[Strip]:
    """For each edge between columns, from where the words before it end to the edge."""
    ends = [
        [word.box.x1 for word in words if left <= word.box.x0 and word.box.x1 <= x] for left, x in pairwise(xs[:-1])
    ]
    return [(max(reached, default=x) - EDGE, x + EDGE) for reached, x in zip(ends, xs[1:-1], strict=True)]


def _completed(page: Page, part: Part, parts: Sequence[Part], lines_alone: Sequence[Stroke], headings) -> Part:
    """With the rows above and below that have no lines: where none ends the part, as with filled rows or headings."""
    rest = [word for word in page.words if not any(holds(other.box, word.box) for other in parts)]
    for y, is_below in ((part.ys[0], False), (part.ys[-1], True)):
        if not covers(lines_alone, y, part.xs[0], part.xs[-1]):
            beyond = [word for word in _above_or_below(rest, part) if (word.box.middle[1] > y) == is_below]
            part = _extended(part, _adjoining(part, bands(beyond), is_below), is_below, headings)
    return part


def _above_or_below(words: Sequence[Word], part: Part) -> list[Word]:
    """Without the phrases that stand wholly left or right of a part."""
    left, right = part.xs[0] - EDGE, part.xs[-1] + EDGE
    found = [phrase for line in lines(words) for phrase in phrases(line)]
    return [word for phrase in found if phrase[-1].box.x1 >= left and phrase[0].box.x0 <= right for word in phrase]


def _adjoining(part: Part, stack: Stack, is_below: bool) -> Stack:
    """The bands next to a part that keep its columns, as far as these have words in several of them."""
    strips = [(x - EDGE, x + EDGE) for x in part.xs[1:-1]]
    kept: list[Sequence[Word]] = []
    widest = 0.0
    for band in stack if is_below else reversed(stack):
        box = around(word.box for word in band)
        edge = (part.ys[-1] if is_below else part.ys[0]) if not kept else None
        gap = step_between(*sorted((kept[-1], band), key=lambda each: each[0].box.top)) if kept else 0.0
        if edge is not None:
            gap = box.top - edge if is_below else edge - box.bottom
        within = part.xs[0] - EDGE <= box.x0 and box.x1 <= part.xs[-1] + EDGE
        if not within or gap > farthest(band, widest) or not narrowed(strips, band):
            break
        widest = max(widest, gap)
        kept.append(band)
    while kept and not _keeps_columns(kept[-1], part.xs):
        kept.pop()
    return kept if is_below else kept[::-1]


def _extended(part: Part, stack: Stack, is_below: bool, headings: Sequence[Sequence[str]]) -> Part:
    if not stack:
        return part
    words = [word for band in stack for word in band]
    start = RowStack(stack, strips_of([*part.words(), *words], part.xs), headings).starts()
    is_one = start.guessed and len(part.cells) > FEWEST_LINES_OF_ROWS
    firsts = start.firsts
    if is_one:
        firsts = () if is_below else _first_below_headings(stack, part, firsts)
    inner = between_rows(stack, firsts)
    box = around(word.box for word in words)
    ys = [part.ys[-1], *inner, box.bottom] if is_below else [box.top, *inner, part.ys[0]]
    cells = Net(part.xs, ys).cells(words)
    guessed = part.guessed | ({"rows"} if start.guessed and (inner or not is_one) else set())
    part = replace(part, guessed=guessed, has_row_lines=part.has_row_lines and not inner)
    if is_below:
        return replace(part, ys=(*part.ys, *ys[1:]), cells=(*part.cells, *cells))
    return replace(part, ys=(*ys[:-1], *part.ys), cells=(*cells, *part.cells))


def _first_below_headings(stack: Stack, part: Part, firsts: Sequence[int]) -> Sequence[int]:
    """Where the first row begins that stands below the headings, both without colour: it has one line if all have."""
    if firsts[-1] or any(len(bands(word for cell in row if cell for word in cell.words)) > 1 for row in part.cells):
        return firsts[-1:]
    return (len(stack) - 1,)


def _open(net: Net, ruling: Ruling, words: Sequence[Word], white: Sequence[float], fills: Fills):
    """Says where no line parts two cells; a row without any line within keeps its columns, if its words do."""
    for row, (top, bottom) in enumerate(pairwise(net.ys)):
        drawn_at = [covers(ruling.vertical, x, top, bottom) for x in net.xs[1:-1]]
        inner = [word for word in words if top <= word.box.middle[1] < bottom]
        if any(drawn_at) or not _keeps_columns(inner, net.xs):
            middle = (top + bottom) / 2
            parted = [
                is_drawn
                or _are_apart(inner, x)
                or (x in white and not _are_across(inner, x))
                or not (fills.lines_part_columns or fills.cover(x, middle) or _are_across(inner, x))
                for is_drawn, x in zip(drawn_at, net.xs[1:-1], strict=True)
            ]
            net.open_right |= {(row, column) for column, is_parted in enumerate(parted) if not is_parted}
    for row, y in enumerate(net.ys[1:-1]):
        is_drawn = [covers(ruling.horizontal, y, left, right) for left, right in pairwise(net.xs)]
        if not any(covers(fills.lines, y, left, right) for left, right in pairwise(net.xs)):
            middle = [(left + right) / 2 for left, right in pairwise(net.xs)]
            net.open_below |= {(row, column) for column, x in enumerate(middle) if fills.cover(x, y)}
        elif any(is_drawn):
            net.open_below |= {(row, column) for column, each in enumerate(is_drawn) if not each}


def _are_across(words: Sequence[Word], x: float) -> bool:
    """Whether a phrase goes across an edge."""
    return any(
        phrase[0].box.x0 + EDGE < x < phrase[-1].box.x1 - EDGE for line in lines(words) for phrase in phrases(line)
    )


def _are_apart(words: Sequence[Word], x: float) -> bool:
    """Whether words stand on both sides of an edge in one line, further apart than those of a phrase."""
    return any(
        first.box.x1 <= x + EDGE and second.box.x0 >= x - EDGE
        for line in lines(words)
        for (*_, first), (second, *_) in pairwise(phrases(line))
    )


def _keeps_columns(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether words stand in the columns, and not in the first alone."""
    return fit_columns(words, xs[1:-1]) and any(_column(word, xs) for word in words)
