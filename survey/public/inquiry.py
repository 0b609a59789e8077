"""The reading page of an inquiry: the same for its current edition, a frozen one, and the preview of a draft."""

from dataclasses import dataclass

from survey.models import Edition
from survey.public import number_tables, portions
from survey.public.citations import cite
from survey.public.figures import Figures, counted_notes, coverage_map, figures
from survey.public.file_links import file_links
from survey.public.headlines import headline
from survey.public.maps import TILES, DistrictsOfState
from survey.public.reading import reading
from survey.public.reading.questions import PageQuestion
from survey.public.sections import Chosen, chosen_codes, sections, table_modes
from survey.publishing.content import Content

KEPT = ("text", "code", *number_tables.PARAMETERS)
PARAMETERS = (*KEPT, *portions.PARAMETERS)


@dataclass(frozen=True)
class DrawnQuestion:
    """A question with all that is drawn of it."""

    question: PageQuestion
    figures: Figures


def reading_page(request, content: Content, edition: Edition | None = None, *, frozen: bool = False) -> dict:
    """The context of `public/inquiry.html`; the districts of all its maps are one query."""
    modes = table_modes(request)
    home = edition is not None and not frozen
    paper = reading(content, edition=edition and edition.number, frozen=frozen, home=home, modes=modes, figures=False)
    chosen = Chosen(
        chosen_codes(request, paper),
        number_tables.chosen(request, paper.tables),
        portions.chosen_pages(request, content, *KEPT),
    )
    is_coded = any(question["codes"] for question in content["questions"])
    districts = DistrictsOfState(paper.paper.state_key)
    drawn = [
        DrawnQuestion(question, figures(paper, question, TILES, districts, edition)) for question in paper.questions
    ]
    return {
        "edition": edition,
        "frozen": frozen,
        "paper": paper,
        "sections": sections(paper, request.path, modes, chosen, edition, districts),
        "headline": headline(paper, edition),
        "map": coverage_map(paper, districts),
        "tiles": districts.tiles,
        "asked": drawn,
        "findings": [(each.question, each.figures.shown) for each in drawn if each.figures.shown],
        "notes": counted_notes(each.figures for each in drawn),
        "files": file_links(f"/inquiries/{paper.paper.slug}/answers"),
        "coding_files": file_links(f"/inquiries/{paper.paper.slug}/codings") if is_coded else [],
        "statement_files": file_links(f"/inquiries/{paper.paper.slug}/statements") if content["statements"] else [],
        "citation": cite(paper.paper, paper.addresses, edition),
    }
