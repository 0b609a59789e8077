"""Long lists in pages: each goes on behind the last object of the one before, however far that is."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from survey.public.addresses import absolute, with_query
from survey.public.errors import BadParameter

PARAMETERS = ("cursor", "limit", "modified_since")
MOST = 1_000
NUMBERS = ("position", "number")  # the fields of keys that are no names in addresses


@dataclass(frozen=True)
class ListPage:
    """The objects of a page, and the value of the header Link; "" for the last page."""

    queryset: QuerySet
    link: str


def page_of(queryset: QuerySet, request, key: tuple[str, ...]) -> ListPage | None:
    """The page that is asked for, by `key` in this order; None where no pages are asked for. Two queries at most."""
    if not request.GET.get("limit") and not request.GET.get("cursor"):
        return None
    limit, cursor = _limit(request), request.GET.get("cursor")
    ordered = queryset.order_by(*key)
    if cursor:
        ordered = ordered.filter(_behind(key, _values(cursor, key)))
    edge = list(ordered.values_list(*key)[limit - 1 : limit + 1])
    link = f'<{_next(request, edge[0])}>; rel="next"' if len(edge) == 2 else ""
    return ListPage(ordered[:limit], link)


def _limit(request) -> int:
    text = request.GET.get("limit") or str(MOST)
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST):
        sentence = _("“limit” takes a number from 1 to %(most)d.") % {"most": MOST}
        raise BadParameter("limit", text, sentence=sentence)
    return int(text)


def _behind(key: tuple[str, ...], values: list) -> Q:
    """What comes after these values: greater in one field, and equal in those before it."""
    steps = [Q(**dict(zip(key[:at], values, strict=False)), **{f"{key[at]}__gt": values[at]}) for at in range(len(key))]
    return Q(**{f"{key[0]}__gte": values[0]}) & reduce(or_, steps)


def cursor_pattern(key: tuple[str, ...]) -> str:
    """The values of the last object, parted by commas: “hessen-19-1613,60”."""
    return ",".join(r"[0-9]{1,9}" if name in NUMBERS else "[-_a-zA-Z0-9]{1,120}" for name in key)


def _values(cursor: str, key: tuple[str, ...]) -> list[str | int]:
    if not re.fullmatch(cursor_pattern(key), cursor):
        raise BadParameter("cursor", cursor, sentence=_("“cursor” takes what the header Link of a page names."))
    return [int(each) if name in NUMBERS else each for name, each in zip(key, cursor.split(","), strict=True)]


def _next(request, values: tuple) -> str:
    pairs = [pair for pair in request.known_parameters if pair[0] != "cursor"]
    return absolute(with_query(request.path, [*pairs, ("cursor", ",".join(map(str, values)))]))


def since(request) -> datetime | None:
    """The moment of `modified_since`; a day begins at midnight here."""
    text = request.GET.get("modified_since")
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text.replace(" ", "+"))
        moment = make_aware(moment) if moment and is_naive(moment) else moment
        moment = moment and moment.astimezone(UTC)  # as the database is asked; there is no moment before the year 1
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        sentence = _("“modified_since” takes a day or a moment: 2026-11-30 or 2026-11-30T05:50:00+01:00.")
        raise BadParameter("modified_since", text, sentence=sentence)
    return moment
