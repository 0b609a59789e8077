"""In which editions an answer stood, and where it changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from survey.models import Edition
from survey.publishing.content import Content
from survey.publishing.pieces import place_of

FIRST, GONE, ABSENT, SAME = _("stands here first"), _("no longer there"), _("not there"), _("unchanged")
FIELDS = {
    "text": _("text"),
    "as_printed": _("as in the source"),
    "status": _("status"),
    "number": _("number"),
    "number_is": _("number"),
    "note": _("note"),
    "codings": _("category"),
}


@dataclass(frozen=True)
class Stood:
    """What became of the answer in this edition; `changed` names what differs from the edition before."""

    edition: Edition
    words: str | Promise
    changed: tuple[str | Promise, ...]
    there: bool
    changes_href: str


def stood_in(editions: Iterable[tuple[Edition, Content]], address: str) -> list[Stood]:
    """Of one cell (`1/13/2`) in all editions, which come with what they say, the oldest first; the newest first."""
    return [*_stood(editions, address)][::-1]


def _stood(editions: Iterable[tuple[Edition, Content]], address: str) -> Iterator[Stood]:
    older, before = None, None
    for edition, content in editions:
        now = _told(content, address)
        changed = _changed(before, now)
        href = reverse("difference", args=[edition.slug, older.number, edition.number]) if older and changed else ""
        yield Stood(edition, _words(before, now), changed, now is not None, href)
        older, before = edition, now


def _told(content: Content, address: str) -> dict | None:
    annex, row, column = map(int, address.split("/"))
    for table in (each for each in content["annexes"] if each["number"] == annex):
        questions = {key for each in table["columns"] if each["key"] == column for key in each["questions"]}
        at = place_of(table["rows"], row)
        for told in [] if at is None else [table["rows"][at]]:
            codings = {key: coding for key, coding in told["codings"].items() if key in questions}
            found = (each for each in told["answers"] if each["column"] == column)
            return next(({**answer, "codings": codings} for answer in found), None)
    return None


def _changed(before: dict | None, now: dict | None) -> tuple[str | Promise, ...]:
    if before is None or now is None:
        return ()
    return tuple(dict.fromkeys(word for field, word in FIELDS.items() if before[field] != now[field]))


def _words(before: dict | None, now: dict | None) -> str | Promise:
    """“” where the names of what changed say enough."""
    if now is None:
        return ABSENT if before is None else GONE
    if before is None:
        return FIRST
    return "" if _changed(before, now) else SAME
