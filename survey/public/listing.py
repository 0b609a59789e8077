"""Lists in pages, and the facets beside them: each choice with its count and its address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from survey.public.addresses import with_query
from survey.public.filters import PublicFilter
from survey.public.missing import BadParameter

PAGE_SIZE = 50


@dataclass(frozen=True)
class Pager:
    number: int
    last: int
    total: int
    previous: str
    following: str

    @property
    def first_item(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1 if self.total else 0

    @property
    def last_item(self) -> int:
        return min(self.number * PAGE_SIZE, self.total)


@dataclass(frozen=True)
class Option:
    label: str | Promise
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    label: str | Promise
    options: tuple[Option, ...]


def page_number(request) -> int:
    text = request.GET.get("page", "") or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise BadParameter(_("The parameter “%(name)s” cannot be “%(value)s”.") % {"name": "page", "value": text})
    return int(text)


def pager(request, total: int, pairs: Sequence[tuple[str, str]]) -> Pager:
    """`pairs` are the parameters that belong to the list, without `page`."""
    number, last = page_number(request), max(1, -(-total // PAGE_SIZE))
    if number > last:
        raise Http404
    before = with_query(request.path, [*pairs, ("page", number - 1)] if number > 2 else pairs)
    after = with_query(request.path, [*pairs, ("page", number + 1)])
    return Pager(number, last, total, before if number > 1 else "", after if number < last else "")


def bounds(request) -> tuple[int, int]:
    start = (page_number(request) - 1) * PAGE_SIZE
    return start, start + PAGE_SIZE


def facet(
    filterset: PublicFilter, path: str, name: str, counts: Iterable[tuple[str, int]], words: dict | None = None
) -> Facet | None:
    """Choices that occur, most frequent first; the chosen one stays. None where there is nothing to choose."""
    choices = words or dict(filterset.filters[name].extra.get("choices", ()))
    chosen = filterset.data.getlist(name)
    found = sorted((pair for pair in counts if pair[1] or pair[0] in chosen), key=lambda pair: -pair[1])
    options = tuple(
        Option(choices.get(value, value), count, filterset.link(path, name, value), value in chosen)
        for value, count in found
    )
    return Facet(filterset.filters[name].label, options) if len(options) > 1 or chosen else None
