"""What a search row can be narrowed by, as words of its index: a filter costs as much as a word that is searched.

A mark begins with a nought and an x, as no stem does, and holds letters and digits alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from string import ascii_lowercase
from typing import NamedTuple

from survey.models import SearchRow

# By the names of the parameters of pages, files and API
SHORT = {
    "annex": "a",
    "code": "c",
    "district": "d",
    "inquiry": "i",
    "kind": "r",
    "parliament": "p",
    "question": "q",
    "status": "s",
    "term": "t",
    "type": "k",
}
OTHER = re.compile(r"[^a-y0-9]")


@lru_cache(maxsize=10_000)
def mark(name: str, value: str) -> str:
    """The mark of rows that have this value: mark("status", "no_reply") -> “0xsnoz5fzreply”."""
    return f"0x{SHORT[name]}{OTHER.sub(_spelt, value)}"


def _spelt(sign: re.Match) -> str:
    return f"z{ord(sign.group()):x}z"


class RowFacts(NamedTuple):
    """All that the facts of a row follow from. In a table many rows say the same: their facts are worked out once."""

    kind: str
    inquiry: str
    parliament: str
    term: int | None
    status: str
    respondent_kind: str
    annex: int | None
    questions: str
    districts: tuple[str, ...]
    codes: tuple[str, ...]


OF_ROW = attrgetter(*RowFacts._fields[:-2])
REMEMBERED = 5_000


def said_by(row: SearchRow) -> RowFacts:
    return RowFacts(*OF_ROW(row), tuple(row.districts), tuple(row.codes))


def facts(row: SearchRow) -> tuple[tuple[str, str], ...]:
    """Pairs of parameter and value by which the row is found; of a part of a question also the whole one."""
    return facts_of(said_by(row))


@lru_cache(maxsize=REMEMBERED)
def facts_of(said: RowFacts) -> tuple[tuple[str, str], ...]:
    return tuple(_facts(said))


def _facts(said: RowFacts) -> Iterator[tuple[str, str]]:
    yield "type", said.kind
    for name, value in _of_paper(said):
        if value not in ("", None):
            yield name, str(value)
    yield from (("district", each) for each in said.districts)
    keys = said.questions.split()
    yield from (("question", each) for each in dict.fromkeys([*keys, *(key.rstrip(ascii_lowercase) for key in keys)]))
    yield from (("code", each) for each in said.codes)
    yield from (("code", each) for each in dict.fromkeys(code.partition(":")[2] for code in said.codes))


def _of_paper(said: RowFacts) -> Iterator[tuple[str, object]]:
    yield "inquiry", said.inquiry
    yield "parliament", said.parliament
    yield "term", said.term
    yield "status", said.status
    yield "kind", said.respondent_kind
    yield "annex", said.annex


def marks(row: SearchRow) -> str:
    """All marks of a row, for its index."""
    return _marks(said_by(row))


@lru_cache(maxsize=REMEMBERED)
def _marks(said: RowFacts) -> str:
    return " ".join(mark(*fact) for fact in facts_of(said))
