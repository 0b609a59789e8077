"""Lines of text beside a table that stand in its columns as a row does: they may be rows that were not read."""

from collections.abc import Sequence
from dataclasses import replace

from survey.pages.document import Word
from survey.sheets.column_detection import EDGE, fit_columns, split
from survey.sheets.page_lines import around, line_text, phrases, size_of
from survey.sheets.row_detection import is_number
from survey.sheets.table_parts import Part

FAR = 3.0  # of the letters' size: a line that stands farther away is no row


def with_left_out(part: Part, page: int, rest: Sequence[Sequence[Word]]) -> Part:
    """The part with those lines right above or below it, or at the top of the next page, that look like rows."""
    found = [(page, tuple(line)) for line in rest if _is_near(part, page, line) and _looks_like_row(part, line)]
    return replace(part, left_out=(*part.left_out, *found)) if found else part


def _is_near(part: Part, page: int, line: Sequence[Word]) -> bool:
    box = around(word.box for word in line)
    is_beside = box.x0 < part.xs[-1] and box.x1 > part.xs[0]
    gap = max(part.ys[0] - box.bottom, box.top - part.ys[-1])
    return is_beside and (page != part.page or gap <= FAR * size_of(line))


def _looks_like_row(part: Part, line: Sequence[Word]) -> bool:
    """Whether its words stand apart in several columns, at least one of them a number behind the labels."""
    within = [word for word in line if part.xs[0] - EDGE <= word.box.x0 and word.box.x1 <= part.xs[-1] + EDGE]
    cells = split(within, part.xs[1:-1])
    are_several = sum(map(bool, cells)) > 1 and len(phrases(within)) > 1
    has_number = any(is_number(line_text(cell)) for cell in cells[1:] if cell)
    return are_several and has_number and fit_columns(within, part.xs[1:-1])
