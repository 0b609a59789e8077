"""Respondents whose names are nearly a printed one: proposals, from which an editor chooses."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db.models import Q

from survey.language.names import bare, fold, parse
from survey.models import Respondent

SHOWN = 3
NEAR = 0.6


def near_names(printed: Iterable[str], state: str = "") -> dict[str, list[Respondent]]:
    """For each printed name the nearest respondents, those of the state first among equals. One query."""
    nearby = Q(district__state=state) | Q(district=None) if state else Q()
    known = [
        (fold(parse(each.name).core), each) for each in Respondent.objects.filter(nearby).select_related("district")
    ]
    return {name: _nearest(name, known) for name in dict.fromkeys(printed)}


def _nearest(printed: str, known: list[tuple[str, Respondent]]) -> list[Respondent]:
    said = parse(bare(printed))
    core = fold(said.core)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(core)
    found = []
    for name, respondent in known:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
            continue
        alike, shares = matcher.ratio(), bool(_share_a_word(core, name))
        if alike >= NEAR or shares:
            likeness = alike + 0.3 * (said.kind == respondent.kind) + 0.2 * shares
            found.append((likeness, respondent.sort_name, respondent))
    return [respondent for _likeness, _name, respondent in sorted(found, key=lambda each: (-each[0], each[1]))[:SHOWN]]


def _share_a_word(first: str, second: str) -> set[str]:
    return set(first.split()) & set(second.split())
