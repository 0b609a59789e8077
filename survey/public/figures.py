"""The charts and maps of a paper, as its pages show them and as files of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from survey.models import District, Edition
from survey.public.addresses import as_png
from survey.public.citations import Citation, cite
from survey.public.maps import (
    BORDERS,
    TILES,
    DistrictsOfState,
    Look,
    Map,
    coverage_looks,
    draw,
    number_looks,
    part_looks,
    states_of_germany,
)
from survey.public.pictures import Picture, bars_picture, involved_picture, map_picture, numbers_picture
from survey.public.reading import Reading
from survey.public.reading.claims import MOST_ROWS
from survey.public.reading.coverage import Coverage
from survey.public.reading.numbers import NumberBar, NumberChart, number_charts
from survey.public.reading.questions import PagePart, PageQuestion
from survey.public.reading.table import PageRow, ReadingTable
from survey.public.words import state_name


@dataclass(frozen=True)
class ShownFigure:
    """A part with its map, how both are cited, and where other sites find them for a frame."""

    part: PagePart
    map: Map | None
    citation: Citation
    embeds: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """A column of numbers with its map; `picture` is the address of its bars as a file.

    `listed`: its bars are listed with it; those of a table of numbers stand in that table.
    """

    chart: NumberChart
    map: Map | None
    picture: str
    citation: Citation
    embeds: tuple[str, ...]
    listed: bool
    is_long: bool

    @property
    def bars(self) -> tuple[NumberBar, ...]:
        """Those that are listed."""
        return self.chart.bars[:MOST_ROWS] if self.is_long else self.chart.bars

    @property
    def without(self) -> tuple[PageRow, ...]:
        """Rows without a number, as far as they are named."""
        return self.chart.without[:MOST_ROWS] if self.is_long else self.chart.without

    @property
    def png(self) -> str:
        return as_png(self.picture)


@dataclass(frozen=True)
class Figures:
    """All that is drawn on the page of a question."""

    shown: tuple[ShownFigure, ...]
    measured: tuple[Measured, ...]
    coverage: Coverage | None


def figures(
    paper: Reading,
    asked: PageQuestion,
    view: str,
    districts: DistrictsOfState | None = None,
    edition: Edition | None = None,
) -> Figures:
    """The districts are fetched once for all maps; `edition` is the one that citations name."""
    districts = districts or DistrictsOfState(paper.paper.state_key, outlines=view == BORDERS)
    found = paper.narrowed(asked.keys)
    tables = [table for table in found if any(set(asked.keys) & set(each.questions) for each in table.columns)]
    coverage = next((paper.coverages[table.number] for table in tables if table.number in paper.coverages), None)
    shown = districts.on(coverage.date) if coverage else []
    draft = _Draft(paper, asked, view, shown, coverage, edition)
    return Figures(tuple(_shown(draft, tables)), tuple(_measured(draft, tables)), coverage)


def counted_notes(drawn: Iterable[Figures]) -> list[str]:
    """What the numbers of all parts are a part of, each sentence once."""
    return list(dict.fromkeys(note for each in drawn for shown in each.shown for note in shown.part.chart.notes))


@dataclass(frozen=True)
class _Draft:
    paper: Reading
    asked: PageQuestion
    view: str
    districts: Sequence[District]
    coverage: Coverage | None
    edition: Edition | None

    def cited(self, where: str, anchor: str) -> Citation:
        return cite(self.paper.paper, self.paper.addresses, self.edition, where, anchor=anchor)

    def embeds(self, *names: str) -> tuple[str, ...]:
        addresses = (self.paper.addresses.embed(name, self.asked.number) for name in names)
        return tuple(filter(None, addresses))

    def states(self, rows: Iterable[PageRow]) -> list[District]:
        """For a paper of no state whose rows are those of states."""
        return [] if self.paper.paper.state_key else states_of_germany(rows)

    def map(
        self, key: str, title: str, looks: dict[str, Look], order: tuple[str, ...], states: list[District]
    ) -> Map | None:
        """By state where there are any, else by district; borders of states are not at hand."""
        view = TILES if states else self.view
        drawn = draw(key, title, view, states or self.districts, looks, order)
        query = f"?map={view}" if view != TILES else ""
        picture = self.paper.addresses.picture(f"map-{key}", self.asked.number)
        return drawn and replace(drawn, picture=picture and picture + query)


def _shown(draft: _Draft, tables: list[ReadingTable]):
    """Parts that rows are categorised by."""
    rows = [row for table in tables for row in table.rows]
    states = draft.states(rows)
    for part in draft.asked.coded:
        words = _("%(asked)s (%(key)s), by state") if states else _("%(asked)s (%(key)s), by district")
        title = words % {"asked": part.short_title, "key": part.key}
        order = tuple(category.style for category in part.categories)
        drawn = draft.map(part.key, title, part_looks(part, draft.coverage, rows), order, states)
        where = _("question %(key)s, what the rows say") % {"key": part.key}
        embeds = draft.embeds(f"bars-{part.key}", *([f"map-{part.key}"] if drawn else []))
        yield ShownFigure(part, drawn, draft.cited(where, part.anchor), embeds)


def _measured(draft: _Draft, tables: list[ReadingTable]):
    """Columns of numbers that answer the question."""
    state = state_name(draft.paper.paper.state_key)
    charts = ((table, number_charts(table, draft.asked.keys, draft.coverage, state)) for table in tables)
    for table, chart in ((table, chart) for table, found in charts for chart in found):
        states = draft.states(table.rows)
        words = _("%(column)s by state") if states else _("%(column)s by district")
        title = words % {"column": chart.column.heading}
        order = tuple(each.style for each in chart.classes)
        drawn = draft.map(chart.key, title, number_looks(chart, draft.coverage), order, states)
        picture = draft.paper.addresses.picture(f"bars-{chart.key}", draft.asked.number)
        citation = draft.cited(chart.column.heading, draft.asked.anchor)
        embeds = draft.embeds(f"map-{chart.key}") if drawn else ()
        yield Measured(chart, drawn, picture, citation, embeds, not table.is_numeric, table.is_long)


def coverage_map(paper: Reading, districts: DistrictsOfState | None = None) -> Map | None:
    """Which districts have a row in the first table that is compared with an official list."""
    districts = districts or DistrictsOfState(paper.paper.state_key)
    table = next((table for table in paper.tables if table.number in paper.coverages), None)
    if table is None:
        return None
    coverage = paper.coverages[table.number]
    title = _("Who has a row in the table of paper %(number)s") % {"number": paper.paper.number}
    drawn = draw("coverage", title, TILES, districts.on(coverage.date), coverage_looks(coverage, table.places))
    embeds = tuple(filter(None, [paper.addresses.embed("coverage")]))
    return drawn and replace(drawn, picture=paper.addresses.picture("coverage"), embeds=embeds)


def coverage_picture(paper: Reading, citation: Citation) -> Picture | None:
    drawn = coverage_map(paper)
    return drawn and map_picture(drawn, coverage_notes(paper), citation)


def coverage_notes(paper: Reading) -> list[str]:
    return [kind.sentence for coverage in paper.coverages.values() for kind in coverage.kinds]


def bodies_picture(paper: Reading, citation: Citation) -> Picture | None:
    chart = paper.involved
    if chart is None:
        return None
    note = _("Of %(bodies)d entries, %(initiator)d name an initiator and %(participant)d someone who takes part.") % {
        "bodies": chart.bodies,
        "initiator": chart.with_initiator,
        "participant": chart.with_participant,
    }
    return involved_picture(chart, _("Who initiates and who takes part"), [note], citation)


def question_picture(paper: Reading, asked: PageQuestion, view: str, name: str, citation: Citation) -> Picture | None:
    """The map or the bars of this name: `map-2a`, `bars-2a`, `bars-a1-c2`."""
    found = figures(paper, asked, view)
    for each in found.shown:
        if name == f"bars-{each.part.key}":
            return bars_picture(each.part.chart, _asked(each.part), citation)
        if name == f"map-{each.part.key}" and each.map:
            return map_picture(replace(each.map, title=_asked(each.part)), each.part.chart.notes, citation)
    for each in found.measured:
        if name == f"bars-{each.chart.key}":
            return numbers_picture(each.chart, each.chart.column.heading, each.chart.notes, citation)
        if name == f"map-{each.chart.key}" and each.map:
            return map_picture(each.map, each.chart.notes, citation)
    return None


def _asked(part: PagePart) -> str:
    return _("Question %(key)s: %(text)s") % {"key": part.key, "text": part.short_title}
