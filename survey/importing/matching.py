"""Printed names and the respondents they stand for."""

import datetime
from collections.abc import Iterable, Mapping
from copy import copy

from survey.language import names
from survey.language.directory import DISTRICT_FACTS, Candidate, Directory, Label
from survey.language.scopes import UNSAID, Scope
from survey.models import Respondent, RespondentName

Told = Mapping[str, int | None]


def candidates() -> list[Candidate]:
    """All respondents on record; one query."""
    return [*map(Candidate._make, Respondent.objects.order_by().values_list("pk", "name", "kind", *DISTRICT_FACTS))]


class Matcher:
    """Looks names up in what two queries brought. An editor's word on a printed name comes before any rule.

    Of several of one name, those in the parliament's state and on the official list of the table's date are meant.
    """

    def __init__(self, state: str = "", date: datetime.date | None = None):
        self.state = state
        self.date = date
        self.decided = dict(RespondentName.objects.values_list("key", "respondent_id"))
        self.directory = Directory(candidates())

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
        return self.match_rows([Label(printed, Scope(frozenset({kind})) if kind else UNSAID)])[0]

    def match_rows(self, labels: list[Label], heading: str = "") -> list[int | None]:
        """Of each row of a table, which say together what none says alone; `heading` stands over the labels."""
        meanings = self.directory.meanings(labels, state=self.state, date=self.date, heading=heading)
        return [
            self._decided(label.printed, meaning.candidate.pk if meaning.candidate else None)
            for label, meaning in zip(labels, meanings, strict=True)
        ]

    def _decided(self, printed: str, by_rule: int | None) -> int | None:
        for key in (names.fold(printed), names.fold(names.bare(printed))):
            if key in self.decided:
                return self.decided[key]
        return by_rule

    def is_nobody(self, printed: str) -> bool:
        """Whether an editor has said that the name stands for no respondent."""
        keys = (names.fold(printed), names.fold(names.bare(printed)))
        found = next((key for key in keys if key in self.decided), None)
        return found is not None and self.decided[found] is None

    def match_all(self, printed: Iterable[str]) -> dict[str, int | None]:
        return {name: self.match(name) for name in printed}
