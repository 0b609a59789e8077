"""Checks of printed sums against the numbers above them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy, gettext_noop

from survey.checks.check import check
from survey.checks.finding_draft import FindingDraft, in_cell
from survey.models import NumberIs, Row
from survey.record import RecordCell, RecordPaper, RecordRow, RecordTable
from survey.record.claims import End, ends

# What is not added up: shares and averages.
SHARES = ("%", "prozent", "quote", "anteil", "durchschnitt", "mittelwert", "share", "average", "rate")


@dataclass(frozen=True)
class Added:
    """The numbers of some cells added up: from `low` to `high` (None: open), and how many of them are not exact."""

    low: End
    high: End
    cells: int
    without_number: int
    inexact: int

    def holds(self, stated: Decimal) -> bool:
        return (self.low is None or self.low <= stated) and (self.high is None or stated <= self.high)


@check(
    gettext_lazy("Sum against its fields"),
    {
        "without_number": gettext_noop(
            "%(place)s: printed %(stated)s; the %(of)s fields add up to %(span)s. %(without_number)s of them hold no "
            "number, %(inexact)s are about or at least."
        ),
        "inexact": gettext_noop(
            "%(place)s: printed %(stated)s; the %(of)s fields add up to %(span)s. %(inexact)s of them are about or at "
            "least."
        ),
        "": gettext_noop("%(place)s: printed %(stated)s, but the %(of)s fields add up to %(span)s."),
    },
    {"": gettext_noop("Compare the numbers with the source, and take note.")},
    noted=True,
)
def sum_against_cells(paper: RecordPaper) -> Iterator[FindingDraft]:
    """A printed sum that is neither that of its part of the table nor that of all rows above it.

    A part begins behind a heading or another sum. A sum with a second key (“2014”) adds up what has the same key.
    """
    for table in paper.tables:
        for column in table.annex.columns.all():
            if column.kind == column.Kind.NUMBER and not _is_share(f"{column.heading} {column.unit}"):
                yield from _in_column(table, column.heading)


def _is_share(words: str) -> bool:
    return any(share in words.casefold() for share in SHARES)


def _in_column(table: RecordTable, heading: str) -> Iterator[FindingDraft]:
    part: list[RecordRow] = []
    whole: list[RecordRow] = []
    for row in table.rows:
        if row.is_entry:
            part, whole = [*part, row], [*whole, row]
            continue
        cell = _cell(row, heading)
        if row.record.role == Row.Role.SUM and cell and cell.number is not None and cell.number_is == NumberIs.EXACT:
            readings = [_added(rows, row, heading) for rows in (part, whole or _all_below(table, row))]
            readings = [each for each in readings if each.cells]
            if readings and not any(each.holds(cell.number) for each in readings):
                yield _differs(table, row, cell, readings[0])
        part = []


def _all_below(table: RecordTable, row: RecordRow) -> list[RecordRow]:
    """What a sum adds up that stands above all entries."""
    return [each for each in table.entries if each.record.position > row.record.position]


def _cell(row: RecordRow, heading: str) -> RecordCell | None:
    return next((cell for cell in row.cells if cell.heading == heading), None)


def _added(rows: list[RecordRow], total: RecordRow, heading: str) -> Added:
    """The cells of the rows that share the second key of the sum, where it has one."""
    meant = [row for row in rows if not total.record.breakdown or row.record.breakdown == total.record.breakdown]
    cells = [cell for row in meant if (cell := _cell(row, heading))]
    pairs = [ends(cell.number, cell.number_is) for cell in cells]
    return Added(
        _total([low for low, _ in pairs]),
        _total([high for _, high in pairs]),
        len(cells),
        sum(cell.number is None for cell in cells),
        sum(cell.number is not None and cell.number_is != NumberIs.EXACT for cell in cells),
    )


def _total(numbers: list[End]) -> End:
    return None if None in numbers else sum(numbers, Decimal())


def _differs(table: RecordTable, row: RecordRow, cell: RecordCell, added: Added) -> FindingDraft:
    numbers = {"stated": plain(cell.number), "low": plain(added.low), "high": plain(added.high)}
    facts = {"of": added.cells, "without_number": added.without_number, "inexact": added.inexact}
    return in_cell(table, row, cell, f"{cell.text}\n{numbers} {facts}", **numbers, **facts)


def plain(number: End) -> str:
    """A number as its digits; an open end as an ellipsis."""
    return "…" if number is None else f"{number.normalize():f}"
