"""What a table as it was read does not agree in with itself: cells that an editor should hold against the print."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from survey.pages.document import Doubt, GridCell
from survey.sheets.row_detection import is_number

MOST = 0.8  # of the filled cells of a column
FEWEST = 3
AMOUNT = re.compile(r"[-+−±]?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|[-+−±]?\d+(?:[.,:/]\d+)*")
ENDS = '.!?:;)"“”'
STARTS_SMALL = re.compile(r"[a-zäöüß]{2}")
BLANK = re.compile(r"\d{1,3}(?:\s\d{3})+")  # one number with thousands, or several
CUT = re.compile(r"[a-zäöüß]-$")
UNITS = ("€", "%")
TWO = re.compile(r"[-+−±]?\d[\d.,\s]*[€%]?\s+[A-ZÄÖÜ][a-zäöüß]")
LONG = 40  # letters of a text that goes on over lines

Rows = Sequence[Sequence[GridCell | None]]


def with_doubts(rows: Rows, guessed: Collection[str]) -> tuple[tuple[GridCell | None, ...], ...]:
    """The rows of a table with what speaks against a cell, by the other rows; headings are the first row.

    `guessed` says which edges were not drawn: “columns”, “rows”. Where all rows are sure, sentences are weighed at
    page breaks alone.
    """
    found: dict[tuple[int, int], list[Doubt]] = {}
    for row, column, doubt in _doubts(rows, guessed):
        found.setdefault((row, column), []).append(doubt)
    return tuple(
        tuple(
            replace(cell, doubts=(*cell.doubts, *found[at, column])) if cell and (at, column) in found else cell
            for column, cell in enumerate(cells)
        )
        for at, cells in enumerate(rows)
    )


def _doubts(rows: Rows, guessed: Collection[str]) -> Iterator[tuple[int, int, Doubt]]:
    for column in range(1, max(map(len, rows), default=0)):
        yield from _among_numbers(rows, column)
        yield from _below_each_other(rows, column)
        yield from _unseen(rows, column)
        yield from _without_unit(rows, column)
        yield from _before_text(rows, column) if "columns" in guessed else ()
    yield from _in_sentences(rows, everywhere="rows" in guessed)
    yield from _without_label(rows, everywhere="rows" in guessed)
    yield from _cut_labels(rows)


def _column(rows: Rows, column: int) -> list[tuple[int, GridCell]]:
    """The filled cells of a column below the headings, merged ones left out."""
    cells = ((at, row[column]) for at, row in enumerate(rows[1:], start=1) if column < len(row))
    return [(at, cell) for at, cell in cells if cell and cell.text and cell.column_span == 1]


def _among_numbers(rows: Rows, column: int) -> Iterator[tuple[int, int, Doubt]]:
    """A cell of several values in a column of one number a cell; one without any, beside one of several."""
    cells = _column(rows, column)
    numbers = [cell for _, cell in cells if is_number(cell.text)]
    if len(numbers) < FEWEST or len(numbers) < MOST * len(cells):
        return
    usual = Counter(_amounts(cell.text) for cell in numbers).most_common(1)[0][0]
    are_parted = sum(bool(cell and BLANK.fullmatch(cell.text)) for row in rows for cell in row[1:]) > 1
    for at, cell in cells if usual == 1 else ():
        beside = [other for other in (column - 1, column + 1) if _is_empty(rows[at], other)]
        if _amounts(cell.text) > 1 or (beside and not are_parted and BLANK.fullmatch(cell.text)):
            yield at, column, _doubt("values", cell)
            yield from ((at, other, _doubt("empty", rows[at][other])) for other in beside)


def _below_each_other(rows: Rows, column: int) -> Iterator[tuple[int, int, Doubt]]:
    """A cell of which each line is a number: several rows may have become one. A share in brackets stands so."""
    for at, cell in _column(rows, column):
        said = [line for line in cell.text.split("\n") if not line.startswith("(")]
        if len(said) > 1 and all(map(is_number, said)):
            yield at, column, _doubt("values", cell)


def _unseen(rows: Rows, column: int) -> Iterator[tuple[int, int, Doubt]]:
    """Empty cells in a scanned column of numbers: a machine overlooks a dash or a digit that stands by itself."""
    cells = _column(rows, column)
    numbers = [cell for _, cell in cells if is_number(cell.text)]
    is_scanned = any(cell.confidence is not None for cell in numbers)
    if is_scanned and len(numbers) >= FEWEST and len(numbers) >= MOST * len(cells):
        empty = [at for at, row in enumerate(rows) if at and _is_empty(row, column)]
        yield from ((at, column, _doubt("unseen", rows[at][column])) for at in empty)


def _without_unit(rows: Rows, column: int) -> Iterator[tuple[int, int, Doubt]]:
    """Numbers without the sign that most of their column end with, and such as have it before them: a line was cut."""
    cells = [(at, cell) for at, cell in _column(rows, column) if cell.text[-1:] in UNITS or AMOUNT.search(cell.text)]
    unit, count = Counter(cell.text[-1] for _, cell in cells).most_common(1)[0] if cells else ("", 0)
    if unit in UNITS and count >= FEWEST and count > len(cells) / 2:
        odd = [(at, cell) for at, cell in cells if cell.text[-1] != unit or cell.text[:1] in UNITS]
        yield from ((at, column, _doubt("unit", cell)) for at, cell in odd)


def _before_text(rows: Rows, column: int) -> Iterator[tuple[int, int, Doubt]]:
    """Cells of a number or a day, and a text that begins behind it, as most of a column: it may be two columns."""
    cells = _column(rows, column)
    both = [(at, cell) for at, cell in cells if TWO.match(cell.text)]
    if len(both) >= FEWEST and len(both) > len(cells) / 2:
        yield from ((at, column, _doubt("wide", cell)) for at, cell in both)


def _is_empty(row: Sequence[GridCell | None], column: int) -> bool:
    cell = row[column] if 0 < column < len(row) else None
    return cell is not None and not cell.text


def _amounts(text: str) -> int:
    return len(AMOUNT.findall(text))


def _in_sentences(rows: Rows, *, everywhere: bool) -> Iterator[tuple[int, int, Doubt]]:
    """Where a row begins within the sentence that the row above breaks off, at least at the top of a page."""
    for at, (above, below) in enumerate(pairwise(rows[1:]), start=2):
        for column, (upper, lower) in enumerate(zip(above, below, strict=False)):
            if not (upper and lower and (everywhere or _is_on_next_page(upper, lower))):
                continue
            if _breaks_off(upper.text) and STARTS_SMALL.match(lower.text):
                yield at, column, _doubt("cut", lower)
                yield at - 1, column, _doubt("cut", upper)


def _is_on_next_page(upper: GridCell, lower: GridCell) -> bool:
    return bool(upper.boxes and lower.boxes) and upper.boxes[-1][0] < lower.boxes[0][0]


def _breaks_off(text: str) -> bool:
    return text.endswith("-") or (len(text) > LONG and text[-1:] not in ENDS)


def _cut_labels(rows: Rows) -> Iterator[tuple[int, int, Doubt]]:
    """Labels that end within a word: the rest may stand on the next page, or have become a row."""
    for at, row in enumerate(rows):
        if row and row[0] and CUT.search(row[0].text):
            yield at, 0, _doubt("cut", row[0])


def _without_label(rows: Rows, *, everywhere: bool) -> Iterator[tuple[int, int, Doubt]]:
    """Rows without a label of their own, where no merged cell gives them one, and most others have one.

    Where rows are guessed and the first has none, or some labels stand for several rows, any label may stand beside
    another of its rows: all are to be seen.
    """
    bare = [at for at, row in enumerate(rows) if at and row and row[0] is not None and not row[0].text]
    if not everywhere and len(bare) > (1 - MOST) * len(rows):
        return
    has_spans = any(row[0] and row[0].row_span > 1 for row in rows if row)
    are_all = everywhere and len(bare) > 1 and (bare[:1] == [1] or has_spans)
    for at in range(1, len(rows)) if are_all else bare:
        yield from ((at, column, _doubt("label", cell)) for column, cell in enumerate(rows[at]) if cell and cell.text)


def _doubt(kind: str, cell: GridCell) -> Doubt:
    page, box = cell.boxes[0] if cell.boxes else (cell.page, None)
    return Doubt(kind, cell.text, page, box)
