"""Checks of bodies among each other."""

from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft
from survey.language.names import fold
from survey.models import Body
from survey.record import RecordPaper


@check(
    gettext_lazy("Body recorded twice"),
    {"": gettext_noop("“%(body)s” and “%(other)s” may be one body, recorded twice.")},
    {"": gettext_noop("Merge the two, or dismiss this.")},
)
def duplicate_body(paper: RecordPaper) -> Iterator[FindingDraft]:
    """Two bodies of one name in one place: perhaps one body, recorded twice."""
    for first, second in combinations(paper.bodies, 2):
        if _is_the_same(first, second):
            details = {"body": second.usual_name, "other": first.usual_name, "other_slug": first.slug}
            looked_at = "\n".join([first.slug, first.name, first.usual_name, second.name, second.usual_name])
            yield FindingDraft(f"body {second.slug}", looked_at, details)


def _is_the_same(first: Body, second: Body) -> bool:
    if fold(first.usual_name) == fold(second.usual_name):
        return True
    here, there = ({district.pk for district in body.districts.all()} for body in (first, second))
    near = bool(here & there) and fold(first.place) == fold(second.place)
    return near and first.kind == second.kind and fold(first.name) == fold(second.name)
