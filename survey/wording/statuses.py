"""The statuses of an answer as chip, sign and sentence, in the language of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Chip:
    """A short word with a sign, so that no meaning hangs on colour, and the sentence behind it."""

    code: str
    label: str
    sentence: str
    sign: str


STATUSES = {
    "answered": ("■", _("answered"), _("This field holds an answer of its own.")),
    "blank": ("□", _("empty field"), _("Nothing stands here in the source. That is neither a yes nor a no.")),
    "refers": ("→", _("reference"), _("This refers to another answer, which is shown with it.")),
    "elsewhere": (
        "↔",
        _("in another field"),
        _("The field is empty; the answer stands in another field of the same row."),
    ),
    "collective": (
        "⊞",
        _("collective answer"),
        _("An association answers for its members; there are no answers of their own."),
    ),
    "declined": ("⊘", _("declined"), _("The respondent expressly gives no information on this.")),
    "no_reply": ("○", _("no reply"), _("According to the source the respondent did not reply.")),
    "no_data": ("∅", _("no data"), _("The respondent says that it has no data.")),
    "not_applicable": ("–", _("not applicable"), _("The respondent says that the question does not apply.")),
    "not_asked": ("◌", _("not asked"), _("This respondent was not asked about this.")),
    "unknown": ("?", _("unknown"), _("The text in this place does not belong here; what was meant, we do not know.")),
    "no_row": ("◇", _("not in the table"), _("Does not appear in the table; why is not known.")),
}


def status(code: str) -> Chip:
    sign, label, sentence = STATUSES[code]
    return Chip(code, str(label), str(sentence), sign)


def statuses() -> list[Chip]:
    """All of them, for the legend."""
    return [status(code) for code in STATUSES]
