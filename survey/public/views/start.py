"""The start page: what this is, search, the newest editions, coverage."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from survey.language.analysis import Query
from survey.models import ListCount, Notice, PublishedInquiry, is_whole
from survey.public.caching import page
from survey.public.cards import cards
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.figures import counted_notes, coverage_map, figures
from survey.public.headlines import headline
from survey.public.maps import TILES, DistrictsOfState
from survey.public.reading import reading
from survey.public.schema_org import catalogue
from survey.public.words import CODES
from survey.publishing.counts import ANSWERS, BODIES, DISTRICTS, INQUIRIES, TOTAL
from survey.publishing.marks import mark
from survey.publishing.pieces import opened
from survey.publishing.search import SearchResult

NEWEST = 5


@dataclass(frozen=True)
class Totals:
    """What is published in all, as it is kept at publishing; `bodies` are those named by themselves."""

    inquiries: int
    recorded: int
    answers: int
    districts: int
    bodies: int

    @property
    def entries(self) -> int:
        return self.inquiries - self.recorded


@page()
def start(request):
    found, totals = list(_newest()), _totals()
    newest = sorted(found, key=lambda each: (-each.published_at.timestamp(), each.slug))[:NEWEST]
    lead = next((each for each in found if each.leads), None)
    context = {
        "newest": cards(newest),
        "totals": totals if totals.inquiries else None,
        "catalogue": catalogue(),
    }
    return render_page(request, "public/start.html", context | (_lead(lead) if lead else {}))


def _newest() -> QuerySet[PublishedInquiry]:
    """The newest recorded inquiries, and the one that `leads`, its content as `told`, to be opened: one query.

    The one that editors chose leads while it is public; else the newest of those with a category that most codebooks
    share, so that what was found comes first.
    """
    newest = PublishedInquiry.objects.filter(is_recorded=True).order_by("-published_at", "slug")
    coded = SearchResult(Query(), [[mark("code", code) for code in CODES]]).newest()
    by_editors = Notice.objects.filter(key=Notice.Key.START).values("paper")[:1]
    chosen = PublishedInquiry.objects.filter(is_recorded=True, slug=Subquery(by_editors)).order_by().values("slug")[:1]
    falls_back = Subquery(coded.values("inquiry")[:1]), Subquery(newest.values("slug")[:1])
    leads = Q(slug=Coalesce(Subquery(chosen), *falls_back))
    is_told = is_whole("edition__state") & leads
    told = Case(When(is_told, then=F("edition__content")), default=Value(""), output_field=TextField())
    found = PublishedInquiry.objects.filter(Q(pk__in=newest.values("pk")[:NEWEST]) | leads)
    found = found.annotate(told=told, leads=Case(When(leads, then=Value(True)), default=Value(False)))
    return found.select_related("edition").defer("edition__content").order_by()


def _totals() -> Totals:
    """One query."""
    of_all = Q(facet=TOTAL) | Q(list=INQUIRIES, facet="recorded", value="yes") | Q(list=DISTRICTS, facet="own")
    of_all |= Q(list=BODIES, facet="mention", value="one")
    found = ListCount.objects.filter(of_all, chosen="", n__gt=0).order_by().values_list("list", "facet", "n")
    counts: Counter[tuple[str, str]] = Counter()
    for name, facet, n in found:
        counts[name, facet] += 1 if name == DISTRICTS else n
    return Totals(
        counts[INQUIRIES, TOTAL],
        counts[INQUIRIES, "recorded"],
        counts[ANSWERS, TOTAL],
        counts[DISTRICTS, "own"],
        counts[BODIES, "mention"],
    )


def _lead(newest: PublishedInquiry) -> dict:
    """The inquiry that leads: what was found, part by part, with its maps, and how it is cited."""
    edition = newest.edition
    edition.told = newest.told
    paper = reading(opened(edition), edition=edition.number, figures=False)
    districts = DistrictsOfState(paper.paper.state_key)
    drawn = [(each, figures(paper, each, TILES, districts, edition)) for each in paper.questions if each.coded]
    return {
        "lead": paper,
        "headline": headline(paper, edition),
        "findings": [(question, found.shown) for question, found in drawn],
        "notes": counted_notes(found for _question, found in drawn),
        "map": coverage_map(paper, districts),
        "tiles": districts.tiles,
        "citation": cite(paper.paper, paper.addresses, edition),
    }
