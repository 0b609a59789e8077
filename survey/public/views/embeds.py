"""Charts, maps and tables for frames of other sites: the only pages that may be framed, with source and date inside."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.views.decorators.clickjacking import xframe_options_exempt

from survey.public import number_tables
from survey.public.addresses import localised
from survey.public.caching import of_inquiry, page
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.editions import current_edition
from survey.public.errors import raise_part_missing
from survey.public.figures import coverage_map, coverage_notes, figures
from survey.public.listing import choice
from survey.public.maps import VIEW_WORDS, DistrictsOfState
from survey.public.number_tables import TablePlace, number_table
from survey.public.portions import chosen_pages
from survey.public.reading import reading
from survey.publishing.pieces import opened
from survey.wording import paths


def framed(view: Callable) -> Callable:
    """Any site may frame the page; all other rules of the policy stay."""

    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view))


@framed
@page(keys=of_inquiry)
def coverage(request, slug):
    """The map of who has a row."""
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    drawn = coverage_map(paper) or raise_part_missing(request)
    citation = cite(paper.paper, paper.addresses, edition)
    context = {"title": drawn.title, "map": drawn, "notes": coverage_notes(paper)}
    return _embedded(request, paper, citation, context, paths.inquiry(slug))


@framed
@page("map", keys=of_inquiry)
def figure(request, slug, number, name):
    """Bars or map of a part or a column, by the names of their pictures: `bars-2a`, `map-2a`, `map-a1-c2`."""
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request, paths.question(slug, number))
    kind, _dash, key = name.partition("-")
    found = figures(paper, asked, choice(request, "map", VIEW_WORDS), edition=edition)
    shown = next((each for each in found.shown if each.part.key == key), None)
    measured = next((each for each in found.measured if each.chart.key == key), None)
    if shown and kind == "bars":
        context = {"title": shown.part.short_title, "chart": shown.part.chart, "notes": shown.part.chart.notes}
    elif (each := shown or measured) and kind == "map" and each.map:
        context = {"title": each.map.title, "map": each.map, "notes": (shown.part if shown else each).chart.notes}
    else:
        raise_part_missing(request, paths.question(slug, number))
    context["coded"] = bool(shown)
    return _embedded(request, paper, (shown or measured).citation, context, paths.question(slug, number))


@framed
@page(*number_tables.PARAMETERS, "page", keys=of_inquiry)
def table(request, slug, number):
    """A table of numbers in its compact lines."""
    edition = current_edition(request, slug)
    content = opened(edition)
    paper = reading(content, edition=edition.number)
    found = next((each for each in paper.tables if each.number == number and each.is_numeric), None)
    found = found or raise_part_missing(request)
    chosen = number_tables.chosen(request, paper.tables)
    pages = chosen_pages(request, content, *number_tables.PARAMETERS)
    place = TablePlace(request.path, (), chosen, DistrictsOfState(paper.paper.state_key), pages)
    citation = cite(paper.paper, paper.addresses, edition, found.name, anchor=found.anchor)
    title = ": ".join(filter(None, [found.name, found.title]))
    context = {"title": title, "table": found, "numbers": number_table(found, place), "notes": []}
    return _embedded(request, paper, citation, context, f"{paths.inquiry(slug)}#{found.anchor}")


def _embedded(request, paper, citation, context: dict, home: str):
    return render_page(
        request, "public/embed.html", context | {"paper": paper, "citation": citation, "home": localised(home)}
    )
