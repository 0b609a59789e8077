"""Respondents whose names are nearly a printed one: guesses, from which an editor chooses."""

import datetime
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from survey.language.directory import Candidate
from survey.language.names import bare, fold, parse
from survey.language.scopes import DISTRICTS, is_whole

SHOWN = 3
NEAR = 0.6
SLIP = 0.85


class Likeness:
    """Those who may be meant in one table: of its state and day, and without a row of their own (`taken`)."""

    def __init__(
        self,
        candidates: Iterable[Candidate],
        *,
        state: str = "",
        date: datetime.date | None = None,
        taken: Collection = frozenset(),
    ):
        self.known = [
            (fold(parse(each.name).core), each)
            for each in candidates
            if each.pk not in taken
            and (not state or each.state in (state, None))
            and (date is None or each.is_valid_on(date))
        ]

    def nearest(self, printed: str) -> list[Candidate]:
        """At most three, the likeliest first; none for a state or a sum, which is nobody's answer."""
        found = self._alike(printed)
        return [candidate for _alike, candidate in found[:SHOWN]]

    def by_a_slip(self, printed: str) -> Candidate | None:
        """The one whose name differs by a slip of the pen at most; None where two are called so."""
        kind = parse(bare(printed)).kind
        found = [
            (alike, candidate)
            for alike, candidate in self._alike(printed)
            if alike >= SLIP and (kind is None or kind == candidate.kind)
        ]
        best = [candidate for alike, candidate in found if alike == max(each for each, _candidate in found)]
        return best[0] if len(best) == 1 else None

    def _alike(self, printed: str) -> list[tuple[float, Candidate]]:
        """How much the name is alike, from 0 to 1, in the order of likelihood."""
        if is_whole(printed):
            return []
        said = parse(bare(printed))
        core = fold(said.core)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(core)
        found = []
        for name, candidate in self.known:
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
                continue
            alike, shares = matcher.ratio(), bool(set(core.split()) & set(name.split()))
            if alike >= NEAR or shares:
                is_kind = said.kind == candidate.kind and said.kind in DISTRICTS
                likely = alike + 0.3 * is_kind + 0.2 * shares
                found.append((-likely, name, candidate.kind, alike, candidate))
        return [(alike, candidate) for *_order, alike, candidate in sorted(found, key=lambda each: each[:3])]
