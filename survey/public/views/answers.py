"""All answers of all inquiries, with their filters."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from django.urls import reverse

from survey.models import District, SearchRow
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.file_links import file_links
from survey.public.filters import AnswerFilter
from survey.public.hits import code_words, hits
from survey.public.listing import PAGE_SIZE, PAGING, Facet, Pager, bounds, facet, long_pager, whole_number
from survey.public.words import CODES, capital
from survey.publishing.counts import ANSWERS, TOTAL, stored
from survey.publishing.search import COUNTED, RANKED, SearchResult


@page(*AnswerFilter.parameters(), *PAGING)
def answers(request):
    filterset = AnswerFilter(request.GET, SearchRow.objects.none())
    counts = counted(filterset, ANSWERS)
    shown = shown_page(request, filterset.found, counts)
    context = {
        "hits": hits(shown.rows, filterset.found.query),
        "pager": shown.pager,
        "filterset": filterset,
        "active": filterset.active(request.path, names(request, shown.rows)),
        "feed": with_query(reverse("feed"), filterset.chosen) if filterset.chosen else "",
        "facets": facets(filterset, request.path, counts, ("code", "status", "kind"), shown.rows),
        "papers": papers_of(filterset, request.path, shown.rows),
        "counts": counts,
        "files": file_links("/answers", filterset.chosen),
    }
    return render_page(request, "public/answers.html", context)


@dataclass(frozen=True)
class Counts:
    """How many rows a list has, of each status, kind and type, and in one inquiry of each category of a part.

    Categories of several inquiries are never counted together, for each asks its own question.
    With `more` there are more than were counted. `of_newest` says of how many rows the values are counted where that is
    not all; else it is 0.
    """

    total: int
    by_value: Mapping[tuple[str, str], int]
    more: bool = False
    of_newest: int = 0


def counted(filterset: AnswerFilter, name: str) -> Counts:
    """Kept at publishing for lists with one filter or none; else counted over the newest hits."""
    filterset.check()
    chosen = filterset.one_choice
    if chosen is not None:
        kept = stored(name, chosen)
        return Counts(kept.get((TOTAL, ""), 0), kept)
    found = filterset.found
    by_value: Counter[tuple[str, str]] = Counter()
    for kind, status, respondent_kind, codes, n in found.groups:
        by_value.update({("type", kind): n, ("status", status): n, ("kind", respondent_kind): n})
        by_value.update({("code", each): n for each in (json.loads(codes) if _in_one_inquiry(filterset) else ())})
    more = found.count > COUNTED
    return Counts(min(found.count, COUNTED), by_value, more, RANKED if found.count > RANKED else 0)


def _in_one_inquiry(filterset: AnswerFilter) -> bool:
    return any(name == "inquiry" for name, _value in filterset.chosen)


@dataclass(frozen=True)
class ShownAnswers:
    rows: list[SearchRow]
    pager: Pager


def shown_page(request, found: SearchResult, counts: Counts) -> ShownAnswers:
    """The rows of this page: by its number up to the last that has one, then by the row it goes on from."""
    start, stop = bounds(request)
    after, before = (whole_number(request, name) for name in ("after", "before"))
    if not counts.total:
        rows = []
    elif before:
        rows = found.above(before, PAGE_SIZE)
    else:
        rows = found.page(0, PAGE_SIZE, below=after) if after else found.page(start, stop)
    edges = (rows[0].pk, rows[-1].pk) if rows else (0, 0)
    return ShownAnswers(rows, long_pager(request, counts.total, edges, more=counts.more))


def facets(
    filterset: AnswerFilter, path: str, counts: Counts, which: Iterable[str], search_rows: list[SearchRow]
) -> list[Facet]:
    """Those of `which` that leave something to choose; the rows of the page know what their parts ask."""
    found = []
    for name in which:
        own = [(value, n) for (of, value), n in counts.by_value.items() if of == name and value]
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
