"""What a public address answers when it cannot show what was asked: moved, gone, never there, or asked wrongly."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.models import FormerSlug, Tombstone
from survey.public.addresses import absolute, without_language
from survey.public.context import page_context
from survey.wording import paths

TEXT = "text/plain; charset=utf-8"


class BadParameter(Exception):
    """A parameter has a value that it cannot have; its text is a sentence that says so."""

    def __init__(self, name: str, value: str, possible: Iterable[str] = (), sentence: str = ""):
        said = sentence or _("The parameter “%(name)s” cannot be “%(value)s”.") % {"name": name, "value": value}
        words = ", ".join(possible)
        possible_are = _("Possible are: %(words)s.") % {"words": words} if words else ""
        super().__init__(f"{said} {possible_are}".rstrip())


class Gone(Exception):
    def __init__(self, tombstone: Tombstone):
        super().__init__(tombstone.path)
        self.tombstone = tombstone


class Moved(Exception):
    def __init__(self, path: str):
        super().__init__(path)
        self.path = path


def raise_missing(request, kind: str, slug: str):
    """Say why there is no published inquiry (or body) of this slug: taken back, gone, moved, or never there."""
    path = _plain(request)
    home = paths.inquiry(slug) if kind == FormerSlug.Kind.INQUIRY else paths.body(slug)
    tombstone = _tombstone(home, path)
    if tombstone:
        raise Gone(tombstone)
    former = FormerSlug.objects.filter(kind=kind, slug=slug).first()
    if former:
        raise Moved(_renamed(request, slug, former.now))
    raise Http404


def raise_part_missing(request, path: str = ""):
    """Say why a published inquiry has no such part: an earlier edition had it, or none.

    `path` is the page that a picture stands on: tombstones name pages.
    """
    tombstone = Tombstone.objects.filter(path=path or _plain(request)).first()
    if tombstone:
        raise Gone(tombstone)
    raise Http404


def _tombstone(home: str, path: str) -> Tombstone | None:
    return Tombstone.objects.filter(path__in={home, path}).order_by("kind").last()


def _plain(request) -> str:
    """The address as tombstones hold it: without language and format."""
    path = without_language(request.path)
    return path.rpartition(".")[0] if _extension(request) else path


def _renamed(request, slug: str, now: str) -> str:
    """The same address under the new slug, whatever follows it."""
    path = request.path.replace(f"/{slug}", f"/{now}", 1)
    query = request.META.get("QUERY_STRING")
    return f"{path}?{query}" if query else path


def answer_instead(request, reason: Exception) -> HttpResponse:
    """The response for Gone, Moved or BadParameter, in the format that was asked for."""
    if isinstance(reason, Moved):
        return HttpResponsePermanentRedirect(reason.path)
    if isinstance(reason, Gone):
        return gone(request, reason.tombstone)
    return bad_request(request, reason)


def gone(request, tombstone: Tombstone) -> HttpResponse:
    """410 with date and reason; a part of an inquiry names the last edition that had it."""
    date = localtime(tombstone.date).date()
    taken_back = tombstone.kind == Tombstone.Kind.TAKEN_BACK
    said = _("Publication taken back on %(date)s.") if taken_back else _("Not in the current edition since %(date)s.")
    sentence = said % {"date": date_format(date, "DATE_FORMAT")}
    last = None if taken_back else _last_edition(tombstone)
    extension = _extension(request)
    if extension == "json":
        document = {"gone": date.isoformat(), "sentence": sentence, "reason": tombstone.reason, "last_edition": last}
        return JsonResponse(document, status=410, json_dumps_params={"ensure_ascii": False})
    if extension:
        lines = filter(None, [sentence, tombstone.reason, last])
        return HttpResponse("\n".join(lines) + "\n", status=410, content_type=TEXT)
    context = {"tombstone": tombstone, "sentence": sentence, "date": date, "last_edition": last}
    return _page(request, "public/410.html", context, 410)


def _last_edition(tombstone: Tombstone) -> str | None:
    if not tombstone.last_edition:
        return None
    return absolute(f"{paths.inquiry(tombstone.inquiry)}editions/{tombstone.last_edition}/")


def _extension(request) -> str:
    """The format of a file's address; "" for a page."""
    last = request.path.rpartition("/")[2]
    return last.rpartition(".")[2] if "." in last else ""


def bad_request(request, exception) -> HttpResponse:
    """400 with the sentence."""
    sentence = str(exception) if isinstance(exception, BadParameter) else _("The request could not be understood.")
    extension = _extension(request)
    if extension == "json":
        return JsonResponse({"error": sentence}, status=400, json_dumps_params={"ensure_ascii": False})
    if extension:
        return HttpResponse(sentence + "\n", status=400, content_type=TEXT)
    return _page(request, "public/400.html", {"sentence": sentence}, 400)


def not_found(request, exception) -> HttpResponse:
    """404 with a search for the words of the address."""
    if _extension(request):
        return HttpResponse(_("There is nothing at this address.") + "\n", status=404, content_type=TEXT)
    words = [word for word in without_language(request.path).replace("-", "/").split("/") if word.isalpha()]
    return _page(request, "public/404.html", {"words": " ".join(words[-3:])}, 404)


def server_error(request) -> HttpResponse:
    """500 without a database: nothing here may fail again."""
    return _page(request, "public/500.html", {}, 500)


def _page(request, template: str, context: dict, status: int) -> HttpResponse:
    return render(request, template, page_context(request) | context, status=status)
