"""Tables over page breaks: which part goes on with which, and rows that a break cuts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from survey.pages.document import Grid, GridCell
from survey.sheets.doubts import with_doubts
from survey.sheets.row_detection import is_number
from survey.sheets.ruling import NEAR
from survey.sheets.table import stands_over_labels
from survey.sheets.table_parts import Part

MOST_HEADING_ROWS = 3
LONG = 60  # characters: a text that ends with a mark, where it ends
ENDS = '.!?:;)"“”'

LINKS = [["und"], ["oder"], ["der"], ["des"], ["für"]]

Cells = list[GridCell | None]


@dataclass(frozen=True)
class Join:
    """Two pieces of one cell as a page break parts them: row and column in the joined table, from 0."""

    row: int
    column: int
    label: str
    above: GridCell
    below: GridCell


@dataclass(frozen=True)
class PrintedRow:
    """A row as one page shows it; `continues` where it seems to be the rest of the row above."""

    page: int
    cells: tuple[GridCell | None, ...]
    continues: bool = False


@dataclass
class PageTable:
    """A table of one page or several; `outside` are the lines of text around it, with their pages."""

    parts: list[Part] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)

    @property
    def first_page(self) -> int:
        return self.parts[0].page

    @property
    def guessed(self) -> frozenset[str]:
        return frozenset().union(*(part.guessed for part in self.parts))

    def white(self) -> list[tuple[float, float]]:
        """What all pages leave free between two columns, the last page first: it alone may fill one of them."""
        found = self.parts[-1].white()
        for part in reversed(self.parts[:-1]):
            both = [(max(a[0], b[0]), min(a[1], b[1])) for a, b in zip(found, part.white(), strict=True)]
            found = [new if new[1] - new[0] >= NEAR else old for new, old in zip(both, found, strict=True)]
        return found

    def headings(self) -> list[list[str]]:
        """What the first rows say, each cell as one line."""
        return [[" ".join(text.split()) for text in texts(cells)] for cells in self.parts[0].rows()[:MOST_HEADING_ROWS]]

    def rows(self) -> list[PrintedRow]:
        """All rows as printed, the headings that a page prints again among them."""
        found: list[PrintedRow] = []
        headings: list[list[str]] = []
        last: Sequence[GridCell | None] = ()
        for part in self.parts:
            is_top = bool(found)
            for cells in part.rows():
                if is_top and not any(texts(cells)):
                    continue  # the white of a row that ends here
                again = texts(cells) in headings
                found.append(PrintedRow(part.page, tuple(cells), is_top and not again and _continues(last, cells)))
                is_top = is_top and again
                last = last if again else cells
            headings = headings or [texts(row.cells) for row in found[:MOST_HEADING_ROWS]]
        return found

    def grid(self) -> Grid:
        """One grid: rows that a page break cuts are whole, headings printed again are left out."""
        found = self._joined()
        rows = with_doubts([row.cells for row, _ in found], self.guessed)
        first = self.parts[0]
        box = first.box if len(self.parts) == 1 else None
        joined = tuple(at for at, (_, joins) in enumerate(found) if joins)
        return Grid(rows, page=first.page, box=box, guessed=self.guessed, joined=joined)

    def joins(self) -> tuple[Join, ...]:
        """All cells that a page break cuts, to be accepted at once."""
        return tuple(join for _, joins in self._joined() for join in joins)

    def _joined(self) -> list[tuple[PrintedRow, list[Join]]]:
        found: list[tuple[PrintedRow, list[Join]]] = []
        headings: list[list[str]] = []
        for row in self.rows():
            if row.page != self.first_page and texts(row.cells) in headings:
                continue
            if row.continues:
                above, joins = found[-1]
                found[-1] = _join(above, row), [*joins, *_joins_of(len(found) - 1, above, row)]
            else:
                found.append((row, []))
            headings = [texts(row.cells) for row, _ in found[:MOST_HEADING_ROWS]]
        return found


def texts(cells: Iterable[GridCell | None]) -> list[str]:
    return [cell.text if cell else "" for cell in cells]


def _continues(above: Sequence[GridCell | None], below: Sequence[GridCell | None]) -> bool:
    """Whether a row at the top of a page is the rest of the last one: without label, and no number below another.

    A label goes on where it is cut and no sentence ends beside it, or where each long text above breaks off within a
    sentence. One that stands at the bottom of its cell is on the second page alone.
    """
    upper, lower = texts(above), texts(below)
    pairs = [(a, b) for a, b in zip(upper[1:], lower[1:], strict=False) if a and b]
    if not any(lower) or any(is_number(a) and is_number(b) for a, b in pairs):
        return False
    goes_on = lower[0][:1].islower() or all(a[-1] not in ENDS for a, _ in pairs)
    is_cut = _is_cut(upper[0]) and bool(lower[0]) and goes_on
    has_own_label = upper[0].split()[:1] == lower[0].split()[:1]
    breaks_off = any(b[0].islower() for _, b in pairs) and all(len(a) > LONG and a[-1] not in ENDS for a, _ in pairs)
    breaks_off = breaks_off and not has_own_label
    stands_below = not upper[0] and bool(lower[0]) and bool(pairs) and all(a[-1] not in ENDS for a, _ in pairs)
    return not lower[0] or is_cut or breaks_off or stands_below


def _is_cut(label: str) -> bool:
    """Whether a label ends within a word or a name of several."""
    return label.endswith("-") or label.split()[-1:] in LINKS


def _join(above: PrintedRow, below: PrintedRow) -> PrintedRow:
    cells = tuple(_whole(a, b) for a, b in zip(above.cells, below.cells, strict=False))
    return PrintedRow(above.page, cells, above.continues)


def _whole(above: GridCell | None, below: GridCell | None) -> GridCell | None:
    """One cell of two pieces: a line end parts them, as any two lines of a sentence."""
    if above is None or below is None or not below.text:
        return above or below
    text = f"{above.text}\n{below.text}" if above.text else below.text
    sure = [each.confidence for each in (above, below) if each.confidence is not None]
    boxes, marks = (*above.boxes, *below.boxes), (*above.marks, *below.marks)
    struck = "\n".join(filter(None, (above.struck, below.struck)))
    doubts = (*above.doubts, *below.doubts)
    confidence = min(sure, default=None)
    return replace(above, text=text, boxes=boxes, marks=marks, struck=struck, confidence=confidence, doubts=doubts)


def _joins_of(number: int, above: PrintedRow, below: PrintedRow) -> Iterator[Join]:
    label = above.cells[0].text if above.cells[0] else ""
    for column, (a, b) in enumerate(zip(above.cells, below.cells, strict=False)):
        if a and b and b.text:
            yield Join(number, column, label, a, b)


def add_page(tables: list[PageTable], parts: Sequence[Part], outside: Sequence[tuple[int, str]]):
    """The first table of a page goes on with the last of the page before, where it has the same columns."""
    for index, part in enumerate(parts):
        if not index and tables and goes_on(tables[-1].parts, part):
            tables[-1].parts.append(part)
        else:
            tables.append(PageTable([part]))
    if parts:
        tables[-1].outside += outside


def goes_on(before: Sequence[Part], part: Part) -> bool:
    """Whether a part at the top of a page is the rest of the table of the page before."""
    last = before[-1]
    if part.page != last.page + 1 or len(part.xs) != len(last.xs):
        return False
    heading = texts(part.rows()[0])
    known = [texts(row) for row in before[0].rows()[:MOST_HEADING_ROWS]]
    has_new_headings = bool(heading[0]) and stands_over_labels(heading[0]) and heading not in known
    return not has_new_headings and (heading in known or _same_columns(last, part))


def _same_columns(last: Part, part: Part) -> bool:
    """The same lines between the columns, or white that both leave free where none is drawn."""
    if "columns" not in last.guessed | part.guessed:
        return all(abs(a - b) <= NEAR for a, b in zip(last.xs, part.xs, strict=True))
    pairs = zip(last.white(), part.white(), strict=True)
    return all(min(a[1], b[1]) > max(a[0], b[0]) for a, b in pairs)
