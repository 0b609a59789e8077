"""A file may hold a paper twice: the question paper, and below it the reply. What each print says is told as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from survey.files.errors import gettext_noop
from survey.intake.head import HeadFacts
from survey.intake.paper import PaperError
from survey.language.spacing import letters_of

SEVERAL = gettext_noop("The file holds several papers: %(numbers)s. Bring them in one by one.")
ALIKE = 0.6  # of two titles of one inquiry


def merged(prints: Sequence[HeadFacts], name: str, *, is_reply: bool) -> HeadFacts:
    """What all prints say: the last one is the paper; a question paper before it says when and where it was asked."""
    whole = HeadFacts(name)
    for position, facts in enumerate(reversed(prints)):
        is_last = position == 0
        dated = facts.dates.pop("dated", None)
        if dated and (kind := "answered" if is_last and is_reply else "asked") not in facts.dates:
            facts.dates[kind] = replace(dated, kind=kind)
        if not is_last and "number" in facts.printed:
            _adopt(whole, facts, "number", "asked_in")
        for field in facts.printed:
            if is_last or field != "asked_in":
                _adopt(whole, facts, field, field)
        for kind, date in facts.dates.items():
            if is_last or kind not in ("answered", "distributed"):
                whole.dates.setdefault(kind, date)
    dated = whole.dates.pop("dated", None)
    if dated and is_reply:
        whole.dates.setdefault("answered", replace(dated, kind="answered"))
    return whole


def _adopt(whole: HeadFacts, facts: HeadFacts, name: str, as_name: str) -> None:
    """A field of one print, unless a later one has it."""
    if as_name not in whole.printed and (as_name != "asked_in" or facts.printed[name] != whole.printed.get("number")):
        whole.printed[as_name] = facts.printed[name]
        whole.found_at[as_name] = facts.found_at[name]
        whole.found_to[as_name] = facts.found_to[name]


def check_alone(prints: Sequence[HeadFacts], told: Sequence[str], name: str) -> None:
    """A question paper and its reply are one; two that do not name each other, with other titles, are two.

    `told` are the numbers that heads name. Raises PaperError.
    """
    said = [facts.printed for facts in prints if "number" in facts.printed]
    for first, second in pairwise(said):
        names_first = second.get("asked_in") == first["number"] or first.get("asked_in") == second["number"]
        titles = [letters_of(each.get("title", "")) for each in (first, second)]
        is_same = names_first or first["number"] == second["number"] or not all(titles)
        if not is_same and SequenceMatcher(None, *titles).ratio() < ALIKE:
            _refuse_several(name, [each["number"] for each in said])
    known = {number for printed in said for number in (printed["number"], printed.get("asked_in"))}
    others = [number for number in told if number and number not in known]
    if said and others and len(told) > 1:
        _refuse_several(name, [said[0]["number"], *others])


def _refuse_several(name: str, numbers: Iterable[str]) -> None:
    raise PaperError(name, None, None, SEVERAL, {"numbers": ", ".join(dict.fromkeys(numbers))})
