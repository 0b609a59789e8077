"""How far a prepared import is, as its page shows it."""

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
