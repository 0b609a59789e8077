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
# A facet shows this many choices; the others stand behind a click.
IN_SIGHT = 12
# Choices that are read as a series stand the newest first.
BY_TIME = ("year", "term")
# Parts of questions stand in their order, without a count: counties and associations would be added in it.
AS_GIVEN = ("code",)


@dataclass(frozen=True)
class Pager:
    """`pages` are number and address of each page that is offered; the number is None where some are left out."""

    number: int
    last: int
    total: int
    previous: str
    following: str
    pages: tuple[tuple[int | None, str], ...]

    @property
    def first_item(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last_item(self) -> int:
        return min(self.number * PAGE_SIZE, self.total)


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


def page_number(request) -> int:
    text = request.GET.get("page", "") or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise BadParameter("page", text)
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


def _by_time(pair: tuple[str, int]) -> int:
    return -int(pair[0])


def _by_count(pair: tuple[str, int]) -> int:
    return -pair[1]


def facet(
    filterset: PublicFilter, path: str, name: str, counts: Iterable[tuple[str, int]], words: dict | None = None
) -> Facet | None:
    """Choices that occur, most frequent first; the chosen one stays. None where there is nothing to choose."""
    choices = words or dict(filterset.filters[name].extra.get("choices", ()))
    chosen = filterset.data.getlist(name)
    occurring = [pair for pair in counts if pair[1] or pair[0] in chosen]
    found = occurring if name in AS_GIVEN else sorted(occurring, key=_by_time if name in BY_TIME else _by_count)
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
