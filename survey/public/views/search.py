"""Search over papers, answers, questions, replies, remarks, bodies and districts, grouped by paper."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse

from survey.language.analysis import Query
from survey.language.towns import districts_of
from survey.models import SearchRow
from survey.public.addresses import localised, with_query
from survey.public.asked import NUMBER
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.errors import BadParameter
from survey.public.file_links import file_links
from survey.public.filters import SearchRowFilter
from survey.public.hits import Hit, folded_hits, found_forms, grouped, hits
from survey.public.leads import leads, papers_of_ministry, papers_of_number
from survey.public.listing import PAGING
from survey.public.views.answers import Counts, counted, facets, names, papers_of, shown_page
from survey.publishing.counts import ROWS
from survey.publishing.marks import mark
from survey.publishing.search import RANKED, SearchResult
from survey.publishing.search import search as search_for

PAPERS_SHOWN, QUESTIONS_SHOWN = 5, 8
Kind = SearchRow.Kind


@page(*SearchRowFilter.parameters(), *PAGING)
def search(request):
    filterset = SearchRowFilter(request.GET, SearchRow.objects.none())
    try:
        counts = counted(filterset, ROWS)
    except BadParameter as reason:
        return _said_beside_the_form(request, filterset, str(reason))
    if not filterset.chosen:
        choices = facets(filterset, request.path, counts, ("type", "status", "kind"), [])
        return render_page(request, "public/search.html", {"filterset": filterset, "choices": choices})
    numbered, rest = papers_of_number(filterset.words)
    if len(numbered) == 1 and not rest and len(filterset.chosen) == 1 and NUMBER.search(filterset.words):
        return HttpResponseRedirect(localised(numbered[0].path))
    papers = _papers(filterset, counts, numbered)
    others = [pair for pair in filterset.chosen if pair[0] not in ("q", "code", "type")]
    found, total = filterset.found, counts.total
    wanted = leads(filterset.words, others, numbered, rest, total) if filterset.words else []
    shown = shown_page(request, found, counts)
    context = {
        "filterset": filterset,
        "pairs": filterset.chosen,
        "feed": with_query(reverse("feed"), filterset.chosen),
        "papers": papers,
        "place": _place(filterset),
        "groups": grouped(folded_hits([each for each in shown.rows if each.kind != Kind.INQUIRY], found.query)),
        "forms": found_forms(shown.rows, found.query) if found.query else [],
        "ranked": total <= RANKED,
        "pager": shown.pager,
        "files": file_links("/answers", [pair for pair in filterset.chosen if pair[0] != "type"]),
        "active": filterset.active(request.path, names(request, shown.rows)),
        "facets": facets(filterset, request.path, counts, ("type", "code", "status", "kind"), shown.rows),
        "counts": counts,
        "papers_found": papers_of(filterset, request.path, shown.rows),
        "wanted": wanted,
        "meant": _meant(request.path, filterset) if not total and not wanted else None,
        "single_words": _single_words(filterset.words) if not total else [],
    }
    if not total and len(filterset.chosen) == 1 and not context["wanted"]:
        context["questions"] = hits(_newest_questions())
    return render_page(request, "public/search.html", context)


def _said_beside_the_form(request, filterset: SearchRowFilter, sentence: str):
    """What was typed stays in the form."""
    context = {"filterset": filterset, "typed": request.GET.get("q", "")[:300], "sentence": sentence}
    context["pairs"] = filterset.chosen if filterset.form.is_valid() else ()
    response = render_page(request, "public/search.html", context)
    response.status_code = 400
    return response


def _papers(filterset: SearchRowFilter, counts: Counts, numbered: list[SearchRow]) -> list[Hit]:
    """Papers whose number, title, askers, ministry or subjects are asked for: they come first."""
    if numbered:
        return hits(numbered[:PAPERS_SHOWN], Query())
    known = counts.by_value.get(("type", Kind.INQUIRY), 0)
    if not filterset.words or not (known or counts.of_newest):
        return hits(papers_of_ministry(filterset.words)[:PAPERS_SHOWN])
    found = search_for(filterset.words, [*filterset.marks, [mark("type", Kind.INQUIRY)]])
    if not counts.of_newest:
        vars(found)["count"] = known  # already counted with the facets
    return hits(found.page(0, PAPERS_SHOWN), found.query)


def _place(filterset: SearchRowFilter) -> str:
    """The address that leads from a town, a plate or a postcode to its county; "" where nobody knows the words."""
    known = filterset.words and districts_of(filterset.words, settings.PLACE_LISTS)
    return with_query(reverse("county"), {"q": filterset.words}) if known else ""


def _newest_questions() -> list[SearchRow]:
    """What one can ask instead."""
    return SearchResult(Query(), [[mark("type", Kind.QUESTION)]]).page(0, QUESTIONS_SHOWN)


def _meant(path: str, filterset: SearchRowFilter) -> tuple[str, str] | None:
    """What may have been meant, and its address."""
    words = filterset.meant
    return (words, filterset.link(path, "q", words)) if words else None


def _single_words(words: str) -> list[tuple[str, str]]:
    """Each word alone, for a search of several that found nothing."""
    each = [word for word in words.replace('"', " ").split() if not word.startswith("-")]
    return [(word, with_query(reverse("search"), {"q": word})) for word in each] if len(each) > 1 else []
