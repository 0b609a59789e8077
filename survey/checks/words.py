"""What each check is called and says, in the language of the desk."""

import datetime
from collections import defaultdict

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from survey.models import Finding, InquiryDate, Reply

TITLES = {
    "continuation_row": gettext_lazy("Row without label"),
    "foreign_place": gettext_lazy("Another district in this field"),
    "cross_reference": gettext_lazy("Reference to decide"),
    "open_reference": gettext_lazy("Reference without target"),
    "lettered_parts": gettext_lazy("Answer part by part"),
    "blank_cell": gettext_lazy("Field to decide"),
    "number_unread": gettext_lazy("Number to read"),
    "markup": gettext_lazy("Markup in the file"),
    "unmatched_row": gettext_lazy("Respondent unknown"),
    "same_respondent_twice": gettext_lazy("Respondent twice"),
    "missing_respondents": gettext_lazy("District not in the table"),
    "uncoded_part": gettext_lazy("Not categorised"),
    "dates_out_of_order": gettext_lazy("Dates out of order"),
    "claim_against_rows": gettext_lazy("Statement against the table"),
    "quote_missing": gettext_lazy("Quote not in the text"),
    "body_without_quote": gettext_lazy("Body without quote"),
}
STEPS = {"annex": pgettext_lazy("date of a table", "as of"), **dict(InquiryDate.Kind.choices)}

# Of each check the first sentence whose detail is there and true; "" stands for the rest.
SENTENCES = {
    "continuation_row": {
        "": gettext_noop("%(place)s: the row below has no label. Does its text belong here? “%(words)s”"),
    },
    "foreign_place": {
        "to": gettext_noop("%(place)s: the text names %(names)s. Does it belong to the row %(to)s? “%(words)s”"),
        "": gettext_noop("%(place)s: the text names %(names)s. Does it belong here? “%(words)s”"),
    },
    "cross_reference": {
        "whole": gettext_noop("%(place)s: the text is nothing but a reference to %(targets)s. Confirm or refuse it."),
        "targets": gettext_noop("%(place)s: “%(words)s” seems to refer to %(targets)s. Confirm or refuse it."),
        "": gettext_noop("%(place)s: “%(words)s” refers to something, but does not say to what."),
    },
    "open_reference": {
        "": gettext_noop("%(place)s: it refers to %(targets)s, but no text stands there. Mark the reference as open."),
    },
    "lettered_parts": {
        "": gettext_noop("%(place)s: the answer has lettered parts. Categorise each by itself: %(parts)s."),
    },
    "blank_cell": {
        "printed": gettext_noop("%(place)s: the text printed here belongs elsewhere. Decide on the status."),
        "": gettext_noop("%(place)s: nothing is printed here. Decide on the status."),
    },
    "number_unread": {
        "": gettext_noop("%(place)s: “%(words)s” is not surely a number. Enter the number, or decide on the status."),
    },
    "markup": {
        "": gettext_noop("Markup in the file was read as paragraphs. Compare these rows with the source: %(rows)s."),
    },
    "unmatched_row": {
        "respondent": gettext_noop("“%(row)s” belongs to no respondent yet. Is it %(respondent)s?"),
        "": gettext_noop("“%(row)s” belongs to no respondent yet. Choose one, or leave it open."),
    },
    "same_respondent_twice": {
        "": gettext_noop("“%(row)s” and “%(other)s” are the same respondent with the same breakdown."),
    },
    "missing_respondents": {
        "subject": gettext_noop("%(district)s was on the official list of %(date)s; the table says nothing about it."),
        "": gettext_noop(
            "%(district)s was on the official list of %(date)s, but is not in the table. Why is not known."
        ),
    },
    "uncoded_part": {
        "disputed": gettext_noop("%(row)s: the two readings of %(part)s differ. Settle on a category."),
        "": gettext_noop("%(row)s is not categorised in %(part)s."),
    },
    "dates_out_of_order": {
        "": gettext_noop("The dates do not follow each other: %(first)s %(first_date)s, %(second)s %(second_date)s."),
    },
    "claim_against_rows": {
        "added_up": gettext_noop("“%(quote)s”: stated %(stated)s, added up %(span)s."),
        "differs": gettext_noop("“%(quote)s”: not so in the table, %(span)s of %(of)s rows, stated %(stated)s."),
        "": gettext_noop("“%(quote)s”: depending on the reading, %(span)s of %(of)s rows, stated %(stated)s."),
    },
    "quote_missing": {
        "nearly": gettext_noop(
            "Only quotation marks, dashes or blanks of this quote differ from the text: “%(quote)s”"
        ),
        "quote": gettext_noop("This quote does not stand in its text: “%(quote)s”"),
        "": gettext_noop("%(row)s: the category in %(part)s rests on no quote."),
    },
    "body_without_quote": {
        "": gettext_noop("%(body)s: no words bear out “%(facts)s”. Add the quote, or remove the fact."),
    },
}


def title(check_name: str) -> str:
    """The short name of a check; the name itself where the check is no longer known."""
    return str(TITLES.get(check_name, check_name))


def describe(finding: Finding) -> str:
    """The sentence to the editor, in the active language."""
    sentences = SENTENCES.get(finding.check_name)
    if sentences is None:
        return str(finding)
    chosen = next(sentence for detail, sentence in sentences.items() if not detail or finding.details.get(detail))
    return _(chosen) % _filling(finding.details)


def _filling(details: dict) -> dict:
    """The details in words; a finding kept by an older check may lack some."""
    filling = defaultdict(lambda: "…", details)
    filling["place"] = _place(details)
    if "low" in details:
        filling["span"] = _span(details["low"], details["high"])
    if "facts" in details:
        filling["facts"] = _("”, “").join(details["facts"])
    filling |= {name: _day(details[name]) for name in ("date", "first_date", "second_date") if name in details}
    filling |= {name: str(STEPS[details[name]]) for name in ("first", "second") if name in details}
    return filling


def _place(details: dict) -> str:
    if "reply" in details:
        return str(Reply._meta.verbose_name) + details["reply"].removeprefix("reply")
    return ", ".join(details[name] for name in ("row", "column") if name in details)


def _span(low: str, high: str) -> str:
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "DATE_FORMAT")
