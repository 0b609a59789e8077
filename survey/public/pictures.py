"""Pictures as files: a map or bars with title, legend in words and source, whole without a page around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext as _

from survey.public.citations import Citation
from survey.public.maps import BORDERS, Map, Shape
from survey.public.reading.charts import Bar, Chart
from survey.public.reading.involved import Involved
from survey.public.reading.numbers import NumberChart
from survey.public.words import PATTERNED, capital, grouped

# A picture of more bars would be taller than anyone looks at, and take for ever to paint.
MOST_BARS = 100
MARGIN, TEXT_LINE, LEGEND_LINE, BAR, BAR_LINE = 24, 19, 26, 30, 62
WIDTH = 600
TITLE_CHARACTERS, TEXT_CHARACTERS = 52, 76
# A file has no style sheet: fill and ink of each style, light, and legible in black and white by sign and pattern.
COLOURS = {
    "yes": ("#12456b", "#ffffff"),
    "no": ("#e9964a", "#1d1206"),
    "planned": ("#7fb0d2", "#10161c"),
    "partly": ("#b9d5e8", "#10161c"),
    "not-stated": ("#e4e8eb", "#2a3036"),
    "not-determinable": ("#f4f4f4", "#2a3036"),
    "collective": ("#d6cde6", "#241a36"),
    "row": ("#2f6f62", "#ffffff"),
    "class-1": ("#e0ebf3", "#16191d"),
    "class-2": ("#a9cbe2", "#16191d"),
    "class-3": ("#3d7ba8", "#ffffff"),
    "class-4": ("#12456b", "#ffffff"),
    "other-1": ("#12456b", "#ffffff"),
    "other-2": ("#e9964a", "#1d1206"),
    "other-3": ("#7fb0d2", "#10161c"),
    "other-4": ("#9a5f1e", "#ffffff"),
    "other-5": ("#b9d5e8", "#10161c"),
    "other-6": ("#5b6b79", "#ffffff"),
}
EMPTY = ("#ffffff", "#535b64")


@dataclass(frozen=True)
class Paint:
    """`pattern` is the style whose pattern lies over the fill, "" for none; what is not known has a broken edge."""

    fill: str
    ink: str
    pattern: str
    broken: bool


@dataclass(frozen=True)
class PictureText:
    y: int
    text: str


@dataclass(frozen=True)
class Key:
    """An entry of the legend."""

    y: int
    paint: Paint
    sign: str
    words: str


@dataclass(frozen=True)
class PictureBox:
    """A rectangle with its text in the middle: a stretch of a bar, or a whole one."""

    x: float
    y: int
    width: float
    height: int
    paint: Paint
    text: str
    faint: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def opacity(self) -> float:
        return 0.55 if self.faint else 1


@dataclass(frozen=True)
class Picture:
    """All that the template draws, in its own coordinates: from top to bottom title, picture, legend, notes, source."""

    title: str
    description: str
    height: int
    titles: tuple[PictureText, ...]
    labels: tuple[PictureText, ...]
    boxes: tuple[PictureBox, ...]
    map: Map | None
    painted: tuple[tuple[Shape, Paint], ...]
    top: int
    scale: float
    legend: tuple[Key, ...]
    notes: tuple[PictureText, ...]
    width: int = WIDTH
    margin: int = MARGIN


def paint(style: str) -> Paint:
    fill, ink = COLOURS.get(style, EMPTY)
    return Paint(fill, ink, style if style in PATTERNED else "", style not in COLOURS)


def map_picture(drawn: Map, notes: Iterable[str], citation: Citation) -> Picture:
    """A map with its legend; `notes` say what it is a part of."""
    legend = [(entry.style, entry.sign, f"{entry.words}: {entry.number}") for entry in drawn.legend]
    return _picture(drawn.title, legend, [*notes, *_told_of(drawn)], citation, map=drawn)


def _told_of(drawn: Map):
    if drawn.view == BORDERS:
        yield _("Borders: GeoBasis-DE / BKG 2016, changed.")
    if drawn.left_out:
        yield " ".join((_("Not on the map:"), ", ".join(drawn.left_out)))


def bars_picture(chart: Chart, title: str, citation: Citation) -> Picture:
    """The bars of a question part, one for each kind of respondent."""
    legend = [(line.style, line.sign, f"{line.label}: {line.sentence}") for line in chart.lines]
    notes = [_("Categorised by the editors; pale with a broken edge: arguable."), *chart.notes]
    rows = [(f"{capital(bar.label)}: {bar.n}", list(_stretches(bar))) for bar in chart.bars]
    return _picture(title, legend, notes, citation, rows=rows)


def _stretches(bar: Bar):
    for each in (stretch for segment in bar.segments for stretch in segment.stretches):
        yield each.start, each.width, each.segment.style, each.text, each.arguable


def numbers_picture(chart: NumberChart, title: str, notes: Iterable[str], citation: Citation) -> Picture:
    """One bar for each row with a number, largest first."""
    legend = [(each.style, "", f"{each.words}: {grouped(each.count)}") for each in chart.classes]
    shown = chart.bars[:MOST_BARS]
    rows = [(f"{bar.row.printed}: {bar.cell.number}", [(0.0, bar.width, bar.style, "")]) for bar in shown]
    if len(shown) < len(chart.bars):
        said = _("Of %(all)s rows the %(shown)s largest are drawn.")
        notes = [said % {"all": grouped(len(chart.bars)), "shown": grouped(MOST_BARS)}, *notes]
    return _picture(title, legend, notes, citation, rows=rows)


def involved_picture(chart: Involved, title: str, notes: Iterable[str], citation: Citation) -> Picture:
    """Two bars for each category of actors: what it initiates, and what it takes part in."""
    words = {"class-4": _("initiates"), "class-2": _("takes part")}
    rows = [
        (
            f"{line.label}: {line.initiates} / {line.takes_part}",
            [(0.0, line.initiates_width, "class-4", ""), (0.0, line.takes_part_width, "class-2", "")],
        )
        for line in chart.lines
    ]
    return _picture(title, [(style, "", each) for style, each in words.items()], notes, citation, rows=rows)


def _picture(title, legend, notes, citation, *, rows=(), map=None) -> Picture:
    """`rows` are bars: a label, and for each stretch start, width (in per cent), style, text, whether it is faint."""
    titles = _texts(MARGIN + 16, wrap(title, TITLE_CHARACTERS), 24)
    top = titles[-1].y + 20
    scale = _scale(map) if map else 1.0
    bottom = top + (int(_size(map)[1] * scale) if map else BAR_LINE * len(rows))
    keys = tuple(
        Key(bottom + 18 + position * LEGEND_LINE, paint(style), sign, words)
        for position, (style, sign, words) in enumerate(legend)
    )
    below = bottom + len(keys) * LEGEND_LINE + 40
    told = _texts(below, [line for note in (*notes, citation.text) for line in wrap(note, TEXT_CHARACTERS)], TEXT_LINE)
    said = map.description if map else "; ".join(words for _style, _sign, words in legend)
    return Picture(
        title=title,
        description=f"{said}. {citation.text}",
        height=told[-1].y + MARGIN,
        titles=titles,
        labels=tuple(
            PictureText(top + position * BAR_LINE + 14, label) for position, (label, _parts) in enumerate(rows)
        ),
        boxes=tuple(
            box
            for position, (_label, parts) in enumerate(rows)
            for box in _boxes(top + position * BAR_LINE + 20, parts)
        ),
        map=map,
        painted=tuple((shape, paint(shape.look.style)) for shape in (map.shapes if map else ())),
        top=top,
        scale=scale,
        legend=keys,
        notes=told,
    )


def _boxes(y: int, parts):
    """Side by side in one bar; those that begin at the same place stand below each other."""
    starts = [part[0] for part in parts]
    if len(parts) > 1 and len(set(starts)) == 1:
        height = BAR // len(parts)
        return [_box(y + position * height, *part, height=height) for position, part in enumerate(parts)]
    return [_box(y, *part) for part in parts]


def _size(drawn: Map) -> tuple[float, float]:
    _left, _top, width, height = (float(each) for each in drawn.box.split())
    return width, height


def _scale(drawn: Map) -> float:
    """So that it is no wider than the picture."""
    return round(min(1, (WIDTH - 2 * MARGIN) / _size(drawn)[0]), 4)


def _box(
    y: int, start: float, width: float, style: str, text: str, faint: bool = False, height: int = BAR
) -> PictureBox:
    unit = (WIDTH - 2 * MARGIN) / 100
    return PictureBox(round(MARGIN + start * unit, 2), y, round(width * unit, 2), height, paint(style), text, faint)


def _texts(y: int, lines: list[str], step: int) -> tuple[PictureText, ...]:
    return tuple(PictureText(y + position * step, line) for position, line in enumerate(lines or [""]))
