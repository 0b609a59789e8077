"""What each check is called and says, in the language of the desk."""

import datetime
from collections import defaultdict

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from survey.models import Claim, Finding, InquiryDate, PreliminaryRemark, Question, Reply
from survey.models.catalogue_facts import in_words, label

TITLES = {
    "reader_unsure": gettext_lazy("Unsure in the file"),
    "continuation_row": gettext_lazy("Row without label"),
    "foreign_place": gettext_lazy("Another district in this field"),
    "cross_reference": gettext_lazy("Reference to decide"),
    "open_reference": gettext_lazy("Reference without target"),
    "lettered_parts": gettext_lazy("Answer part by part"),
    "blank_cell": gettext_lazy("Field to decide"),
    "number_unread": gettext_lazy("Number to read"),
    "number_against_text": gettext_lazy("Number and text differ"),
    "text_in_empty_field": gettext_lazy("Text in an empty field"),
    "sign_alone": gettext_lazy("Sign to decide"),
    "glued_word": gettext_lazy("Words without blanks"),
    "personal_data": gettext_lazy("Leads to a person"),
    "column_without_question": gettext_lazy("Columns without a question"),
    "markup": gettext_lazy("Markup in the file"),
    "unmatched_row": gettext_lazy("Respondent unknown"),
    "same_respondent_twice": gettext_lazy("Respondent twice"),
    "page_break": gettext_lazy("Page break in a PDF"),
    "district_not_valid": gettext_lazy("District of another time"),
    "missing_respondents": gettext_lazy("District not in the table"),
    "uncoded_part": gettext_lazy("Not categorised"),
    "readings_differ": gettext_lazy("Two readings differ"),
    "outdated_codings": gettext_lazy("Categorised by older rules"),
    "silence_without_category": gettext_lazy("No category for silence"),
    "question_differs": gettext_lazy("Said to be the same question"),
    "dates_out_of_order": gettext_lazy("Dates out of order"),
    "sum_against_cells": gettext_lazy("Sum against its fields"),
    "claim_against_rows": gettext_lazy("Statement against the table"),
    "released_claim_changed": gettext_lazy("Released statement gives another result"),
    "quote_missing": gettext_lazy("Quote not in the text"),
    "body_without_quote": gettext_lazy("Body without quote"),
    "duplicate_body": gettext_lazy("Body recorded twice"),
    "catalogue_differs": gettext_lazy("Catalogue against the record"),
    "date_not_possible": gettext_lazy("Date that cannot be true"),
    "party_open": gettext_lazy("Parties to assign"),
}
STEPS = {"annex": pgettext_lazy("date of a table", "as of"), **dict(InquiryDate.Kind.choices)}

# Of each check the first sentence whose detail is there and true; "" stands for the rest.
SENTENCES = {
    "reader_unsure": {
        "page": gettext_noop("Page %(page)s: %(sentence)s"),
        "line": gettext_noop("Line %(line)s: %(sentence)s"),
        "": "%(sentence)s",
    },
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
    "number_against_text": {
        "": gettext_noop("%(place)s: the text says “%(words)s”, the number beside it is %(number)s."),
    },
    "text_in_empty_field": {
        "": gettext_noop("%(place)s has the status “empty field”, but “%(words)s” stands in it."),
    },
    "sign_alone": {
        "": gettext_noop("%(place)s: nothing but “%(words)s” is printed here. Decide on the status."),
    },
    "glued_word": {
        "": gettext_noop(
            "%(place)s: a word of %(letters)s letters, so blanks were lost: “%(words)s …”. Search finds only pieces of "
            "it."
        ),
    },
    "personal_data": {
        "file": gettext_noop("%(place)s: “%(words)s” may be a file number, or lead to a person in another way."),
        "mail": gettext_noop("%(place)s: “%(words)s” may be a mail address, or lead to a person in another way."),
        "phone": gettext_noop("%(place)s: “%(words)s” may be a telephone number, or lead to a person in another way."),
        "": gettext_noop("%(place)s: “%(words)s” may be the address of a person."),
    },
    "column_without_question": {
        "": gettext_noop("Columns of table %(table)s answer no question yet: %(columns)s."),
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
    "page_break": {
        "": gettext_noop(
            "Page %(page)s was read as the rest of the table, from “%(row)s” on. Does that row follow “%(above)s”?"
        ),
    },
    "district_not_valid": {
        "spoken_for": gettext_noop(
            "“%(row)s” speaks for %(district)s, which was not on the official list of %(date)s."
        ),
        "": gettext_noop("“%(row)s” is %(district)s, which was not on the official list of %(date)s."),
    },
    "missing_respondents": {
        "speaker": gettext_noop("%(district)s has no row of its own. Does “%(speaker)s” speak for it?"),
        "subject": gettext_noop("%(district)s was on the official list of %(date)s; the table says nothing about it."),
        "": gettext_noop(
            "%(district)s was on the official list of %(date)s, but is not in the table. Why is not known."
        ),
    },
    "uncoded_part": {
        "": gettext_noop("%(row)s is not categorised in %(part)s."),
    },
    "readings_differ": {
        "": gettext_noop("%(row)s: the two readings of %(part)s differ. Settle on a category."),
    },
    "outdated_codings": {
        "": gettext_noop(
            "%(part)s: %(count)s rows are categorised as “%(code)s” by rules older than version %(version)s. Look at"
            " them again."
        ),
    },
    "silence_without_category": {
        "": gettext_noop("The rules of %(part)s have no category “not_stated” for rows that say nothing. Add it."),
    },
    "question_differs": {
        "": gettext_noop(
            "Question %(part)s is said to be the same as question %(earlier)s of %(paper)s, but its text is another."
        ),
    },
    "dates_out_of_order": {
        "": gettext_noop("The dates do not follow each other: %(first)s %(first_date)s, %(second)s %(second_date)s."),
    },
    "sum_against_cells": {
        "without_number": gettext_noop(
            "%(place)s: printed %(stated)s; the %(of)s fields add up to %(span)s. %(without_number)s of them hold no "
            "number, %(inexact)s are about or at least."
        ),
        "inexact": gettext_noop(
            "%(place)s: printed %(stated)s; the %(of)s fields add up to %(span)s. %(inexact)s of them are about or at "
            "least."
        ),
        "": gettext_noop("%(place)s: printed %(stated)s, but the %(of)s fields add up to %(span)s."),
    },
    "claim_against_rows": {
        "added_up": gettext_noop("“%(quote)s”: stated %(stated)s, added up %(span)s."),
        "differs": gettext_noop("“%(quote)s”: not so in the table, %(span)s of %(of)s rows, stated %(stated)s."),
        "": gettext_noop("“%(quote)s”: depending on the reading, %(span)s of %(of)s rows, stated %(stated)s."),
    },
    "released_claim_changed": {
        "": gettext_noop("“%(quote)s”: released as “%(was)s”, now “%(now)s”. Look at it and release it again."),
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
    "duplicate_body": {"": gettext_noop("“%(body)s” and “%(other)s” may be one body, recorded twice.")},
    "catalogue_differs": {
        "has_ours": gettext_noop("%(fact)s: recorded is “%(ours)s”, the catalogue %(list)s says “%(theirs)s”."),
        "": gettext_noop("%(fact)s: nothing is recorded, the catalogue %(list)s says “%(theirs)s”."),
    },
    "date_not_possible": {
        "printed": gettext_noop("%(first)s: “%(printed)s” in the catalogue %(list)s is no date."),
        "term": gettext_noop("%(first)s %(date)s: this day lies outside term %(term)s."),
        "": gettext_noop("%(first)s %(date)s: this day cannot be meant."),
    },
    "party_open": {
        "": gettext_noop(
            "The catalogue %(list)s names %(parties)s beside %(members)s, and does not say who belongs to which."
        ),
    },
}

# What is proposed about each: chosen as the sentences are.
PROPOSALS = {
    "reader_unsure": {"": gettext_noop("Compare this with the file, correct it where it is wrong, and take note.")},
    "continuation_row": {"": gettext_noop("Join it to the field above.")},
    "foreign_place": {
        "to": gettext_noop("Move the paragraph to %(to)s, %(column)s."),
        "": gettext_noop("Move the passage to where it belongs, or dismiss this."),
    },
    "cross_reference": {
        "targets": gettext_noop("Confirm the reference to %(targets)s."),
        "": gettext_noop("Say in the field itself what is meant."),
    },
    "open_reference": {"": gettext_noop("Mark the reference to %(targets)s as open.")},
    "lettered_parts": {"": gettext_noop("Read the letters as the answers to %(parts)s.")},
    "blank_cell": {
        "printed": gettext_noop("Set the status “unknown”, with a note, or another."),
        "": gettext_noop("Set the status “empty field”, or another."),
    },
    "number_unread": {
        "offered": gettext_noop("Enter the number “%(offered)s”, another one, or a status."),
        "": gettext_noop("Enter the number, or set a status."),
    },
    "number_against_text": {
        "": gettext_noop("Take the number that the text says, or correct the text if it was misread."),
    },
    "text_in_empty_field": {"": gettext_noop("Set the status “answered”, or another.")},
    "sign_alone": {"": gettext_noop("Set the status “no data”, or another.")},
    "glued_word": {"": gettext_noop("Compare it with the source, and edit the text.")},
    "personal_data": {
        "": gettext_noop(
            "Take note of it if the public may read it; else have the passage withheld before publishing."
        ),
    },
    "column_without_question": {
        "pairs": gettext_noop("Let them answer: %(pairs)s."),
        "": gettext_noop("Say which questions they answer, or take note that they answer none."),
    },
    "markup": {"": gettext_noop("Nothing to do but to compare, and to take note.")},
    "unmatched_row": {
        "respondent": gettext_noop("Match it with %(respondent)s, and keep the printed name."),
        "": gettext_noop("Choose who is meant, or dismiss this."),
    },
    "same_respondent_twice": {"": gettext_noop("Correct one of the two rows, or dismiss this.")},
    "page_break": {"": gettext_noop("Compare it with the print and take note, or correct the rows.")},
    "district_not_valid": {"": gettext_noop("Correct the respondent, the districts or the date of the table.")},
    "missing_respondents": {
        "speaker": gettext_noop("Let “%(speaker)s” speak for it."),
        "": gettext_noop("Take note; the public page says so."),
    },
    "uncoded_part": {"": gettext_noop("Categorise the row.")},
    "readings_differ": {"": gettext_noop("Settle the two readings.")},
    "outdated_codings": {"": gettext_noop("Say of each row whether it is still so, or categorise it anew.")},
    "silence_without_category": {"": gettext_noop("Add the category “not_stated”.")},
    "question_differs": {
        "": gettext_noop("Say that it has changed, or in a sentence why the two may be compared all the same."),
    },
    "dates_out_of_order": {"": gettext_noop("Compare the dates with the source, and correct them.")},
    "sum_against_cells": {"": gettext_noop("Compare the numbers with the source, and take note.")},
    "claim_against_rows": {"": gettext_noop("Look at the statement and its rows, and take note.")},
    "released_claim_changed": {"": gettext_noop("Release it again with today's result, or take the release back.")},
    "quote_missing": {"": gettext_noop("Correct the quote where it is given.")},
    "body_without_quote": {"": gettext_noop("Add the quote, or remove the fact.")},
    "duplicate_body": {"": gettext_noop("Merge the two, or dismiss this.")},
    "catalogue_differs": {"": gettext_noop("Take “%(theirs)s” over, or dismiss this: the record stays as it is.")},
    "date_not_possible": {"": gettext_noop("Compare the date with the paper, and correct it.")},
    "party_open": {"": gettext_noop("Say with each member which party is theirs, as the paper has it.")},
}


def title(check_name: str) -> str:
    """The short name of a check; the name itself where the check is no longer known."""
    return str(TITLES.get(check_name, check_name))


def describe(finding: Finding) -> str:
    """The sentence to the editor, in the active language."""
    return _said(SENTENCES, finding) or str(finding)


def propose(finding: Finding) -> str:
    """What is proposed about it, in the active language; nothing of a check that is no longer known."""
    return _said(PROPOSALS, finding)


def _said(words: dict[str, dict[str, str]], finding: Finding) -> str:
    sentences = words.get(finding.check_name)
    if sentences is None:
        return ""
    chosen = next(sentence for detail, sentence in sentences.items() if not detail or finding.details.get(detail))
    return _(chosen) % _filling(finding.details)


def _filling(details: dict) -> dict:
    """The details in words; a finding kept by an older check may lack some."""
    filling = defaultdict(lambda: "…", details)
    filling["place"] = _place(details)
    if "said" in details:
        filling["sentence"] = _(details["said"]) % details["params"] if details["params"] else _(details["said"])
    if "low" in details:
        filling["span"] = _span(details["low"], details["high"])
    if "facts" in details:
        filling["facts"] = _("”, “").join(details["facts"])
    filling |= {name: _day(details[name]) for name in ("date", "first_date", "second_date") if name in details}
    filling |= {name: str(dict(Claim.Result.choices)[details[name]]) for name in ("was", "now") if name in details}
    if "fact" in details:
        filling["fact"] = capfirst(label(details["fact"]))
        filling |= {name: in_words(details["fact"], details[name]) for name in ("ours", "theirs") if name in details}
    filling |= {name: str(STEPS[details[name]]) for name in ("first", "second") if name in details}
    return filling


def _place(details: dict) -> str:
    for name, model in (("reply", Reply), ("remark", PreliminaryRemark), ("question", Question)):
        if name in details:
            return str(model._meta.verbose_name) + details[name].removeprefix(name)
    return ", ".join(details[name] for name in ("row", "column") if name in details)


def _span(low: str, high: str) -> str:
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "DATE_FORMAT")
