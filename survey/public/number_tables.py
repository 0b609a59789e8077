"""Tables of numbers in compact lines: each column sorted and narrowed by what the address says.

| Parameter | Says |
|---|---|
| `sort=1:2`, `sort=1:-2` | table 1 by its column 2, the smallest first or the largest; column 0: names of the rows |
| `where=1:2:10..500` | of table 1 the rows whose number in column 2 lies between both; either end may be missing |
| `column`, `from`, `to` | the same, as the form of the page sends it: `column=1:2&from=10` |
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from survey.language.sorting import sort_key
from survey.models import District
from survey.public.addresses import with_query
from survey.public.errors import BadParameter
from survey.public.filters import Active
from survey.public.maps import DistrictsOfState
from survey.public.portions import ChosenPages, TablePager
from survey.public.reading.made import Made
from survey.public.reading.table import CHANGES, PRINTED, PageCell, PageColumn, PageRow, ReadingTable
from survey.public.words import amount
from survey.publishing.pieces import names_of, numbers_of
from survey.wording.marks import plain

PARAMETERS = ("sort", "where", "column", "from", "to")
NAMES = 0  # the column of the names of the rows
NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?"
COLUMN = re.compile(r"(?P<table>[0-9]{1,3}):(?P<column>[0-9]{1,5})")
SORT = re.compile(r"(?P<table>[0-9]{1,3}):(?P<down>-?)(?P<column>[0-9]{1,5})")
WHERE = re.compile(rf"{COLUMN.pattern}:(?P<low>{NUMBER})?\.\.(?P<high>{NUMBER})?")


@dataclass(frozen=True)
class Sort:
    table: int
    column: int
    down: bool

    def __str__(self):
        return f"{self.table}:{'-' if self.down else ''}{self.column}"


@dataclass(frozen=True)
class Where:
    """An end that is not said is None."""

    table: int
    column: int
    low: Decimal | None
    high: Decimal | None

    def __str__(self):
        return f"{self.table}:{self.column}:{_plain(self.low)}..{_plain(self.high)}"

    def holds(self, value: Decimal | None) -> bool:
        """A field without a number lies nowhere; that is no zero."""
        if value is None:
            return False
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def words(self, unit: str) -> str:
        low, high = ("" if each is None else amount(each, unit) for each in (self.low, self.high))
        if low and high:
            return _("%(low)s to %(high)s") % {"low": low, "high": high}
        return _("%(low)s and more") % {"low": low} if low else _("%(high)s or less") % {"high": high}


@dataclass(frozen=True)
class ChosenNumbers:
    """What an address chooses of all tables of numbers."""

    sorts: tuple[Sort, ...] = ()
    wheres: tuple[Where, ...] = ()

    def pairs(self, *, sort: Sort | None = None, without: Where | None = None) -> list[tuple[str, str]]:
        """The parameters that keep it; with another sort of one table, or without one filter."""
        sorts = [each for each in self.sorts if sort is None or each.table != sort.table]
        sorts += [sort] if sort else []
        return [
            *(("sort", str(each)) for each in sorts),
            *(("where", str(each)) for each in self.wheres if each is not without),
        ]


@dataclass(frozen=True)
class NumberField:
    """One field: its bar in per cent of the largest number of the column (None without a bar).

    `shown` is what stands there, `rate` how many that are to 1,000 inhabitants, where editors want it and these are
    known. Of a printed sum `agrees` says whether its rows give the same (None for what is no sum), and `added` what
    they give where that is something else.
    """

    cell: PageCell
    shown: str
    width: float | None
    rate: str
    agrees: bool | None
    added: str


@dataclass(frozen=True)
class NumberLine:
    row: PageRow
    fields: tuple[NumberField, ...]


@dataclass(frozen=True)
class NumberHead:
    """A column with the address that sorts by it; `order` is that of aria-sort, "" where it is not sorted by it."""

    column: PageColumn | None
    label: str | Promise
    href: str
    order: str


@dataclass(frozen=True)
class NumberTable:
    """`kept` are the parameters that its form sends along; `total` entries are `shown`.

    `counted_on` says of which day the inhabitants are that numbers are told beside; "" where none are.
    """

    heads: tuple[NumberHead, ...]
    lines: tuple[NumberLine, ...]
    active: tuple[Active, ...]
    kept: tuple[tuple[str, str], ...]
    counted_on: str
    options: tuple[tuple[str, str, bool], ...]
    shown: int
    total: int
    pager: TablePager | None


def chosen(request, tables: tuple[ReadingTable, ...]) -> ChosenNumbers:
    """What the address says; a column that no table has is a bad value."""
    sorts = tuple(_sort(text) for text in dict.fromkeys(filter(None, request.GET.getlist("sort"))))
    wheres = [_where(text) for text in dict.fromkeys(filter(None, request.GET.getlist("where")))]
    wheres += filter(None, [_typed(request)])
    known = {(table.number, column.key) for table in tables for column in table.columns if column.is_number}
    names = {(table.number, NAMES) for table in tables}
    for name, found, among in (("sort", sorts, known | names), ("where", wheres, known)):
        for each in found:
            if (each.table, each.column) not in among:
                raise BadParameter(name, str(each))
    return ChosenNumbers(sorts, tuple(wheres))


def _sort(text: str) -> Sort:
    match = SORT.fullmatch(text)
    if not match:
        raise BadParameter("sort", text, ["1:2", "1:-2"])
    return Sort(int(match["table"]), int(match["column"]), bool(match["down"]))


def _where(text: str) -> Where:
    match = WHERE.fullmatch(text)
    if not match:
        raise BadParameter("where", text, ["1:2:10..500"])
    return Where(int(match["table"]), int(match["column"]), _decimal(match["low"]), _decimal(match["high"]))


def _typed(request) -> Where | None:
    """What the form sends: a column, and at least one end."""
    column, low, high = (request.GET.get(name, "").strip() for name in ("column", "from", "to"))
    if not low and not high:
        return None
    if not COLUMN.fullmatch(column):
        raise BadParameter("column", column, ["1:2"])
    for name, value in (("from", low), ("to", high)):
        if value and not re.fullmatch(NUMBER, value.replace(",", ".")):
            raise BadParameter(name, value)
    return _where(f"{column}:{low.replace(',', '.')}..{high.replace(',', '.')}")


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


@dataclass(frozen=True)
class TablePlace:
    """Where a table stands: the address of its page, and what that chooses besides (`others`).

    `districts` are those of its state, whose inhabitants numbers may be told beside; `pages` those of large tables.
    """

    path: str
    others: tuple[tuple[str, str], ...]
    chosen: ChosenNumbers
    districts: DistrictsOfState | None = None
    pages: ChosenPages = field(default_factory=ChosenPages)

    def address(self, table: ReadingTable, pairs: list[tuple[str, str]]) -> str:
        return f"{with_query(self.path, [*self.others, *pairs])}#{table.anchor}"


def of_questions(table: ReadingTable, keys: tuple[str, ...]) -> ReadingTable:
    """The table with those columns alone that answer one of these questions."""
    at = table.columns_of(keys)

    def made(place: int) -> PageRow:
        row = table.rows[place]
        return replace(row, cells=tuple(row.cells[each] for each in at))

    rows = Made(range(len(table.rows)), made)
    return replace(table, columns=tuple(table.columns[place] for place in at), rows=rows)


def number_table(table: ReadingTable, place: TablePlace, places: Sequence[int] | None = None) -> NumberTable | None:
    """None for a table that is none of numbers, and where its changes are shown word by word.

    `places` are those of the rows that it is narrowed to, counted from 0; None for all.
    """
    if not table.is_numeric or table.mode == CHANGES:
        return None
    sort = next((each for each in place.chosen.sorts if each.table == table.number), None)
    wheres = [each for each in place.chosen.wheres if each.table == table.number]
    people = _people(table, place.districts)
    found = _ordered(table, _kept(table, range(len(table.rows)) if places is None else places, wheres), sort)
    on_page, pager = place.pages.of(table, found, len(table.columns))
    others = {at for at, _role in table.facts.others}
    return NumberTable(
        heads=tuple(_heads(table, place, sort)),
        lines=tuple(_lines(table, table.some(on_page), people)),
        active=tuple(_active(table, place, wheres)),
        kept=(*place.others, *place.chosen.pairs()),
        counted_on=_counted_on(table, people),
        options=tuple(_options(table, place)),
        shown=len(found) - sum(at in others for at in found) if others else len(found),
        total=table.entries,
        pager=pager,
    )


def _kept(table: ReadingTable, places: Sequence[int], wheres: list[Where]) -> Sequence[int]:
    """A sum or a heading speaks of all rows: it goes where some are left out."""
    others = {at for at, _role in table.facts.others}
    for each in wheres:
        values = _values(table, each.column)
        places = [at for at in places if at not in others and each.holds(values[at])]
    return places


def _ordered(table: ReadingTable, places: Sequence[int], sort: Sort | None) -> Sequence[int]:
    """As printed unless another order is chosen: then headings go, sums stand last, as do fields without a number."""
    if sort is None:
        return places
    roles = dict(table.facts.others)
    entries, sums = ([at for at in places if roles.get(at, "entry") == role] for role in ("entry", "sum"))
    if sort.column == NAMES:
        names = names_of(table.part["rows"])
        return [*sorted(entries, key=lambda at: sort_key(names[at]), reverse=sort.down), *sums]
    values = _values(table, sort.column)
    known = [at for at in entries if values[at] is not None]
    unknown = [at for at in entries if values[at] is None]
    return [*sorted(known, key=values.__getitem__, reverse=sort.down), *unknown, *sums]


def _values(table: ReadingTable, column: int) -> list[Decimal | None]:
    """The numbers of a column by its key, in the order of print."""
    return [None if number is None else Decimal(number) for number in numbers_of(table.part, column)]


def _heads(table: ReadingTable, place: TablePlace, sort: Sort | None) -> Iterator[NumberHead]:
    """A click sorts names from A to Z and numbers from the largest; a second one turns that round."""
    first = _("respondent") if table.is_survey else _("area or institution")
    yield _head(table, place, sort, None, first)
    for column in table.columns:
        if column.is_number:
            yield _head(table, place, sort, column, column.heading)
        else:
            yield NumberHead(column, column.heading, "", "")


def _head(
    table: ReadingTable, place: TablePlace, sort: Sort | None, column: PageColumn | None, label: str
) -> NumberHead:
    key = column.key if column else NAMES
    current = sort if sort and sort.column == key else None
    turned = Sort(table.number, key, not current.down if current else column is not None)
    order = ("descending" if current.down else "ascending") if current else ""
    return NumberHead(column, label, place.address(table, place.chosen.pairs(sort=turned)), order)


def _lines(table: ReadingTable, rows: Sequence[PageRow], people: dict[str, District]) -> Iterator[NumberLine]:
    sums = {(f"{table.number}/{found.row}", found.column): found for found in table.facts.sums}
    most = [Decimal(table.facts.most.get(str(column.key), 0)) for column in table.columns]
    for row in rows:
        fields = []
        for at, cell in enumerate(row.cells):
            found = sums.get((row.address, table.columns[at].key))
            added = amount(Decimal(found.added), table.columns[at].unit) if found and not found.agrees else ""
            width = _width(cell.value, most[at]) if row.role == "entry" else None
            shown = " ".join(_text(cell, table.mode).split()) or cell.number_apart
            rate = _rate(cell, people.get(row.district)) if table.columns[at].per_thousand else ""
            fields.append(NumberField(cell, shown, width, rate, found and found.agrees, added))
        yield NumberLine(row, tuple(fields))


def _people(table: ReadingTable, districts: DistrictsOfState | None) -> dict[str, District]:
    """The districts whose inhabitants are known, by slug, where a column asks for them."""
    wanted = districts is not None and any(column.per_thousand for column in table.columns)
    return {each.slug: each for each in districts.all if each.population} if wanted else {}


def _rate(cell: PageCell, district: District | None) -> str:
    if district is None or cell.value is None:
        return ""
    return number_format((cell.value * 1000 / district.population).quantize(Decimal("0.01")), use_l10n=True)


def _counted_on(table: ReadingTable, people: dict[str, District]) -> str:
    """“Inhabitants of 31 December 2018; the table is of 2015.”"""
    days = sorted({people[each].population_on for each in table.facts.districts if each in people} - {None})
    if not days:
        return ""
    said = _("Beside a number: how many that are to 1,000 inhabitants, as counted on %(date)s.")
    told = said % {"date": date_format(days[-1], "DATE_FORMAT")}
    if table.date and table.date.year != days[-1].year:
        told += " " + _("The table is of %(year)d.") % {"year": table.date.year}
    return told


def _text(cell: PageCell, mode: str) -> str:
    if mode == PRINTED:
        return plain(cell.printed_text)
    return cell.text


def _width(value: Decimal | None, most: Decimal) -> float | None:
    return None if value is None or most <= 0 else float(round(100 * max(value, Decimal(0)) / most, 1))


def _active(table: ReadingTable, place: TablePlace, wheres: list[Where]) -> Iterator[Active]:
    columns = {column.key: column for column in table.columns}
    for each in wheres:
        column = columns[each.column]
        without = place.address(table, place.chosen.pairs(without=each))
        yield Active(column.heading, each.words(column.unit), without)


def _options(table: ReadingTable, place: TablePlace) -> Iterator[tuple[str, str, bool]]:
    """The columns that can be narrowed: value, heading, and whether it was chosen last."""
    last = place.chosen.wheres[-1] if place.chosen.wheres else None
    for column in table.columns:
        if column.is_number:
            yield f"{table.number}:{column.key}", column.heading, bool(last and last.column == column.key)
