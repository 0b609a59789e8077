"""The tables that a file itself holds: where one stands among the lines of a text, the reader finds a sign for it."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from survey.files.errors import FileError
from survey.intake.paper import CellDoubt
from survey.intake.remarks import heading_of
from survey.pages.document import Box, Document, Grid, GridCell, PageLine
from survey.sheets.layout import from_grid
from survey.sheets.pdf import placed, printed
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Record, Table

SIGN = "\x00table "
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NUMBER_ALONE = re.compile(r"(?:Frage|FRAGE)\s+\d{1,3}\s?[.:]?|\d{1,3}[.)]")
LEAST_NUMBERS = 2
EDGE = 2.0  # points by which a line may stand out of the box of its table
_ASKS = re.compile(
    r"(?:Frage\s+)?\d{1,3}\s?[.:)]\s+\S.{15,}|Antwort(?:\s+zu\s+Frage\s+\d+)?:|Zu\s+\d{1,3}\.(?:\s+und\s+\d+\.)?:"
)


@dataclass(frozen=True)
class GridTable:
    """A table with the numbers of the lines that it covers, and the grid that it was made of."""

    table: Table
    lines: tuple[int, ...]
    grid: Grid

    def doubts(self) -> Iterator[CellDoubt]:
        """What may be read wrong in headings, labels and cells."""
        told: set[int] = set()
        label = ""
        for record in self.table.records:
            label = record.label or label
            for heading, cell in zip(self.table.headings, self._cells_of(record), strict=False):
                told.add(id(cell))
                yield from (CellDoubt(label, heading, doubt) for doubt in cell.doubts) if cell else ()
        for row in self.grid.rows:
            label = printed(row[0]) or label
            for cell in row:
                if cell and id(cell) not in told:
                    yield from (CellDoubt(label, "", doubt) for doubt in cell.doubts)

    def joined(self) -> Iterator[str]:
        """The labels of rows that a page break cuts."""
        return (printed(self.grid.rows[at][0]) for at in self.grid.joined)

    def _cells_of(self, record: Record) -> list[GridCell | None]:
        """The printed cells of a record's texts, in their order: its columns may stand in another one by now."""
        at = (record.line or 0) - 1
        row = self.grid.rows[at] if 0 <= at < len(self.grid.rows) else ()
        free = dict.fromkeys(range(1, len(row)))
        found: list[GridCell | None] = []
        for number, cell in enumerate(record.cells, start=1):
            own = [column for column in free if row[column] and printed(row[column]) == cell.text]
            at_place = (column for column in own if cell.boxes and row[column].boxes == cell.boxes)
            chosen = next(at_place, next((column for column in own if column >= number), next(iter(own), None)))
            free.pop(chosen, None)
            found.append(row[chosen] if chosen else None)
        return found


def with_tables(
    document: Document, name: str, no_table: Collection[int] = (), said: Mapping[int, ReadOptions] | None = None
) -> tuple[list[PageLine], dict[str, GridTable]]:
    """The lines of a document, a sign for each of its tables among them; the tables by their sign.

    What cannot be read as a table stays text, and so does what holds questions: white between words may look like one.
    `no_table` are the numbers of lines that are said to be text, `said` how somebody says a table is to be read, by its
    place among those of the document.
    """
    options = said or {}
    tables: dict[str, GridTable] = {}
    covering: dict[int, str] = {}
    behind: dict[int, list[str]] = defaultdict(list)
    for at, grid in enumerate(document.grids):
        covered = _covered(document.lines, grid)
        if any(line.number in no_table or (at not in options and _is_text(line)) for line in covered):
            continue
        if at not in options and grid.guessed and _numbers_questions(covered):
            continue
        try:
            found = grid_table(grid, tuple(line.number for line in covered), name, options.get(at))
        except FileError:
            continue
        sign = f"{SIGN}{len(tables) + 1}"
        tables[sign] = found
        covering |= dict.fromkeys(found.lines, sign)
        behind[grid.after_line] += [] if covered else [sign]
    return _with_signs(document.lines, covering, behind), tables


def grid_table(grid: Grid, lines: tuple[int, ...], name: str, options: ReadOptions | None = None) -> GridTable:
    """The table of a grid that covers these lines. Raises FileError where it reads as none.

    Headings that `options` name and the table has no more say nothing.
    """
    options = options or (ReadOptions(heading_lines=1) if _has_one_heading(grid) else DEFAULT)
    try:
        table = _table(grid, name, options)
    except FileError:
        if not (options.label or options.keys):
            raise
        table = _table(grid, name, replace(options, label="", keys=()))
    return GridTable(table, lines, grid)


def _with_signs(lines: Sequence[PageLine], covering: dict[int, str], behind: dict[int, list[str]]) -> list[PageLine]:
    placed: list[PageLine] = [PageLine(0, sign, after_blank=True) for sign in behind.get(0, ())]
    seen: set[str] = set()
    for line in lines:
        sign = covering.get(line.number)
        if sign is None:
            placed.append(replace(line, after_blank=True) if placed and placed[-1].text.startswith(SIGN) else line)
        elif sign not in seen:
            placed.append(replace(line, text=sign, after_blank=True, bold=False))
            seen.add(sign)
        placed += [PageLine(line.number, each, line.page, after_blank=True) for each in behind.get(line.number, ())]
    return placed


def _covered(lines: Sequence[PageLine], grid: Grid) -> list[PageLine]:
    """The lines whose middle stands within the table, page by page."""
    bounds = bounds_of(grid)
    return [line for line in lines if line.box and line.page in bounds and stands_in(bounds[line.page], line.box)]


def bounds_of(grid: Grid) -> dict[int, Box]:
    boxes: dict[int, list[Box]] = defaultdict(list)
    for row in grid.rows:
        for cell in row:
            for page, box in cell.boxes if cell else ():
                boxes[page].append(box)
    return {
        page: Box(
            min(b.x0 for b in some), min(b.top for b in some), max(b.x1 for b in some), max(b.bottom for b in some)
        )
        for page, some in boxes.items()
    }


def stands_in(outer: Box, inner: Box) -> bool:
    x, y = inner.middle
    return outer.x0 - EDGE <= x <= outer.x1 + EDGE and outer.top - EDGE <= y <= outer.bottom + EDGE


def _is_text(line: PageLine) -> bool:
    return bool(_ASKS.fullmatch(line.text) or heading_of(line, None))


def _numbers_questions(lines: Sequence[PageLine]) -> bool:
    """Whether numbers of questions stand alone on lines, as in text that is set in two columns or to both edges."""
    numbers = [line.text for line in lines if _NUMBER_ALONE.fullmatch(line.text)]
    return len(numbers) >= LEAST_NUMBERS or any(text[:1].isalpha() for text in numbers)


def _table(grid: Grid, name: str, options: ReadOptions) -> Table:
    rows = [(at, [printed(cell) for cell in row]) for at, row in enumerate(grid.rows, start=1)]
    table = from_grid(name, rows, options=options)
    pages = {at: _page(row) for at, row in enumerate(grid.rows, start=1)}
    return replace(table, records=tuple(placed(record, pages.get(record.line)) for record in table.records))


def _has_one_heading(grid: Grid) -> bool:
    """Whether its file is a text, whose first row alone holds headings; years below them are some, too."""
    return "text" in grid.guessed and not all(_YEAR.match(printed(cell)) for cell in grid.rows[1][1:])


def _page(row: Sequence[GridCell | None]) -> int | None:
    return next((cell.page for cell in row if cell and cell.page), None)
