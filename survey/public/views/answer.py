"""One answer: as printed and as edited, its place in the source, its categories with their words, its citation."""

from dataclasses import dataclass

from survey.models import Notice
from survey.public.caching import of_inquiry, page
from survey.public.citations import cite_cell
from survey.public.contact import report
from survey.public.context import render_page
from survey.public.earlier_answers import stood_in
from survey.public.editions import current_edition, public_editions
from survey.public.errors import raise_part_missing
from survey.public.facsimiles import place_pictures
from survey.public.reading import reading
from survey.public.reading.printed import places_of
from survey.public.reading.table import PageCell, PageRow, ReadingTable, quoted
from survey.publishing.withheld import content_of
from survey.wording.marks import plain


@dataclass(frozen=True)
class Neighbours:
    """The cells before and after in the column, and the others of the row."""

    previous: tuple[PageRow, PageCell] | None
    following: tuple[PageRow, PageCell] | None
    row: tuple[PageCell, ...]


@page(keys=of_inquiry)
def answer(request, slug, annex, row, column):
    edition = current_edition(request, slug)
    content = content_of(edition)
    paper = reading(content, edition=edition.number)
    cell = paper.cells.get(f"{annex}/{row}/{column}") or raise_part_missing(request)
    own_row = paper.rows[f"{annex}/{row}"]
    table = next(table for table in paper.tables if table.number == annex)
    citation = cite_cell(paper.paper, paper.addresses, edition, table, own_row, cell)
    context = {
        "edition": edition,
        "paper": paper,
        "table": table,
        "row": own_row,
        "cell": cell,
        "quoted": quoted(paper.index, own_row, cell),
        "place_pictures": place_pictures(slug, cell.address, places_of(content, cell.address)),
        "as_printed": plain(cell.printed_text),
        "questions": [each for each in paper.questions if set(each.keys) & set(cell.questions)],
        "corrections": [each for each in table.corrections if each.number in cell.corrections],
        "bodies": paper.bodies_named_in(cell.address),
        "participants": paper.row_participants.get(own_row.address),
        "withheld": [each for each in paper.withheld if each.href == cell.href],
        "neighbours": _neighbours(table, own_row, cell),
        "citation": citation,
        "stood_in": stood_in(public_editions(slug), cell.address),
        "report": report(Notice.objects.filter(key=Notice.Key.CONTACT).first(), request.path, citation.text),
    }
    return render_page(request, "public/answer.html", context)


def _neighbours(table: ReadingTable, row: PageRow, cell: PageCell) -> Neighbours:
    position = row.cells.index(cell)
    column = [(each, each.cells[position]) for each in table.rows if each.role == "entry"]
    at = next((number for number, (each, _cell) in enumerate(column) if each is row), None)
    if at is None:
        return Neighbours(None, None, row.cells)
    previous = column[at - 1] if at else None
    following = column[at + 1] if at + 1 < len(column) else None
    return Neighbours(previous, following, row.cells)
