"""Printed names and the respondents they stand for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from typing import NamedTuple

from survey.language import names
from survey.language.directory import By, Directory, LabelMeaning, PrintedLabel
from survey.language.scopes import DISTRICTS, UNSAID, Scope
from survey.models import RespondentName
from survey.models.respondent import candidates

Told = Mapping[str, int | None]
MEMORY = "memory"


class Remembered(NamedTuple):
    """An editor's word on a printed name; it holds below no heading of another kind. None: it is nobody.

    One said of this very table (`is_new`) comes before what its other rows say of a bare name.
    """

    respondent: int | None
    kind: str = ""
    is_new: bool = False


class RowMatch(NamedTuple):
    """Who a row belongs to, and by what that is known: a word of `By`, or `MEMORY`. Both None: it is not clear who."""

    respondent: int | None = None
    by: str | None = None


OPEN = RowMatch()


class Matcher:
    """Looks names up in what two queries brought. An editor's word on a printed name comes before any rule.

    Only a heading above the row comes before that word, and the day: who was on no list then is not meant. Of several
    of one name, those in the parliament's state and on the official list of the table's date are meant.
    """

    def __init__(self, state: str = "", date: datetime.date | None = None):
        self.state = state
        self.date = date
        self.remembered: dict[str, list[Remembered]] = defaultdict(list)
        for key, *facts in RespondentName.objects.filter(state=state).values_list("key", "respondent_id", "kind"):
            self.remembered[key].append(Remembered(*facts))
        known = candidates()
        self.directory = Directory(known)
        self.by_pk = {each.pk: each for each in known}

    def of_table(self, date: datetime.date | None, told: Told) -> "Matcher":
        """For a table of this date; `told` is what an editor says of its names just now, None for one of nobody."""
        matcher = copy(self)
        matcher.date = date
        words = {names.fold(printed): [self._word(respondent)] for printed, respondent in told.items()}
        matcher.remembered = self.remembered | words
        return matcher

    def _word(self, respondent: int | None) -> Remembered:
        candidate = self.by_pk.get(respondent)
        return Remembered(respondent, candidate.kind if candidate and candidate.kind in DISTRICTS else "", is_new=True)

    def match(self, printed: str, kind: str | None = None) -> int | None:
        """The primary key of the one respondent that is meant; None: nobody, or it is not clear who.

        `kind` is what a heading above the row says of all below it; what the name itself says comes first.
        """
        return self.match_rows([PrintedLabel(printed, Scope(frozenset({kind})) if kind else UNSAID)])[0].respondent

    def match_rows(self, labels: list[PrintedLabel], heading: str = "") -> list[RowMatch]:
        """Of each row of a table, which say together what none says alone; `heading` stands over the labels."""
        meanings = self.directory.meanings(labels, state=self.state, date=self.date, heading=heading)
        return [self._match(label, meaning) for label, meaning in zip(labels, meanings, strict=True)]

    def _match(self, label: PrintedLabel, meaning: LabelMeaning) -> RowMatch:
        by_rule = RowMatch(meaning.candidate.pk, meaning.by) if meaning.candidate else OPEN
        word = self._remembered(label)
        is_told_here = meaning.by == By.HEADING and label.scope.kinds
        if word is None or is_told_here or (meaning.by in (By.HEADING, By.ROWS) and not word.is_new):
            return by_rule
        return RowMatch(word.respondent, MEMORY)

    def _remembered(self, label: PrintedLabel) -> Remembered | None:
        """The one word that holds for this row."""
        for key in self._keys(label.printed):
            if key in self.remembered:
                kinds = label.scope.kinds
                found = [
                    each
                    for each in self.remembered[key]
                    if (kinds is None or not each.kind or each.kind in kinds) and self._is_of_the_day(each.respondent)
                ]
                return found[0] if len(found) == 1 else None
        return None

    def _is_of_the_day(self, respondent: int | None) -> bool:
        candidate = self.by_pk.get(respondent)
        return candidate is None or self.date is None or candidate.is_valid_on(self.date)

    def _keys(self, printed: str) -> tuple[str, str]:
        return names.fold(printed), names.fold(names.bare(printed))

    def is_nobody(self, printed: str) -> bool:
        """Whether an editor has said that the name stands for no respondent."""
        found = next((key for key in self._keys(printed) if key in self.remembered), None)
        return found is not None and all(each.respondent is None for each in self.remembered[found])

    def match_all(self, printed: Iterable[str]) -> dict[str, int | None]:
        return {name: self.match(name) for name in printed}
