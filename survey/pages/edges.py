"""Running heads and page numbers: what repeats at the edges of pages, and belongs to no text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from survey.pages.document import PageLine

DEPTH = 4  # lines at the top and bottom of a page among which a running head is looked for
NUMBER = re.compile(r"\d+")
SIGNS = re.compile(r"[\W_]+")
SHARE = 3  # a line runs when it stands on a third of the pages, and on two; heads of left and right pages differ


def part_edges(pages: Sequence[Sequence[PageLine]]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of the text, and those that repeat at the edges of `pages`."""
    running = _running(pages)
    lines: list[PageLine] = []
    edges: list[PageLine] = []
    for at, page in enumerate(pages):
        taken = _taken(page, at, running)
        edges += [line for index, line in enumerate(page) if index in taken]
        lines += [line for index, line in enumerate(page) if index not in taken]
    return lines, edges


def _running(pages: Sequence[Sequence[PageLine]]) -> set[tuple]:
    """What lines at the same edge of several pages have in common."""
    seen: Counter[tuple] = Counter()
    for at, page in enumerate(pages):
        seen.update({key for edge, index in _places(page) for key in _keys(edge, page[index].text, at)})
    return {key for key, count in seen.items() if count > 1 and count * SHARE >= len(pages)}


def _keys(edge: str, text: str, at: int) -> Iterator[tuple]:
    """The letters of the text, and these without each number that may count the pages; signs are often misread."""
    text = SIGNS.sub(" ", text).strip()
    if text and not text.isdecimal():
        yield edge, text
    for match in NUMBER.finditer(text):
        if len(match[0]) < 5:
            yield edge, text[: match.start()], text[match.end() :], int(match[0]) - at


def _places(page: Sequence[PageLine]) -> Iterator[tuple[str, int]]:
    """Edge and index, from the outermost line inwards."""
    depth = min(DEPTH, len(page) // 2)
    yield from (("top", at) for at in range(depth))
    yield from (("bottom", len(page) - 1 - at) for at in range(depth))


def _taken(page: Sequence[PageLine], at: int, running: set[tuple]) -> set[int]:
    """Running lines, from the outermost inwards, up to the first line of the text."""
    taken: set[int] = set()
    is_open = {"top": True, "bottom": True}
    for edge, index in _places(page):
        if is_open[edge] and any(key in running for key in _keys(edge, page[index].text, at)):
            taken.add(index)
        else:
            is_open[edge] = False
    return taken
