"""The list of inquiries, and the reading page of one."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from survey.models import PublishedInquiry
from survey.public.caching import page
from survey.public.cards import cards
from survey.public.context import render_page
from survey.public.editions import current_among_all
from survey.public.filters import InquiryFilter
from survey.public.inquiry import PARAMETERS, reading_page
from survey.public.listing import bounds, choice, facet, pager, sort_links
from survey.public.schema_org import dataset
from survey.publishing.withheld import content_of

SORTS = {
    "recorded": (_("recorded first"), ("-is_recorded", "-answered_on", "slug")),
    "answered": (_("newest reply"), ("-answered_on", "slug")),
    "published": (_("newest edition"), ("-published_at", "slug")),
    "title": (_("title"), ("sort_title", "slug")),
}
FACTS = (
    "parliament",
    "term",
    "kind",
    "ministry",
    "parliament_name",
    "parties",
    "answered_on",
    "subjects",
    "annexes",
    "is_recorded",
)


@page(*InquiryFilter.parameters(), "sort", "page")
def inquiries(request):
    filterset = InquiryFilter(request.GET, PublishedInquiry.objects.all())
    sort = choice(request, "sort", SORTS)
    facts = list(filterset.qs.order_by().values(*FACTS))
    recorded = sum(each["is_recorded"] for each in facts)
    start, stop = bounds(request)
    context = {
        "inquiries": cards(filterset.qs.order_by(*SORTS[sort][1])[start:stop]),
        "pager": pager(request, len(facts)),
        "recorded": recorded,
        "entries": len(facts) - recorded,
        "filterset": filterset,
        "active": filterset.active(request.path),
        "facets": _facets(filterset, request.path, facts),
        "sorts": sort_links(filterset, request.path, SORTS, sort),
        "stand": request.data_version.time,
    }
    return render_page(request, "public/inquiries.html", context)


def _facets(filterset: InquiryFilter, path: str, facts: list[dict]):
    """Counts over what is found; of several askers each party counts."""
    counts = {"recorded": Counter("yes" if each["is_recorded"] else "no" for each in facts)}
    counts |= {name: Counter(str(each[name]) for each in facts if each[name]) for name in FACTS[:4]}
    counts["party"] = Counter(party for each in facts for party in each["parties"])
    counts["year"] = Counter(str(each["answered_on"].year) for each in facts if each["answered_on"])
    counts["subject"] = Counter(name for each in facts for name in each["subjects"])
    counts["table"] = Counter("yes" if each["annexes"] else "no" for each in facts)
    names = {"parliament": {each["parliament"]: each["parliament_name"] for each in facts}}
    found = (facet(filterset, path, name, count.items(), names.get(name)) for name, count in counts.items())
    return [each for each in found if each]


@page(*PARAMETERS)
def inquiry(request, slug):
    edition, editions = current_among_all(request, slug)
    context = reading_page(request, content_of(edition, edition.told), edition)
    context |= {
        "editions": editions,
        "later": PublishedInquiry.objects.filter(builds_on__has=slug).order_by("answered_on", "slug"),
        "dataset": dataset(context["paper"], edition),
    }
    return render_page(request, "public/inquiry.html", context)
