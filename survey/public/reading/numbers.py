"""Columns of numbers: a sorted list of bars, and classes for a map, each with its bounds in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.public.reading.coverage import Coverage, with_total
from survey.public.reading.table import PageCell, PageColumn, PageRow, ReadingTable
from survey.public.words import OF_THOSE_IN_THE_TABLE, amount, count, grouped

CLASSES = 4
CLASS = "class-"
SIGNS = {"about": "≈", "at_least": "≥", "at_most": "≤"}


@dataclass(frozen=True)
class NumberBar:
    """`width` is in per cent of the largest number; `style` is the class of the number."""

    row: PageRow
    cell: PageCell
    width: float
    style: str


@dataclass(frozen=True)
class NumberClass:
    style: str
    words: str
    count: int


@dataclass(frozen=True)
class NumberChart:
    """Rows with a number, largest first; `without` have none, and that is not a zero.

    `notes` say what the numbers are a part of, how the classes are made, and which numbers are no exact ones.
    """

    key: str
    column: PageColumn
    bars: tuple[NumberBar, ...]
    classes: tuple[NumberClass, ...]
    without: tuple[PageRow, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        return len(self.bars) + len(self.without)


def number_charts(
    table: ReadingTable, questions: tuple[str, ...], coverage: Coverage | None = None, state: str = ""
) -> list[NumberChart]:
    """One for each column of numbers that answers one of these questions."""
    entries = [row for row in table.rows if row.role == "entry"]
    charts = [
        _chart(f"a{table.number}-c{column.key}", column, [(row, row.cells[at]) for row in entries], coverage, state)
        for at, column in enumerate(table.columns)
        if column.is_number and set(questions) & set(column.questions)
    ]
    return [chart for chart in charts if chart.bars]


def _chart(
    key: str, column: PageColumn, cells: list[tuple[PageRow, PageCell]], coverage: Coverage | None, state: str
) -> NumberChart:
    known = [(row, cell) for row, cell in cells if cell.value is not None]
    known.sort(key=lambda pair: -pair[1].value)
    bounds = _bounds([cell.value for _row, cell in known])
    most = max((abs(cell.value) for _row, cell in known), default=Decimal(1)) or Decimal(1)
    bars = tuple(
        NumberBar(row, cell, float(round(100 * max(cell.value, Decimal(0)) / most, 2)), _style(cell.value, bounds))
        for row, cell in known
    )
    without = tuple(row for row, cell in cells if cell.value is None)
    classes = tuple(_classes(bars, bounds, column.unit))
    notes = (*_denominators(cells, coverage, state), *_explained(bars, classes))
    return NumberChart(key, column, bars, classes, without, notes)


def _denominators(cells: list[tuple[PageRow, PageCell]], coverage: Coverage | None, state: str):
    """“2 of the 18 counties in the table; Hesse had 21”, for each kind of row."""
    for kind in dict.fromkeys(row.kind for row, _cell in cells):
        values = [cell.value for row, cell in cells if row.kind == kind]
        n = sum(value is not None for value in values)
        in_table = f"{grouped(n)} {OF_THOSE_IN_THE_TABLE[kind] % count(len(values))}"
        yield _("With a number: %(n)s.") % {"n": with_total(in_table, kind, coverage, state)}


def _explained(bars: tuple[NumberBar, ...], classes: tuple[NumberClass, ...]):
    if len(classes) > 1:
        yield _("Each class has about as many rows as the others (quantiles); its bounds are numbers that occur.")
    inexact = sum(bar.cell.number_is in SIGNS for bar in bars)
    if inexact:
        yield ngettext(
            "%(n)d number is not exact (≈ about, ≥ at least, ≤ at most); it is classed as it is printed.",
            "%(n)d numbers are not exact (≈ about, ≥ at least, ≤ at most); they are classed as they are printed.",
            inexact,
        ) % {"n": inexact}


def _bounds(values: list[Decimal]) -> list[Decimal]:
    """Lower bounds of the classes: as many rows in each as equal numbers allow, the lowest first."""
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * part // CLASSES] for part in range(CLASSES)}) if ordered else []


def _style(value: Decimal, bounds: list[Decimal]) -> str:
    return f"{CLASS}{sum(value >= bound for bound in bounds) + CLASSES - len(bounds)}"


def _classes(bars: tuple[NumberBar, ...], bounds: list[Decimal], unit: str):
    for bound in bounds:
        style = _style(bound, bounds)
        cells = [bar.cell for bar in bars if bar.style == style]
        opens = bound == bounds[0] and any(cell.number_is == "at_most" for cell in cells)
        goes_on = bound == bounds[-1] and any(cell.number_is == "at_least" for cell in cells)
        words = _span([cell.value for cell in cells], unit, opens, goes_on)
        yield NumberClass(style, f"{words} {unit}".strip(), len(cells))


def _span(values: list[Decimal], unit: str, opens: bool, goes_on: bool) -> str:
    """The bounds of a class; its end is open where a number in it is only a bound itself."""
    low, high = (amount(each, unit) for each in (min(values), max(values)))
    if goes_on:
        return _("%(low)s and more") % {"low": low}
    if opens:
        return _("%(high)s or less") % {"high": high}
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
