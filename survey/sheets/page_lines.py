"""Words of a page gathered into lines and phrases, and the text that they give together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from survey.pages.document import Box, Word

BLANK = 0.5  # of the letters' size: more than stands between two words of a phrase
PARAGRAPH = 0.2  # of the letters' size, beyond the usual step from line to line


def around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def height(word: Word) -> float:
    return word.box.bottom - word.box.top


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words line by line, each from left to right; what is raised a little stands in the line it belongs to."""
    found: list[tuple[Box, list[Word]]] = []
    for word in sorted(words, key=lambda word: (word.box.middle[1], word.box.x0)):
        if found and _same_line(found[-1][0], word.box):
            found[-1][1].append(word)
            if height(word) > found[-1][0].bottom - found[-1][0].top:
                found[-1] = (word.box, found[-1][1])
        else:
            found.append((word.box, [word]))
    return [sorted(line, key=lambda word: word.box.x0) for _, line in found]


def _same_line(line: Box, box: Box) -> bool:
    """Whether more than half of the lower of the two stands beside the other."""
    overlap = min(line.bottom, box.bottom) - max(line.top, box.top)
    return overlap > min(line.bottom - line.top, box.bottom - box.top) / 2


def bands(words: Iterable[Word]) -> list[list[Word]]:
    """The words between one strip of white across all of them and the next, from top to bottom."""
    found: list[list[Word]] = []
    bottom = None
    for word in sorted(words, key=lambda word: word.box.top):
        inset = height(word) * 0.2  # the boxes of tightly set lines overlap, their letters do not
        if bottom is None or word.box.top + inset > bottom:
            found.append([])
            bottom = word.box.bottom - inset
        found[-1].append(word)
        bottom = max(bottom, word.box.bottom - inset)
    return [sorted(band, key=lambda word: word.box.x0) for band in found]


def phrases(line: Sequence[Word]) -> list[list[Word]]:
    """The words of one line, those together that no more than a blank parts."""
    found: list[list[Word]] = []
    for word in line:
        if found and word.box.x0 - found[-1][-1].box.x1 < BLANK * size_of([found[-1][-1], word]):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def size_of(words: Sequence[Word]) -> float:
    """The usual size of letters, in points."""
    return median(word.size or height(word) for word in words)


def line_text(line: Iterable[Word]) -> str:
    return " ".join(word.text for word in line)


def leading(cells: Iterable[Sequence[Word]]) -> float:
    """The usual step from one line to the next within these cells, in points; 0 where each has one line."""
    steps = Counter(round(step * 2) / 2 for words in cells for step in _steps(lines(words)))
    return min(steps, key=lambda step: (-steps[step], step), default=0.0)


def _steps(found: Sequence[Sequence[Word]]) -> Iterator[float]:
    for above, below in pairwise(found):
        yield _base(below) - _base(above)


def _base(line: Sequence[Word]) -> float:
    return median(word.box.bottom for word in line)


def text_of(words: Sequence[Word], step: float = 0.0) -> str:
    """Lines parted by a line end, paragraphs by a blank line; `step` is the usual one from line to line."""
    found = lines(words)
    parts = [line_text(found[0])] if found else []
    for (above, below), distance in zip(pairwise(found), _steps(found), strict=True):
        wide = bool(step) and distance > step + PARAGRAPH * size_of([*above, *below])
        wide = wide and not below[0].text[:1].islower()  # no paragraph begins within a sentence
        parts.append(("\n\n" if wide else "\n") + line_text(below))
    return "".join(parts)
