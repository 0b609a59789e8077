"""Maps of districts, drawn by a template: as tiles of one size, or with their real borders."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from survey.models import District
from survey.public.addresses import as_png, localised
from survey.public.reading.coverage import COLLECTIVE, MISSING, ROW, Coverage
from survey.public.reading.numbers import CLASS, SIGNS, NumberChart
from survey.public.reading.questions import Member, PagePart
from survey.public.reading.table import PageRow
from survey.public.words import PATTERNED, amount, span, state_name, state_printed
from survey.wording import paths
from survey.wording.statuses import STATUSES

TILES, BORDERS = "tiles", "borders"
VIEW_WORDS = {TILES: gettext_lazy("tiles"), BORDERS: gettext_lazy("borders")}
TILE_WIDTH, TILE_HEIGHT, GAP = 92, 66, 4
LONGEST_SIGN, LONGEST_LINE = 8, 12
BORDERS_BOX = "0 0 600 800"  # the plane of the outlines: fixtures/README.md
LINE = 12
BAND = 22  # the lower part of a tile, which carries pattern and sign and leaves the name legible
LONG_KREIS = re.compile(r"(?<=\w{7})kreis$")
# A map of Germany by states: their tiles, row and column, by the key of the state. No borders of states are at hand.
STATE_TILES = {
    **{"01": (0, 1), "02": (0, 2), "13": (0, 3)},
    **{"04": (1, 0), "03": (1, 1), "15": (1, 2), "12": (1, 3), "11": (1, 4)},
    **{"05": (2, 0), "06": (2, 1), "16": (2, 2), "14": (2, 3)},
    **{"07": (3, 0), "08": (3, 1), "09": (3, 2), "10": (4, 0)},
}
FEWEST_STATES = 4
LAST = ("uncoded", COLLECTIVE, MISSING)  # what is no answer stands last in a legend


@dataclass(frozen=True)
class Look:
    """What a map says of one district: style, sign, the word of the legend, where it comes from, and more words.

    `here` is the place of the cell from its reading page; an `arguable` category may be read otherwise.
    """

    style: str
    own_sign: str
    label: str
    href: str = ""
    more: str = ""
    here: str = ""
    arguable: bool = False

    @property
    def sign(self) -> str:
        return f"{self.own_sign}?" if self.arguable else self.own_sign

    @property
    def words(self) -> str:
        return f"{self.label} ({self.more})" if self.more else self.label


@dataclass(frozen=True)
class LegendLine:
    text: str
    y: int

    @property
    def width(self) -> int:
        """What a long word is pressed into, so that it stays inside its tile; 0 for one that fits."""
        return TILE_WIDTH - 12 if len(self.text) > LONGEST_LINE else 0


@dataclass(frozen=True)
class Shape:
    """A district on the map: its tile with the name broken into lines, or its outline."""

    slug: str
    name: str
    short: str
    look: Look
    x: int
    y: int
    lines: tuple[LegendLine, ...]
    outline: str

    @property
    def title(self) -> str:
        return f"{self.name}: {self.look.words}"

    @property
    def pattern(self) -> bool:
        return self.look.style in PATTERNED

    @property
    def sign_x(self) -> int:
        return self.x + TILE_WIDTH - 10

    @property
    def sign_width(self) -> int:
        """What a long number is pressed into, so that it stays inside its tile; 0 for a sign that fits."""
        return TILE_WIDTH - 14 if len(self.look.sign) > LONGEST_SIGN else 0

    @property
    def text_x(self) -> int:
        return self.x + 7

    @property
    def sign_y(self) -> int:
        return self.y + TILE_HEIGHT - 6

    @property
    def band_y(self) -> int:
        return self.y + TILE_HEIGHT - BAND


@dataclass(frozen=True)
class TileGroup:
    """The tiles of one label, as markup: a page has hundreds, and value by value a template would take ten times as
    long. Each refers to the tile with its name, which a page draws once.
    """

    label: str
    style: str
    pattern: bool
    tiles: SafeString

    @classmethod
    def of(cls, label: str, shapes: Sequence[Shape], href: Callable[[Look], str]) -> "TileGroup":
        tiles = SafeString("".join(_tile(shape, href(shape.look)) for shape in shapes))
        return cls(label, shapes[0].look.style, shapes[0].pattern, tiles)


def _named_tile(shape: Shape) -> str:
    tile = f'<rect class="fill tile" x="{shape.x}" y="{shape.y}"/><rect class="band" x="{shape.x}" y="{shape.band_y}"/>'
    name = "".join(_text(shape.text_x, line.y, line.text, line.width) for line in shape.lines)
    return f'<g id="t{escape(shape.slug)}">{tile}{name}</g>'


def _text(x: int, y: int, text: str, width: int) -> str:
    pressed = f' textLength="{width}" lengthAdjust="spacingAndGlyphs"' if width else ""
    return f'<text x="{x}" y="{y}"{pressed}>{escape(text)}</text>'


def _tile(shape: Shape, href: str) -> str:
    sign = _text(shape.sign_x, shape.sign_y, shape.look.sign, shape.sign_width)
    tile = f'<use href="#t{escape(shape.slug)}"/>{sign}'
    return f'<a href="{escape(href)}" aria-label="{escape(shape.short)}">{tile}</a>' if href else tile


@dataclass(frozen=True)
class LegendEntry:
    """Of the `count` districts `arguable` ones may be read otherwise."""

    style: str
    sign: str
    words: str
    count: int
    arguable: int

    @property
    def pattern(self) -> bool:
        return self.style in PATTERNED

    @property
    def number(self) -> str:
        return span(self.count - self.arguable, self.count)


@dataclass(frozen=True)
class Map:
    """`left_out` names the districts that the chosen view has no place for; `picture` is its address as a file,
    `embeds` that for a frame.
    """

    key: str
    title: str
    view: str
    box: str
    shapes: tuple[Shape, ...]
    legend: tuple[LegendEntry, ...]
    left_out: tuple[str, ...]
    tile_width: int = TILE_WIDTH
    tile_height: int = TILE_HEIGHT
    band_height: int = BAND
    picture: str = ""
    embeds: tuple[str, ...] = ()

    @property
    def png(self) -> str:
        return as_png(self.picture)

    @property
    def with_anchors(self) -> list["TileGroup"]:
        """For a map that leads to places of its own page alone."""
        return self._grouped(lambda look: look.here)

    @property
    def with_addresses(self) -> list["TileGroup"]:
        """For a map on another page than that of its rows."""
        return self._grouped(lambda look: look.href)

    @property
    def with_anchors_or_addresses(self) -> list["TileGroup"]:
        return self._grouped(lambda look: look.here or look.href)

    def _grouped(self, href: Callable[[Look], str]) -> list["TileGroup"]:
        """The tiles of each label, in the order of the legend."""
        order = [entry.style for entry in self.legend]
        ordered = sorted(self.shapes, key=lambda shape: (order.index(shape.look.style), shape.look.words))
        groups = ((words, list(shapes)) for words, shapes in groupby(ordered, lambda shape: shape.look.words))
        return [TileGroup.of(words, shapes, href) for words, shapes in groups]

    @property
    def beside(self) -> tuple[LegendEntry, ...]:
        """What a table of the categories does not tell: districts without one."""
        return tuple(entry for entry in self.legend if entry.style in LAST)

    @property
    def description(self) -> str:
        return "; ".join(f"{entry.words}: {entry.number}" for entry in self.legend)


class DistrictsOfState:
    """The districts of a state: one query, whatever days their lists are asked for."""

    def __init__(self, state: str, *, outlines: bool = False):
        self._state = state
        found = District.objects.in_state(state)
        self._queryset = found if outlines else found.defer("outline")

    @cached_property
    def all(self) -> list[District]:
        return list(self._queryset)

    def on(self, day: date | None) -> list[District]:
        """The official list of a day; without a day, that of today's records."""
        return [each for each in self.all if (each.was_valid_on(day) if day else each.valid_to is None)]

    @property
    def tiles(self) -> SafeString:
        """A tile with its name for each district that has one, as markup, for maps that draw it by reference."""
        areas = self.all if self._state else map(_state, STATE_TILES)  # the tiles of each state are a grid of their own
        placed = (_shape(each, TILES, _unknown()) for each in areas if _has_place(each, TILES))
        return SafeString("".join(map(_named_tile, placed)))


def draw(
    key: str,
    title: str,
    view: str,
    districts: Iterable[District],
    looks: Mapping[str, Look],
    order: tuple[str, ...] = (),
) -> Map | None:
    """None where no district has a place in this view; `order` is that of the styles in the legend."""
    districts = list(districts)
    placed = [district for district in districts if _has_place(district, view)]
    if not placed:
        return None
    left_out = tuple(district.official_name for district in districts if district not in placed)
    shapes = tuple(_shape(district, view, looks.get(district.slug) or _unknown()) for district in placed)
    if view == BORDERS:  # a neighbour drawn later would cover the dashes of what is not in the table
        shapes = tuple(sorted(shapes, key=lambda shape: shape.look.style == MISSING))
    return Map(key, title, view, _box(placed, view), shapes, tuple(_legend(shapes, order)), left_out)


def _has_place(district: District, view: str) -> bool:
    return bool(district.outline) if view == BORDERS else district.tile_row is not None


def _box(districts: list[District], view: str) -> str:
    if view == BORDERS:
        return BORDERS_BOX
    width = (max(district.tile_column for district in districts) + 1) * (TILE_WIDTH + GAP) - GAP
    height = (max(district.tile_row for district in districts) + 1) * (TILE_HEIGHT + GAP) - GAP
    return f"-1 -1 {width + 2} {height + 2}"


def _shape(district: District, view: str, look: Look) -> Shape:
    x = (district.tile_column or 0) * (TILE_WIDTH + GAP)
    y = (district.tile_row or 0) * (TILE_HEIGHT + GAP)
    city = pgettext("on a tile", "city") if district.kind == "city" else ""
    texts = filter(None, [*broken(district.name), city])
    lines = tuple(LegendLine(text, y + 16 + position * LINE) for position, text in enumerate(texts))
    outline = district.outline if view == BORDERS else ""
    short = ", ".join(filter(None, [district.name, city]))
    return Shape(district.slug, district.official_name, short, look, x, y, lines, outline)


@lru_cache(maxsize=2_000)  # each map of a page has the same names
def broken(name: str) -> list[str]:
    """A name in lines that fit a tile, as far as its words do: “Waldeck-”, “Frankenberg”; “Rotenburg”, “(Wümme)”."""
    short = LONG_KREIS.sub("-kreis", name.removesuffix("-Kreis"))
    pieces = re.split(r"(?<=-)|\s(?=am |an |im )", short)
    return [
        line
        for piece in pieces
        for line in textwrap.wrap(piece, LONGEST_LINE, break_long_words=False, break_on_hyphens=False)
    ]


def _legend(shapes: tuple[Shape, ...], order: tuple[str, ...]):
    """The looks that occur, in the order of the codebook."""
    counts = Counter(shape.look.style for shape in shapes)
    arguable = Counter(shape.look.style for shape in shapes if shape.look.arguable)
    looks = {shape.look.style: shape.look for shape in shapes}
    known = [*order, *LAST]
    for style in sorted(counts, key=lambda style: known.index(style) if style in known else -1):
        sign = "" if style.startswith(CLASS) else looks[style].own_sign
        yield LegendEntry(style, sign, looks[style].label, counts[style], arguable[style])


def _unknown() -> Look:
    return Look(MISSING, "", _("nothing recorded"))


def area_of(row: PageRow) -> str:
    """The district of a row, else the state that it is called after; "" for any other."""
    return row.district or state_printed(row.printed)


def states_of_germany(rows: Iterable[PageRow]) -> list[District]:
    """The states, for a table whose rows are called after at least FEWEST_STATES of them; else none."""
    if len({state_printed(row.printed) for row in rows if not row.district} - {""}) < FEWEST_STATES:
        return []
    return [_state(key) for key in STATE_TILES]


def _state(key: str) -> District:
    """As a district, so that it is drawn like one; it is not stored."""
    row, column = STATE_TILES[key]
    name = state_name(key)
    return District(slug=key, name=name, official_name=name, kind="state", tile_row=row, tile_column=column)


def coverage_looks(coverage: Coverage, rows: Iterable[PageRow]) -> dict[str, Look]:
    """Own row, answered for by an association, or not in the table."""
    own = {row.district: row for row in rows if row.kind in ("county", "city")}
    looks = {slug: _absent(coverage, slug, state) for slug, state in coverage.states.items() if state != ROW}
    for slug, row in own.items():
        href = row.cells[0].href if row.cells else ""
        looks[slug] = Look(ROW, STATUSES["answered"][0], _("row of its own"), href, here=row.here)
    return looks


def part_looks(part: PagePart, coverage: Coverage | None, rows: Iterable[PageRow]) -> dict[str, Look]:
    """Each district in the category of its row; a district without a row looks different from a “no”."""
    states = coverage.states if coverage else {}
    looks = {slug: _absent(coverage, slug, state) for slug, state in states.items() if state != ROW}
    members = {row.address: (group.members, at) for group in part.groups for at, row in enumerate(group.rows)}
    for row in rows:
        if row.kind not in ("county", "city") and row.district:
            continue
        if area := area_of(row):
            found, at = members.get(row.address, (None, 0))
            looks[area] = _coded(found and found[at])
    return looks


def number_looks(chart: NumberChart, coverage: Coverage | None) -> dict[str, Look]:
    """Each district in the class of its number; without a number it looks different from a zero."""
    words = {each.style: each.words for each in chart.classes}
    states = coverage.states if coverage else {}
    looks = {slug: _absent(coverage, slug, state) for slug, state in states.items() if state != ROW}
    looks |= {
        area_of(row): Look("uncoded", "…", _("no number"), row.cells[0].href, here=row.here) for row in chart.without
    }
    for bar in chart.bars:
        sign = SIGNS.get(bar.cell.number_is, "") + amount(bar.cell.value, chart.column.unit)
        words_of_bar = (words[bar.style], bar.cell.href, bar.cell.number, bar.cell.here)
        looks[area_of(bar.row)] = Look(bar.style, sign, *words_of_bar)
    return looks


def _coded(member: Member | None) -> Look:
    if member is None or member.code.category is None:
        return Look(
            "uncoded",
            "…",
            _("not yet categorised"),
            member.href if member else "",
            here=member.here if member else "",
        )
    category = member.code.category
    arguable = member.code.arguable
    more = _("arguable") if arguable else ""
    return Look(category.style, category.sign, category.label, member.href, more, member.here, arguable)


def _absent(coverage: Coverage, slug: str, state: str) -> Look:
    if state == MISSING:
        return Look(MISSING, STATUSES["no_row"][0], str(STATUSES["no_row"][1]), localised(paths.district(slug)))
    spokesman = next(
        each for kind in coverage.kinds for each in kind.collective if slug in {place.slug for place in each.places}
    )
    sign, label, _sentence = STATUSES["collective"]
    return Look(COLLECTIVE, sign, str(label), spokesman.href, spokesman.name)
