"""Respondents whose names are nearly a printed one: proposals, from which an editor chooses."""

import datetime
from collections.abc import Collection, Iterable

from survey.language.near_names import Likeness
from survey.models import Respondent
from survey.models.respondent import candidates


def suggested_names(
    printed: Iterable[str], state: str = "", date: datetime.date | None = None, taken: Collection[int] = ()
) -> dict[str, list[Respondent]]:
    """For each printed name the nearest respondents of the state and day that have no row (`taken`). Two queries."""
    likeness = Likeness(candidates(), state=state, date=date, taken=taken)
    nearest = {name: [each.pk for each in likeness.nearest(name)] for name in dict.fromkeys(printed)}
    found = Respondent.objects.for_list().in_bulk({pk for pks in nearest.values() for pk in pks})
    return {name: [found[pk] for pk in pks] for name, pks in nearest.items()}
