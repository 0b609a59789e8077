"""Tables whose cells are known: the printed papers of the folder, the same as ODT, and tables that a browser prints."""

import io
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pdfplumber
import pypdfium2
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P

from survey.files.errors import FileError
from survey.intake import read_paper
from survey.intake.paper import Paper
from survey.intake.paper_json import as_json
from survey.sheets.row_detection import is_number
from tests.printing.chance import ChanceSheet, print_sheets
from tests.printing.contents import Printed
from tests.printing.printer import print_tables

SCANNED_PAGES = (0, 2, 3)  # the first, for its questions, and two of its annex
PRINTED_TABLES = 24
NO_ROW = "(no row)"
PAGES_OF_QUESTIONS = """HESSISCHER LANDTAG

Kleine Anfrage

des Abg. Erika Muster (SPD) vom 01.02.2016

betreffend Tabellen

und

Antwort

der Ministerin für Soziales

Frage 1. Wie viele gibt es?

Die Zahlen stehen in der Anlage.

Wiesbaden, 30. April 2016

Max Muster

Anlage"""


def squeeze(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class KnownCell:
    """What a cell should say, and what was read; `said` are the kinds of findings about it, `boxes` its pieces."""

    label: str
    heading: str
    gold: str
    text: str
    said: tuple[str, ...] = ()
    boxes: tuple[tuple[int, float, float, float, float], ...] = ()

    @property
    def is_right(self) -> bool:
        return squeeze(self.gold) == squeeze(self.text)

    @property
    def is_number(self) -> bool:
        """Whether one would take it for a number, or it should be one."""
        return is_number(self.text) or is_number(self.gold)


@dataclass
class KnownTable:
    """A file with the cells of its tables; `about` are findings of the whole table, such as that rows are guessed."""

    name: str
    data: bytes
    cells: list[KnownCell] = field(default_factory=list)
    about: frozenset[str] = frozenset()

    @cached_property
    def boxed(self) -> list[bool]:
        """For each cell with words, whether those that another reader finds in its boxes are those of the cell."""
        with pdfplumber.open(io.BytesIO(self.data)) as document:
            pages = [page.extract_words(x_tolerance=1) for page in document.pages]
        told = [cell for cell in self.cells if cell.text and cell.boxes]
        return [_letters(_inside(pages, cell)) == _letters(cell.text) for cell in told]


def _inside(pages: Sequence[list[dict]], cell: KnownCell) -> str:
    found = []
    for page, x0, top, x1, bottom in cell.boxes:
        for word in pages[page - 1]:
            x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
            if x0 <= x <= x1 and top <= y <= bottom:
                found.append(word["text"])
    return " ".join(found)


def _letters(text: str) -> str:
    """In any order, since lines of two pieces may be told in another; a hyphen at a line's end is none."""
    return "".join(sorted(each for each in text if each.isalnum()))


def printed_papers(folder: Path) -> dict[str, KnownTable]:
    """Those of the folder `printed`, by "text", "scan" and "word"; "odt" is made of the cells of the last."""
    found: dict[str, KnownTable] = {}
    kinds = {"seed-ruled": "ruled", "seed-rules": "rules", "seed-scan": "scan", "seed-word": "word"}
    for name, kind in kinds.items():
        gold_file = folder / f"{name}.gold.json"
        paths = [path for path in folder.glob(f"{name}.*") if path != gold_file]
        if gold_file.exists() and paths:
            gold = json.loads(gold_file.read_text())["cells"]
            data = paths[0].read_bytes()
            found[kind] = _compared(paths[0].name, _few_pages(data) if kind == "scan" else data, gold)
            if kind == "word":
                found["odt"] = _compared("word.odt", _as_odt(gold), gold)
    if "scan" in found:
        found["scan"].cells = _whole_rows(found["scan"].cells)
    return found


def _few_pages(data: bytes) -> bytes:
    """Recognising a page takes seconds: these say enough."""
    document, few, file = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new(), io.BytesIO()
    few.import_pages(document, [page for page in SCANNED_PAGES if page < len(document)])
    few.save(file)
    return file.getvalue()


def _whole_rows(cells: Sequence[KnownCell]) -> list[KnownCell]:
    """Those of rows that stand on the pages read: up to the last but one label that was found."""
    found = [cell.label for cell in cells if cell.text]
    labels = list(dict.fromkeys(cell.label for cell in cells))
    last = max((labels.index(label) for label in found), default=0)
    return [cell for cell in cells if labels.index(cell.label) < last]


def _as_odt(gold: Sequence[Sequence[str]]) -> bytes:
    """The questions of a small paper, and the table of the gold as an annex."""
    document, file = OpenDocumentText(), io.BytesIO()
    for line in PAGES_OF_QUESTIONS.split("\n\n"):
        document.text.addElement(P(text=line))
    headings = list(dict.fromkeys(heading for _, heading, _ in gold))
    rows: dict[str, dict[str, str]] = {}
    for label, heading, text in gold:
        rows.setdefault(label, {})[heading] = text
    table = Table()
    for cells in (
        ["", *headings],
        *([label, *(row.get(each, "") for each in headings)] for label, row in rows.items()),
    ):
        line = TableRow()
        for text in cells:
            cell = TableCell()
            for paragraph in text.split("\n\n"):
                cell.addElement(P(text=paragraph))
            line.addElement(cell)
        table.addElement(line)
    document.text.addElement(table)
    document.save(file)
    return file.getvalue()


def _compared(name: str, data: bytes, gold: Sequence[Sequence[str]]) -> KnownTable:
    try:
        paper = read_paper(data, name, "hessen")
    except FileError:
        return KnownTable(name, data, [KnownCell(*each, text="") for each in gold])
    read: dict[tuple[str, str], list[dict]] = {}
    for table in as_json(paper)["tables"]:
        for row in table["rows"]:
            for heading, cell in zip(table["headings"], row["cells"], strict=False):
                read.setdefault((row["label"], heading), []).append(cell)
    cells = [
        KnownCell(
            label,
            heading,
            text,
            " ".join(cell["text"] for cell in read.get((label, heading), [])),
            tuple(_said(paper, label, heading)),
            tuple(tuple(box) for cell in read.get((label, heading), []) for box in cell["place"]["boxes"]),
        )
        for label, heading, text in gold
    ]
    about = {each.kind for each in paper.findings if each.kind.startswith("table-")}
    return KnownTable(name, data, cells, frozenset(about))


def _said(paper: Paper, label: str, heading: str) -> Iterator[str]:
    for annex in paper.annexes:
        for each in annex.doubts:
            if each.label == label and each.heading in (heading, ""):
                yield each.doubt.kind


def printed_tables() -> list[KnownTable]:
    """Tables of all kinds of content in styles of print that a seeded choice mixes, printed by a browser."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            _of_table(content, path) for content, path in print_tables(Path(folder), PRINTED_TABLES, random.Random(1))
        ]


def _of_table(content: Printed, path: Path) -> KnownTable:
    from survey.pages import pdf
    from survey.sheets.page_tables import find_grids
    from tests.printing.measure import keyed_cells, keyed_texts, text_of

    data = path.read_bytes()
    grids = find_grids(pdf.read(data, path.name))
    found = keyed_cells([row for grid in grids for row in grid.rows])
    table = KnownTable(path.stem, data, about=frozenset(f"table-{each}" for grid in grids for each in grid.guessed))
    lost = () if all(key in found for key in keyed_texts(content.rows)) else tuple(_all_doubts(found))
    for key, cells in keyed_texts(content.rows).items():
        row = found.get(key, ())
        of_row = {doubt.kind for cell in row if cell for doubt in cell.doubts}
        for column, gold in enumerate(cells, start=1):
            cell = row[column] if column < len(row) else None
            own = {doubt.kind for doubt in cell.doubts} if cell else of_row
            text = text_of(cell)
            said = own if squeeze(text) == squeeze(gold) else {*own, *of_row, *(() if row else lost)}
            boxes = tuple((page, *box) for page, box in cell.boxes) if cell else ()
            table.cells.append(KnownCell(key[0], str(column), gold, text, tuple(said), boxes))
    return table


def chance_tables(seeds: Sequence[int]) -> list[KnownTable]:
    """Tables of which chance chooses each property of the style apart, printed by a browser."""
    with tempfile.TemporaryDirectory() as folder:
        return [_of_sheet(sheet, path) for sheet, path in print_sheets(Path(folder), seeds)]


def _of_sheet(sheet: ChanceSheet, path: Path) -> KnownTable:
    from survey.pages import pdf
    from survey.sheets.page_tables import find_grids
    from tests.printing.measure import text_of

    data = path.read_bytes()
    rows = [row for grid in find_grids(pdf.read(data, path.name)) for row in grid.rows]
    found = [([squeeze(text_of(cell)) for cell in row], row) for row in rows]
    table = KnownTable(path.stem, data)
    for gold in (row for each in sheet.tables for row in each.rows):
        at = _row_of(gold, [texts for texts, _ in found])
        texts, cells = found[at] if at is not None else ((), ())
        said = {
            doubt.kind for cell in (cells or [cell for row in rows for cell in row]) if cell for doubt in cell.doubts
        }
        for column, text in enumerate(gold):
            cell = cells[column] if column < len(cells) else None
            got = texts[column] if cell else ("" if at is not None else NO_ROW)
            is_right = at is not None and squeeze(got) == squeeze(text)
            told = {doubt.kind for doubt in cell.doubts} if is_right and cell else set() if is_right else said
            boxes = tuple((page, *box) for page, box in cell.boxes) if is_right and cell else ()
            table.cells.append(KnownCell(gold[0], str(column), text, got, tuple(told), boxes))
        if at is not None:
            del found[: at + 1]
    return table


def _row_of(gold: Sequence[str], found: Sequence[Sequence[str]]) -> int | None:
    """The next row with its label; below a label over several rows, that which follows."""
    if not gold[0]:
        return 0 if found and not found[0][0] else None
    return next((at for at, texts in enumerate(found) if texts[0] == gold[0]), None)


def _all_doubts(found: dict) -> set[str]:
    return {doubt.kind for row in found.values() for cell in row if cell for doubt in cell.doubts}
