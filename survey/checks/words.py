"""What each check is called and says, in the language of the desk."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from survey.models import Finding, InquiryDate

TITLES = {
    "continuation_row": gettext_lazy("Row without label"),
    "foreign_place": gettext_lazy("Another district in this field"),
    "cross_reference": gettext_lazy("Reference to decide"),
    "open_reference": gettext_lazy("Reference without target"),
    "lettered_parts": gettext_lazy("Answer part by part"),
    "blank_cell": gettext_lazy("Empty field"),
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

SENTENCES = {
    "continuation_row": gettext_noop(
        "%(row)s, %(column)s: the row below has no label. Does its text belong here? “%(words)s”"
    ),
    "foreign_place": gettext_noop(
        "%(row)s, %(column)s: the text names %(names)s. Does it belong there? Then move the passage."
    ),
    "cross_reference": gettext_noop(
        "%(row)s, %(column)s: “%(words)s” seems to refer to %(targets)s. Confirm or refuse it."
    ),
    "open_reference": gettext_noop(
        "%(row)s, %(column)s: it refers to %(targets)s, but the row has no text on that. Mark the reference as open."
    ),
    "lettered_parts": gettext_noop(
        "%(row)s, %(column)s: the answer has lettered parts. Categorise each by itself: %(parts)s."
    ),
    "blank_cell": gettext_noop("%(row)s, %(column)s: nothing is printed here. Decide on the status."),
    "markup": gettext_noop("%(count)s fields hold markup that was read as paragraphs: %(rows)s."),
    "unmatched_row": gettext_noop("“%(row)s” belongs to no respondent yet. Choose one, or leave it open."),
    "same_respondent_twice": gettext_noop("“%(row)s” and “%(other)s” are the same respondent with the same breakdown."),
    "missing_respondents": gettext_noop(
        "%(district)s was on the official list of %(date)s, but is not in the table. Why is not known."
    ),
    "uncoded_part": gettext_noop("%(row)s is not categorised in %(parts)s."),
    "dates_out_of_order": gettext_noop("The dates do not follow each other: %(first)s, %(second)s (%(dates)s)."),
    "quote_missing": gettext_noop("This quote does not stand in its text: “%(quote)s”"),
    "body_without_quote": gettext_noop("No words name %(body)s. Add the quote, or remove the body."),
}
CLAIMS = {
    "differs": gettext_noop("“%(quote)s”: not so in the table, %(low)s to %(high)s of %(of)s rows, stated %(stated)s."),
    "depends_on_reading": gettext_noop(
        "“%(quote)s”: depending on the reading, %(low)s to %(high)s of %(of)s rows, stated %(stated)s."
    ),
}
STEPS = {"annex": gettext_lazy("as of"), **dict(InquiryDate.Kind.choices)}


def title(check_name: str) -> str:
    """The short name of a check; the name itself where the check is no longer known."""
    return str(TITLES.get(check_name, check_name))


def describe(finding: Finding) -> str:
    """The sentence to the editor."""
    details = dict(finding.details)
    if finding.check_name == "claim_against_rows":
        return _(CLAIMS[details["result"]]) % details
    if finding.check_name == "dates_out_of_order":
        details |= {name: str(STEPS[details[name]]) for name in ("first", "second")}
    sentence = SENTENCES.get(finding.check_name)
    return _(sentence) % details if sentence else str(finding)
