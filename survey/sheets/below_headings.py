"""Rows below headings whose filled areas alone draw the columns: a line ends the headings, none parts the columns."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from survey.pages.document import Page, Word
from survey.sheets.column_detection import (
    EDGE,
    farthest,
    fit_columns,
    is_one_phrase,
    is_title,
    least_gap,
    split,
    step_between,
)
from survey.sheets.page_breaks import PageTable
from survey.sheets.page_lines import around, bands, lines, size_of
from survey.sheets.reach import CLOSE, Band, Stack
from survey.sheets.row_keys import cycle_of
from survey.sheets.ruling import drawn
from survey.sheets.table_parts import Part
from survey.sheets.unruled_tables import part_within

MOST_ROWS_OF_HEADINGS = 3
FEWEST_ROWS = 2


def with_rows_below(page: Page, head: Part, words: Collection[Word], keys: Sequence[str] = ()) -> Part:
    """The part with the rows right below it among these words, where it is headings alone and their words keep them.

    `keys` are those of the table of the page before, which may go on here.
    """
    lines_alone = drawn(replace(page, fills=()))
    if len(head.cells) > MOST_ROWS_OF_HEADINGS or any(
        head.xs[0] + EDGE < line.at < head.xs[-1] - EDGE and head.ys[0] < (line.start + line.end) / 2 < head.ys[-1]
        for line in lines_alone.vertical
    ):
        return head
    below = [word for word in words if word.box.middle[1] > head.ys[-1] and _is_level(word, head)]
    stack = rows_below(head, bands(below))
    if sum(_is_wide(band, head) for band in stack) < FEWEST_ROWS:
        return head
    found = [word for band in stack for word in band]
    box = around([head.box, *(word.box for word in found)])._replace(top=head.ys[-1])
    body = part_within(page, box, head.xs[1:-1], found, keys=keys)
    return replace(
        head,
        xs=body.xs,
        ys=(*head.ys, *body.ys[1:]),
        cells=(*head.cells, *body.cells),
        guessed=head.guessed | body.guessed,
        has_row_lines=body.has_row_lines,
    )


def rest_of_columns(page: Page, words: Collection[Word], above: PageTable) -> Part | None:
    """What goes on at the top of a page in columns that something drew on the page before, where nothing does here."""
    last = above.parts[-1]
    if "columns" in above.guessed or last.page != page.number - 1 or not words:
        return None
    head = replace(last, ys=(last.ys[0], min(word.box.top for word in words)))
    stack = rows_below(head, bands(word for word in words if _is_level(word, head)))
    if not any(_is_row(band, head) for band in stack):
        return None
    found = [word for band in stack for word in band]
    box = around(word.box for word in found)._replace(x0=last.xs[0], x1=last.xs[-1])
    return part_within(page, box, last.xs[1:-1], found, last, keys=cycle_of(above.parts[0]))


def _is_level(word: Word, head: Part) -> bool:
    return word.box.x1 > head.xs[0] and word.box.x0 < head.xs[-1]


def rows_below(head: Part, found: Stack) -> Stack:
    """The bands that stand in the columns, as far as each follows closely; one across them may stand over rows."""
    least = least_gap([line for band in found for line in lines(band)])
    bottom, widest, end = head.ys[-1], 0.0, 0
    for at, band in enumerate(found):
        gap = min(word.box.top for word in band) - bottom
        below = found[at + 1] if at + 1 < len(found) else None
        is_over_rows = (
            below is not None and _is_row(below, head) and step_between(band, below) <= farthest(below, widest)
        )
        if gap > farthest(band, widest) or is_title(band, least):
            break
        if _is_row(band, head):
            end = at + 1
        elif not (is_over_rows and is_one_phrase(band, least)):
            labels, *cells = split(band, head.xs[1:-1])
            if not fit_columns(band, head.xs[1:-1]) or (not any(cells) and gap > CLOSE * size_of(labels)):
                break
            end = at + 1
        widest, bottom = max(widest, gap), max(word.box.bottom for word in band)
    return found[:end]


def _is_row(band: Band, head: Part) -> bool:
    return fit_columns(band, head.xs[1:-1]) and _is_wide(band, head)


def _is_wide(band: Sequence[Word], head: Part) -> bool:
    return sum(map(bool, split(band, head.xs[1:-1]))) > 1
