"""One question with its parts: all answers, bars, maps, the statements of the reply against the rows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from survey.public import number_tables
from survey.public.caching import of_inquiry, page
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.editions import current_edition
from survey.public.errors import raise_part_missing
from survey.public.figures import figures
from survey.public.headlines import headline
from survey.public.listing import Option, choice
from survey.public.maps import BORDERS, VIEW_WORDS, DistrictsOfState
from survey.public.number_tables import NumberTable, TablePlace, number_table, of_questions
from survey.public.portions import ChosenPages, TablePager, chosen_pages
from survey.public.reading import reading
from survey.public.reading.questions import PageQuestion
from survey.public.reading.table import PageCell, PageRow, ReadingTable
from survey.public.views.comparison import compared
from survey.publishing.pieces import opened


@dataclass(frozen=True)
class AnswersOfRow:
    """The cells of one row that answer the question."""

    row: PageRow
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class AnswersOfTable:
    """All answers of a table to the question, or those of one page; `total` are all."""

    table: ReadingTable
    rows: list[AnswersOfRow]
    total: int
    pager: TablePager | None


@page("map", *number_tables.PARAMETERS, "page", keys=of_inquiry)
def question(request, slug, number):
    edition = current_edition(request, slug)
    content = opened(edition)
    paper = reading(content, edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request)
    where = _("question %(number)d") % {"number": number}
    view = choice(request, "map", VIEW_WORDS)
    pages = chosen_pages(request, content, "map", *number_tables.PARAMETERS)
    tables = [table for table in paper.tables if table.columns_of(asked.keys) and table.entries]
    districts = DistrictsOfState(paper.paper.state_key, outlines=view == BORDERS)
    drawn = figures(paper, asked, view, districts, edition)
    numbers = _numbers(request, view, asked, tables, pages, districts)
    compact = {table.number for table, _numbers_of_it in numbers}
    context = {
        "edition": edition,
        "paper": paper,
        "question": asked,
        "headline": headline(paper, edition),
        "shown": drawn.shown,
        "measured": drawn.measured,
        "views": [Option(label, 0, f"{request.path}?map={name}", name == view) for name, label in VIEW_WORDS.items()],
        "numbers": numbers,
        "answers": [_answers(table, asked, pages) for table in tables if table.number not in compact],
        "coverage": drawn.coverage,
        "as_of": next((table.date for table in tables if table.date), None),
        "citation": cite(paper.paper, paper.addresses, edition, where, anchor=asked.anchor),
        "kin": compared(slug, asked),
        "others": [each for each in paper.named_questions if each.number != asked.number],
    }
    return render_page(request, "public/question.html", context)


def _numbers(
    request,
    view: str,
    asked: PageQuestion,
    tables: list[ReadingTable],
    pages: ChosenPages,
    districts: DistrictsOfState,
) -> list[tuple[ReadingTable, NumberTable]]:
    """The tables of numbers, with the columns that answer the question; where these are words, it is none."""
    own = [of_questions(table, asked.keys) for table in tables if table.is_numeric]
    others = (("map", view),) if request.GET.get("map") else ()
    place = TablePlace(request.path, others, number_tables.chosen(request, tuple(own)), districts, pages)
    made = ((table, number_table(table, place)) for table in own)
    return [(table, numbers) for table, numbers in made if numbers]


def _answers(table: ReadingTable, asked: PageQuestion, pages: ChosenPages) -> AnswersOfTable:
    at = table.columns_of(asked.keys)
    others = {place for place, _role in table.facts.others}
    rows = [place for place in range(len(table.rows)) if place not in others]
    shown, pager = pages.of(table, rows, len(at), f"answers-{table.number}")
    found = table.some(shown)
    return AnswersOfTable(
        table, [AnswersOfRow(row, tuple(row.cells[place] for place in at)) for row in found], len(rows), pager
    )
