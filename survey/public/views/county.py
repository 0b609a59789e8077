"""“Your county, your city”: from a town, a plate, a postcode or a part of a name to the page of its district."""

from dataclasses import dataclass

from django.http import HttpResponseRedirect

from survey.language.towns import towns_like
from survey.models import District
from survey.public.addresses import localised, with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.errors import BadParameter
from survey.public.places import districts_fitting
from survey.public.words import state_name
from survey.wording import paths

LONGEST = 100


@dataclass(frozen=True)
class Choice:
    name: str
    state: str
    href: str


@page("q")
def county(request):
    """Goes straight to the only district that fits; asks where several do."""
    words = request.GET.get("q", "").strip()
    if len(words) > LONGEST:
        raise BadParameter("q", words[:LONGEST])
    found = districts_fitting(words) if words else []
    if len(found) == 1:
        return HttpResponseRedirect(localised(paths.district(found[0].slug)))
    context = {
        "words": words,
        "choices": [_choice(each) for each in found],
        "towns": [(town, with_query(request.path, {"q": town})) for town in towns_like(words)] if not found else [],
    }
    return render_page(request, "public/county.html", context)


def _choice(district: District) -> Choice:
    return Choice(district.in_full, state_name(district.state), localised(paths.district(district.slug)))
