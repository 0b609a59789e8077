"""One question with its parts: all answers, bars, maps, the statements of the reply against the rows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from survey.models import District
from survey.public.caching import page
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.editions import current_edition
from survey.public.listing import Option, choice
from survey.public.maps import VIEW_WORDS, Look, Map, districts_of, draw, number_looks, part_looks
from survey.public.missing import raise_part_missing
from survey.public.reading import reading
from survey.public.reading.coverage import Coverage
from survey.public.reading.numbers import NumberChart, number_charts
from survey.public.reading.questions import Part, Question
from survey.public.reading.table import Cell, Row, Table
from survey.publishing.upgrades import parse


@dataclass(frozen=True)
class Answers:
    """The cells of one row that answer the question."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Shown:
    """A part with its map."""

    part: Part
    map: Map | None


@dataclass(frozen=True)
class Measured:
    """A column of numbers with its map."""

    chart: NumberChart
    map: Map | None


@page("map")
def question(request, slug, number):
    edition = current_edition(request, slug)
    paper = reading(parse(edition.content), edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request)
    where = _("question %(number)d") % {"number": number}
    view = choice(request, "map", VIEW_WORDS)
    tables = [table for table in paper.tables if _answers(table, asked)]
    coverage = next((paper.coverages[table.number] for table in tables if table.number in paper.coverages), None)
    districts = districts_of(paper.paper.state_key, coverage.date) if coverage else []
    context = {
        "edition": edition,
        "paper": paper,
        "question": asked,
        "shown": _shown(asked, tables, coverage, districts, view),
        "measured": _measured(asked, tables, coverage, districts, view),
        "views": [Option(label, 0, f"{request.path}?map={name}", name == view) for name, label in VIEW_WORDS.items()],
        "answers": [(table, _answers(table, asked)) for table in tables],
        "coverage": coverage,
        "citation": cite(paper.paper, paper.addresses, edition, where, anchor=asked.anchor),
        "others": [each for each in paper.questions if each is not asked],
    }
    return render_page(request, "public/question.html", context)


def _answers(table: Table, asked: Question) -> list[Answers]:
    found = [Answers(row, _cells(row, asked)) for row in table.rows if row.role == "entry"]
    return [each for each in found if each.cells]


def _cells(row: Row, asked: Question) -> tuple[Cell, ...]:
    return tuple(cell for cell in row.cells if set(asked.keys) & set(cell.questions))


def _shown(
    asked: Question, tables: list[Table], coverage: Coverage | None, districts: list[District], view: str
) -> list[Shown]:
    """Parts that rows are categorised by."""
    rows = [row for table in tables for row in table.rows]
    return [Shown(part, _part_map(part, districts, part_looks(part, coverage, rows), view)) for part in asked.coded]


def _part_map(part: Part, districts: list[District], looks: dict[str, Look], view: str) -> Map | None:
    title = _("Question %(key)s by district") % {"key": part.key}
    return draw(part.key, title, view, districts, looks, tuple(category.style for category in part.categories))


def _measured(
    asked: Question, tables: list[Table], coverage: Coverage | None, districts: list[District], view: str
) -> list[Measured]:
    """Columns of numbers that answer the question."""
    charts = [chart for table in tables for chart in number_charts(table, asked.keys)]
    return [Measured(chart, _number_map(chart, districts, number_looks(chart, coverage), view)) for chart in charts]


def _number_map(chart: NumberChart, districts: list[District], looks: dict[str, Look], view: str) -> Map | None:
    title = _("%(column)s by district") % {"column": chart.column.heading}
    return draw(f"c{chart.column.key}", title, view, districts, looks, tuple(each.style for each in chart.classes))
