"""What the site answers to a reader without a cookie, asked inside this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import resolve
from django.utils import translation

from survey.archive.addresses import ABOUT, held
from survey.models import DataVersion
from survey.public.addresses import without_language
from survey.public.context import page_context


@contextmanager
def asked(address: str, etag: str) -> Iterator[HttpResponseBase]:
    """The response for a reader who has the version `etag` ("": none), in the language of the address.

    It comes from the view, without middleware: that adds headers, cookies and lines in the log, which no file has.
    """
    path = urlsplit(address).path
    with translation.override("en" if path.startswith("/en/") else settings.LANGUAGE_CODE):
        response = _response(_request(address, etag), path)
        try:
            yield response
        finally:
            response.close()


def _request(address: str, etag: str) -> WSGIRequest:
    split, site = urlsplit(address), urlsplit(settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(split.path),
        "QUERY_STRING": split.query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or ""),
        "HTTP_HOST": site.netloc,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    return WSGIRequest(environ | ({"HTTP_IF_NONE_MATCH": etag} if etag else {}))


def _response(request: WSGIRequest, path: str) -> HttpResponseBase:
    if path.startswith(settings.STATIC_URL):
        return _static_file(path.removeprefix(settings.STATIC_URL))
    if without_language(path) == ABOUT:
        return _about(request)
    try:
        view, args, kwargs = resolve(request.path_info)
        response = view(request, *args, **kwargs)
    except Http404:
        return HttpResponse(status=404)
    if hasattr(response, "render"):
        response.render()
    if response.status_code in (301, 302):
        return _moved(request, response)
    return response


def _static_file(name: str) -> HttpResponseBase:
    if not staticfiles_storage.exists(name):
        return HttpResponse(status=404)
    return FileResponse(staticfiles_storage.open(name))


def _about(request) -> HttpResponse:
    """The page of the archive that says what it is, and what is not in it."""
    return render(request, "archive/about.html", page_context(request) | {"version": DataVersion.objects.now()})


def _moved(request, response) -> HttpResponse:
    """A page that leads on, for files know no redirects; 404 where it leads to nothing that is held."""
    there = held(response.url)
    if there is None:
        return HttpResponse(status=404)
    return render(request, "archive/moved.html", page_context(request) | {"address": there})
