"""Charts and maps as files that name source, edition and date in them."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.public.caching import of_inquiry, page
from survey.public.citations import cite
from survey.public.editions import current_edition
from survey.public.errors import raise_part_missing
from survey.public.figures import bodies_picture, coverage_picture, question_picture
from survey.public.listing import choice
from survey.public.maps import VIEW_WORDS
from survey.public.pictures import Picture
from survey.public.reading import reading
from survey.publishing.pieces import opened
from survey.wording import paths

SVG = "image/svg+xml; charset=utf-8"


@page(keys=of_inquiry)
def coverage(request, slug):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    found = coverage_picture(paper, cite(paper.paper, paper.addresses, edition))
    return _drawn(request, found or raise_part_missing(request))


@page(keys=of_inquiry)
def bodies(request, slug):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    found = bodies_picture(paper, cite(paper.paper, paper.addresses, edition, anchor="bodies"))
    return _drawn(request, found or raise_part_missing(request))


@page("map", keys=of_inquiry)
def figure(request, slug, number, name):
    edition = current_edition(request, slug)
    paper = reading(opened(edition), edition=edition.number)
    asked = paper.question(number) or raise_part_missing(request, paths.question(slug, number))
    where = _("question %(number)d") % {"number": number}
    citation = cite(paper.paper, paper.addresses, edition, where, anchor=asked.anchor)
    found = question_picture(paper, asked, choice(request, "map", VIEW_WORDS), name, citation)
    return _drawn(request, found or raise_part_missing(request))


def _drawn(request, picture: Picture):
    context = {"picture": picture, "language": get_language()}
    return render(request, "public/picture.svg", context, content_type=SVG)
