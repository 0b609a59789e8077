"""Two to six districts side by side, within one inquiry, or one question over several; the address holds the choice."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from survey.language.sorting import sort_key
from survey.models import PublishedInquiry
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.editions import current_edition
from survey.public.errors import BadParameter
from survey.public.filters import SLUG
from survey.public.reading import Reading, reading
from survey.public.reading.coverage import COLLECTIVE, Coverage
from survey.public.reading.table import PageCell, PageRow, ReadingTable
from survey.public.views.comparison import pairs, series
from survey.publishing.pieces import opened
from survey.wording.statuses import Chip, status

LEAST, MOST = 2, 6


@dataclass(frozen=True)
class DistrictCandidate:
    """A district one can choose: it has a row, an association answers for it, or it is not in the table."""

    slug: str
    name: str
    chosen: bool
    href: str


@dataclass(frozen=True)
class Side:
    """One district of the comparison: its row, or the row of the association that answers for it."""

    slug: str
    name: str
    row: PageRow | None
    state: Chip | None
    without: str


@dataclass(frozen=True)
class ComparedColumn:
    """One column of the table, told for each district; None where it is not in the table."""

    heading: str
    asked: str
    pairs: tuple[tuple[Side, PageCell | None], ...]


@page("inquiry", "question", "district", "show")
def compare(request):
    if request.GET.get("question"):
        return series(request)
    choices = list(PublishedInquiry.objects.filter(annexes__gt=0).order_by("-answered_on", "slug")[:200])
    slug = request.GET.get("inquiry") or (choices[0].slug if len(choices) == 1 else "")
    chosen = _chosen(request)
    context = {"choices": choices, "slug": slug, "least": LEAST, "most": MOST, "chosen": len(chosen)}
    context |= {"pairs": pairs()}
    if slug:
        context |= _comparison(request, _slug("inquiry", slug), chosen)
    if len(chosen) <= MOST:
        return render_page(request, "public/compare.html", context)
    # Beside the form, in which all of them stay ticked.
    context["sentence"] = _("At most %(most)d districts can be compared at once.") % {"most": MOST}
    response = render_page(request, "public/compare.html", context)
    response.status_code = 400
    return response


def _chosen(request) -> list[str]:
    return list(dict.fromkeys(_slug("district", each) for each in request.GET.getlist("district") if each))


def _slug(name: str, value: str) -> str:
    if not SLUG.fullmatch(value):
        raise BadParameter(name, value)
    return value


def _comparison(request, slug: str, chosen: list[str]) -> dict:
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    table = next((table for table in paper.tables if table.facts.districts), None)
    if table is None:
        return {"paper": paper, "edition": edition}
    names = _names(paper, table)
    unknown = [each for each in chosen if each not in names]
    if unknown:
        raise BadParameter("district", unknown[0])
    compared = chosen if LEAST <= len(chosen) <= MOST else []
    sides = [_side(request.path, paper, table, each, names, chosen) for each in compared]
    return {
        "paper": paper,
        "edition": edition,
        "table": table,
        "candidates": [_candidate(request.path, slug, each, name, chosen) for each, name in names.items()],
        "sides": sides,
        "lines": _lines(table, sides) if sides else [],
    }


def _names(paper: Reading, table: ReadingTable) -> dict[str, str]:
    """Districts of the table and those without a row of their own, by name; “Landkreis” before it does not count."""
    names = {row.district: row.respondent for row in table.places if row.kind in ("county", "city") and row.district}
    coverage = paper.coverages.get(table.number)
    for kind in coverage.kinds if coverage else ():
        places = [*(place for each in kind.collective for place in each.places), *kind.missing]
        city = pgettext("on a tile", "city") if kind.kind == "city" else ""
        names |= {place.slug: f"{place.name} ({city})" if city else place.name for place in places}
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1].removeprefix("Landkreis "))))


def _candidate(path: str, inquiry: str, slug: str, name: str, chosen: list[str]) -> DistrictCandidate:
    """A click adds or removes it."""
    others = [each for each in chosen if each != slug] if slug in chosen else [*chosen, slug]
    href = with_query(path, [("inquiry", inquiry), *(("district", each) for each in others)])
    return DistrictCandidate(slug, name, slug in chosen, href)


def _side(path: str, paper: Reading, table: ReadingTable, slug: str, names: dict[str, str], chosen: list[str]) -> Side:
    own = next((row for row in table.places if row.district == slug and row.kind in ("county", "city")), None)
    coverage = paper.coverages.get(table.number)
    without = _candidate(path, paper.paper.slug, slug, names[slug], chosen).href
    if own:
        return Side(slug, names[slug], table.row(int(own.address.partition("/")[2])), None, without)
    if coverage and coverage.states.get(slug) == COLLECTIVE:
        return Side(slug, names[slug], _speaker(table, coverage, slug), status("collective"), without)
    return Side(slug, names[slug], None, status("no_row"), without)


def _speaker(table: ReadingTable, coverage: Coverage, slug: str) -> PageRow:
    """The row of the association that answers for a district."""
    spokesmen = [each for kind in coverage.kinds for each in kind.collective]
    row = next(each.row for each in spokesmen if slug in {place.slug for place in each.places})
    return table.row(int(row.partition("/")[2]))


def _lines(table: ReadingTable, sides: list[Side]) -> list[ComparedColumn]:
    return [
        ComparedColumn(
            column.heading, column.asked, tuple((side, side.row.cells[at] if side.row else None) for side in sides)
        )
        for at, column in enumerate(table.columns)
    ]
