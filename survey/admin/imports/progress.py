"""How far a prepared import is, as its page shows it."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

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


def progress_part(request, prepared, address):
    """What the page asks for while it waits: the bar, or (with another status) that there is more to see."""
    if prepared.state != "running":
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"progress": shown_progress(prepared), "progress_page": address}
    return TemplateResponse(request, "admin/survey/annex/_progress.html", context)
