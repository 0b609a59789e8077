"""Checks of what lists say about an inquiry: other values than the record's, and dates that cannot be true."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft
from survey.checks.terms import is_outside
from survey.checks.texts import ORDER
from survey.models.catalogue_facts import as_text, facts_of, recorded, same
from survey.record import RecordPaper

FIRST_YEAR = 1946


@check(
    gettext_lazy("Catalogue against the record"),
    {
        "has_ours": gettext_noop("%(fact)s: recorded is “%(ours)s”, the catalogue %(list)s says “%(theirs)s”."),
        "": gettext_noop("%(fact)s: nothing is recorded, the catalogue %(list)s says “%(theirs)s”."),
    },
    {"": gettext_noop("Take “%(theirs)s” over, or dismiss this: the record stays as it is.")},
)
def catalogue_differs(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A fact of which the newest list says something else than the record."""
    if paper.listed is None:
        return
    ours = recorded(paper.inquiry, paper.inquiry.askers.all(), paper.dates.values())
    for name, theirs in facts_of(paper.listed.values).items():
        if not same(ours[name], theirs):
            details = {
                "fact": name,
                "ours": as_text(ours[name]),
                "theirs": as_text(theirs),
                "has_ours": bool(ours[name]),
            }
            proposal = {"fact": name, "value": theirs}
            list_name = {"list": paper.listed.catalogue.name}
            yield FindingDraft(f"list {name}", f"{name}\n{as_text(theirs)}", details | list_name, proposal=proposal)


@check(
    gettext_lazy("Date that cannot be true"),
    {
        "printed": gettext_noop("%(first)s: “%(printed)s” in the catalogue %(list)s is no date."),
        "term": gettext_noop("%(first)s %(date)s: this day lies outside term %(term)s."),
        "": gettext_noop("%(first)s %(date)s: this day cannot be meant."),
    },
    {"": gettext_noop("Compare the date with the paper, and correct it.")},
)
def date_not_possible(paper: RecordPaper) -> Iterator[FindingDraft]:
    """What a list gives as a date and is none; a day before there were parliaments, yet to come, or of another term."""
    impossible = paper.listed.values.get("impossible", {}) if paper.listed else {}
    for kind, printed in impossible.items():
        if kind not in paper.dates:
            yield FindingDraft(
                f"date {kind}", printed, {"first": kind, "printed": printed, "list": paper.listed.catalogue.name}
            )
    for kind, date in paper.dates.items():
        details = {"first": kind, "date": date.date.isoformat()}
        if not _is_possible(date.date):
            yield FindingDraft(f"date {kind}", date.date.isoformat(), details)
        elif is_outside(paper.inquiry.parliament.slug, paper.inquiry.term, kind, date.date):
            term = str(paper.inquiry.term)
            yield FindingDraft(f"date {kind}", f"{date.date.isoformat()} {term}", details | {"term": term})


@check(
    gettext_lazy("Parties to assign"),
    {
        "": gettext_noop(
            "The catalogue %(list)s names %(parties)s beside %(members)s, and does not say who belongs to which."
        ),
    },
    {"": gettext_noop("Say with each member which party is theirs, as the paper has it.")},
)
def party_open(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A list names several parties beside several members, and the record does not say yet who belongs to which."""
    parties = paper.listed.values.get("parties_open") if paper.listed else None
    if not parties:
        return
    members = [asker.name for asker in paper.inquiry.askers.all() if not asker.party and not asker.group]
    if members:
        names = ", ".join(members)
        details = {"parties": parties, "members": names, "list": paper.listed.catalogue.name}
        yield FindingDraft("askers", f"{parties}\n{names}", details)


def _is_possible(date: datetime.date) -> bool:
    return date.year >= FIRST_YEAR and date <= datetime.date.today()


def is_odd(values: Mapping, parliament: str, term: int | None) -> bool:
    """Whether the dates of a line alone call for the checks: thousands of others need none."""
    dates = {kind: datetime.date.fromisoformat(values["dates"][kind]) for kind in ORDER if kind in values["dates"]}
    in_order = all(earlier <= later for earlier, later in pairwise(dates.values()))
    are_possible = all(map(_is_possible, dates.values()))
    is_in_term = not any(is_outside(parliament, term, kind, day) for kind, day in dates.items())
    return bool(values["impossible"]) or not (in_order and are_possible and is_in_term)
