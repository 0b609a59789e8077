"""Two columns of a page that a program sets side by side, with blanks between them (“pdftotext -layout”)."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

LEAST_ROWS = 12  # with words on both sides
WHITE = 3  # blanks between the columns
LETTERS, WORDS = 25, 3  # in a line of a column of prose, at the median
RUNS_ON = 0.25  # share of the lines of prose that begin in lower case
BOTH = 0.5  # share of a page's lines that stand in both columns

_BEGINS_ANEW = re.compile(r"(?<=\S) {3,}(?=\S)")


def one_below_the_other(texts: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of a page, each with its place among them, in the order in which they are read: of lines that stand
    side by side the left halves first, then the right ones. Tables are no columns: their lines are no prose.
    """
    start = _right_column(texts)
    if start is None:
        return list(enumerate(texts))
    read: list[tuple[int, str]] = []
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for at, text in enumerate(texts):
        if _is_apart(text, start):
            left.append((at, text[:start].rstrip()))
            right += [(at, text[start:])] if text[start:].strip() else []
        else:
            read += [*left, *right, (at, text)]
            left, right = [], []
    return [*read, *left, *right]


def has_columns(texts: Sequence[str]) -> bool:
    """Whether the lines of a page stand in two columns."""
    return _right_column(texts) is not None


def _right_column(texts: Sequence[str]) -> int | None:
    """Where the right column begins; None where a page has but one."""
    rows = [text for text in texts if text.strip()]
    starts = Counter(match.end() for text in rows for match in _BEGINS_ANEW.finditer(text))
    for start, count in starts.most_common(2):
        both = [text for text in rows if _is_apart(text, start) and text[:start].strip() and text[start:].strip()]
        is_most = count >= LEAST_ROWS and len(both) >= max(LEAST_ROWS, BOTH * len(rows))
        if (
            is_most
            and _is_prose([text[:start].strip() for text in both])
            and _is_prose([text[start:] for text in both])
        ):
            return start
    return None


def _is_apart(text: str, start: int) -> bool:
    """Whether white stands before the right column, or the line ends before it."""
    return not text[max(start - WHITE, 0) : start].strip()


def _is_prose(lines: Sequence[str]) -> bool:
    small = sum(line[:1].islower() for line in lines)
    return (
        median(map(len, lines)) >= LETTERS
        and median(len(line.split()) for line in lines) >= WORDS
        and small >= RUNS_ON * len(lines)
    )
