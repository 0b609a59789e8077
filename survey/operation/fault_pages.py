"""What is answered while the database is locked, gone or busy or the disk full: a sentence, and what was written."""

import sys
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from survey.operation.faults import TITLES, Fault, fault_of
from survey.public import errors
from survey.public.addresses import without_language
from survey.public.context import page_context

STATUS = {Fault.FULL: 507}
RETRY_AFTER = {Fault.LOCKED: 5, Fault.BUSY: 15, Fault.GONE: 30, Fault.FULL: 300}  # seconds
SENTENCES = {
    Fault.LOCKED: gettext_lazy("Nothing was saved yet. Send it once more in a few seconds."),
    Fault.GONE: gettext_lazy("It is our fault, and it has been recorded. Please try again in a few minutes."),
    Fault.BUSY: gettext_lazy("This took too long and was stopped. Please try again shortly, or ask for less."),
    Fault.FULL: gettext_lazy("What was sent was not saved, or not all of it. Nothing that stood there before is lost."),
}
SECRET = "password"  # noqa: S105  in the names of fields; what is in them is not written back


@dataclass(frozen=True)
class Kept:
    """A value of a form that was sent: shown to read and to copy where somebody wrote it, else only sent again."""

    name: str
    value: str

    @property
    def is_written(self) -> bool:
        return self.value.strip().count(" ") > 0 or "\n" in self.value.strip()

    @property
    def is_secret(self) -> bool:
        return SECRET in self.name


def server_error(request) -> HttpResponse:
    """The answer to whatever a view or a middleware did not catch; it asks no database."""
    error = sys.exc_info()[1]
    if isinstance(error, UnreadablePostError):  # who sent it is gone; nobody reads the answer
        return HttpResponse(status=400)
    fault = fault_of(error)
    if fault is None:
        return errors.server_error(request)
    response = _answer(request, fault)
    response.headers["Retry-After"] = str(RETRY_AFTER[fault])
    response.headers["Cache-Control"] = "no-store"
    return response


def _answer(request, fault: Fault) -> HttpResponse:
    status, path = STATUS.get(fault, 503), without_language(request.path)
    sentence = f"{TITLES[fault]}. {SENTENCES[fault]}"
    if path.startswith("/api/") or path.endswith(".json"):
        return JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
    if path.startswith("/admin/"):
        return render(request, "admin/fault.html", _desk(request, fault), status=status)
    if "." in path.rpartition("/")[2]:
        return HttpResponse(sentence + "\n", status=status, content_type=errors.TEXT)
    context = {"title": TITLES[fault], "sentence": SENTENCES[fault]}
    return render(request, "public/fault.html", page_context(request) | context, status=status)


def _desk(request, fault: Fault) -> dict:
    """What the frame of the desk needs without asking who is logged in, and the form as it was sent."""
    sent = request.method == "POST"
    return {
        "title": _("%(title)s; what you wrote still stands here") % {"title": TITLES[fault]} if sent else TITLES[fault],
        "sentence": SENTENCES[fault],
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
        "user": AnonymousUser(),
        "has_permission": False,
        "sent": sent,
        "action": request.get_full_path(),
        "kept": _kept(request) if sent else [],
        "files": sorted(request.FILES) if sent else [],
    }


def _kept(request) -> list[Kept]:
    fields = request.POST.lists()
    return [Kept(name, value) for name, values in fields for value in values if name != "csrfmiddlewaretoken"]
