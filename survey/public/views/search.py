"""Search over answers, questions, replies, remarks, bodies and districts, grouped by paper."""

from django.urls import reverse

from survey.models import Passage
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.filters import PassageFilter
from survey.public.hits import found_forms, grouped, hits
from survey.public.listing import pager
from survey.public.views.answers import counted, facets, names, passages_of_page


@page(*PassageFilter.parameters(), "page")
def search(request):
    filterset = PassageFilter(request.GET, Passage.objects.all())
    if not filterset.chosen:
        return render_page(request, "public/search.html", {"filterset": filterset})
    counts = counted(filterset.qs)
    passages = passages_of_page(request, filterset, counts["total"])
    found = filterset.found
    context = {
        "filterset": filterset,
        "groups": grouped(hits(passages, found and found.query)),
        "forms": found_forms(passages, found.query) if found else [],
        "ranked": found.ranked if found else False,
        "pager": pager(request, counts["total"]),
        "active": filterset.active(request.path, names(request, passages)),
        "facets": facets(filterset, request.path, counts, ("type", "code", "status", "kind")),
        "single_words": _single_words(filterset.words) if not counts["total"] else [],
    }
    return render_page(request, "public/search.html", context)


def _single_words(words: str) -> list[tuple[str, str]]:
    """Each word alone, for a search of several that found nothing."""
    each = [word for word in words.replace('"', " ").split() if not word.startswith("-")]
    return [(word, with_query(reverse("search"), {"q": word})) for word in each] if len(each) > 1 else []
