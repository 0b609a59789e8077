"""Atom: editions as they are published, of everything, of one inquiry or of whatever a search finds."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from survey.models import Passage, PublishedInquiry
from survey.public.addresses import absolute, with_query
from survey.public.caching import page
from survey.public.filters import PassageFilter

ENTRIES = 50


@page(*PassageFilter.parameters())
def feed(request):
    filterset = PassageFilter(request.GET, Passage.objects.exclude(inquiry=""))
    found = PublishedInquiry.objects.order_by("-published_at", "slug")
    if filterset.chosen:
        found = found.filter(slug__in=set(filterset.qs.order_by().values_list("inquiry", flat=True)))
    made = _feed(with_query(request.path, request.known_parameters), filterset)
    for inquiry in found[:ENTRIES]:
        made.add_item(**_entry(inquiry))
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _feed(path: str, filterset: PassageFilter) -> Atom1Feed:
    words = ", ".join(f"{each.label}: {each.value}" for each in filterset.active(path))
    return Atom1Feed(
        title=f"Anlage: {words}" if words else _("Anlage: new editions"),
        link=absolute(with_query(reverse("search" if words else "inquiries"), filterset.chosen)),
        description="",
        language=get_language(),
        feed_url=absolute(path),
        feed_guid=absolute(path),
    )


def _entry(inquiry: PublishedInquiry) -> dict:
    frozen = absolute(reverse("edition", args=[inquiry.slug, inquiry.edition_number]))
    return {
        "title": _("%(number)s %(title)s, edition %(edition)d")
        % {"number": inquiry.number, "title": inquiry.title, "edition": inquiry.edition_number},
        "link": frozen,
        "unique_id": frozen,
        "description": inquiry.note,
        "pubdate": inquiry.published_at,
        "updateddate": inquiry.published_at,
    }
