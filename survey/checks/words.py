"""What each check is called and says, in the language of the desk."""

import datetime
from collections import defaultdict

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from survey.checks.check import Sentences
from survey.checks.findings import check_of
from survey.models import AnnexNote, Claim, Finding, InquiryDate, PreliminaryRemark, Question, Reply
from survey.models.catalogue_facts import in_words, label

STEPS = {"annex": pgettext_lazy("date of a table", "as of"), **dict(InquiryDate.Kind.choices)}


def title(check_name: str) -> str:
    """The short name of a check; the name itself where the check is no longer known."""
    found = check_of(check_name)
    return str(found.title) if found else check_name


def describe(finding: Finding) -> str:
    """The sentence to the editor, in the active language."""
    found = check_of(finding.check_name)
    return _said(found.sentences, finding) if found else f"{finding.check_name} {finding.subject}"


def propose(finding: Finding) -> str:
    """What is proposed about it, in the active language; nothing of a check that is no longer known."""
    found = check_of(finding.check_name)
    return _said(found.proposals, finding) if found else ""


def _said(sentences: Sentences, finding: Finding) -> str:
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
    if "note" in details:
        return f"{capfirst(AnnexNote._meta.verbose_name)} {details['note']}".strip() + f", {details['table']}"
    return ", ".join(details[name] for name in ("row", "column") if name in details)


def _span(low: str, high: str) -> str:
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _day(iso: str) -> str:
    return date_format(datetime.date.fromisoformat(iso), "DATE_FORMAT")
