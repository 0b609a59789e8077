"""For machines that walk the site: sitemap.xml and robots.txt; for who checks it, the log of editions."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe

from survey.models import PublishedInquiry, SearchRow
from survey.public.addresses import LANGUAGES, absolute, in_language
from survey.public.caching import stream
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
# A sitemap holds at most this many addresses; questions, bodies and answers come after the papers.
MOST = 50_000


@stream()
def sitemap(request):
    return StreamingHttpResponse(_sitemap(), content_type="application/xml; charset=utf-8")


def _sitemap() -> Iterator[str]:
    template = get_template("public/_sitemap_entry.xml")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for number, (path, date) in enumerate(_paths()):
        if number * len(LANGUAGES) >= MOST:
            break
        alternates = [(language, absolute(in_language(path, language))) for language in LANGUAGES]
        yield template.render({"alternates": alternates, "date": date})
    yield "</urlset>\n"


def _paths() -> Iterator[tuple[str, object]]:
    yield from ((reverse(name), None) for name in PAGES)
    for slug, published in PublishedInquiry.objects.order_by("slug").values_list("slug", "published_at").iterator():
        yield paths.inquiry(slug), published
    kinds = [SearchRow.Kind.QUESTION, SearchRow.Kind.BODY, SearchRow.Kind.ANSWER, SearchRow.Kind.DISTRICT]
    search_rows = SearchRow.objects.filter(kind__in=kinds).exclude(path__contains="#").order_by("inquiry", "position")
    yield from search_rows.values_list("path", "published_at").iterator()


@stream()
def log_of_editions(request):
    """What became of each edition, a line an event; its head is the digest of the newest line."""
    return StreamingHttpResponse(edition_log.lines(), content_type="text/plain; charset=utf-8")


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
