"""The way of a paper from draft to edition: seven steps, what blocks each, and where it is done."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from survey import checks
from survey.admin import links
from survey.admin.open_counts import OpenCounts, OpenItem, publication
from survey.models import Claim, Finding, Passage, Row

READ, MATCHED, DECIDED, CODED, COMPARED, REVIEWED, READY = (
    *("read", "matched", "decided", "coded"),
    *("compared", "reviewed", "ready"),
)
TITLES = {
    READ: pgettext_lazy("a step", "Recorded"),
    MATCHED: gettext_lazy("Assigned"),
    DECIDED: gettext_lazy("Decided"),
    CODED: gettext_lazy("Categorised"),
    COMPARED: gettext_lazy("Compared with the print"),
    REVIEWED: gettext_lazy("Reviewed"),
    READY: gettext_lazy("Published"),
}
# In which step an open finding of each check is in the way; that of any other is in that of the fields.
STEP_OF_CHECK = {
    READ: ("reader_unsure", "markup", "page_break", "date_not_possible", "dates_out_of_order", "catalogue_differs"),
    MATCHED: (
        *("continuation_row", "foreign_place", "column_without_question", "unmatched_row", "same_respondent_twice"),
        *("district_not_valid", "missing_respondents", "question_differs", "party_open"),
    ),
    DECIDED: (
        *("cross_reference", "open_reference", "lettered_parts", "blank_cell", "number_unread", "number_against_text"),
        *("text_in_empty_field", "sign_alone", "glued_word", "personal_data", "sum_against_cells"),
    ),
    CODED: (
        *("uncoded_part", "readings_differ", "outdated_codings", "silence_without_category"),
        *("quote_missing", "body_without_quote", "duplicate_body"),
    ),
    REVIEWED: ("claim_against_rows", "released_claim_changed"),
}
COUNTED = {"uncoded_part", "readings_differ"}  # said by the counts of open work


@dataclass(frozen=True)
class ChecklistStep:
    """`items` is what is in the way, each with where it is done; a step without any is done."""

    slug: str
    number: int
    title: str
    items: tuple[OpenItem, ...]

    @property
    def is_done(self) -> bool:
        return not self.items


def steps(inquiry, *, user) -> list[ChecklistStep]:
    """All steps of a paper as they stand now; `inquiry` comes with what `with_publication` says of it."""
    found = {**blocking(inquiry, user), READY: [*_not_published(inquiry, user)]}
    return [ChecklistStep(slug, at, TITLES[slug], tuple(items)) for at, (slug, items) in enumerate(found.items(), 1)]


def open_items(inquiry, *, user) -> list[OpenItem]:
    """All that is still in the way of an edition: what submitting and publishing name."""
    return [item for items in blocking(inquiry, user).values() for item in items]


def blocking(inquiry, user) -> dict[str, list[OpenItem]]:
    """By step what is in its way."""
    found = {
        READ: [*_not_read(inquiry, user)],
        MATCHED: [*_not_matched(inquiry)],
        DECIDED: [],
        CODED: [],
        COMPARED: [],
        REVIEWED: [*_not_reviewed(inquiry)],
    }
    tally = OpenCounts([inquiry]).of(inquiry)
    for step, item in zip((None, DECIDED, CODED, CODED, COMPARED), tally.all_items(inquiry), strict=True):
        if step and item:
            found[step].append(item)
    counted = _findings(inquiry)
    for name, count in counted.most_common():
        if name not in COUNTED:
            found[step_of(name)].append(_finding_item(inquiry, name, count))
    return found


def step_of(check: str) -> str:
    """Where its findings are in the way; those of a check that is named nowhere are decided field by field."""
    return next((step for step, names in STEP_OF_CHECK.items() if check in names), DECIDED)


def _findings(inquiry) -> Counter:
    return Counter(dict(inquiry.findings.open().order_by().values_list("check_name").annotate(Count("pk"))))


def _finding_item(inquiry, name, count) -> OpenItem:
    return OpenItem(f"{checks.title(name)}: {count}", links.list_page(Finding, inquiry=inquiry.pk, check_name=name))


def _not_read(inquiry, user):
    if inquiry.revision > inquiry.checked_revision:
        yield OpenItem(_("The checks have not looked at the last changes"), _page("check", inquiry))
    if not inquiry.questions.exists():
        yield OpenItem(_("No question is recorded: type them"), _page("type_questions", inquiry))
    if not inquiry.annexes.exists() and not inquiry.replies.exists():
        if user.has_perm("survey.import_inquiry"):
            yield OpenItem(_("No reply and no table: bring a paper in"), reverse("admin:survey_inquiry_import"))
        yield OpenItem(_("No reply and no table: type a table"), _page("type_table", inquiry))
    for annex in inquiry.annexes.filter(rows=None):
        words = _("%(table)s has no rows: type them") % {"table": annex}
        yield OpenItem(words, reverse("admin:survey_annex_add_rows", args=[annex.pk]))


def _not_matched(inquiry):
    if count := Passage.objects.live().filter(printed_in__row__annex__inquiry=inquiry, answer=None).count():
        words = ngettext("%(count)d passage belongs nowhere", "%(count)d passages belong nowhere", count)
        yield OpenItem(words % {"count": count}, links.list_page(Passage, inquiry=inquiry.pk))
    open_rows = Row.objects.entries_of(inquiry).filter(annex__date=None, annex__rows_are="respondents")
    if open_rows.exists():
        annex = open_rows.select_related("annex").first().annex
        yield OpenItem(
            _("%(table)s has no date: who was on the official list is not known") % {"table": annex}, links.page(annex)
        )


def _not_reviewed(inquiry):
    count = Claim.objects.filter(inquiry=inquiry, released_at=None).count()
    if count:
        words = ngettext("%(count)d statement is not released", "%(count)d statements are not released", count)
        yield OpenItem(words % {"count": count}, _page("claims", inquiry))


def _not_published(inquiry, user):
    state = publication(inquiry, may_publish=user.has_perm("survey.publish_inquiry"))
    if state:
        yield state


def _page(name, inquiry) -> str:
    return reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk])
