"""Where the two parts of a printed text stand, told from the words of its pages or the lines of its file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from survey.files.errors import FileError
from survey.intake import open_paper
from survey.language.spacing import letters_of
from survey.models import PreliminaryRemark, Question, Reply
from survey.models.placed import Placed
from survey.pages.document import SURE

EDGE = 1.0  # points by which the middle of a word may stand out of a box
TEXTS = (Question, Reply, PreliminaryRemark)


@dataclass(frozen=True)
class PlacedWord:
    """A printed word: the number of the box that it stands in and its edges, or the line of a file without boxes."""

    text: str
    page: int | None
    box: int = 0
    edges: tuple[float, float, float, float] = (0, 0, 0, 0)
    is_unsure: bool = False
    line: int | None = None


def parted_places(text: Placed, at: int) -> tuple[dict, dict]:
    """The places of what stands before and behind the character `at`.

    Where the words of the file do not say where the second part begins, both stand where the whole does, and a line is
    known of the first alone.
    """
    whole = text.printed_at()
    words = list(_words(text)) if text.source_id else []
    cut = _index(text.text, at, words)
    if cut is None:
        return whole, whole | {"line": None}
    if not text.boxes:
        return whole, whole | {"page": words[cut].page, "line": words[cut].line}
    first, second = (whole | _within(text.boxes, part, words) for part in (words[:cut], words[cut:]))
    return first, second


def joined_places(first: Placed, second: Placed) -> dict:
    """The place of two texts as one; boxes only where those of both are known, and stand in one file."""
    one, other = first.printed_at(), second.printed_at()
    unsure = [*first.unsure, *second.unsure]
    said = {"recognised": first.recognised or second.recognised, "unsure": unsure}
    if first.boxes and second.boxes:
        return one | said | {"boxes": [*first.boxes, *(box for box in second.boxes if box not in first.boxes)]}
    return (one if first.source_id else other) | said | {"boxes": None}


def _words(text: Placed) -> Iterator[PlacedWord]:
    if not text.boxes:
        yield from _words_of_lines(text) if text.line else ()
        return
    pages = {page.number: page for page in text.source.pages.filter(number__in={box[0] for box in text.boxes})}
    for index, (number, x, y, width, height) in enumerate(text.boxes):
        for word, left, top, right, bottom, sure in pages[number].words if number in pages else ():
            across, down = (left + right) / 2, (top + bottom) / 2
            if x - EDGE <= across <= x + width + EDGE and y - EDGE <= down <= y + height + EDGE:
                is_unsure = sure is not None and sure < SURE
                yield PlacedWord(word, number, index, (left, top, right, bottom), is_unsure)


def _words_of_lines(text: Placed) -> Iterator[PlacedWord]:
    """From the first line of the text to where the next one begins."""
    try:
        lines = open_paper(bytes(text.source.content), text.source.name).lines
    except FileError:
        return
    end = _next_line(text)
    for line in lines:
        if text.line <= line.number and (end is None or line.number < end):
            yield from (PlacedWord(word, line.page, line=line.number) for word in line.text.split())


def _next_line(text: Placed) -> int | None:
    others = [model.objects.filter(source=text.source_id, line__gt=text.line) for model in TEXTS]
    return min((line for found in others for line in found.values_list("line", flat=True)), default=None)


def _index(text: str, at: int, words: Sequence[PlacedWord]) -> int | None:
    """Which of the printed words is the first behind the character `at`; None where they do not say it."""
    stored = [letters for word in text.split() if (letters := letters_of(word))]
    begin = sum(bool(letters_of(word)) for word in text[:at].split())
    printed = [(index, letters) for index, word in enumerate(words) if (letters := letters_of(word.text))]
    blocks = SequenceMatcher(None, [each for _index, each in printed], stored, autojunk=False).get_matching_blocks()
    found = _counterpart(begin, blocks) if len(blocks) > 1 else 0
    return printed[found][0] if 0 < found < len(printed) else None


def _counterpart(begin: int, blocks: Sequence[tuple[int, int, int]]) -> int:
    """The printed word that stands for the stored one of this number, or, where they differ, the nearest to it."""
    own_end = their_end = 0
    for own, theirs, size in blocks:
        if begin < theirs:
            return min(own_end + begin - their_end, own)
        if begin < theirs + size:
            return own + begin - theirs
        own_end, their_end = own + size, theirs + size
    return 0


# Boxes


def _within(boxes: Sequence[list], part: Sequence[PlacedWord], words: Sequence[PlacedWord]) -> dict:
    """A box stays where all its words are of this part; of another, its whole lines and the line that both share."""
    found = []
    for index, box in enumerate(boxes):
        of_box = [word for word in words if word.box == index]
        own = [word for word in part if word.box == index]
        if own == of_box:
            found += [box] if own else []
        else:
            found += _of_lines(box[0], own, of_box)
    return {"page": found[0][0], "boxes": found, "unsure": [word.text for word in part if word.is_unsure]}


def _of_lines(page: int, own: Sequence[PlacedWord], words: Sequence[PlacedWord]) -> Iterator[list]:
    shared = [line for line in _lines(words) if set(line) & set(own) and set(line) - set(own)]
    parted = {word for line in shared for word in line}
    for _is_shared, some in groupby(own, key=lambda word: word in parted):
        yield [page, *_around(word.edges for word in some)]


def _lines(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """Words that stand beside each other."""
    lines: list[list[PlacedWord]] = []
    for word in words:
        _left, top, _right, bottom = word.edges
        if lines and min(bottom, lines[-1][-1].edges[3]) - max(top, lines[-1][-1].edges[1]) > (bottom - top) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _around(edges: Iterable[tuple[float, float, float, float]]) -> list[float]:
    """[x, y, width, height] of the box around several, to a hundredth of a point."""
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    left, top = min(lefts), min(tops)
    return [round(each, 2) for each in (left, top, max(rights) - left, max(bottoms) - top)]


def begins_behind(source: int | None, place: dict, cut: dict) -> bool | None:
    """Whether what stands at a place begins behind a cut; None where the two cannot be compared."""
    if source != cut["source_id"]:
        return None
    if place["boxes"] and cut["boxes"]:
        return (place["boxes"][0][0], place["boxes"][0][2]) >= (cut["boxes"][0][0], cut["boxes"][0][2])
    if place["line"] and cut["line"]:
        return place["line"] >= cut["line"]
    return None
