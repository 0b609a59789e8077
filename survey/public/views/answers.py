"""All answers of all inquiries, with their filters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase

from django.db.models import Count
from django.urls import reverse

from survey.models import District, SearchRow
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.filters import AnswerFilter
from survey.public.hits import code_words, hits
from survey.public.listing import Facet, bounds, facet, pager
from survey.public.sections import FORMATS
from survey.public.words import CODES, capital


@page(*AnswerFilter.parameters(), "page")
def answers(request):
    filterset = AnswerFilter(request.GET, SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER))
    counts = counted(filterset)
    search_rows = search_rows_of_page(request, filterset, counts["total"])
    context = {
        "hits": hits(search_rows, filterset.found and filterset.found.query),
        "pager": pager(request, counts["total"]),
        "filterset": filterset,
        "active": filterset.active(request.path, names(request, search_rows)),
        "feed": with_query(reverse("feed"), filterset.chosen) if filterset.chosen else "",
        "facets": facets(filterset, request.path, counts, ("code", "status", "kind"), search_rows),
        "papers": papers_of(filterset, request.path, search_rows),
        "downloads": [(name.upper(), with_query(f"/answers.{name}", filterset.chosen)) for name in FORMATS],
    }
    return render_page(request, "public/answers.html", context)


def counted(filterset: AnswerFilter) -> Counter[str]:
    """How many search rows in all, and of each status, kind and type; in one inquiry of each category of a part, too.

    One query: these columns are closed, so grouping leaves few lines. Categories of several inquiries are never
    counted together, for each asks its own question.
    """
    columns = ["status", "respondent_kind", "kind", *(["codes"] if _in_one_inquiry(filterset) else [])]
    counts: Counter[str] = Counter()
    for group in filterset.qs.order_by().values(*columns).annotate(total=Count("pk")):
        named = [f"status-{group['status']}", f"kind-{group['respondent_kind']}", f"type-{group['kind']}", "total"]
        for name in (*named, *(f"code-{pair}" for pair in group.get("codes", ()))):
            counts[name] += group["total"]
    return counts


def _in_one_inquiry(filterset: AnswerFilter) -> bool:
    return any(name == "inquiry" for name, _value in filterset.chosen)


def search_rows_of_page(request, filterset: AnswerFilter, total: int) -> list[SearchRow]:
    """The passages of this page, best first where something is searched."""
    start, stop = bounds(request)
    if filterset.found is None:
        return list(filterset.qs.order_by("-published_at", "inquiry", "position").defer("words")[start:stop])
    vars(filterset.found)["count"] = total  # already counted with the facets
    return filterset.found.page(start, stop)


def facets(
    filterset: AnswerFilter, path: str, counts: Mapping[str, int], which: Iterable[str], search_rows: list[SearchRow]
) -> list[Facet]:
    """Those of `which` that leave something to choose; the rows of the page know what their parts ask."""
    found = []
    for name in which:
        own = [(key.partition("-")[2], n) for key, n in counts.items() if key.partition("-")[0] == name]
        own = [pair for pair in own if pair[0]]
        words = _parts_and_categories(own, search_rows) if name == "code" else None
        found.append(facet(filterset, path, name, sorted(own, key=_by_part) if name == "code" else own, words))
    return [each for each in found if each]


def _by_part(pair: tuple[str, int]) -> tuple:
    """Questions as a paper orders them, categories as most codebooks do."""
    question, _colon, code = pair[0].partition(":")
    number = question.rstrip(ascii_lowercase)
    return int(number), len(question), question, list(CODES).index(code) if code in CODES else len(CODES), code


def _parts_and_categories(own: list[tuple[str, int]], search_rows: list[SearchRow]) -> dict[str, str]:
    """“2a Runde Tische? – Nein”."""
    asked = {code.question: code.asked for row in search_rows for code in code_words(row)}
    words = {}
    for pair, _count in own:
        question, _colon, code = pair.partition(":")
        part = f"{question} {asked.get(question, '')}".strip()
        words[pair] = f"{part} – {capital(str(CODES.get(code, code)))}"
    return words


def papers_of(filterset: AnswerFilter, path: str, search_rows: list[SearchRow]) -> list[tuple[str, str]]:
    """The papers on this page, to choose one: then its categories can be chosen, too. [] where one is chosen."""
    if _in_one_inquiry(filterset):
        return []
    papers = {row.inquiry: f"{row.inquiry_number} {row.inquiry_title}" for row in search_rows if row.inquiry}
    return [(name, filterset.link(path, "inquiry", slug)) for slug, name in papers.items()]


def names(request, search_rows: list[SearchRow]) -> dict[str, dict[str, str]]:
    """Names for the addresses among the parameters; of a district from its list, where it is asked for."""
    slug = request.GET.get("district")
    district = District.objects.filter(slug=slug).values_list("slug", "official_name") if slug else ()
    return {
        "district": dict(district),
        "inquiry": {each.inquiry: f"{each.inquiry_number} {each.inquiry_title}" for each in search_rows},
    }
