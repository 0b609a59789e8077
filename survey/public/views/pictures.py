"""Charts and maps as files that name source, edition and date in them."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.public.caching import of_inquiry, page
from survey.public.citations import cite
from survey.public.drawing import as_png
from survey.public.editions import current_edition
from survey.public.errors import raise_part_missing
from survey.public.figures import bodies_picture, coverage_picture, question_picture
from survey.public.listing import choice
from survey.public.maps import VIEW_WORDS
from survey.public.pictures import Picture
from survey.public.reading import reading
from survey.public.share_cards import card_of_paper, card_of_question
from survey.publishing.page_pictures import one_at_a_time
from survey.publishing.pieces import opened
from survey.wording import paths

SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"


@page(keys=of_inquiry)
def coverage(request, slug, ending):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    found = coverage_picture(paper, cite(paper.paper, paper.addresses, edition))
    return _drawn(request, found or raise_part_missing(request), ending)


@page(keys=of_inquiry)
def bodies(request, slug, ending):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    found = bodies_picture(paper, cite(paper.paper, paper.addresses, edition, anchor="bodies"))
    return _drawn(request, found or raise_part_missing(request), ending)


@page("map", keys=of_inquiry)
def figure(request, slug, number, name, ending):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request, paths.question(slug, number))
    where = _("question %(number)d") % {"number": number}
    citation = cite(paper.paper, paper.addresses, edition, where, anchor=asked.anchor)
    found = question_picture(paper, asked, choice(request, "map", VIEW_WORDS), name, citation)
    return _drawn(request, found or raise_part_missing(request), ending)


@page(keys=of_inquiry)
def card(request, slug):
    """What other sites show beside a link to the paper."""
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    return png(lambda: card_of_paper(paper, edition))


@page(keys=of_inquiry)
def question_card(request, slug, number):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request, paths.question(slug, number))
    return png(lambda: card_of_question(paper, asked, edition))


def _drawn(request, picture: Picture, ending: str):
    if ending == "png":
        return png(lambda: as_png(picture))
    context = {"picture": picture, "language": get_language()}
    return render(request, "public/picture.svg", context, content_type=SVG)


def png(draw: Callable[[], bytes]) -> HttpResponse:
    """However many ask at once, one picture is painted at a time on this machine; then it is kept as pages are."""
    with one_at_a_time():
        return HttpResponse(draw(), content_type=PNG)
