"""The sums that a table prints, beside what its rows add up to."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from survey.public.reading.table import PageCell, PageRow, ReadingTable


@dataclass(frozen=True)
class PrintedSum:
    """A sum in one column; `rows` are those since the sum before it, and `added` is what they give.

    It agrees where these rows, or all rows above it, give what is printed: either may be meant.
    """

    row: PageRow
    at: int
    cell: PageCell
    rows: tuple[PageRow, ...]
    added: Decimal
    agrees: bool


def printed_sums(table: ReadingTable) -> Iterator[PrintedSum]:
    """Column by column; a sum without a number says nothing."""
    for at, column in enumerate(table.columns):
        if column.is_number:
            yield from _of_column(table, at)


def _of_column(table: ReadingTable, at: int) -> Iterator[PrintedSum]:
    part: list[PageRow] = []
    whole: list[PageRow] = []
    for row in table.rows:
        if row.role == "entry":
            part.append(row)
            whole.append(row)
        elif row.role == "sum":
            rows, cell = part or whole, row.cells[at]
            if cell.value is not None:
                agrees = cell.value in (added(part, at), added(whole, at))
                yield PrintedSum(row, at, cell, tuple(rows), added(rows, at), agrees)
            part = []


def added(rows: list[PageRow], at: int) -> Decimal:
    return sum((row.cells[at].value or Decimal(0) for row in rows), Decimal(0))
