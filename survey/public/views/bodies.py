"""Bodies and networks of all inquiries, and the page of one with each fact and its quote."""

import json
from collections import Counter
from dataclasses import dataclass

from survey.models import FormerSlug, PublishedBody, PublishedMention
from survey.public.addresses import InquiryAddresses, localised
from survey.public.caching import of_body, page
from survey.public.citations import cite_body
from survey.public.context import render_page
from survey.public.errors import raise_missing
from survey.public.file_links import file_links
from survey.public.filters import BodyFilter
from survey.public.hits import dated
from survey.public.listing import bounds, facet, pager
from survey.public.reading.bodies import BodyReading
from survey.public.reading.bodies import body as read_body
from survey.public.reading.involved import Involved, counted_involved
from survey.public.words import BODY_KINDS, BODY_STATES, CATEGORIES, LEVELS, word
from survey.publishing.counts import ANYBODY, BODIES, TOTAL, body_shown, stored
from survey.wording import paths

FACETS = ("kind", "level", "state", "mention", "region", "initiator")
# A list with several filters is counted over so many bodies.
LOOKED_AT = 2_000


@dataclass(frozen=True)
class BodyLine:
    href: str
    name: str
    kind: str
    level: str
    state: str
    exists: bool
    several: bool
    place: str
    dated: str
    named_by_us: bool
    initiators: tuple[str, ...]


@page(*BodyFilter.parameters(), "page")
def bodies(request):
    filterset = BodyFilter(request.GET, PublishedBody.objects.all())
    counts = _counts(filterset)
    start, stop = bounds(request)
    found = filterset.qs.order_by("sort_name", "slug")[start:stop]
    context = {
        "bodies": [_line(each) for each in found],
        "pager": pager(request, counts[TOTAL, ""]),
        "filterset": filterset,
        "active": filterset.active(request.path),
        "facets": [
            each for name in FACETS if (each := facet(filterset, request.path, name, _of(counts, name).items()))
        ],
        "files": file_links("/bodies", filterset.chosen),
        "one": counts["mention", "one"],
        "several": counts["mention", "several"],
        "involved": _involved(filterset, request.path, counts),
    }
    return render_page(request, "public/bodies.html", context)


def _counts(filterset: BodyFilter) -> Counter[tuple[str, str]]:
    """By facet and value over all that is found, not the shown page alone; kept where it can be."""
    chosen = filterset.one_choice
    if chosen is not None:
        return Counter(stored(BODIES, chosen))
    counts: Counter[tuple[str, str]] = Counter()
    for each in filterset.qs.order_by("sort_name", "slug")[:LOOKED_AT]:
        counts.update([(TOTAL, ""), *body_shown(each)])
    if counts[TOTAL, ""] == LOOKED_AT:
        counts[TOTAL, ""] = filterset.qs.count()
    return counts


def _of(counts: Counter[tuple[str, str]], name: str) -> dict[str, int]:
    return {value: n for (facet_name, value), n in counts.items() if facet_name == name}


def _involved(filterset: BodyFilter, path: str, counts: Counter[tuple[str, str]]) -> Involved | None:
    initiates, takes_part = _of(counts, "initiates"), _of(counts, "takes_part")
    some = initiates.pop(ANYBODY, 0), takes_part.pop(ANYBODY, 0)
    in_all = (counts[TOTAL, ""], *some)
    return counted_involved(initiates, takes_part, in_all, lambda each: filterset.link(path, "initiator", each))


def _line(row: PublishedBody) -> BodyLine:
    return BodyLine(
        href=localised(paths.body(row.slug)),
        name=row.name,
        kind=word(BODY_KINDS, row.kind),
        level=word(LEVELS, row.level),
        state=word(BODY_STATES, row.state),
        exists=row.state == "exists",
        several=row.mention == "several",
        place=row.place,
        dated=dated(row.as_of, row.as_of_is),
        named_by_us=json.loads(row.content)["name"] != row.name,
        initiators=tuple(word(CATEGORIES, each) for each in row.initiators),
    )


@dataclass(frozen=True)
class Mention:
    """Another inquiry that names the body, with what it says of it and for which day."""

    title: str
    href: str
    dated: str
    body: BodyReading


def _others(row: PublishedBody):
    """What older inquiries say of the same body, newest first."""
    mentions = PublishedMention.objects.filter(slug=row.slug).exclude(edition=row.edition_id)
    return mentions.select_related("edition").defer("edition__content").order_by("-edition__published_at", "-edition")


def _mention(mention: PublishedMention) -> Mention:
    addresses = InquiryAddresses(mention.inquiry, mention.edition.number)
    title = f"{mention.inquiry_number} {mention.inquiry_title}"
    href = localised(paths.inquiry(mention.inquiry))
    return Mention(
        title, href, dated(mention.as_of, mention.as_of_is), read_body(addresses, json.loads(mention.content))
    )


@page(keys=of_body)
def body(request, slug):
    rows = PublishedBody.objects.select_related("edition__published_inquiry").defer("edition__content")
    row = rows.filter(slug=slug).first() or raise_missing(request, FormerSlug.Kind.BODY, slug)
    addresses = InquiryAddresses(row.inquiry, row.edition.number)
    context = {
        "body": read_body(addresses, json.loads(row.content)),
        "edition": row.edition,
        "dated": dated(row.as_of, row.as_of_is),
        "told_in": row.edition.published_inquiry,
        "inquiry_href": localised(paths.inquiry(row.inquiry)),
        "mentions": [_mention(each) for each in _others(row)],
        "citation": cite_body(row.edition.published_inquiry, row.edition, addresses, row.name, slug),
    }
    return render_page(request, "public/body.html", context)
