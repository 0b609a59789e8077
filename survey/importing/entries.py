"""The labelled rows of a file, each with the unlabelled ones below it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.importing.cells import FilePiece, text_of
from survey.importing.locators import Locators
from survey.sheets.table import Record, SheetCell, Table


@dataclass(slots=True)
class TableEntry:
    """One row of the file; `records` with their numbers in it, `occurrence` tells rows of one label apart,
    `key` is the official key of the district that is meant, where the file says it.

    The pieces of a cell are made when they are asked for: a large table has a hundred thousand.
    """

    label: str
    occurrence: int
    line: int | None
    records: list[tuple[int, Record]]
    locators: Locators
    role: str = ""
    breakdown: tuple[tuple[str, str], ...] = ()
    key: str = ""

    @property
    def name(self) -> str:
        if self.breakdown:
            return ", ".join([self.label, *(value for _, value in self.breakdown)])
        return self.label if self.occurrence == 1 else f"{self.label} ({self.occurrence})"

    @property
    def texts(self) -> list[str]:
        return [self.text(column) for column in range(len(self.records[0][1].cells))]

    def text(self, column: int) -> str:
        if len(self.records) == 1:
            return _text(self.records[0][1].cells[column])
        return text_of(self.pieces(column))

    def pieces(self, column: int) -> list[FilePiece]:
        """What the file says in one column; the position of a piece is the number of its record."""
        pieces = []
        for position, record in self.records:
            cell = record.cells[column]
            if text := _text(cell):
                raw = cell.raw or (cell.text if text != cell.text else "")
                page, line = cell.page or record.page, cell.line or record.line
                pieces.append(FilePiece(text, raw, page, line, position, self.locators.of_boxes(cell.boxes)))
        return pieces


def _text(cell: SheetCell) -> str:
    text = cell.text.replace("\r\n", "\n").strip("\n")
    return text if text.strip() else ""


def entries(table: Table) -> Iterator[TableEntry]:
    """In the order of the file."""
    locators = Locators(table.pages)
    labels = numbered(record.label for record in table.records if not record.continues)
    entry = None
    for numbered_record in enumerate(table.records, 1):
        record = numbered_record[1]
        if not record.continues:
            if entry:
                yield entry
            entry = TableEntry(*next(labels), record.line, [], locators, record.role, record.breakdown, record.key)
        entry.records.append(numbered_record)
    if entry:
        yield entry


def numbered(labels: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each label with how often it has occurred so far: the second of two equal ones is another row."""
    seen: Counter[str] = Counter()
    for label in labels:
        seen[label] += 1
        yield label, seen[label]
