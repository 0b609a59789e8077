"""Search over answers, questions, replies, remarks, bodies and districts, grouped by paper."""

import re

from django.urls import reverse

from survey.models import SearchRow
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.filters import SearchRowFilter
from survey.public.hits import found_forms, grouped, hits
from survey.public.listing import pager
from survey.public.views.answers import counted, facets, names, search_rows_of_page
from survey.public.words import CODES, capital

# As people ask for the categories that most codebooks share, in both languages.
WORDS_OF_CODES = {
    "yes": {"ja", "yes"},
    "no": {"nein", "no"},
    "planned": {"geplant", "planned"},
    "partly": {"teilweise", "partly"},
}


@page(*SearchRowFilter.parameters(), "page")
def search(request):
    filterset = SearchRowFilter(request.GET, SearchRow.objects.all())
    counts = counted(filterset.qs)
    choices = facets(filterset, request.path, counts, ("type", "code", "status", "kind"))
    if not filterset.chosen:
        return render_page(request, "public/search.html", {"filterset": filterset, "choices": choices})
    wanted = _categories(filterset)
    search_rows = search_rows_of_page(request, filterset, counts["total"]) if counts["total"] else []
    found = filterset.found
    context = {
        "filterset": filterset,
        "feed": with_query(reverse("feed"), filterset.chosen),
        "groups": grouped(hits(search_rows, found and found.query)),
        "forms": found_forms(search_rows, found.query) if found else [],
        "ranked": found.ranked if found and search_rows else True,
        "pager": pager(request, counts["total"]),
        "active": filterset.active(request.path, names(request, search_rows)),
        "facets": choices,
        "wanted": wanted,
        "meant": _meant(request.path, filterset) if not counts["total"] and not wanted else None,
        "single_words": _single_words(filterset.words) if not counts["total"] else [],
    }
    return render_page(request, "public/search.html", context)


def _categories(filterset: SearchRowFilter) -> list[tuple[str, str]]:
    """“Wer hat Nein gesagt?” asks for a category, which is a filter: its label, and the address of its answers."""
    said = set(re.findall(r"\w+", filterset.words.casefold()))
    known = [(code, label) for code, label in CODES.items() if said & WORDS_OF_CODES.get(code, set())]
    others = [pair for pair in filterset.chosen if pair[0] not in ("q", "code", "type")]
    return [(capital(str(label)), with_query(reverse("answers"), [*others, ("code", code)])) for code, label in known]


def _meant(path: str, filterset: SearchRowFilter) -> tuple[str, str] | None:
    """What may have been meant, and its address."""
    words = filterset.meant
    return (words, filterset.link(path, "q", words)) if words else None


def _single_words(words: str) -> list[tuple[str, str]]:
    """Each word alone, for a search of several that found nothing."""
    each = [word for word in words.replace('"', " ").split() if not word.startswith("-")]
    return [(word, with_query(reverse("search"), {"q": word})) for word in each] if len(each) > 1 else []
