"""Running heads and page numbers: what repeats at the edges of pages, and belongs to no text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from survey.pages.document import PageLine

DEPTH = 4  # lines at the top and bottom of a page among which a running head is looked for
NUMBER = re.compile(r"\d+")
SIGNS = re.compile(r"[\W_]+")
SHARE = 3  # a line runs when it stands on a third of the pages, and on two; heads of left and right pages differ
SHORT = 4  # letters
SAME_PLACE = 4.0  # points from the edge of the page, more or less
APART = 0.6  # white between a running head and the text, as a share of the height of its line

Key = tuple


def part_edges(pages: Sequence[Sequence[PageLine]]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of the text, and those that repeat at the edges of `pages`."""
    running = _running(pages)
    lines: list[PageLine] = []
    edges: list[PageLine] = []
    for at, page in enumerate(pages):
        taken = {index for edge in ("top", "bottom") for index in _taken(page, at, edge, running)}
        edges += [line for index, line in enumerate(page) if index in taken]
        lines += _going_on([line for index, line in enumerate(page) if index not in taken], is_first=not at)
    return lines, edges


def _going_on(lines: list[PageLine], is_first: bool) -> list[PageLine]:
    """The white below a running head begins no paragraph: a text goes on from the page before."""
    if is_first or not lines or not lines[0].after_blank:
        return lines
    return [replace(lines[0], after_blank=False), *lines[1:]]


def _running(pages: Sequence[Sequence[PageLine]]) -> dict[Key, float]:
    """What lines at the same edge of several pages have in common, and the height at which they stand."""
    seen: dict[Key, dict[int, float]] = {}
    for at, page in enumerate(pages):
        for edge in ("top", "bottom"):
            for index in _places(page, edge):
                for key in _keys(edge, page[index], at):
                    seen.setdefault(key, {}).setdefault(at, _height(page[index]))
    running = {}
    for key, heights in seen.items():
        usual = median(heights.values())
        count = sum(abs(height - usual) <= SAME_PLACE for height in heights.values())
        if count > 1 and count * SHARE >= len(pages):
            running[key] = usual
    return running


def _keys(edge: str, line: PageLine, at: int) -> Iterator[Key]:
    """The letters of the text, and these without each number that may count the pages; signs are often misread.

    Of a scan, that a line is as short as a page number is enough: "- 4 -" is misread more often than words.
    """
    text = SIGNS.sub(" ", line.text).strip()
    if len(text) <= SHORT and any(word.confidence is not None for word in line.words):
        yield edge, SHORT
    if text and not text.isdecimal():
        yield edge, text
    for match in NUMBER.finditer(text):
        if len(match[0]) < 5:
            yield edge, text[: match.start()], text[match.end() :], int(match[0]) - at


def _height(line: PageLine) -> float:
    return line.box.top if line.box else 0.0


def _places(page: Sequence[PageLine], edge: str) -> list[int]:
    """Indexes of lines, from the outermost inwards."""
    depth = min(DEPTH, len(page) // 2)
    return list(range(depth)) if edge == "top" else [len(page) - 1 - at for at in range(depth)]


def _taken(page: Sequence[PageLine], at: int, edge: str, running: dict[Key, float]) -> list[int]:
    """Running lines, from the outermost inwards, up to the white before the text.

    What repeats below it, such as the headings of a table that goes on, belongs to the text. A text without boxes may
    have no white: there the outermost line is taken as it is.
    """
    taken: list[int] = []
    for index in _places(page, edge):
        heights = [running[key] for key in _keys(edge, page[index], at) if key in running]
        if not any(abs(_height(page[index]) - height) <= SAME_PLACE for height in heights):
            break
        taken.append(index)
    least = 0 if page and page[0].box else 1
    while len(taken) > least and not _stands_apart(page, taken[-1], edge):
        taken.pop()
    return taken


def _stands_apart(page: Sequence[PageLine], index: int, edge: str) -> bool:
    """Whether white, another type or its being a number alone parts the line from its inner neighbour."""
    line, inner = page[index], page[index + (1 if edge == "top" else -1)]
    if not NUMBER.sub("", SIGNS.sub("", line.text)):
        return True
    if line.box is None or inner.box is None:
        return (inner if edge == "top" else line).after_blank
    white = max(inner.box.top - line.box.bottom, line.box.top - inner.box.bottom)
    return white >= APART * (line.box.bottom - line.box.top) or abs(line.size - inner.size) > 0.1 * inner.size
