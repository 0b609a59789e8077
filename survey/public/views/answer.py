"""One answer: as printed and as edited, its place in the source, its categories with their words, its citation."""

from collections.abc import Iterator

from survey.models import Edition, Notice
from survey.public.caching import of_inquiry, page
from survey.public.citations import cite_cell
from survey.public.contact import report
from survey.public.context import render_page
from survey.public.earlier_answers import stood_in
from survey.public.editions import current_edition, public_editions
from survey.public.errors import raise_part_missing
from survey.public.facsimiles import place_pictures
from survey.public.reading import reading
from survey.public.reading.corrections import corrections_at
from survey.public.reading.printed import places_of
from survey.public.reading.table import quoted
from survey.publishing.content import Content
from survey.publishing.pieces import opened
from survey.wording.marks import plain


@page(keys=of_inquiry)
def answer(request, slug, annex, row, column):
    edition = current_edition(request, slug)
    content = opened(edition)
    paper = reading(content, edition=edition.number)
    table = paper.table(annex) or raise_part_missing(request)
    cell = table.cell(row, column) or raise_part_missing(request)
    own_row = table.row(row)
    above, below = table.beside(row)
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
        "questions": [each for each in paper.named_questions if set(each.keys) & set(cell.questions)],
        "corrections": corrections_at(paper.index, cell.address, cell.corrections),
        "bodies": paper.bodies_named_in(cell.address),
        "participants": paper.participants_at(own_row.address),
        "withheld": paper.withheld_at(cell.address),
        "in_table": paper.addresses.row(own_row.address),
        "query": paper.addresses.row_query(annex, row),
        "neighbours": [(each, each and paper.addresses.cell(f"{each.address}/{column}")) for each in (above, below)],
        "citation": citation,
        "stood_in": stood_in(_all_editions(edition, content), cell.address),
        "report": report(Notice.objects.filter(key=Notice.Key.CONTACT).first(), request.path, citation.text),
    }
    return render_page(request, "public/answer.html", context)


def _all_editions(current: Edition, content: Content) -> Iterator[tuple[Edition, Content]]:
    """With what they say, the oldest first and one at a time; the current one, the newest, is read already."""
    earlier = public_editions(current.slug).to_open().exclude(pk=current.pk).order_by("number")
    yield from ((edition, opened(edition)) for edition in earlier.iterator(chunk_size=1))
    yield current, content
