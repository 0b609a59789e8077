"""Atom: editions as they are published, of everything, of one inquiry or of whatever a search finds."""

import hashlib

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from survey.models import PublishedInquiry, SearchRow
from survey.public.addresses import absolute, with_query
from survey.public.caching import page
from survey.public.filters import SearchRowFilter
from survey.public.words import grouped
from survey.publishing import edition_log

ENTRIES = 50


class EditionFeed(Atom1Feed):
    """Atom (RFC 4287) with the head of the log of editions in an element of our own, and what changed beside an entry.

    Whoever keeps the feed keeps the head, too, and can see later that no line of the log was changed.
    """

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:anlage": absolute("/data/")}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "related", "href": absolute("/editions.log"), "type": "text/plain"})
        handler.addQuickElement("anlage:head", edition_log.head())

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["difference"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": item["difference"], "type": "text/html"})


@page(*SearchRowFilter.parameters())
def feed(request):
    filterset = SearchRowFilter(request.GET, SearchRow.objects.none())
    filterset.check()
    made = _feed(with_query(request.path, request.known_parameters), filterset)
    for item in _items(filterset):
        made.add_item(**item)
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _items(filterset: SearchRowFilter) -> list[dict]:
    """The newest first. In the feed of everything a catalogue that was published at once is one item."""
    found = PublishedInquiry.objects.order_by("-published_at", "slug")
    if not filterset.chosen:
        items = [*map(_entry, found.filter(is_recorded=True)[:ENTRIES]), *map(_catalogue, _catalogues()[:ENTRIES])]
        return sorted(items, key=lambda item: item["updateddate"], reverse=True)[:ENTRIES]
    if dict(filterset.chosen).keys() == {"inquiry"}:  # an entry has no passages yet
        return list(map(_entry, found.filter(slug=dict(filterset.chosen)["inquiry"])))
    return list(map(_entry, found.filter(slug__in=filterset.found.inquiries(ENTRIES))))


def _catalogues() -> QuerySet:
    """Entries of catalogues by parliament, day and note, as they were published."""
    entries = PublishedInquiry.objects.filter(is_recorded=False).annotate(day=TruncDate("published_at"))
    together = entries.order_by().values("parliament", "parliament_name", "note", "day")
    return together.annotate(n=Count("pk"), latest=Max("published_at")).order_by("-latest", "note")


def _feed(path: str, filterset: SearchRowFilter) -> EditionFeed:
    words = ", ".join(f"{each.label}: {each.value}" for each in filterset.active(path))
    return EditionFeed(
        title=f"Anlage: {words}" if words else _("Anlage: new editions"),
        link=absolute(with_query(reverse("search" if words else "inquiries"), filterset.chosen)),
        description="",
        language=get_language(),
        feed_url=absolute(path),
        feed_guid=absolute(path),
        author_name=settings.OPERATOR,
        author_link=absolute(reverse("start")),
    )


def _entry(inquiry: PublishedInquiry) -> dict:
    number = inquiry.edition_number
    frozen = absolute(reverse("edition", args=[inquiry.slug, number]))
    difference = absolute(reverse("difference", args=[inquiry.slug, number - 1, number])) if number > 1 else ""
    return {
        "title": _("%(number)s %(title)s, edition %(edition)d")
        % {"number": inquiry.number, "title": inquiry.title, "edition": number},
        "difference": difference,
        "link": frozen,
        "unique_id": frozen,
        "description": inquiry.note,
        "pubdate": inquiry.published_at,
        "updateddate": inquiry.published_at,
    }


def _catalogue(group: dict) -> dict:
    link = absolute(with_query(reverse("inquiries"), {"parliament": group["parliament"], "recorded": "no"}))
    note = hashlib.sha256(group["note"].encode()).hexdigest()[:8]
    words = ngettext(
        "%(parliament)s: %(n)s paper from a catalogue, not recorded yet",
        "%(parliament)s: %(n)s papers from a catalogue, not recorded yet",
        group["n"],
    )
    return {
        "difference": "",
        "title": words % {"parliament": group["parliament_name"], "n": grouped(group["n"])},
        "link": link,
        "unique_id": f"{link}#{group['day']:%Y-%m-%d}-{note}",
        "description": group["note"],
        "pubdate": group["latest"],
        "updateddate": group["latest"],
    }
