"""The labelled rows of a file, each with the unlabelled ones below it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.importing.cells import Piece, text_of
from survey.sheets.table import Table


@dataclass
class Entry:
    """For each column the pieces of its cell; `occurrence` tells rows of one label apart."""

    label: str
    occurrence: int
    line: int | None
    cells: list[list[Piece]]
    role: str = ""
    breakdown: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        if self.breakdown:
            return ", ".join([self.label, *(value for _, value in self.breakdown)])
        return self.label if self.occurrence == 1 else f"{self.label} ({self.occurrence})"

    @property
    def texts(self) -> list[str]:
        return [text_of(pieces) for pieces in self.cells]


def entries(table: Table) -> Iterator[Entry]:
    """In the order of the file; the position of a piece is the number of its record."""
    labels = numbered(record.label for record in table.records if not record.continues)
    entry = None
    for position, record in enumerate(table.records, 1):
        if not record.continues:
            if entry:
                yield entry
            entry = Entry(
                *next(labels), record.line, [[] for _heading in table.headings], record.role, record.breakdown
            )
        for pieces, cell in zip(entry.cells, record.cells, strict=True):
            text = cell.text.replace("\r\n", "\n").strip("\n")
            if text.strip():
                raw = cell.raw or (cell.text if text != cell.text else "")
                pieces.append(Piece(text, raw, cell.page or record.page, cell.line or record.line, position))
    if entry:
        yield entry


def numbered(labels: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each label with how often it has occurred so far: the second of two equal ones is another row."""
    seen: Counter[str] = Counter()
    for label in labels:
        seen[label] += 1
        yield label, seen[label]
