"""What an editor says of a table: where it stands, where its columns part, which of them hold labels and keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from survey.pages.document import Box, PageLine
from survey.sheets.read_options import DEFAULT, ReadOptions

NARROWEST = 2.0  # points between two lines
MOST_COLUMNS, MOST_ROWS = 100, 500  # lines on a page
MOST_HEADING_LINES = 10


class Anchor(NamedTuple):
    """Where the line stands in which a table begins: by it the table is found in a corrected file."""

    page: int
    left: float
    top: float


@dataclass(frozen=True)
class TableArea:
    """The table on one page, in points.

    `columns` are the lines between its columns from the left, `rows` those between its rows from the top (None: as the
    program sees them).

    `goes_on`: whether its first row is the rest of the row that ends the page before (None: as the program sees it).
    `last` is the text of its last line.
    """

    page: int
    box: Box
    columns: tuple[float, ...] = ()
    rows: tuple[float, ...] | None = None
    goes_on: bool | None = None
    last: str = field(default="", compare=False)

    @classmethod
    def of(
        cls,
        page: int,
        box: Box,
        columns: Sequence[float],
        rows: Sequence[float] | None = None,
        goes_on: bool | None = None,
    ) -> "TableArea":
        """With its sides in order and its lines within them, parted by so much that a letter may stand there."""
        x0, x1 = sorted((round(box.x0, 1), round(box.x1, 1)))
        top, bottom = sorted((round(box.top, 1), round(box.bottom, 1)))
        columns = _between(columns, x0, x1)[:MOST_COLUMNS]
        rows = None if rows is None else _between(rows, top, bottom)[:MOST_ROWS]
        return cls(page, Box(x0, top, x1, bottom), columns, rows, goes_on)

    def moved(self, pages: int, right: float, down: float) -> "TableArea":
        box = Box(self.box.x0 + right, self.box.top + down, self.box.x1 + right, self.box.bottom + down)
        columns = tuple(x + right for x in self.columns)
        rows = None if self.rows is None else tuple(y + down for y in self.rows)
        return replace(self, page=self.page + pages, box=box, columns=columns, rows=rows)

    def with_columns_of(self, other: "TableArea", before: "TableArea") -> "TableArea":
        """Moved as those of another page were; where there are more or fewer of them by now, at the same distances."""
        if len(self.columns) == len(before.columns) == len(other.columns):
            moves = [new - old for new, old in zip(other.columns, before.columns, strict=True)]
            columns = [x + move for x, move in zip(self.columns, moves, strict=True)]
        else:
            columns = [x + self.box.x0 - other.box.x0 for x in other.columns]
        return TableArea.of(self.page, self.box, columns, self.rows, self.goes_on)

    def holds(self, box: Box) -> bool:
        x, y = box.middle
        return self.box.x0 <= x <= self.box.x1 and self.box.top <= y <= self.box.bottom


@dataclass(frozen=True)
class TableShape:
    """Without `areas` the table stands where the program sees it, with its columns.

    `heading_lines` is how many rows its headings take, `label` the heading over its labels, `keys` are the headings of
    its key columns; 0 and empty: as the program sees it.
    """

    areas: tuple[TableArea, ...] = ()
    heading_lines: int = 0
    label: str = ""
    keys: tuple[str, ...] = ()
    anchor: Anchor | None = field(default=None, compare=False)

    @classmethod
    def from_dict(cls, said: Mapping) -> "TableShape":
        areas = (replace(_area(each), last=each["last"]) for each in said["areas"])
        anchor = Anchor(*said["anchor"]) if said["anchor"] else None
        return cls(tuple(areas), said["heading_lines"], said["label"], tuple(said["keys"]), anchor)

    def as_dict(self) -> dict:
        """As JSON holds it."""
        return {
            "areas": [
                {
                    "page": area.page,
                    "box": list(area.box),
                    "columns": list(area.columns),
                    "rows": None if area.rows is None else list(area.rows),
                    "goes_on": area.goes_on,
                    "last": area.last,
                }
                for area in self.areas
            ],
            "heading_lines": self.heading_lines,
            "label": self.label,
            "keys": list(self.keys),
            "anchor": list(self.anchor) if self.anchor else None,
        }

    @property
    def options(self) -> ReadOptions:
        return replace(DEFAULT, heading_lines=self.heading_lines, label=self.label, keys=self.keys)

    @property
    def pages(self) -> list[int]:
        return [area.page for area in self.areas]

    def anchored(self, line: PageLine, lines: Sequence[PageLine]) -> "TableShape":
        """With what finds it again in another file: where its first line stands, and the last one of each area."""
        if not (self.areas and line.box and line.page):
            return self
        areas = tuple(replace(area, last=_last_of(area, lines)) for area in self.areas)
        return replace(self, areas=areas, anchor=Anchor(line.page, line.box.x0, line.box.top))

    def found_again(self, line: PageLine, lines: Sequence[PageLine]) -> "TableShape":
        """In a file in which the table begins in this line: moved with it, and as far as its last line."""
        if not (self.anchor and line.box and line.page):
            return self
        pages = line.page - self.anchor.page
        first, *rest = self.areas
        moved = first.moved(pages, line.box.x0 - self.anchor.left, line.box.top - self.anchor.top)
        areas = [moved, *(area.moved(pages, 0, 0) for area in rest)]
        areas[-1] = _as_far_as_its_last_line(areas[-1], lines)
        return replace(self, areas=tuple(areas))


def _area(said: Mapping) -> TableArea:
    rows = None if said["rows"] is None else tuple(said["rows"])
    return TableArea(said["page"], Box(*said["box"]), tuple(said["columns"]), rows, said["goes_on"])


def _between(places: Sequence[float], begin: float, end: float) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(round(place, 1) for place in places):
        if (kept[-1] if kept else begin) + NARROWEST <= place <= end - NARROWEST:
            kept.append(place)
    return tuple(kept)


def _last_of(area: TableArea, lines: Sequence[PageLine]) -> str:
    inside = [line for line in lines if line.page == area.page and line.box and area.holds(line.box)]
    return max(inside, key=lambda line: line.box.bottom).text if inside else ""


def _as_far_as_its_last_line(area: TableArea, lines: Sequence[PageLine]) -> TableArea:
    """Longer or shorter, where the last line of the table stands elsewhere below its first one by now."""
    if not area.last or _last_of(area, lines) == area.last:
        return area
    same = [line for line in lines if line.page == area.page and line.box and line.text == area.last]
    below = [line.box for line in same if line.box.top > area.box.top]
    if not below:
        return area
    nearest = min(below, key=lambda box: abs(box.bottom - area.box.bottom))
    return replace(area, box=area.box._replace(bottom=nearest.bottom + NARROWEST))
