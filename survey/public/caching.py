"""Pages and files that answer 304 with one query, and rendered pages that are kept until the data change."""

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as pages
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe
from prometheus_client import Counter

from survey.models import LISTS, DataVersion, Edition, body_key, district_key, inquiry_key
from survey.models.reading import PAGES, STREAMS
from survey.public.editions import current_edition, numbered_edition, public_editions
from survey.public.errors import BadParameter, Gone, Moved, answer_instead
from survey.public.page_cache import Makers
from survey.public.replicas import from_replica

# A browser may keep a page, but asks each time whether it still holds: what is taken back is gone at once.
CACHE_CONTROL = "public, no-cache"
# A web server before ours (deploy/nginx.conf) may keep a page on the same terms: from the first moment on (the time is
# one of 1970) it asks each time whether the page still holds.
KEPT_BEFORE_US = {"X-Accel-Expires": "@1"}
# Other sites may show pictures of pages.
PICTURE_HEADERS = {"Cache-Control": CACHE_CONTROL, "Vary": "Accept-Encoding", "Access-Control-Allow-Origin": "*"}
ASKED_FOR = Counter("anlage_page_cache", "Pages asked for that are kept (hit), or are made (miss).", ["outcome"])
GZIP_FROM = 500
ROOT = Path(__file__).resolve().parent.parent
RENDERED_BY = ("public", "publishing", "language", "templates", "static", "locale")
EXPORTED_BY = ("publishing", "sheets")
HTML, PACKED = "text/html", "image/png"
# Seconds in which a process does not ask a database again that it could not reach: a server that does not answer at
# all would hold each thread until its time is out.
ASK_AGAIN_AFTER = 1
VERSIONS_SEEN = 5_000


@dataclass(frozen=True)
class Rendered:
    """A page as it is kept: zipped, unless it is too short for that. `apart`: of searches, which few ask for twice."""

    content_type: str
    body: bytes
    zipped: bool
    apart: bool

    @property
    def size(self) -> int:
        return len(self.body)


@dataclass
class LastSeen:
    """The data versions that this process read last, and when, by the keys that were asked for.

    `of_all` is the newest version of site and lists that it read for whatever page; `failed` is when reading one failed
    last (monotonic seconds; 0: never).
    """

    versions: OrderedDict[tuple[str, ...], tuple[DataVersion, float]] = field(default_factory=OrderedDict)
    of_all: int = 0
    failed: float = 0

    def keep(self, keys: tuple[str, ...], version: DataVersion) -> None:
        self.versions[keys] = (version, time.monotonic())
        self.versions.move_to_end(keys)
        while len(self.versions) > VERSIONS_SEEN:
            self.versions.popitem(last=False)
        self.of_all, self.failed = version.of_all, 0

    def of(self, keys: tuple[str, ...]) -> tuple[DataVersion | None, float]:
        """The version of these keys and when it was read; none where something has changed since, whatever it was."""
        version, at = self.versions.get(keys, (None, 0))
        return (version, at) if version and version.of_all == self.of_all else (None, 0)


last_seen = LastSeen()
makers = Makers()


def version(*folders: str) -> str:
    """A hash of the files that pages are made by; with DEBUG it follows each edit."""
    if settings.DEBUG:
        _version.cache_clear()
    return _version(folders)


@cache
def _version(folders: tuple[str, ...]) -> str:
    digest = hashlib.sha256(settings.SITE_URL.encode())
    for folder in folders:
        for path in sorted(ROOT.glob(f"{folder}/**/*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def of_lists(**_address) -> tuple[str, ...]:
    """What a list shows hangs on all that is published."""
    return (LISTS,)


def of_inquiry(slug: str, **_address) -> tuple[str, ...]:
    return (inquiry_key(slug),)


def of_district(slug: str, **_address) -> tuple[str, ...]:
    return (district_key(slug),)


def of_body(slug: str, **_address) -> tuple[str, ...]:
    return (body_key(slug),)


def page(*parameters: str, keys: Callable[..., tuple[str, ...]] = of_lists) -> Callable:
    """A public page that depends on published data, its address and these parameters, and on nothing else.

    Its ETag is a hash of the data version, template version, language, path and known parameters. One query tells 304,
    or finds the rendered page in the cache. `keys` says from the parts of the address which keys of the data version
    it shows, beside that of the site.
    """
    return _published(parameters, keys, lambda view, tag: _kept(from_replica(PAGES)(view), tag))


def stream(*parameters: str, keys: Callable[..., tuple[str, ...]] = of_lists) -> Callable:
    """Like `page`, for what is too long to keep: it answers 304 alike, and is made anew each time."""
    return _published(parameters, keys, lambda view, tag: from_replica(STREAMS)(view))


def _published(parameters: tuple[str, ...], keys: Callable[..., tuple[str, ...]], keep: Callable) -> Callable:
    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, *args, **kwargs):
            request.known_parameters = known(request, parameters)
            shown = keys(**kwargs)
            try:
                tag = page_tag(request, shown)
            except (OperationalError, InterfaceError):
                return without_database(request, shown)
            # weak, because the page comes zipped or plain
            respond = condition(etag_func=lambda *a, **k: f'W/"{tag}"')(keep(view, tag))
            return finished(request, respond, *args, **kwargs)

        return answer

    return decorate


def edition_file(*parameters: str) -> Callable:
    """A file of one edition: its ETag is digest, state, number, address, parameters and version of the exporters.

    The view is called with the edition, without its content, instead of slug (and number).
    """

    def decorate(view):
        @require_safe
        @wraps(view)
        def answer(request, slug, *args, number=None, **kwargs):
            @from_replica(STREAMS)
            def respond(request):
                edition = _edition(request, slug, number)
                tag = _file_tag(request, edition)
                return condition(etag_func=lambda *a, **k: f'"{tag}"')(view)(request, edition, *args, **kwargs)

            request.known_parameters = known(request, parameters)
            try:
                return finished(request, respond)
            except Edition.DoesNotExist:  # something was withheld from it while it was read: as it is now
                return finished(request, respond)

        return answer

    return decorate


def picture_file(view):
    """A picture of a printed page, or what tells of one; other sites may use it.

    The view returns a name of what may be seen now, of which the ETag is made, and a function that gives the response.
    """

    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        def respond(request):
            state, respond = view(request, *args, **kwargs)
            tag = picture_tag(request, state)
            return condition(etag_func=lambda *a, **k: tag)(lambda *a: respond())(request)

        request.known_parameters = ()
        response = finished(request, respond)
        response.headers["Access-Control-Allow-Origin"] = PICTURE_HEADERS["Access-Control-Allow-Origin"]
        return response

    return answer


def picture_tag(request, state: str) -> str:
    return f'"{_hashed(state, request.path, version(*RENDERED_BY))}"'


def _edition(request, slug: str, number: int | None) -> Edition:
    """Without its content, which a 304 does not need."""
    if number is None:
        return current_edition(request, slug, Edition.objects.defer("content"))
    return numbered_edition(request, slug, number, public_editions(slug).defer("content"))


def known(request, parameters) -> tuple[tuple[str, str], ...]:
    """The parameters of the request that the view knows, with all their values, each once, in the view's order."""
    return tuple(dict.fromkeys((name, value) for name in parameters for value in request.GET.getlist(name) if value))


def page_tag(request, keys: tuple[str, ...]) -> str:
    if last_seen.failed and time.monotonic() - last_seen.failed < ASK_AGAIN_AFTER:
        raise InterfaceError("The database could not be reached a moment ago.")
    try:
        request.data_version = DataVersion.objects.now(*keys)  # of the primary, whoever makes the page
    except (OperationalError, InterfaceError):
        last_seen.failed = time.monotonic()
        raise
    last_seen.keep(keys, request.data_version)
    return _page_tag(request, request.data_version)


def without_database(request, keys: tuple[str, ...]) -> HttpResponse:
    """The kept page as it was when the database was last reached, with its age (seconds) in a header.

    Only pages, never pictures or files, and only for a while: what is taken back meanwhile would stay to be seen. Who
    has what was last current is told that it holds (304): a web server before us keeps pages of which this process has
    said no more than that, and has none itself. Raises the error of the database where nothing is kept.
    """
    version, at = last_seen.of(keys)
    age = int(time.monotonic() - at)
    if not version or age > settings.KEPT_SECONDS_WITHOUT_DATABASE:
        raise
    tag = _page_tag(request, version)
    if unchanged := get_conditional_response(request, etag=f'W/"{tag}"'):
        unchanged.headers["ETag"], unchanged.headers["Age"] = f'W/"{tag}"', str(age)
        unchanged.headers["Cache-Control"] = CACHE_CONTROL
        patch_vary_headers(unchanged, ["Accept-Encoding"])
        return unchanged
    rendered = pages.get(tag)
    if not rendered or not rendered.content_type.startswith(HTML):
        raise
    response = _response(request, rendered)
    response.headers["Age"], response.headers["Cache-Control"] = str(age), "no-store"
    del response.headers["X-Accel-Expires"]
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _page_tag(request, data_version: DataVersion) -> str:
    return _hashed(
        data_version.number,
        data_version.time,
        version(*RENDERED_BY),
        get_language(),
        request.path,
        request.known_parameters,
    )


def _file_tag(request, edition: Edition) -> str:
    exporters = version(*EXPORTED_BY)
    said = (edition.digest, edition.state, edition.number)
    return _hashed(*said, request.path, request.known_parameters, exporters)


def _hashed(*parts) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def finished(request, respond, *args, **kwargs):
    """The response with the headers that all public responses carry, whether shown, unchanged, gone or refused."""
    try:
        response = respond(request, *args, **kwargs)
    except (BadParameter, Gone, Moved) as reason:
        response = answer_instead(request, reason)
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _kept(view, tag: str):
    def respond(request, *args, **kwargs):
        rendered = pages.get(tag)
        ASKED_FOR.labels("miss" if rendered is None else "hit").inc()
        if rendered is None:
            with makers.only(tag) as mine:
                rendered = None if mine else pages.get(tag)
                if rendered is None:
                    response = view(request, *args, **kwargs)
                    if response.status_code != 200:
                        return response
                    rendered = _rendered(request, response)
                    pages.set(tag, rendered)
        return _response(request, rendered)

    return respond


def _rendered(request, response: HttpResponse) -> Rendered:
    body = response.content
    zipped = len(body) >= GZIP_FROM and response.headers["Content-Type"] != PACKED
    if zipped:  # without a time in it, the same page gives the same bytes
        body = gzip.compress(body, 6, mtime=0)
    is_search = any(name == "q" for name, _value in request.known_parameters)
    return Rendered(response.headers["Content-Type"], body, zipped, is_search)


def _response(request, rendered: Rendered) -> HttpResponse:
    """Zipped to whom it may be, which is nearly everybody; else as it was."""
    zips = rendered.zipped and "gzip" in request.headers.get("Accept-Encoding", "")
    body = rendered.body if zips or not rendered.zipped else gzip.decompress(rendered.body)
    held = KEPT_BEFORE_US if rendered.content_type.startswith(HTML) else {}
    response = HttpResponse(body, content_type=rendered.content_type, headers=held)
    if zips:
        response.headers["Content-Encoding"] = "gzip"
    return response
