"""For machines that walk the site: sitemap.xml and robots.txt; for who checks it, the log of editions."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from survey.models import Absence, District, FormerSlug, PublishedInquiry, SearchRow, SearchRowDistrict
from survey.public.addresses import LANGUAGES, absolute, in_language
from survey.public.caching import of_inquiry, page, stream
from survey.public.errors import raise_missing
from survey.public.listing import page_number
from survey.publishing import edition_log
from survey.wording import paths

PAGES = (
    "start",
    "inquiries",
    "answers",
    "districts",
    "county",
    "bodies",
    "compare",
    "about",
    "corrections",
    "data",
    "accessibility",
)
# So many papers an index names, and so many addresses, each in both languages, a sitemap: far below the 50,000 that
# both may, so that each is small, is kept, and takes no longer however much is published.
PAPERS = 1_000
PART = 2_500
TEXTS = 2_000  # more questions, replies and remarks than a paper has
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML = "application/xml; charset=utf-8"
# What has a page of its own in a paper; remarks and replies stand on that of the paper
OWN_PAGE = (SearchRow.Kind.QUESTION, SearchRow.Kind.BODY, SearchRow.Kind.ANSWER)


@page("part")
def sitemap(request):
    """The index: the pages that belong to no paper, then each paper, in several parts where it is large.

    Where there are many papers, each part of it has some; `robots.txt` names them all.
    """
    part = page_number(request, "part")
    papers = PublishedInquiry.objects.order_by("slug").values_list("slug", "answers", "bodies", "published_at")
    some = list(papers[(part - 1) * PAPERS : part * PAPERS])
    if part > 1 and not some:
        raise Http404
    return HttpResponse("".join(_index(some, is_first=part == 1)), content_type=XML)


def sitemap_addresses() -> list[str]:
    """Of all parts of the index."""
    parts = max(1, -(-PublishedInquiry.objects.count() // PAPERS))
    return ["/sitemap.xml", *(f"/sitemap.xml?part={part}" for part in range(2, parts + 1))]


def _index(papers: list[tuple[str, int, int, datetime]], *, is_first: bool) -> Iterator[str]:
    yield f"{HEAD}<sitemapindex {SCHEMA}>\n"
    if is_first:
        yield f"<sitemap><loc>{absolute('/sitemaps/pages.xml')}</loc></sitemap>\n"
    for slug, answers, bodies, published in papers:
        for part in range(1, 1 + _parts(answers, bodies)):
            at = f"?part={part}" if part > 1 else ""
            address = absolute(f"{paths.inquiry(slug)}sitemap.xml{at}")
            yield f"<sitemap><loc>{address}</loc><lastmod>{published.isoformat()}</lastmod></sitemap>\n"
    yield "</sitemapindex>\n"


@page()
def sitemap_of_pages(request):
    found = [reverse(name) for name in PAGES] + [paths.district(slug) for slug in _spoken_of()]
    return _sitemap(found, request.data_version.time)


def _spoken_of() -> QuerySet[District, str]:
    """The districts that a published paper has words of, or lacks in its table: pages of others are empty.

    Each is looked up in an index: reading all rows of districts would take longer with each answer.
    """
    here = {"district": OuterRef("slug")}
    is_meant = Exists(SearchRowDistrict.objects.filter(**here)) | Exists(Absence.objects.filter(**here))
    return District.objects.filter(is_meant).order_by("slug").values_list("slug", flat=True)


def _parts(answers: int, bodies: int) -> int:
    """Rather one too many, which is empty, than one too few."""
    return 1 + (answers + bodies + TEXTS) // PART


@page("part", keys=of_inquiry)
def sitemap_of_inquiry(request, slug):
    inquiry = PublishedInquiry.objects.filter(slug=slug).first()
    inquiry = inquiry or raise_missing(request, FormerSlug.Kind.INQUIRY, slug)
    part = page_number(request, "part")
    if part > _parts(inquiry.answers, inquiry.bodies):
        raise Http404
    rows = SearchRow.objects.filter(inquiry=slug, position__gt=(part - 1) * PART, position__lte=part * PART)
    own = rows.filter(kind__in=OWN_PAGE).exclude(path__contains="#").order_by("position")
    found = list(own.values_list("path", flat=True))
    return _sitemap([paths.inquiry(slug), *found] if part == 1 else found, inquiry.published_at)


def _sitemap(found: Iterable[str], changed: datetime | None) -> HttpResponse:
    """Each address in both languages, and each names the other; written by hand, for there are thousands."""
    date = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    lines = []
    for path in found:
        alternates = [(language, escape(absolute(in_language(path, language)))) for language in LANGUAGES]
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{each}" href="{there}"/>' for each, there in alternates)
        lines += [f"<url><loc>{address}</loc>{date}{links}</url>\n" for _language, address in alternates]
    text = "".join([f'{HEAD}<urlset {SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n', *lines, "</urlset>\n"])
    return HttpResponse(text, content_type=XML)


@stream()
def log_of_editions(request):
    """What became of each edition, a line an event; its head is the digest of the newest line."""
    return StreamingHttpResponse(edition_log.lines(), content_type="text/plain; charset=utf-8")


@require_safe
def robots(request):
    maps = (f"Sitemap: {absolute(address)}" for address in sitemap_addresses())
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", *maps]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
