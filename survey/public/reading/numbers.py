"""Columns of numbers: a sorted list of bars, and classes for a map, each with its bounds in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import localize
from django.utils.translation import gettext as _

from survey.public.reading.table import Cell, Column, Row, Table

CLASSES = 4


@dataclass(frozen=True)
class NumberBar:
    """`width` is in per cent of the largest number; `style` is the class of the number."""

    row: Row
    cell: Cell
    width: float
    style: str


@dataclass(frozen=True)
class NumberClass:
    style: str
    words: str
    count: int


@dataclass(frozen=True)
class NumberChart:
    """Rows with a number, largest first; `without` have none, and that is not a zero."""

    column: Column
    bars: tuple[NumberBar, ...]
    classes: tuple[NumberClass, ...]
    without: tuple[Row, ...]

    @property
    def rows(self) -> int:
        return len(self.bars) + len(self.without)


def number_charts(table: Table, questions: tuple[str, ...]) -> list[NumberChart]:
    """One for each column of numbers that answers one of these questions."""
    columns = [
        each for each in enumerate(table.columns) if each[1].is_number and set(questions) & set(each[1].questions)
    ]
    charts = (
        _chart(column, [(row, row.cells[at]) for row in table.rows if row.role == "entry"]) for at, column in columns
    )
    return [chart for chart in charts if chart.bars]


def _chart(column: Column, cells: list[tuple[Row, Cell]]) -> NumberChart:
    known = [(row, cell) for row, cell in cells if cell.value is not None]
    known.sort(key=lambda pair: -pair[1].value)
    bounds = _bounds([cell.value for _row, cell in known])
    most = max((abs(cell.value) for _row, cell in known), default=Decimal(1)) or Decimal(1)
    bars = tuple(
        NumberBar(row, cell, float(round(100 * max(cell.value, Decimal(0)) / most, 2)), _style(cell.value, bounds))
        for row, cell in known
    )
    without = tuple(row for row, cell in cells if cell.value is None)
    return NumberChart(column, bars, tuple(_classes(bars, bounds, column.unit)), without)


def _bounds(values: list[Decimal]) -> list[Decimal]:
    """Lower bounds of the classes: as many rows in each as equal numbers allow, the lowest first."""
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * part // CLASSES] for part in range(CLASSES)}) if ordered else []


def _style(value: Decimal, bounds: list[Decimal]) -> str:
    return f"class-{sum(value >= bound for bound in bounds) + CLASSES - len(bounds)}"


def _classes(bars: tuple[NumberBar, ...], bounds: list[Decimal], unit: str):
    for position, bound in enumerate(bounds):
        style = _style(bound, bounds)
        members = [bar.cell.value for bar in bars if bar.style == style]
        low, high = (localize(each, use_l10n=True) for each in (min(members), max(members)))
        span = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        yield NumberClass(style, f"{span} {unit}".strip(), len(members))
