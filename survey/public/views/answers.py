"""All answers of all inquiries, with their filters."""

from django.db.models import Case, Count, QuerySet, Value, When
from django.urls import reverse

from survey.models import District, SearchRow
from survey.public.addresses import with_query
from survey.public.caching import page
from survey.public.context import render_page
from survey.public.filters import AnswerFilter, of_any_question
from survey.public.hits import hits
from survey.public.listing import Facet, bounds, facet, pager
from survey.public.sections import FORMATS
from survey.public.words import CODES, RESPONDENT_KINDS, SEARCH_ROW_KINDS
from survey.wording.statuses import STATUSES


@page(*AnswerFilter.parameters(), "page")
def answers(request):
    filterset = AnswerFilter(request.GET, SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER))
    counts = counted(filterset.qs)
    search_rows = search_rows_of_page(request, filterset, counts["total"])
    context = {
        "hits": hits(search_rows, filterset.found and filterset.found.query),
        "pager": pager(request, counts["total"]),
        "filterset": filterset,
        "active": filterset.active(request.path, names(request, search_rows)),
        "feed": with_query(reverse("feed"), filterset.chosen) if filterset.chosen else "",
        "facets": facets(filterset, request.path, counts, ("code", "status", "kind")),
        "downloads": [(name.upper(), with_query(f"/answers.{name}", filterset.chosen)) for name in FORMATS],
    }
    return render_page(request, "public/answers.html", context)


def counted(queryset: QuerySet[SearchRow]) -> dict[str, int]:
    """How many passages in all, and of each status, kind and common category: one query.

    The closed columns are grouped, which leaves few lines; categories are counted within each.
    """
    coded = {f"code__{code}": Count(Case(When(codes__contains=of_any_question(code), then=Value(1)))) for code in CODES}
    groups = queryset.order_by().values("status", "respondent_kind", "kind").annotate(total=Count("pk"), **coded)
    counts = {f"status-{code}": 0 for code in STATUSES if code != "no_row"}
    counts |= {f"kind-{code}": 0 for code in RESPONDENT_KINDS} | {f"type-{code}": 0 for code in SEARCH_ROW_KINDS}
    counts |= {f"code-{code}": 0 for code in CODES} | {"total": 0}
    for group in groups:
        named = ("total", f"status-{group['status']}", f"kind-{group['respondent_kind']}", f"type-{group['kind']}")
        for name in counts.keys() & named:
            counts[name] += group["total"]
        for code in CODES:
            counts[f"code-{code}"] += group[f"code__{code}"]
    return counts


def search_rows_of_page(request, filterset: AnswerFilter, total: int) -> list[SearchRow]:
    """The passages of this page, best first where something is searched."""
    start, stop = bounds(request)
    if filterset.found is None:
        return list(filterset.qs.order_by("-published_at", "inquiry", "position").defer("words")[start:stop])
    vars(filterset.found)["count"] = total  # already counted with the facets
    return filterset.found.page(start, stop)


def facets(filterset: AnswerFilter, path: str, counts: dict[str, int], which: tuple[str, ...]) -> list[Facet]:
    """Those of `which` that leave something to choose."""
    found = []
    for name in which:
        own = [(key.partition("-")[2], n) for key, n in counts.items() if key.partition("-")[0] == name]
        found.append(facet(filterset, path, name, own, CODES if name == "code" else None))
    return [each for each in found if each]


def names(request, search_rows: list[SearchRow]) -> dict[str, dict[str, str]]:
    """Names for the addresses among the parameters; of a district from its list, where it is asked for."""
    slug = request.GET.get("district")
    district = District.objects.filter(slug=slug).values_list("slug", "official_name") if slug else ()
    return {
        "district": dict(district),
        "inquiry": {each.inquiry: f"{each.inquiry_number} {each.inquiry_title}" for each in search_rows},
    }
