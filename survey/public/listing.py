"""Lists in pages, and the facets beside them: each choice with its count and its address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.functional import Promise

from survey.public.addresses import with_query
from survey.public.errors import BadParameter
from survey.public.filters import PublicFilter

PAGE_SIZE = 50
# Of a long list, so many pages can be asked for by number.
NUMBERED = 100
PAGING = ("page", "after", "before")
MOST_DIGITS = 19
# A facet shows this many choices; the others stand behind a click.
IN_SIGHT = 12
# Choices that are read as a series stand the newest first.
BY_TIME = ("year", "term")
# Parts of questions stand in their order, without a count: counties and associations would be added in it.
AS_GIVEN = ("code",)


@dataclass(frozen=True)
class Pager:
    """`pages` are number and address of each page that is offered; the number is None where some are left out.

    With `more` there are more than `total`, which were not counted.
    """

    number: int
    last: int
    total: int
    previous: str
    following: str
    pages: tuple[tuple[int | None, str], ...]
    more: bool = False


@dataclass(frozen=True)
class Option:
    label: str | Promise
    count: int | None
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    label: str | Promise
    options: tuple[Option, ...]

    @property
    def in_sight(self) -> list[Option]:
        return [each for at, each in enumerate(self.options) if at < IN_SIGHT or each.chosen]

    @property
    def folded(self) -> list[Option]:
        return [each for at, each in enumerate(self.options) if at >= IN_SIGHT and not each.chosen]


def page_number(request, name: str = "page") -> int:
    text = request.GET.get(name, "") or "1"
    if not text.isascii() or not text.isdigit() or len(text) > 7 or not 1 <= int(text) <= 1_000_000:
        raise BadParameter(name, text)
    return int(text)


def pager(request, total: int) -> Pager:
    """Neighbouring pages keep all known parameters; a page behind the last is not there."""
    pairs = [pair for pair in request.known_parameters if pair[0] != "page"]
    number, last = page_number(request), max(1, -(-total // PAGE_SIZE))
    if number > last:
        raise Http404

    def address(page: int) -> str:
        return with_query(request.path, [*pairs, ("page", page)] if page > 1 else pairs)

    offered = Paginator(range(total), PAGE_SIZE).get_elided_page_range(number, on_each_side=1, on_ends=1)
    pages = tuple((page, address(page)) if isinstance(page, int) else (None, "") for page in offered)
    before, after = address(number - 1) if number > 1 else "", address(number + 1) if number < last else ""
    return Pager(number, last, total, before, after, pages)


def long_pager(request, total: int, edges: tuple[int, int], *, more: bool) -> Pager:
    """As `pager` for a list that may be long: pages behind the last with a number go on from a row.

    `edges` are the numbers of the first and the last row shown, 0 where there is none; with `more` there are more than
    `total`.
    """
    pairs = [pair for pair in request.known_parameters if pair[0] not in PAGING]
    number, last = page_number(request), max(1, -(-total // PAGE_SIZE))
    numbered, first_shown, last_shown = min(last, NUMBERED), *edges
    goes_on = last_shown and any(request.GET.get(name) for name in ("after", "before"))
    if number > numbered and not goes_on:
        raise Http404

    def address(page: int, *from_row: tuple[str, int]) -> str:
        return with_query(request.path, [*pairs, *([("page", page)] if page > 1 else []), *from_row])

    before, after = address(number - 1) if number > 1 else "", address(number + 1) if number < numbered else ""
    if number > numbered + 1:
        before = address(number - 1, ("before", first_shown))
    if number >= numbered and (more or number < last):
        after = address(number + 1, ("after", last_shown))
    offered = Paginator(range(numbered), 1).get_elided_page_range(min(number, numbered), on_each_side=1, on_ends=1)
    pages = tuple((page, address(page)) if isinstance(page, int) else (None, "") for page in offered)
    return Pager(number, last, total, before, after, pages, more)


def whole_number(request, name: str) -> int | None:
    """The number of a row that a list goes on from; None without one."""
    text = request.GET.get(name, "")
    if text and not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
        raise BadParameter(name, text)
    return int(text) if text else None


def bounds(request) -> tuple[int, int]:
    start = (page_number(request) - 1) * PAGE_SIZE
    return start, start + PAGE_SIZE


def choice(request, name: str, choices: Mapping[str, object]) -> str:
    """The value of a parameter with a closed list, the first of the list unless one is given."""
    value = request.GET.get(name) or next(iter(choices))
    if value not in choices:
        raise BadParameter(name, value, choices)
    return value


def sort_links(filterset: PublicFilter, path: str, sorts: Mapping[str, tuple], current: str) -> list[Option]:
    return [
        Option(label, 0, filterset.link(path, "sort", name), name == current) for name, (label, _order) in sorts.items()
    ]


def facet(
    filterset: PublicFilter, path: str, name: str, counts: Iterable[tuple[str, int]], words: dict | None = None
) -> Facet | None:
    """Choices that occur, most frequent first; the chosen one stays. None where there is nothing to choose."""
    choices = words or dict(filterset.filters[name].extra.get("choices", ()))
    chosen = filterset.data.getlist(name)
    at = {value: place for place, value in enumerate(choices)}

    def order(pair: tuple[str, int]) -> tuple:
        value, count = pair
        return (-int(value),) if name in BY_TIME else (-count, at.get(value, len(at)), value)

    occurring = [pair for pair in counts if pair[1] or pair[0] in chosen]
    found = occurring if name in AS_GIVEN else sorted(occurring, key=order)
    options = tuple(
        Option(
            choices.get(value, value),
            None if name in AS_GIVEN else count,
            filterset.link(path, name, value),
            value in chosen,
        )
        for value, count in found
    )
    return Facet(filterset.filters[name].label, options) if len(options) > 1 or chosen else None
