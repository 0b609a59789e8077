"""The way from each editorial record to its inquiry, and what that tells of the inquiry."""

from django.db.models import Exists, OuterRef, Q, Subquery

from survey.models import (
    Annex,
    AnnexNote,
    Answer,
    Asker,
    Batch,
    Body,
    Claim,
    Code,
    Coding,
    Column,
    Edition,
    ErrorReport,
    Evidence,
    Inquiry,
    InquiryDate,
    InquiryRelation,
    Meeting,
    Misprint,
    Participation,
    PassageEdit,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Row,
    Source,
    Statement,
    Withholding,
)

# The way from each editorial record to its inquiry.
INQUIRY_PATHS = {
    Asker: ["inquiry"],
    InquiryDate: ["inquiry"],
    InquiryRelation: ["inquiry"],
    Source: ["inquiry"],
    Question: ["inquiry"],
    PreliminaryRemark: ["inquiry"],
    Reply: ["inquiry"],
    Annex: ["inquiry"],
    Column: ["annex__inquiry"],
    Row: ["annex__inquiry"],
    AnnexNote: ["annex__inquiry"],
    Answer: ["row__annex__inquiry"],
    PassageEdit: ["inquiry"],
    Reference: ["from_answer__row__annex__inquiry", "from_reply__inquiry"],
    Code: ["question__inquiry"],
    Coding: ["row__annex__inquiry"],
    Claim: ["inquiry"],
    ErrorReport: ["inquiry"],
    Withholding: ["inquiry"],
    Statement: ["inquiry"],
    Misprint: ["inquiry"],
    Body: ["inquiry"],
    Meeting: ["body__inquiry"],
    Participation: ["body__inquiry", "row__annex__inquiry"],
    Evidence: [
        "body__inquiry",
        "meeting__body__inquiry",
        "participation__body__inquiry",
        "participation__row__annex__inquiry",
    ],
}


def edited_since_publication():
    """Whether any history of the inquiry goes on after its current edition; cheap, and true of a change undone, too."""
    later = Q(Exists(Inquiry.history.filter(id=OuterRef("pk"), history_date__gt=OuterRef("published"))))
    for model, ways in INQUIRY_PATHS.items():
        for way in ways:
            changes = model.history.filter(**{way: OuterRef("pk")}, history_date__gt=OuterRef("published"))
            later |= Q(Exists(changes))
    return later


def with_publication(inquiries):
    """Inquiries with the time and number of their current edition, and whether they were edited since."""
    current = Edition.objects.current().filter(inquiry=OuterRef("pk"))
    found = inquiries.annotate(
        published=Subquery(current.values("published_at")), edition_number=Subquery(current.values("number"))
    )
    return found.annotate(changed_later=edited_since_publication())


def way(model):
    return {Edition: "inquiry", Batch: "inquiry"}.get(model) or INQUIRY_PATHS[model][0]


def inquiry_of(record):
    """The inquiry that a record belongs to; None for what all inquiries share, and for one of no inquiry yet."""
    if isinstance(record, Inquiry):
        return record
    for steps in INQUIRY_PATHS.get(type(record), []):
        found = record
        for step in steps.split("__"):
            found = found and getattr(found, step)
        if found:
            return found
    return None
