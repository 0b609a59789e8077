"""Checks of what lists say about an inquiry: other values than the record's, and dates that cannot be true."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import pairwise

from survey.checks.found import Found
from survey.checks.texts import ORDER
from survey.models.catalogue_facts import as_text, facts_of, recorded, same
from survey.record import RecordPaper

FIRST_YEAR = 1946


def catalogue_differs(paper: RecordPaper) -> Iterator[Found]:
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
            yield Found(f"list {name}", f"{name}\n{as_text(theirs)}", details | list_name, proposal=proposal)


def date_not_possible(paper: RecordPaper) -> Iterator[Found]:
    """What a list gives as a date and is none; a day before there were parliaments here, or one that is yet to come."""
    impossible = paper.listed.values.get("impossible", {}) if paper.listed else {}
    for kind, printed in impossible.items():
        if kind not in paper.dates:
            yield Found(
                f"date {kind}", printed, {"first": kind, "printed": printed, "list": paper.listed.catalogue.name}
            )
    for kind, date in paper.dates.items():
        if not _is_possible(date.date):
            yield Found(f"date {kind}", date.date.isoformat(), {"first": kind, "date": date.date.isoformat()})


def _is_possible(date: datetime.date) -> bool:
    return date.year >= FIRST_YEAR and date <= datetime.date.today()


def is_odd(values: Mapping) -> bool:
    """Whether the dates of a line alone call for the checks: thousands of others need none."""
    dates = [datetime.date.fromisoformat(values["dates"][kind]) for kind in ORDER if kind in values["dates"]]
    in_order = all(earlier <= later for earlier, later in pairwise(dates))
    return bool(values["impossible"]) or not in_order or not all(map(_is_possible, dates))
