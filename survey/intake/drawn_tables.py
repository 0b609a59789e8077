"""The tables of a file as an editor draws them, in place of those that the program sees there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from statistics import median

from survey.intake.cuts import Cut, CutKind, PlacedCuts
from survey.intake.grids import bounds_of, stands_in
from survey.intake.table_shape import TableArea, TableShape
from survey.pages.document import Box, Document, Grid, GridCell, Page, PageLine, Word
from survey.sheets.column_detection import gutter_strips, least_gap, middles
from survey.sheets.page_breaks import MOST_HEADING_ROWS, PageTable, PrintedRow, texts
from survey.sheets.page_lines import around, bands, lines
from survey.sheets.read_options import ReadOptions
from survey.sheets.row_detection import between_rows
from survey.sheets.table_parts import Part
from survey.sheets.unruled_tables import part_within

NEAR = 1  # point that the middle of a word may stand out of its line
EDGE = 2.0  # points by which two tables may overlap


@dataclass(frozen=True)
class DrawnTables:
    """A document whose grids are those that somebody has drawn, too; how each of them is read, by its place."""

    document: Document
    options: Mapping[int, ReadOptions]


@dataclass
class DrawnTable(PageTable):
    """`goes_on` says of each part whether its first row is the rest of the last one above; None: as it seems."""

    goes_on: Sequence[bool | None] = ()

    def rows(self) -> list[PrintedRow]:
        found = super().rows()
        headings = [texts(row.cells) for row in found[:MOST_HEADING_ROWS]]
        for part, goes_on in list(zip(self.parts, self.goes_on, strict=True))[1:]:
            own = (at for at, row in enumerate(found) if row.page == part.page and texts(row.cells) not in headings)
            first = next(own, None)
            if goes_on is not None and first is not None:
                found[first] = replace(found[first], continues=goes_on)
        return found


def drawn_tables(document: Document, cuts: PlacedCuts) -> DrawnTables:
    """The document with the tables that the cuts draw; what the program saw in their place is gone."""
    shaped = {number: cut.table for number, cut in cuts.at.items() if cut.table}
    if not shaped:
        return DrawnTables(document, {})
    out = {number for number, cut in cuts.at.items() if cut.kind == CutKind.LINE_OUT}
    by_number = {line.number: line for line in document.lines}
    grids: list[tuple[Grid, ReadOptions | None]] = [(grid, None) for grid in document.grids]
    for number, shape in sorted(shaped.items()):
        line = by_number.get(number)
        if shape.areas:
            grid = drawn_grid(document, shape, out)
            held = {area.page: area.box for area in shape.areas}
            grids = [(old, options) for old, options in grids if not _overlap(held, bounds_of(old))]
            grids += [(grid, shape.options)] if grid else []
        elif line:
            grids = [(old, shape.options if holds_line(old, line) else options) for old, options in grids]
    return DrawnTables(
        replace(document, grids=tuple(grid for grid, _ in grids)),
        {at: options for at, (_, options) in enumerate(grids) if options},
    )


def drawn_grid(document: Document, shape: TableShape, out: Collection[int] = ()) -> Grid | None:
    """None where no words stand in its areas. `out` are the numbers of lines that are left out."""
    drawn = _parts(document, shape, out)
    parts, areas = [part for _, part in drawn], [area for area, _ in drawn]
    if len({len(part.xs) for part in parts}) != 1:
        return None
    return DrawnTable(parts, goes_on=[area.goes_on for area in areas]).grid()


def _parts(document: Document, shape: TableShape, out: Collection[int] = ()) -> list[tuple[TableArea, Part]]:
    """The areas with words in them, and what they show."""
    pages = {page.number: page for page in document.pages}
    found: list[tuple[TableArea, Part]] = []
    for area in shape.areas:
        page = pages.get(area.page)
        words = list(_words_in(area, page, document.lines, out)) if page else []
        if words:
            above = found[-1][1] if found else None
            found.append((area, part_within(page, area.box, area.columns, words, above, area.rows)))
    return found


def with_rows(document: Document, shape: TableShape) -> TableShape:
    """The shape with the lines between rows that the program sees; where it only guesses, with one below each line."""
    seen = {area.page: _edges_of_rows(part) for area, part in _parts(document, shape)}
    areas = (
        TableArea.of(area.page, area.box, area.columns, seen.get(area.page, ()), area.goes_on) for area in shape.areas
    )
    return replace(shape, areas=tuple(areas))


def _words_in(area: TableArea, page: Page, lines_of_file: Sequence[PageLine], out: Collection[int]) -> Iterator[Word]:
    """The words of the lines that stand in an area: no word is in the table and in the text, too."""
    at: dict[int, list[tuple[Box, bool]]] = {}  # the lines at each point from the top of the page
    for line in lines_of_file:
        if line.page == page.number and line.box and area.holds(line.box):
            for y in range(floor(line.box.top) - NEAR, ceil(line.box.bottom) + NEAR):
                at.setdefault(y, []).append((line.box, line.number in out))
    for word in page.words:
        x, y = word.box.middle
        around_it = [is_out for box, is_out in at.get(floor(y), ()) if box.x0 - NEAR <= x <= box.x1 + NEAR]
        if around_it and not any(around_it):
            yield word


def _edges_of_rows(part: Part) -> Sequence[float]:
    if part.ys[1:-1] and "rows" not in part.guessed:
        return part.ys[1:-1]
    found = bands(part.words())
    return between_rows(found, range(len(found)))


# Where the program sees tables


def holds_line(grid: Grid, line: PageLine) -> bool:
    bounds = bounds_of(grid)
    return bool(line.box) and line.page in bounds and stands_in(bounds[line.page], line.box)


def _overlap(some: Mapping[int, Box], others: Mapping[int, Box]) -> bool:
    return any(
        min(a.x1, b.x1) > max(a.x0, b.x0) and min(a.bottom, b.bottom) - max(a.top, b.top) > EDGE
        for page, a in some.items()
        if (b := others.get(page))
    )


def seen_shape(document: Document, line: PageLine, until: PageLine | None = None) -> TableShape:
    """The areas and columns of the table that the program sees in this line; none: from the line to `until`, with the
    columns that its white parts.
    """
    grid = next((grid for grid in document.grids if holds_line(grid, line)), None)
    areas = _areas_of(grid) if grid else [_guessed_area(document, line, until)]
    return TableShape(tuple(area for area in areas if area))


def _areas_of(grid: Grid) -> Iterator[TableArea]:
    joined = {cell.boxes[0][0] for at in grid.joined for cell in grid.rows[at] if cell and len(cell.boxes) > 1}
    bounds = bounds_of(grid)
    for page, box in bounds.items():
        cells = [(at, piece) for row in grid.rows for at, cell in enumerate(row) if cell for piece in _single(cell)]
        lefts: dict[int, list[float]] = {}
        for at, (number, piece) in cells:
            if number == page:
                lefts.setdefault(at, []).append(piece.x0)
        columns = [median(lefts[at]) for at in sorted(lefts) if at]
        yield TableArea.of(page, box, columns, goes_on=page - 1 in joined if page - 1 in bounds else None)


def _single(cell: GridCell) -> Sequence[tuple[int, Box]]:
    return cell.boxes if cell.column_span == 1 else ()


def _guessed_area(document: Document, line: PageLine, until: PageLine | None) -> TableArea | None:
    page = next((page for page in document.pages if page.number == line.page), None)
    if page is None or line.box is None:
        return None
    end = until.number if until and until.page == line.page else float("inf")
    held = [
        each.box
        for each in document.lines
        if each.page == line.page and each.box and line.number <= each.number < end and each.box.top >= line.box.top - 1
    ]
    box = around(held)
    area = TableArea.of(line.page, Box(box.x0 - 3, box.top - 1, box.x1 + 3, box.bottom + 1), ())
    words = list(_words_in(area, page, document.lines, ()))
    rows = [lines(band) for band in bands(words)]
    strips = gutter_strips(rows, least_gap([each for row in rows for each in row])) if rows else []
    return TableArea.of(area.page, area.box, middles(strips))


def with_shape(cut: Cut, shape: TableShape, lines_of_file: Sequence[PageLine]) -> Cut:
    line = next(line for line in lines_of_file if line.number == cut.line)
    return replace(cut, table=shape.anchored(line, lines_of_file))
