"""The picture that other sites show beside a link to a paper, a question or a county: what was found there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from survey.models import District, Edition
from survey.pages.canvas import Canvas
from survey.public.drawing import FAINT, INK, WHITE, draw_map
from survey.public.figures import ShownFigure, coverage_map, figures
from survey.public.headlines import headline
from survey.public.hits import ShortAnswer
from survey.public.maps import TILES, DistrictsOfState, Map
from survey.public.pictures import paint
from survey.public.reading import Reading
from survey.public.reading.charts import ChartLine
from survey.public.reading.questions import PageQuestion

WIDTH, HEIGHT, MARGIN = 1200, 630, 56
MAP_WIDTH, MAP_TOP, BOTTOM = 360, 150, 560
BESIDE_MAP = WIDTH - 2 * MARGIN - MAP_WIDTH - 40
TITLE, PART, LINE = 44, 27, 24
LINES_OF_TITLE, PARTS, LINES = 3, 4, 14


def card_of_paper(paper: Reading, edition: Edition) -> bytes:
    """Title or headline, the first category of each part, and who has a row."""
    districts = DistrictsOfState(paper.paper.state_key)
    asked = [question for question in paper.questions if question.coded]
    shown = [each for question in asked for each in figures(paper, question, TILES, districts, edition).shown]
    said = headline(paper, edition)
    found = [(_named(each), _lines(each.part.chart.lines[:1])) for each in shown[:PARTS]]
    told = [] if found else [kind.sentence for coverage in paper.coverages.values() for kind in coverage.kinds]
    if not found and not told:
        told = [f"{each.number} {each.short_title}" for each in paper.named_questions[:PARTS]]
    return _card(paper, said.text if said else paper.paper.title, found, told, coverage_map(paper, districts))


def card_of_question(paper: Reading, asked: PageQuestion, edition: Edition) -> bytes:
    """All categories of its parts, with the map of the first; else its own words."""
    found = figures(paper, asked, TILES, edition=edition)
    shown: Sequence[ShownFigure] = found.shown[:PARTS]
    parts = [(_named(each), _lines(each.part.chart.lines)) for each in shown]
    measured = [] if parts else found.measured[:1]
    told = [note for each in measured for note in (each.chart.column.heading, *each.chart.notes)]
    drawn = next((each.map for each in (*shown, *found.measured) if each.map), None)
    title = f"{asked.number} {asked.whole.short_title}"
    return _card(paper, title, parts, told or ([] if parts else [asked.whole.text]), drawn)


def card_of_district(district: District, state: str, short: Sequence[ShortAnswer]) -> bytes:
    """What it answered to each part, and for which day, the newest first."""
    parts = [
        (" · ".join(filter(None, [each.asked, each.number])), [CardLine(each.code.style, each.code.sign, _told(each))])
        for each in short
    ]
    above = " · ".join(filter(None, [capfirst(district.get_kind_display()), state]))
    told = [] if parts else [_("No categorised answers.")]
    return _drawn(above, district.official_name, parts, told, None, [_("Categorised by the editors")] if parts else [])


def _told(short: ShortAnswer) -> str:
    arguable = _("arguable")
    label = f"{short.code.label} ({arguable})" if short.code.arguable else str(short.code.label)
    return ", ".join(filter(None, [label, short.dated]))


@dataclass(frozen=True)
class CardLine:
    """A category with its sign and what is said of it."""

    style: str
    sign: str
    words: str


Parts = Sequence[tuple[str, Sequence[CardLine]]]


def _named(shown: ShownFigure) -> str:
    return f"{shown.part.key} {shown.part.short_title}"


def _lines(lines: Sequence[ChartLine]) -> list[CardLine]:
    return [CardLine(line.style, line.sign, f"{line.label}: {line.sentence}") for line in lines]


def _card(paper: Reading, title: str, parts: Parts, told: Iterable[str], drawn: Map | None) -> bytes:
    number = _("paper %(number)s") % {"number": paper.paper.number}
    foot = [_("Categorised by the editors")] if any(question.coded for question in paper.questions) else []
    if paper.as_of:
        foot.append(_("according to a table of %(date)s") % {"date": date_format(paper.as_of, "DATE_FORMAT")})
    return _drawn(f"{paper.paper.parliament} · {number}", title, parts, told, drawn, foot)


def _drawn(above: str, title: str, parts: Parts, told: Iterable[str], drawn: Map | None, foot: Sequence[str]) -> bytes:
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(0, 0, WIDTH, HEIGHT, WHITE)
    canvas.box(0, 0, WIDTH, 10, INK)
    width = BESIDE_MAP if drawn else WIDTH - 2 * MARGIN
    canvas.text(MARGIN, 64, above, 22, FAINT)
    y = 118
    for line in canvas.lines(title, TITLE, width, LINES_OF_TITLE, bold=True):
        canvas.text(MARGIN, y, line, TITLE, INK, bold=True)
        y += 52
    y = _findings(canvas, y + 4, width, parts)
    for sentence in told:
        for line in canvas.lines(sentence, LINE, width, LINES):
            if y < BOTTOM:
                canvas.text(MARGIN, y, line, LINE, INK)
            y += 34
    if drawn:
        _map(canvas, drawn)
    canvas.text(MARGIN, HEIGHT - 28, " · ".join(foot), 20, FAINT)
    canvas.text(WIDTH - MARGIN, HEIGHT - 28, "Anlage", 26, INK, bold=True, align="end")
    return canvas.png(scale=1)


def _findings(canvas: Canvas, y: float, width: float, parts: Parts) -> float:
    """Each part with its categories, as far as there is room: a category that is begun is told whole."""
    for title, lines in parts:
        wrapped = [canvas.lines(line.words, LINE, width - 40, LINES) for line in lines]
        if y + 36 + 32 * len(wrapped[0]) > BOTTOM:
            break
        canvas.text(MARGIN, y, canvas.lines(title, PART, width, 1, bold=True)[0], PART, INK, bold=True)
        y += 36
        for line, words in zip(lines, wrapped, strict=True):
            if y + 32 * (len(words) - 1) > BOTTOM:
                break
            colours = paint(line.style)
            canvas.box(MARGIN, y - 20, 24, 24, colours.fill, FAINT)
            canvas.text(MARGIN + 12, y - 1, line.sign, 17, colours.ink, bold=True, align="middle")
            for each in words:
                canvas.text(MARGIN + 38, y, each, LINE, INK)
                y += 32
        y += 14
    return y


def _map(canvas: Canvas, drawn: Map) -> None:
    _left, _top, width, height = (float(each) for each in drawn.box.split())
    scale = round(min(MAP_WIDTH / width, (BOTTOM - MAP_TOP + 80) / height), 4)
    painted = tuple((shape, paint(shape.look.style)) for shape in drawn.shapes)
    with canvas.moved(WIDTH - MARGIN - width * scale, MAP_TOP - 70, scale):
        draw_map(canvas, drawn, painted, named=False)
