"""The list of inquiries, and the reading page of one."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from survey.models import PublishedInquiry
from survey.public.caching import of_inquiry, page
from survey.public.cards import cards
from survey.public.context import render_page
from survey.public.editions import current_among_all
from survey.public.file_links import file_links
from survey.public.filters import PublicInquiryFilter
from survey.public.inquiry import PARAMETERS, reading_page
from survey.public.listing import bounds, choice, facet, pager, sort_links
from survey.public.portions import led_on
from survey.public.schema_org import dataset
from survey.publishing.counts import INQUIRIES, PARLIAMENT_NAME, TOTAL, inquiry_shown, stored
from survey.publishing.pieces import opened

SORTS = {
    "recorded": (_("recorded first"), ("-is_recorded", "-answered_on", "slug")),
    "answered": (_("newest reply"), ("-answered_on", "slug")),
    "published": (_("newest edition"), ("-published_at", "slug")),
    "title": (_("title"), ("sort_title", "slug")),
}
FACETS = ("recorded", "parliament", "term", "kind", "ministry", "party", "year", "subject", "table")
COUNTED_BY = (
    *("parliament", "parliament_name", "term", "kind", "ministry", "answered_on", "annexes", "is_recorded"),
    *("parties", "subjects"),
)
# A list with several filters is counted over so many papers, those whose reply is newest.
LOOKED_AT = 2_000


@page(*PublicInquiryFilter.parameters(), "sort", "page")
def inquiries(request):
    filterset = PublicInquiryFilter(request.GET, PublishedInquiry.objects.all())
    sort = choice(request, "sort", SORTS)
    counts = _counts(filterset)
    total, recorded = counts[TOTAL, ""], counts["recorded", "yes"]
    start, stop = bounds(request)
    context = {
        "inquiries": cards(filterset.qs.order_by(*SORTS[sort][1])[start:stop]),
        "pager": pager(request, total),
        "recorded": recorded,
        "entries": total - recorded,
        "filterset": filterset,
        "active": filterset.active(request.path),
        "facets": _facets(filterset, request.path, counts),
        "sorts": sort_links(filterset, request.path, SORTS, sort),
        "files": file_links("/inquiries", filterset.chosen),
        "stand": request.data_version.time,
    }
    return render_page(request, "public/inquiries.html", context)


def _counts(filterset: PublicInquiryFilter) -> Counter[tuple[str, str]]:
    """By facet and value over all that is found, of several askers each party; kept where it can be."""
    chosen = filterset.one_choice
    if chosen is not None:
        return Counter(stored(INQUIRIES, chosen))
    counts: Counter[tuple[str, str]] = Counter()
    found = filterset.qs.order_by("-answered_on", "slug")
    for inquiry in found.only(*COUNTED_BY)[:LOOKED_AT]:
        counts.update([(TOTAL, ""), *inquiry_shown(inquiry)])
    if counts[TOTAL, ""] == LOOKED_AT:
        counts[TOTAL, ""] = found.count()
        counts["recorded", "yes"] = found.filter(is_recorded=True).count()
    return counts


def _facets(filterset: PublicInquiryFilter, path: str, counts: Counter[tuple[str, str]]):
    named = (value.partition(" ")[::2] for name, value in counts if name == PARLIAMENT_NAME)
    words, found = {"parliament": dict(named)}, []
    for name in FACETS:
        own = [(value, n) for (of, value), n in counts.items() if of == name]
        found.append(facet(filterset, path, name, own, words.get(name)))
    return [each for each in found if each]


@page(*PARAMETERS, keys=of_inquiry)
def inquiry(request, slug):
    edition, editions = current_among_all(request, slug)
    content = opened(edition)
    if elsewhere := led_on(request, content):
        return elsewhere
    context = reading_page(request, content, edition)
    context |= {
        "editions": editions,
        "later": PublishedInquiry.objects.filter(builds_on__has=slug).order_by("answered_on", "slug"),
        "dataset": dataset(context["paper"], edition),
    }
    return render_page(request, "public/inquiry.html", context)
