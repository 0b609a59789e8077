"""The editions of an inquiry: their list, each at its own address, and what changed between two."""

from dataclasses import dataclass

from django.urls import reverse

from survey.public.addresses import localised
from survey.public.caching import of_inquiry, page
from survey.public.context import render_page
from survey.public.editions import current_edition, numbered_edition, public_editions
from survey.public.errors import raise_part_missing
from survey.public.inquiry import PARAMETERS, reading_page
from survey.public.portions import led_on
from survey.public.reading import reading
from survey.public.schema_org import dataset
from survey.publishing.difference import ContentChange
from survey.publishing.difference import difference as compare
from survey.publishing.pieces import opened


@dataclass(frozen=True)
class Changed:
    """A change with its address in the language of the page."""

    change: ContentChange
    href: str


@page(keys=of_inquiry)
def editions(request, slug):
    current = current_edition(request, slug)
    paper = reading(opened(current), edition=current.number).paper
    found = list(public_editions(slug).defer("content").order_by("-number"))
    pairs = zip(found, [*found[1:], None], strict=True)
    lines = [(edition, _changes_href(slug, older, edition)) for edition, older in pairs]
    return render_page(request, "public/editions.html", {"paper": paper, "edition": current, "lines": lines})


def _changes_href(slug: str, older, newer) -> str:
    return reverse("difference", args=[slug, older.number, newer.number]) if older else ""


@page(*PARAMETERS, keys=of_inquiry)
def edition(request, slug, number):
    frozen = numbered_edition(request, slug, number)
    content = opened(frozen)
    if elsewhere := led_on(request, content):
        return elsewhere
    found = list(public_editions(slug).defer("content").order_by("-number"))
    current = next(each for each in found if each.is_current)
    context = reading_page(request, content, frozen, frozen=True)
    context |= {
        "current": current,
        "outdated": current.number != number,
        "editions": found,
        "dataset": dataset(context["paper"], frozen),
    }
    return render_page(request, "public/inquiry.html", context)


@page(keys=of_inquiry)
def difference(request, slug, old, new):
    found = {each.number: each for each in public_editions(slug).filter(number__in=[old, new])}
    if len(found) < 2:
        current_edition(request, slug)
        raise_part_missing(request)
    before, after = opened(found[old]), opened(found[new])
    context = {
        "old": found[old],
        "new": found[new],
        "paper": reading(after, edition=new).paper,
        "sections": [
            (label, [Changed(change, change.path and localised(change.path)) for change in changes])
            for label, changes in compare(before, after).sections
        ],
    }
    return render_page(request, "public/difference.html", context)
