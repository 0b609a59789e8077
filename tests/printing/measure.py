"""How many cells of a printed table are read as they were set."""

from collections import defaultdict
from dataclasses import dataclass, fields

from survey.pages import pdf as pages
from survey.pages.document import Document, Grid, GridCell
from survey.sheets.page_tables import find_tables
from survey.sheets.pdf import unwrapped
from survey.sheets.row_detection import is_number
from tests.printing.contents import Printed


@dataclass
class Score:
    """`right`: letter for letter; `paragraphs`: these too; `numbers`: another number; `boxes`: the words within."""

    cells: int = 0
    right: int = 0
    paragraphs: int = 0
    numbers: int = 0
    tables: int = 0
    found: int = 0
    boxes: int = 0
    boxed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __str__(self) -> str:
        wrong = f"{self.numbers} numbers wrong" if self.numbers else ""
        tables = f"{self.found} tables for {self.tables}" if self.found != self.tables else ""
        boxes = f"boxes {100 * self.boxed / self.boxes:5.1f} %" if self.boxes else ""
        share = 100 * self.right / self.cells if self.cells else 0
        return f"{self.right:5} of {self.cells:5} {share:6.2f} % ({self.paragraphs}) {boxes} {wrong} {tables}"


def score(data: bytes, expected: list[Printed], show: int = 0) -> Score:
    document = pages.read(data, "printed.pdf")
    grids = [table.grid() for table in find_tables(document)]
    result = Score(tables=len(expected), found=len(grids))
    found = [line for grid in grids for line in _lines(grid)]
    for printed in expected:
        result += _compare(_keyed(printed.rows), _keyed(found), show)
    result.boxes, result.boxed = _boxes(document, grids)
    return result


def _lines(grid: Grid) -> list[list[str]]:
    return [[unwrapped(cell.text) if cell else "" for cell in row] for row in grid.rows]


def _keyed(rows: list[list[str]]) -> dict[tuple[str, int], list[str]]:
    """By label, those without one by the label above them and how far below it they stand."""
    found, label, below = {}, "", defaultdict(int)
    for first, *rest in rows:
        label = _squeezed(first) or label
        found.setdefault((label, below[label]), rest)
        below[label] += 1
    return found


def _compare(expected: dict, found: dict, show: int) -> Score:
    result = Score()
    for key, cells in expected.items():
        got = found.get(key, [])
        for column, cell in enumerate(cells):
            text = got[column] if column < len(got) else ""
            result.cells += 1
            is_right = key in found and _squeezed(text) == _squeezed(cell)
            result.right += is_right
            result.paragraphs += key in found and text == cell
            result.numbers += not is_right and is_number(text)
            if not is_right and show:
                show -= 1
                print("   ", key, column, "|", cell[:70], "|", text[:70] if key in found else "no row")
    return result


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _boxes(document: Document, grids: list[Grid]) -> tuple[int, int]:
    cells = [cell for grid in grids for row in grid.rows for cell in row if cell and cell.text]
    return len(cells), sum(_within(document, cell) == sorted(cell.text.split()) for cell in cells)


def _within(document: Document, cell: GridCell) -> list[str]:
    return sorted(
        word.text
        for page, box in cell.boxes
        for word in document.pages[page - 1].words
        if box.x0 <= word.box.middle[0] <= box.x1 and box.top <= word.box.middle[1] <= box.bottom and not word.raised
    )
