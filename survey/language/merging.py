"""Two changes of one text made at the same time, put together where they do not touch."""

import difflib
import re
from itertools import pairwise
from typing import NamedTuple

# a word with the blanks behind it: blanks by themselves are everywhere, and no anchors
TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")


class Edit(NamedTuple):
    """Words of the text both began with, from `start` to before `end`, and what was written in their place."""

    start: int
    end: int
    words: tuple[str, ...]


def merged(before: str, one: str, other: str) -> str | None:
    """The text with the changes of both; None where both changed the same place, each in another way."""
    words = TOKEN.findall(before)
    edits = sorted({*_edits(words, one), *_edits(words, other)})
    if any(_touch(first, second) for first, second in pairwise(edits)):
        return None
    result, at = [], 0
    for edit in edits:
        result += [*words[at : edit.start], *edit.words]
        at = edit.end
    return "".join([*result, *words[at:]])


def _edits(words: list[str], changed: str) -> list[Edit]:
    after = TOKEN.findall(changed)
    matcher = difflib.SequenceMatcher(None, words, after, autojunk=False)
    return [
        Edit(start, end, tuple(after[new_start:new_end]))
        for op, start, end, new_start, new_end in matcher.get_opcodes()
        if op != "equal"
    ]


def _touch(first: Edit, second: Edit) -> bool:
    """Also where one ends and the other begins: nobody can say which words come first."""
    return second.start <= first.end
