"""How many cells of a printed table are read as they were set."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from survey.pages import pdf as pages
from survey.pages.document import Document, Grid, GridCell
from survey.sheets.page_tables import find_tables
from survey.sheets.pdf import unwrapped
from survey.sheets.row_detection import is_number
from tests.printing.contents import Printed

Row = Sequence[GridCell | None]


@dataclass
class Score:
    """`right`: letter for letter; `paragraphs`: these too; `numbers`: another number; `boxes`: the words within.

    `silent`: wrong, and no doubt about the row; `silent_numbers` of these; `alarms`: right, and yet doubted.
    """

    cells: int = 0
    right: int = 0
    paragraphs: int = 0
    numbers: int = 0
    silent: int = 0
    silent_numbers: int = 0
    alarms: int = 0
    tables: int = 0
    found: int = 0
    boxes: int = 0
    boxed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __str__(self) -> str:
        said = [f"{getattr(self, name)} {name}" for name in ("numbers", "silent", "alarms") if getattr(self, name)]
        said += [f"{self.silent_numbers} SILENT NUMBERS"] if self.silent_numbers else []
        said += [f"{self.found} tables for {self.tables}"] if self.found != self.tables else []
        boxes = f"boxes {100 * self.boxed / self.boxes:5.1f} %" if self.boxes else ""
        share = 100 * self.right / self.cells if self.cells else 0
        return f"{self.right:5} of {self.cells:5} {share:6.2f} % ({self.paragraphs}) {boxes} {', '.join(said)}"


def score(data: bytes, expected: list[Printed], show: int = 0) -> Score:
    document = pages.read(data, "printed.pdf")
    grids = [table.grid() for table in find_tables(document)]
    result = Score(tables=len(expected), found=len(grids))
    found = [row for grid in grids for row in grid.rows]
    for printed in expected:
        result += _compare(keyed_texts(printed.rows), keyed_cells(found), show)
    result.boxes, result.boxed = _boxes(document, grids)
    return result


def text_of(cell: GridCell | None) -> str:
    """Its lines as one text."""
    return unwrapped(cell.text) if cell else ""


def keyed_texts(rows: Iterable[list[str]]) -> dict[tuple[str, int], list[str]]:
    """By label, those without one by the label above them and how far below it they stand."""
    return {key: row[1:] for key, row in _with_keys(rows)}


def keyed_cells(rows: Sequence[Row]) -> dict[tuple[str, int], Row]:
    """The same of cells that were read."""
    keys = [key for key, _ in _with_keys([text_of(cell) for cell in row] for row in rows)]
    return dict(zip(reversed(keys), reversed(rows), strict=True))  # the first of a key counts


def _with_keys(rows: Iterable[list[str]]) -> list[tuple[tuple[str, int], list[str]]]:
    found, label, below = [], "", defaultdict(int)
    for row in rows:
        label = _squeezed(row[0]) or label
        found.append(((label, below[label]), row))
        below[label] += 1
    return found


def _compare(expected: dict[tuple[str, int], list[str]], found: dict[tuple[str, int], Row], show: int) -> Score:
    result = Score()
    doubted = {key for key, row in found.items() if _is_doubted(row)}
    for key, cells in expected.items():
        row = found.get(key, ())
        got = [text_of(cell) for cell in row[1:]]
        for column, cell in enumerate(cells):
            text = got[column] if column < len(got) else ""
            result.cells += 1
            is_right = key in found and _squeezed(text) == _squeezed(cell)
            is_silent = not is_right and key not in doubted and (key in found or not doubted)
            result.right += is_right
            result.paragraphs += key in found and text == cell
            result.numbers += not is_right and is_number(text)
            result.silent += is_silent
            result.silent_numbers += is_silent and is_number(text)
            result.alarms += is_right and _is_doubted(row[column + 1 : column + 2])
            if not is_right and show:
                show -= 1
                print("   ", key, column, "|", cell[:70], "|", text[:70] if key in found else "no row")
    return result


def _is_doubted(row: Row) -> bool:
    return any(cell.doubts for cell in row if cell)


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
