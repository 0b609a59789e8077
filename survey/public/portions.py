"""Large tables in pages: which rows of a table an address shows.

| Parameter | Says |
|---|---|
| `page=1:3` | of table 1 the third page |
| `row=1/13` | the page of table 1 on which its row 13 stands; the site leads on to that page |
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect

from survey.public.addresses import with_query
from survey.public.errors import BadParameter
from survey.public.listing import Pager
from survey.public.reading.table import ReadingTable, is_long, rows_a_page
from survey.publishing.content import Content
from survey.publishing.documents import annex_of
from survey.publishing.pieces import place_of

PARAMETERS = ("page", "row")
PAGE = re.compile(r"(?P<table>[0-9]{1,3}):(?P<page>[1-9][0-9]{0,6})")
ROW = re.compile(r"(?P<table>[0-9]{1,3})/(?P<row>[0-9]{1,9})")
Row = TypeVar("Row")


@dataclass(frozen=True)
class TablePager(Pager):
    """`first` to `stop` are the rows shown, counted from 1; `total` are those of all pages."""

    first: int = 0
    stop: int = 0


@dataclass(frozen=True)
class ChosenPages:
    """The page of each table that is not shown from its first one; `path` and `others` are the rest of the address."""

    path: str = ""
    others: tuple[tuple[str, str], ...] = ()
    numbers: Mapping[int, int] = field(default_factory=dict)

    def of(
        self, table: ReadingTable, rows: Sequence[Row], columns: int, anchor: str = ""
    ) -> tuple[Sequence[Row], TablePager | None]:
        """Of the rows of a table, in the order in which they are shown, those of its page; all where it is not large.

        The links to other pages lead to the `anchor`, which is that of the table. 404 for a page behind the last.
        """
        if not table.is_long:
            return rows, None
        number, size = self.numbers.get(table.number, 1), rows_a_page(columns)
        last = max(1, -(-len(rows) // size))
        if number > last:
            raise Http404
        start, stop = (number - 1) * size, min(number * size, len(rows))
        if last == 1:
            return rows, None
        address = partial(self._address, table.number, anchor or table.anchor)
        return rows[start:stop], self._pager(address, number, last, range(start, stop), len(rows))

    def _pager(self, address: Callable[[int], str], number: int, last: int, shown: range, total: int) -> TablePager:
        offered = Paginator(range(last), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)
        return TablePager(
            number=number,
            last=last,
            total=total,
            previous=address(number - 1) if number > 1 else "",
            following=address(number + 1) if number < last else "",
            pages=tuple((each, address(each)) if isinstance(each, int) else (None, "") for each in offered),
            first=shown.start + 1,
            stop=shown.stop,
        )

    def _address(self, table: int, anchor: str, number: int) -> str:
        pages = sorted({**self.numbers, table: number}.items())
        pairs = [("page", f"{each}:{page}") for each, page in pages if page > 1]
        return f"{with_query(self.path, [*self.others, *pairs])}#{anchor}"


def chosen_pages(request, content: Content, *parameters: str) -> ChosenPages:
    """What the address says; `parameters` are the others that a link to another page keeps."""
    numbers = {}
    for text in filter(None, request.GET.getlist("page")):
        match = PAGE.fullmatch(text)
        if not match:
            raise BadParameter("page", text, ["1:2"])
        numbers[int(match["table"])] = int(match["page"])
    if found := _of_row(request, content):
        numbers[found[0]] = found[1]
    others = [(name, value) for name in parameters for value in request.GET.getlist(name) if value]
    return ChosenPages(request.path, tuple(dict.fromkeys(others)), numbers)


def led_on(request, content: Content) -> HttpResponseRedirect | None:
    """To the page of a row (`?row=1/13`), so that each page has one address; None where the row is on no other page."""
    found = _of_row(request, content)
    if found is None:
        return None
    pairs = [("page", f"{found[0]}:{found[1]}")] if found[1] > 1 else []
    return HttpResponseRedirect(with_query(request.path, pairs))


def _of_row(request, content: Content) -> tuple[int, int] | None:
    """Table and page; None for a row that is not there, and for a table that is shown on one page."""
    text = request.GET.get("row", "")
    match = ROW.fullmatch(text)
    if text and not match:
        raise BadParameter("row", text, ["1/13"])
    annex = annex_of(content, int(match["table"])) if match else None
    if annex is None or not is_long(annex):
        return None
    at = place_of(annex["rows"], int(match["row"]))
    return None if at is None else (annex["number"], 1 + at // rows_a_page(len(annex["columns"])))
