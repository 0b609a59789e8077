"""Which districts of the official list have a row, for which an association answers, and which are not in the table."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from survey.public.reading.index import Index
from survey.public.words import HAVE_A_ROW, IN_THE_TABLE, SPOKEN_FOR_BY, count
from survey.publishing.content import AnnexPart, KindCoveragePart

ROW, COLLECTIVE, MISSING = "row", "collective", "missing"
KINDS = (("counties", "county"), ("cities", "city"))


@dataclass(frozen=True)
class CoveragePlace:
    slug: str
    name: str


@dataclass(frozen=True)
class Spokesman:
    """An association that answers for districts without a row of their own, and the address of its row."""

    name: str
    row: str
    href: str
    places: tuple[CoveragePlace, ...]
    sentence: str


@dataclass(frozen=True)
class KindCoverage:
    kind: str
    total: int
    with_row: int
    collective: tuple[Spokesman, ...]
    missing: tuple[CoveragePlace, ...]

    @property
    def sentence(self) -> str:
        """“18 of 21 counties have a row of their own.”"""
        return HAVE_A_ROW[self.kind] % {"with_row": self.with_row, "total": self.total}


@dataclass(frozen=True)
class Coverage:
    """`states` maps each district's slug to `row`, `collective` or `missing`."""

    date: date
    kinds: tuple[KindCoverage, ...]
    states: dict[str, str]

    def total(self, kind: str) -> int | None:
        return next((each.total for each in self.kinds if each.kind == kind), None)


def coverage(index: Index, annex: AnnexPart) -> Coverage | None:
    part = annex["coverage"]
    if part is None:
        return None
    kinds = tuple(_kind(index, annex["number"], kind, part[key]) for key, kind in KINDS if part[key]["total"])
    states = {slug: state for key, _kind_name in KINDS for slug, state in _states(part[key])}
    return Coverage(date.fromisoformat(part["date"]), kinds, states)


def _states(part: KindCoveragePart):
    yield from ((slug, ROW) for slug in part["with_row"])
    yield from ((place["slug"], COLLECTIVE) for place in part["collective"])
    yield from ((place["slug"], MISSING) for place in part["missing"])


def _kind(index: Index, annex: int, kind: str, part: KindCoveragePart) -> KindCoverage:
    return KindCoverage(
        kind=kind,
        total=part["total"],
        with_row=len(part["with_row"]),
        collective=tuple(_spokesmen(index, annex, kind, part)),
        missing=tuple(CoveragePlace(place["slug"], place["name"]) for place in part["missing"]),
    )


def _spokesmen(index: Index, annex: int, kind: str, part: KindCoveragePart):
    rows = dict.fromkeys((place["row"], place["by"]) for place in part["collective"])
    for row, name in rows:
        places = tuple(CoveragePlace(each["slug"], each["name"]) for each in part["collective"] if each["row"] == row)
        sentence = SPOKEN_FOR_BY[kind] % {"n": len(places)}
        address = f"{annex}/{row}"
        yield Spokesman(name, address, index.addresses.row(address), places, str(sentence))


def of_how_many(kind: str, n: int, coverage: Coverage | None, state: str) -> str:
    """The denominator in words: “18 counties in the table; Hesse had 21”."""
    return with_total(str(IN_THE_TABLE[kind] % count(n)), kind, coverage, state)


def with_total(in_table: str, kind: str, coverage: Coverage | None, state: str) -> str:
    """The number in the table with that of the official list, where one is known."""
    total = coverage.total(kind) if coverage else None
    if total is None or not state:
        return in_table
    return _("%(in_table)s; %(state)s had %(total)d") % {"in_table": in_table, "state": state, "total": total}
