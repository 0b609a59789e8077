"""The tables of a file's pages: from drawn lines, filled areas, and the white between words."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from survey.pages.document import Document, Grid, Page, Word
from survey.sheets.below_headings import rest_of_columns, with_rows_below
from survey.sheets.cell_borders import parts_of_pieces
from survey.sheets.left_out import with_left_out
from survey.sheets.page_breaks import PageTable, add_page, goes_on
from survey.sheets.page_lines import around, line_text, lines
from survey.sheets.row_keys import cycle_of
from survey.sheets.ruled_tables import holds, ruled_parts
from survey.sheets.table import PrintedText
from survey.sheets.table_parts import Part
from survey.sheets.unruled_tables import unruled_parts

STROKE = re.compile(r"[|¦]+")


def find_grids(document: Document) -> tuple[Grid, ...]:
    """The tables of a PDF's or scan's pages, those over a page break as one, each cell with its boxes."""
    return tuple(table.grid() for table in find_tables(document))


def find_tables(document: Document) -> list[PageTable]:
    """The tables with their parts page by page, the joins between these, and the lines of text around them."""
    tables: list[PageTable] = []
    edges = {(line.page, word) for line in document.edges for word in line.words}
    for page in map(_without_strokes, document.pages):
        above = tables[-1] if tables and tables[-1].parts[-1].page == page.number - 1 else None
        parts = find_parts(page, {word for number, word in edges if number == page.number}, above)
        inside = {word for part in parts for word in part.words()}
        rest = lines(word for word in page.words if word not in inside and (page.number, word) not in edges)
        parts = [with_left_out(part, page.number, rest) for part in parts]
        if above and rest and not any(goes_on(above.parts, part) for part in parts[:1]):
            above.parts[-1] = with_left_out(above.parts[-1], page.number, rest[:1])
        add_page(tables, parts, [(page.number, _outside(page, line)) for line in rest])
    return tables


def _without_strokes(page: Page) -> Page:
    """The page without what a machine took for bars: pieces of dashed lines between columns."""
    words = tuple(word for word in page.words if word.confidence is None or not STROKE.fullmatch(word.text))
    return page if len(words) == len(page.words) else replace(page, words=words)


def _outside(page: Page, line: list[Word]) -> PrintedText:
    return PrintedText(line_text(line), ((page.number, around(word.box for word in line)),))


def find_parts(page: Page, edges: Collection[Word] = (), above: PageTable | None = None) -> list[Part]:
    """The tables of a page, from top to bottom and left to right.

    `edges` are the words of running heads and page numbers; `above` is the last table of the page before, which may go
    on here.
    """
    parts = ruled_parts(page, edges, above)
    rest = _outside_of(parts, page.words)
    text, keys = [word for word in rest if word not in edges], cycle_of(above.parts[0]) if above else ()
    parts = [with_rows_below(page, part, text, keys) for part in parts]
    rest = _outside_of(parts, rest)
    parts += parts_of_pieces(page, rest, edges, above)
    rest = _outside_of(parts, rest)
    if not parts and above and (part := rest_of_columns(page, [word for word in rest if word not in edges], above)):
        parts.append(part)
        rest = _outside_of(parts, rest)
    parts += unruled_parts(page, rest, edges, None if parts else above)
    return sorted(parts, key=lambda part: (part.box.top, part.box.x0))


def _outside_of(parts: Sequence[Part], words: Iterable[Word]) -> list[Word]:
    return [word for word in words if not any(holds(part.box, word.box) for part in parts)]
