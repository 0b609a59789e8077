"""What a search row can be narrowed by, as words of its index: a filter costs as much as a word that is searched.

A mark begins with a nought and an x, as no stem does, and holds letters and digits alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

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


def facts(row: SearchRow) -> Iterator[tuple[str, str]]:
    """Pairs of parameter and value by which the row is found; of a part of a question also the whole one."""
    yield "type", row.kind
    for name, value in _of_paper(row):
        if value not in ("", None):
            yield name, str(value)
    yield from (("district", each) for each in row.districts)
    keys = row.questions.split()
    yield from (("question", each) for each in dict.fromkeys([*keys, *(key.rstrip(ascii_lowercase) for key in keys)]))
    yield from (("code", each) for each in row.codes)
    yield from (("code", each) for each in dict.fromkeys(code.partition(":")[2] for code in row.codes))


def _of_paper(row: SearchRow) -> Iterator[tuple[str, object]]:
    yield "inquiry", row.inquiry
    yield "parliament", row.parliament
    yield "term", row.term
    yield "status", row.status
    yield "kind", row.respondent_kind
    yield "annex", row.annex


def marks(row: SearchRow) -> str:
    """All marks of a row, for its index."""
    return " ".join(mark(*fact) for fact in facts(row))
