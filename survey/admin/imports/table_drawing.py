"""A table of a paper as an editor draws it: area, lines between columns, headings, labels, keys, page breaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.admin.imports.outline import ImportOutline
from survey.files.errors import FileError
from survey.intake import OpenPaper
from survey.intake.cuts import Cut, CutKind
from survey.intake.drawn_tables import drawn_grid, seen_shape, with_rows
from survey.intake.grids import grid_table
from survey.intake.sections import SectionKind
from survey.intake.table_shape import MOST_HEADING_LINES, TableArea, TableShape
from survey.pages.document import Box, Page, PageLine

NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,6})?")
SIDES = ("left", "top", "right", "bottom")
SIDE_WORDS = {
    "left": gettext_lazy("Left edge"),
    "top": gettext_lazy("Upper edge"),
    "right": gettext_lazy("Right edge"),
    "bottom": gettext_lazy("Lower edge"),
}
GOES_ON = {"": None, "yes": True, "no": False}
NO_NUMBERS = gettext_lazy("“%(text)s” is no number of points.")
NO_HEIGHT = gettext_lazy("Headings take 0 to %(most)d rows, not “%(text)s”.")
NO_TABLE = gettext_lazy("There is no table in this line.")
MARGIN = 20.0  # points that the area of a further page stands within the page


@dataclass(frozen=True)
class ShownArea:
    """An area with its number in the form, from 0."""

    at: int
    area: TableArea
    page: Page

    @property
    def sides(self) -> Iterator[tuple[str, str, float]]:
        for side, value in zip(SIDES, self.area.box, strict=True):
            yield side, str(SIDE_WORDS[side]), value

    @property
    def columns(self) -> str:
        return " ".join(f"{x:g}" for x in self.area.columns)

    @property
    def rows(self) -> str:
        return " ".join(f"{y:g}" for y in self.area.rows or ())

    @property
    def goes_on(self) -> str:
        return next(word for word, said in GOES_ON.items() if said == self.area.goes_on)

    @property
    def box(self) -> Box:
        return self.area.box

    @property
    def width(self) -> float:
        return round(self.area.box.x1 - self.area.box.x0, 1)

    @property
    def height(self) -> float:
        return round(self.area.box.bottom - self.area.box.top, 1)


class OpenTable:
    """The table that begins in the line of a number. Raises LookupError where none does."""

    def __init__(self, opened: OpenPaper, outline: ImportOutline, cuts: Sequence[Cut], number: int):
        self.opened, self.outline = opened, outline
        self.number = outline.tables.get(number, number)
        self.line: PageLine = next((line for line in opened.lines if line.number == self.number), None)
        self.cut = next((cut for cut in cuts if cut.line == self.number and cut.kind == CutKind.TABLE), None)
        if self.line is None or self.line.box is None or not (self.cut or self.number in outline.tables):
            raise LookupError(number)

    @cached_property
    def seen(self) -> TableShape:
        return seen_shape(self.opened.document, self.line, self._until())

    @cached_property
    def shape(self) -> TableShape:
        """With the areas that the program sees, where nobody said others."""
        said = (self.cut and self.cut.table) or self.seen
        return said if said.areas else replace(said, areas=self.seen.areas)

    def _until(self) -> PageLine | None:
        """The first line below in which another thing is read, or said to begin."""
        below = [line for line in self.opened.lines if line.number > self.number]
        own = (SectionKind.TABLE, SectionKind.UNREAD, self.outline.found[self.number].kind)
        ends = (
            line
            for line in below
            if line.number in self.outline.cuts or self.outline.found[line.number].kind not in own
        )
        return next(ends, None)

    # What the page shows

    @property
    def label(self) -> str:
        annex = self._annex
        return _("Table %(number)d") % {"number": annex.number} if annex else _("Table that is not read yet")

    @cached_property
    def _annex(self):
        annexes = self.outline.paper.annexes if self.outline.paper else ()
        return next((annex for annex in annexes if self.number in annex.lines), None)

    @property
    def is_read(self) -> bool:
        return self._annex is not None

    @property
    def refusal(self) -> str:
        """Why its lines are no table."""
        grid = drawn_grid(self.opened.document, self.shape)
        try:
            if grid:
                grid_table(grid, (), self.opened.document.name, self.shape.options)
        except FileError as error:
            return _(error.template) % error.params
        return _("It takes headings and at least two columns.")

    @property
    def columns(self) -> list[tuple[str, bool, bool]]:
        """The headings of all columns; whether each was said to be that of the labels, and a key."""
        found = self._annex.table.columns if self._annex else []
        return [(heading, heading == self.shape.label, heading in self.shape.keys) for heading in found if heading]

    @property
    def misfits(self) -> list[str]:
        """Headings that somebody named, and that the table has no more."""
        found = self._annex.table.columns if self._annex else []
        lost = [heading for heading in (self.shape.label, *self.shape.keys) if heading and heading not in found]
        return [_("The table has no column “%(heading)s”.") % {"heading": heading} for heading in lost]

    @property
    def areas(self) -> list[ShownArea]:
        pages = self._pages
        return [ShownArea(at, area, pages[area.page]) for at, area in enumerate(self.shape.areas) if area.page in pages]

    @property
    def _pages(self) -> dict[int, Page]:
        return {page.number: page for page in self.opened.document.pages}

    @property
    def next_page(self) -> int | None:
        last = max(self.shape.pages, default=None)
        return last + 1 if last and last + 1 in self._pages else None

    @property
    def most_heading_lines(self) -> int:
        return MOST_HEADING_LINES

    # What an editor says

    def begins(self, shape: TableShape) -> int:
        """The line in which it begins then: the first of its first area, where its own stands no more in that."""
        first = next(iter(shape.areas), None)
        inside = [line for line in self.opened.lines if first and line.page == first.page and line.box]
        inside = [line.number for line in inside if first.holds(line.box)]
        return self.number if self.number in inside or not inside else inside[0]

    def said(self, post: Mapping) -> TableShape:
        """The shape that a form says, changed by its button. Raises ValueError with the sentence."""
        areas = self._with_same_columns([self._area(post, shown) for shown in self.areas])
        act = post.get("act", "")
        if act == "table-column":
            areas = self._with_same_columns([_with_one_more(areas[0]), *areas[1:]]) if areas else []
        if act == "table-rows":
            areas = list(with_rows(self.opened.document, TableShape(tuple(areas))).areas)
        if act == "table-next" and self.next_page:
            areas.append(self._further(areas[-1], self.next_page))
        if act.startswith("table-drop-"):
            areas = [area for area in areas if str(area.page) != act.rpartition("-")[2]] or areas
        height = post.get("heading_lines", "0") or "0"
        if not height.isdecimal() or len(height) > 2 or int(height) > MOST_HEADING_LINES:
            raise ValueError(NO_HEIGHT % {"text": height[:20], "most": MOST_HEADING_LINES})
        keys = tuple(key for key in post.getlist("keys") if key != post.get("label"))
        is_seen = self.is_seen_by_the_program and tuple(areas) == self.seen.areas
        return TableShape(() if is_seen else tuple(areas), int(height), post.get("label", ""), keys)

    @property
    def is_seen_by_the_program(self) -> bool:
        """Whether the program sees a table here, whoever else does."""
        return self.number in self.outline.tables and not (self.cut and self.cut.table and self.cut.table.areas)

    def _area(self, post: Mapping, shown: ShownArea) -> TableArea:
        def number(side: str, edge: float) -> float:
            return _points(post.get(f"area-{shown.at}-{side}", f"{edge:g}"))

        sides = [number(side, edge) for side, _words, edge in shown.sides]
        page = shown.page
        left, right = (min(max(x, 0.0), page.width) for x in (sides[0], sides[2]))
        top, bottom = (min(max(y, 0.0), page.height) for y in (sides[1], sides[3]))
        columns = [_points(each) for each in post.get(f"area-{shown.at}-columns", shown.columns).split()]
        rows = [_points(each) for each in post.get(f"area-{shown.at}-rows", shown.rows).split()] or None
        goes_on = GOES_ON.get(post.get(f"area-{shown.at}-goes-on", shown.goes_on))
        return TableArea.of(page.number, Box(left, top, right, bottom), columns, rows, goes_on)

    def _with_same_columns(self, areas: list[TableArea]) -> list[TableArea]:
        """Columns that were changed on one page, changed on all of them."""
        former = list(self.shape.areas)
        changed = next((at for at, (new, old) in enumerate(zip(areas, former, strict=True)) if _moved(new, old)), None)
        if changed is None:
            return areas
        new, old = areas[changed], former[changed]
        return [
            area if at == changed or _moved(area, former[at]) else area.with_columns_of(new, old)
            for at, area in enumerate(areas)
        ]

    def _further(self, last: TableArea, number: int) -> TableArea:
        page = self._pages[number]
        box = Box(last.box.x0, MARGIN, last.box.x1, page.height - MARGIN)
        return TableArea.of(number, box, last.columns)


def _moved(new: TableArea, old: TableArea) -> bool:
    return new.columns != old.columns


def _with_one_more(area: TableArea) -> TableArea:
    """With a line in the middle of its widest column."""
    edges = (area.box.x0, *area.columns, area.box.x1)
    left, right = max(pairwise(edges), key=lambda each: each[1] - each[0])
    return TableArea.of(area.page, area.box, (*area.columns, (left + right) / 2), area.rows, area.goes_on)


def _points(text: str) -> float:
    if not NUMBER.fullmatch(text.strip()):
        raise ValueError(NO_NUMBERS % {"text": text.strip()[:20]})
    return float(text.strip().replace(",", "."))
