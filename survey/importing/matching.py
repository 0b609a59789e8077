"""Printed names and the respondents they stand for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from typing import NamedTuple

from survey.language import names
from survey.models import Respondent, RespondentName

Told = Mapping[str, int | None]


class Candidate(NamedTuple):
    pk: int
    name: str
    kind: str
    state: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def forms(self) -> set[str]:
        """A county or city is found under its kind alone: "Kassel" says neither."""
        known = names.key(self.name, self.kind)
        return {known} if self.kind in ("county", "city") else {known, names.key(self.name)}

    def short_form(self) -> str:
        """As a city is called in its own state: “Stadt Offenbach”."""
        return names.key(names.without_river(names.parse(self.name).core), self.kind)

    def is_valid_on(self, date: datetime.date) -> bool:
        return (self.valid_from or date) <= date <= (self.valid_to or date)


class Matcher:
    """Looks names up in what two queries brought. An editor's word on a printed name comes before any rule.

    Of several of one name, those in the parliament's state and on the official list of the table's date are meant.
    """

    def __init__(self, state: str = "", date: datetime.date | None = None):
        self.state = state
        self.date = date
        self.decided = dict(RespondentName.objects.values_list("key", "respondent_id"))
        self.by_rule: dict[str, list[Candidate]] = defaultdict(list)
        self.at_home: dict[str, list[Candidate]] = defaultdict(list)
        districts = ("district__state", "district__valid_from", "district__valid_to")
        for facts in Respondent.objects.values_list("pk", "name", "kind", *districts):
            candidate = Candidate(*facts)
            for key in candidate.forms():
                self.by_rule[key].append(candidate)
            if candidate.kind == Respondent.Kind.CITY and state and candidate.state == state:
                self.at_home[candidate.short_form()].append(candidate)

    def of_table(self, date: datetime.date | None, told: Told) -> "Matcher":
        """For a table of this date; `told` is what an editor says of its names just now, None for one of nobody."""
        matcher = copy(self)
        matcher.date = date
        matcher.decided = self.decided | {names.fold(printed): respondent for printed, respondent in told.items()}
        return matcher

    def match(self, printed: str, kind: str | None = None) -> int | None:
        """The primary key of the one respondent that is meant; None: nobody, or it is not clear who.

        `kind` is what a heading above the row says of all below it; what the name itself says comes first.
        """
        bare = names.bare(printed)
        for key in (names.fold(printed), names.fold(bare)):
            if key in self.decided:
                return self.decided[key]
        key = names.key(bare, names.parse(bare).kind or kind)
        found = self.by_rule.get(key) or self.at_home.get(key, [])
        for is_near in (self._in_state, self._in_time):
            found = [candidate for candidate in found if is_near(candidate)] or found
        return found[0].pk if len(found) == 1 else None

    def is_nobody(self, printed: str) -> bool:
        """Whether an editor has said that the name stands for no respondent."""
        keys = (names.fold(printed), names.fold(names.bare(printed)))
        found = next((key for key in keys if key in self.decided), None)
        return found is not None and self.decided[found] is None

    def match_all(self, printed: Iterable[str]) -> dict[str, int | None]:
        return {name: self.match(name) for name in printed}

    def _in_state(self, candidate: Candidate) -> bool:
        return candidate.state == self.state

    def _in_time(self, candidate: Candidate) -> bool:
        return self.date is not None and candidate.is_valid_on(self.date)
