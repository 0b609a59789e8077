"""The start page: what this is, search, the newest editions, coverage."""

from django.db.models import Count, Q, QuerySet, Subquery, Sum, Window
from django.utils.translation import gettext as _

from survey.models import PublishedBody, PublishedInquiry, SearchRow
from survey.public.caching import page
from survey.public.cards import cards
from survey.public.citations import cite
from survey.public.context import render_page
from survey.public.editions import newest_recorded
from survey.public.figures import counted_notes, coverage_map, figures
from survey.public.maps import TILES, Districts
from survey.public.reading import reading
from survey.public.schema_org import catalogue
from survey.publishing.withheld import content_of

NEWEST = 5


@page()
def start(request):
    newest = list(_newest())
    context = {
        "newest": cards(each for each in newest if each.is_recorded),
        "totals": newest[0] if newest else None,
        "catalogue": catalogue(),
        "example": _("Round table, summit …"),
    }
    return render_page(request, "public/start.html", context | _lead())


def _newest() -> QuerySet[PublishedInquiry]:
    """The newest inquiries, each with the totals of all, so that one query tells both.

    Entries of catalogues come last: they are counted, but thousands of them at once are no news.
    """
    answers = SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER).exclude(ags="").order_by().values("kind")
    bodies = PublishedBody.objects.filter(mention="one").annotate(n=Window(Count("pk"))).order_by().values("n")
    return PublishedInquiry.objects.order_by("-is_recorded", "-published_at", "slug").annotate(
        all_inquiries=Window(Count("pk")),
        all_recorded=Window(Count("pk", filter=Q(is_recorded=True))),
        all_entries=Window(Count("pk", filter=Q(is_recorded=False))),
        all_answers=Window(Sum("answers")),
        all_bodies=Subquery(bodies[:1]),
        all_districts=Subquery(answers.annotate(n=Count("ags", distinct=True)).values("n")),
    )[:NEWEST]


def _lead() -> dict:
    """The newest recorded inquiry: what was found, part by part, with its maps, and how it is cited."""
    edition = newest_recorded()
    if edition is None:
        return {}
    paper = reading(content_of(edition), edition=edition.number)
    districts = Districts(paper.paper.state_key)
    drawn = [(each, figures(paper, each, TILES, districts, edition)) for each in paper.questions if each.coded]
    return {
        "lead": paper,
        "findings": [(question, found.shown) for question, found in drawn],
        "notes": counted_notes(found for _question, found in drawn),
        "map": coverage_map(paper, districts),
        "tiles": districts.tiles,
        "citation": cite(paper.paper, paper.addresses, edition),
    }
