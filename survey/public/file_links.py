"""Links to a list as a file, in each format; spreadsheets come with heads in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from survey.public.addresses import with_query
from survey.publishing.files import SPREADSHEETS

FORMATS = ("csv", "xlsx", "ods", "json", "jsonl")


@dataclass(frozen=True)
class FileLink:
    format: str
    href: str


def file_links(stem: str, pairs: Iterable[tuple[str, str]] = ()) -> list[FileLink]:
    """`stem` is the address of the list without its ending, `pairs` are the filters in force."""
    return [FileLink(name.upper(), with_query(f"{stem}.{name}", [*pairs, *_heads(name)])) for name in FORMATS]


def _heads(name: str) -> list[tuple[str, str]]:
    return [("language", get_language())] if name in SPREADSHEETS else []
