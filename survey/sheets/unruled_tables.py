"""Tables whose columns are not drawn, but for lines or filled areas between their rows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.pages.document import Box, Page, Word
from survey.sheets.column_detection import (
    EDGE,
    FEWEST_LINES,
    Strip,
    between_columns,
    find_columns,
    fit_columns,
    is_one_phrase,
    is_prose,
    least_gap,
    middles,
    split,
    step_between,
)
from survey.sheets.page_breaks import PageTable
from survey.sheets.page_lines import around, bands, line_text, lines, phrases, size_of
from survey.sheets.reach import Stack, rest_of, trimmed
from survey.sheets.row_detection import RowStack, are_groups, between_rows, is_number
from survey.sheets.row_keys import are_parted, cycle_of, edges_of_rows, find_keys, with_labels_over_keys
from survey.sheets.ruling import Ruling, drawn
from survey.sheets.table_parts import Net, Part, with_labels_over_rows

LINES_OF_A_FRAME = 3  # above, below the headings, below all


def unruled_parts(
    page: Page, words: Sequence[Word], edges: Collection[Word] = (), above: PageTable | None = None
) -> Iterator[Part]:
    """The tables among these words of a page, from the surest on; lines and filled areas between rows part these.

    `edges` are the words of running heads and page numbers; `above` is the last table of the page before, which may go
    on here.
    """
    ruling = drawn(page)
    body = bands(word for word in words if word not in edges)
    heads = [band for band in bands(word for word in words if word in edges) if body and _stands_above(band, body[0])]
    stack, taken = [*heads, *body], []
    least = least_gap([line for band in body for line in lines(band)])
    separators = _separators(ruling, around(word.box for band in stack for word in band)) if stack else []
    if above and (reach := rest_of(stack, len(heads), above.white(), least, separators)):
        taken.append(reach)
        yield _guessed(page, reach.of(stack), reach.strips, ruling, above)
    for columns in find_columns(body):
        reach = trimmed(body, columns, least).moved(len(heads)).grown(stack, len(heads), separators)
        if not any(reach.meets(other) for other in taken):
            reach = replace(reach, strips=_with_headings(reach.of(stack), reach.strips))
            inner, middle = reach.of(stack), middles(reach.strips)
            if _is_table(inner, middle, _separators(ruling, around(word.box for band in inner for word in band))):
                taken.append(reach)
                for bands_of_one, strips in _side_by_side(inner, reach.strips):
                    for begin, end in _below_each_other(bands_of_one, least):
                        yield _guessed(page, bands_of_one[begin:end], strips, ruling)


def _side_by_side(inner: Stack, strips: Sequence[Strip]) -> Iterator[tuple[Stack, Sequence[Strip]]]:
    """The tables that stand beside each other: where the heading of the labels stands over a later column again."""
    headings = [line_text(cell) for cell in split(inner[0], middles(strips))]
    firsts = [at for at, heading in enumerate(headings) if not at or (heading and heading == headings[0])]
    if any(end - begin < 2 for begin, end in pairwise((*firsts, len(headings)))):
        firsts = [0]
    for begin, end in pairwise((*firsts, len(headings))):
        left = middles(strips)[begin - 1] if begin else float("-inf")
        right = middles(strips)[end - 1] if end <= len(strips) else float("inf")
        found = [[word for word in band if left <= word.box.x0 < right] for band in inner]
        yield [band for band in found if band], strips[begin : end - 1]


def _below_each_other(inner: Stack, least: float) -> Iterator[tuple[int, int]]:
    """The tables that stand below each other, each with the same headings: what stands above these is a title."""
    firsts = [at for at, band in enumerate(inner) if line_text(band) == line_text(inner[0])]
    for begin, end in pairwise((*firsts, len(inner))):
        has_title = end < len(inner) and end - begin > FEWEST_LINES - 1 and is_one_phrase(inner[end - 1], least)
        yield begin, end - has_title


def _with_headings(inner: Stack, strips: Sequence[Strip]) -> list[Strip]:
    """The white before columns with a heading or numbers: else it only parts the words of justified lines."""
    found = [split(band, middles(strips)) for band in inner]
    bold = next((at for at, band in enumerate(inner) if not all(word.bold for word in band)), 0)
    top = max(1, bold, next((at for at, row in enumerate(found) if _is_of_numbers(row)), 0))
    headed = [any(row[column] for row in found[:top]) for column in range(len(strips) + 1)]
    numeric = _columns_of_numbers(inner, middles(strips))
    return [
        strip
        for column, strip in enumerate(strips, start=1)
        if headed[column] or not headed[column - 1] or column in numeric
    ]


def _is_of_numbers(row: Sequence[Sequence[Word]]) -> bool:
    numbers = [is_number(line_text(cell)) for cell in row[1:] if cell]
    return bool(row[0]) and sum(numbers) > len(numbers) / 2


def _stands_above(band: Sequence[Word], other: Sequence[Word]) -> bool:
    return step_between(band, other) > -size_of(other)


def _is_table(inner: Stack, edges: Sequence[float], separators: Sequence[float]) -> bool:
    """Whether enough lines have words in several columns, and these are no list and no text in two columns."""
    rows = sum(sum(map(bool, split(band, edges))) > 1 and fit_columns(band, edges) for band in inner)
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


def _guessed(page: Page, inner: Stack, strips: Sequence[Strip], ruling: Ruling, above: PageTable | None = None) -> Part:
    """The table of these bands; it is as wide as its words, or as the part of the page before."""
    words = [word for band in inner for word in band]
    box, edges = around(word.box for word in words), middles(strips)
    last = above.parts[-1] if above else None
    outer = last.box if last else box
    xs = (min(outer.x0, box.x0), *edges, max(outer.x1, box.x1))
    rows = _rows(ruling, words, xs, strips, above)
    net = Net(xs, (box.top, *rows.edges, box.bottom))
    _span(net, inner)
    guessed = frozenset({"columns", "rows"} if rows.are_guessed else {"columns"})
    least = least_gap([line for band in inner for line in lines(band)])
    part = Part(
        page.number,
        xs,
        tuple(net.ys),
        net.cells(words),
        guessed=guessed,
        has_row_lines=rows.have_lines,
        unsure=frozenset(() if above else between_columns(inner, least)),
    )
    if rows.cycle:
        return with_labels_over_keys(part, rows.cycle)
    return _labelled_as_above(part, above) if above else with_labels_over_rows(part)


@dataclass(frozen=True)
class _Rows:
    """Where rows part; `cycle` are the keys that tell them apart, where each label stands for several."""

    edges: Sequence[float]
    are_guessed: bool
    have_lines: bool
    cycle: Sequence[str] = ()


def _rows(
    ruling: Ruling,
    words: Sequence[Word],
    xs: Sequence[float],
    strips: Sequence[Strip],
    above: PageTable | None,
    known: Sequence[str] = (),
) -> _Rows:
    box, inner = around(word.box for word in words), bands(words)
    keys = find_keys(words, strips, known or (cycle_of(above.parts[0]) if above else ()))
    if keys:
        separators = _separators(ruling, box._replace(x0=max(box.x0, xs[1])))
        if are_parted(keys, separators):
            return _Rows(separators, False, True, keys.cycle)
        edges = edges_of_rows(words, strips, keys)
        if keys.above:
            head = [band for band in inner if around(word.box for word in band).middle[1] < edges[0]]
            headings = above.headings() if above else ()
            edges = [*between_rows(head, RowStack(head, strips, headings).starts().firsts), *edges] if head else edges
        return _Rows(edges, False, False, keys.cycle)
    separators = _separators(ruling, box)
    last = above.parts[-1] if above else None
    if last.has_row_lines if last else _are_between_rows(inner, strips, separators):
        return _Rows(separators, False, True)
    edges, is_guess = _row_edges(inner, strips, separators, above.headings() if above else ())
    return _Rows(edges, is_guess, False)


def _labelled_as_above(part: Part, above: PageTable) -> Part:
    """With each label at the first of its rows, where it names as many as those of the pages before do."""
    usual = {cell.row_span for each in above.parts for row in each.cells[1:] if (cell := row[0])}
    if usual <= {1}:
        return part
    found = with_labels_over_rows(part)
    spans = {cell.row_span for row in found.cells if (cell := row[0]) and cell.words}
    return found if spans <= usual - {1} else part


def _zones(inner: Stack, separators: Sequence[float]) -> list[list[Sequence[Word]]]:
    """The bands between one line and the next."""
    zones: list[list[Sequence[Word]]] = [[] for _ in range(len(separators) + 1)]
    for band in inner:
        zones[sum(y <= around(word.box for word in band).middle[1] for y in separators)].append(band)
    return zones


def _are_between_rows(inner: Stack, strips: Sequence[Strip], separators: Sequence[float]) -> bool:
    """Whether lines part all rows, and not the headings and sums alone, nor groups of rows."""
    zones = [zone for zone in _zones(inner, separators) if zone]
    return (len(zones) > LINES_OF_A_FRAME and not are_groups(zones, strips)) or len(zones) == len(inner)


def _row_edges(
    inner: Stack, strips: Sequence[Strip], separators: Sequence[float], headings: Sequence[Sequence[str]]
) -> tuple[list[float], bool]:
    """The edges between rows, drawn or not, and whether labels alone say where some of them are."""
    found: list[float] = []
    is_guess = False
    zones = _zones(inner, separators)
    for at, zone in enumerate(zones):
        rows = RowStack(zone, strips, headings)
        start = rows.starts()
        is_one_row = start.guessed and sum(map(bool, zones)) >= LINES_OF_A_FRAME and not rows.holds_rows
        found += [*(separators[at - 1 : at] if at else []), *([] if is_one_row else between_rows(zone, start.firsts))]
        is_head = at < len(zones) - 1 and len(start.firsts) == 1
        is_guess = is_guess or (start.guessed and not is_one_row and not is_head)
    return found, is_guess


def _span(net: Net, inner: Stack):
    """Cells over several columns: what one line says across their edges, or alone among columns of numbers."""
    edges = net.xs[1:-1]
    numeric = _columns_of_numbers(inner, edges)
    for row, (top, bottom) in enumerate(pairwise(net.ys)):
        of_row = [band for band in inner if top <= around(word.box for word in band).middle[1] < bottom]
        for phrase in phrases(of_row[0]) if len(of_row) == 1 else ():
            filled = [at for at, cell in enumerate(split(phrase, edges)) if cell]
            is_alone = len(phrase) == len(of_row[0]) and filled[0] in numeric and not is_number(line_text(phrase))
            net.open_right |= {(row, column) for column, x in enumerate(edges) if is_alone or _is_across(phrase, x)}


def _columns_of_numbers(inner: Stack, edges: Sequence[float]) -> set[int]:
    """The columns, but for the first, where most lines are numbers."""
    found = [[line_text(cell) for cell in split(band, edges)] for band in inner]
    columns = [[row[at] for row in found if row[at]] for at in range(len(edges) + 1)]
    return {at for at, cells in enumerate(columns) if at and sum(map(is_number, cells)) > len(cells) / 2}


def _is_across(phrase: Sequence[Word], x: float) -> bool:
    return any(word.box.x0 + EDGE < x < word.box.x1 - EDGE for word in phrase)


def part_within(
    page: Page,
    box: Box,
    columns: Sequence[float],
    words: Sequence[Word],
    above: Part | None = None,
    rows: Sequence[float] | None = None,
    keys: Sequence[str] = (),
) -> Part:
    """The table of these words, within a box and with the lines between columns that somebody says.

    `rows` are those between rows; None: they are told as in any other table. `above` is its part on the page before,
    `keys` are known to tell its rows apart.
    """
    inner, xs = bands(words), (box.x0, *columns, box.x1)
    strips = [_white_around(x, xs, inner) for x in columns]
    told = _rows(drawn(page), words, xs, strips, PageTable([above]) if above else None, keys)
    if rows is not None:
        told = replace(told, edges=rows, are_guessed=False)
    net = Net(xs, (box.top, *told.edges, box.bottom))
    _span_alone(net, inner)
    guessed = frozenset({"rows"} if told.are_guessed else ())
    part = Part(page.number, xs, tuple(net.ys), net.cells(words), guessed=guessed, has_row_lines=told.have_lines)
    if rows is None and told.cycle:
        return with_labels_over_keys(part, told.cycle)
    return part if above or rows is not None else with_labels_over_rows(part)


def _span_alone(net: Net, inner: Stack):
    """Cells over several columns: what one line says across their edges, where nothing else stands in them."""
    edges = net.xs[1:-1]
    rows: dict[int, list[Sequence[Word]]] = {}
    for band in inner:
        row, _column = net.place(0, around(word.box for word in band).middle[1])
        rows.setdefault(row, []).extend(phrases(band))
    for row, found in rows.items():
        if fit_columns([word for phrase in found for word in phrase], edges):
            continue
        held = [{at for at, cell in enumerate(split(phrase, edges)) if cell} for phrase in found]
        for at, phrase in enumerate(found):
            across = {column for column, x in enumerate(edges) if _is_across(phrase, x)}
            reached = across | {column + 1 for column in across}
            if not any(reached & other for number, other in enumerate(held) if number != at):
                net.open_right |= {(row, column) for column in across}


def _white_around(x: float, xs: Sequence[float], inner: Stack) -> Strip:
    """What most lines leave free on both sides of a line between two columns; a word across it takes nothing."""
    at = xs.index(x)
    words = [word for band in inner for word in band]
    left = max((word.box.x1 for word in words if xs[at - 1] <= word.box.x0 and word.box.x1 <= x), default=x)
    right = min((word.box.x0 for word in words if x <= word.box.x0 and word.box.x1 <= xs[at + 1]), default=x)
    return min(left, x), max(right, x)
