"""Where the pages of prepared imports are, and what they are called on the desk."""

from django.urls import reverse

from survey.models import ImportSession

PAGES = {
    ImportSession.Kind.PAPER: "admin:survey_inquiry_import_page",
    ImportSession.Kind.TABLE: "admin:survey_annex_import_page",
    ImportSession.Kind.CATALOGUE: "admin:survey_catalogue_import_page",
}


def page_of(record):
    if record.kind == ImportSession.Kind.EDITS:
        return reverse("admin:survey_annex_editing", args=[record.annex_id], query={"import": record.token})
    if record.kind == ImportSession.Kind.LIST:
        return reverse(f"admin:survey_{record.plan['list_of']}_records_page", args=[record.token])
    return reverse(PAGES[record.kind], args=[record.token])


def called(record):
    """By what was read in it, else by its table or file."""
    read = record.plan.get("read") or {}
    words = [read.get(name, "") for name in ("parliament_name", "number", "title")]
    return " ".join(filter(None, words)) or str(record.annex or record.inquiry or record.file_name)
