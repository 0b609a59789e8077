"""Which districts of the official list have a row, are spoken for by an association, or are not in the table."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from survey.models import District
from survey.record.paper import RecordPaper
from survey.record.tables import RecordTable


@dataclass(frozen=True)
class Collective:
    """A district for which an association answers: the printed label of its row, and the row's key."""

    district: District
    by: str
    row: int


@dataclass(frozen=True)
class RecordKindCoverage:
    """The counties, or the cities: everyone on the list stands in exactly one of the three."""

    total: int
    with_row: tuple[District, ...]
    collective: tuple[Collective, ...]
    missing: tuple[District, ...]


@dataclass(frozen=True)
class RecordCoverage:
    date: datetime.date
    counties: RecordKindCoverage
    cities: RecordKindCoverage


def coverage(table: RecordTable, paper: RecordPaper) -> RecordCoverage | None:
    """Coverage against the official list of the table's own date.

    None where the table has no date, and where no row is a district or speaks for one: such a table is about others.
    """
    date = table.annex.date
    if date is None or not any(row.district or row.record.speaks_for.all() for row in table.entries):
        return None
    official = paper.valid_on(date)
    return RecordCoverage(date, *(_part(table, [each for each in official if each.kind == kind]) for kind in _KINDS))


_KINDS = (District.Kind.COUNTY, District.Kind.CITY)


def _part(table: RecordTable, official: Iterable[District]) -> RecordKindCoverage:
    own = {row.district.pk for row in table.entries if row.district}
    spoken = {
        district.pk: Collective(district, row.printed, row.record.key)
        for row in table.entries
        for district in row.record.speaks_for.all()
    }
    official = list(official)
    others = [district for district in official if district.pk not in own]
    return RecordKindCoverage(
        total=len(official),
        with_row=tuple(district for district in official if district.pk in own),
        collective=tuple(spoken[district.pk] for district in others if district.pk in spoken),
        missing=tuple(district for district in others if district.pk not in spoken),
    )
