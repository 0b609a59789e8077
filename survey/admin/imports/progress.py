"""A prepared import and how far it is, as its page shows it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from survey.admin.desk_pages import page_response
from survey.importing.progress import Phase


def shown_progress(prepared):
    progress = prepared.progress
    if not progress:
        return {}
    total = progress["total"]
    return {
        "phase": capfirst(Phase(progress["phase"]).label),
        "percent": round(100 * progress["done"] / total) if total else None,
        "dry_run": progress["dry_run"],
    }


def prepared_or_404(kind, request, token, *, may=True, belongs=lambda prepared: True):
    """The import of this kind that the account has prepared, where it `may` import at all, and where it `belongs`."""
    if not may:
        raise PermissionDenied
    prepared = kind.found(token, request.user)
    if prepared is None or not belongs(prepared):
        raise Http404(_("This import is no longer there: prepared imports are kept for two weeks."))
    return prepared


def import_page(desk, request, prepared, template, *, state, progress_page, **shown):
    """The page of a prepared import in the state that its caller saw: it may end at any moment."""
    job = {
        "job": prepared,
        "state": state,
        "outcome": prepared.outcome,
        "progress": shown_progress(prepared),
        "progress_page": progress_page,
    }
    return page_response(desk, request, template, **job, **shown)


def progress_part(request, prepared, address):
    """What the page asks for while it waits: the bar, or (with another status) that there is more to see."""
    if prepared.state != "running":
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"progress": shown_progress(prepared), "progress_page": address}
    return TemplateResponse(request, "admin/survey/annex/_progress.html", context)
