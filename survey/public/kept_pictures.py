"""Pictures of printed pages that are drawn already, answered before session, language and routes are asked for.

A page has many of them, and each costs about as much as a static file. What may be seen is still asked of the database
each time, by one small statement: what was withheld or taken back is gone at once.
"""

import os
import re

from django.db import connection
from django.http import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.cache import get_conditional_response
from whitenoise.middleware import WhiteNoiseFileResponse

from survey.public.caching import PICTURE_HEADERS, picture_tag
from survey.public.manifests import JPEG
from survey.public.views import sources
from survey.publishing.page_pictures import kept_path

ADDRESS = re.compile(
    r"/inquiries/(?P<slug>[-\w]{1,100})/sources/(?P<source>\d{1,9})/pages/(?P<number>\d{1,9})/"
    r"(?P<name>[^/]+/[^/]+/0/default\.jpg|places/[^/]+\.jpg|places/[^/]+/page\.jpg)",
    re.ASCII,
)
# By hand: the models take longer to put it together than all that is left to do.
STATE = "SELECT state FROM survey_publishedpage WHERE inquiry = %s AND source = %s AND number = %s AND shown"
# As all that is public has them; a picture needs no more.
HEADERS = PICTURE_HEADERS | {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"}
# What the routes would have found, by what the address ends in: figures are kept by view.
VIEWS = {
    "/default.jpg": ResolverMatch(sources.picture, (), {}, "page-picture"),
    "/page.jpg": ResolverMatch(sources.framed, (), {}, "framed-page"),
    ".jpg": ResolverMatch(sources.place, (), {}, "place-picture"),
}


class KeptPictures:
    """Answers with the file of a picture; what has none goes the usual way: it is drawn, gone, or was never there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.method == "GET" and ADDRESS.fullmatch(request.path_info)
        return (asked and kept(request, **asked.groupdict())) or self.get_response(request)


def kept(request, slug: str, source: str, number: str, name: str) -> HttpResponseBase | None:
    with connection.cursor() as cursor:
        cursor.execute(STATE, [slug, int(source), int(number)])
        found = cursor.fetchone()
    if found is None:
        return None
    path, tag = kept_path(found[0], name), picture_tag(request, found[0])
    response = get_conditional_response(request, tag) if request.META.keys() & CONDITIONS else None
    response = response or _file(path)
    if response is not None:
        for header, value in (HEADERS | {"ETag": tag}).items():
            response.headers[header] = value
        request.resolver_match = next(match for ending, match in VIEWS.items() if name.endswith(ending))
    return response


def _file(path: str) -> HttpResponseBase | None:
    try:
        os.utime(path)  # what was asked for lately is kept longest
        file = open(path, "rb")  # noqa: SIM115, PTH123  the response closes it; a Path takes as long as the rest
    except FileNotFoundError:
        return None
    response = WhiteNoiseFileResponse(file, content_type=JPEG)
    response.headers["Content-Length"] = str(os.fstat(file.fileno()).st_size)
    return response
