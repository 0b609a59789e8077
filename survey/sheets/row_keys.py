"""Rows that a column behind the labels tells apart, as each label stands for several: years, or “Mädchen” and “Jungen”.

Such a label may stand at the top of its rows, beside their middle, or over several of them; the keys come again and
again in one order, and each is one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from survey.pages.document import Word
from survey.sheets.column_detection import Strip, middles, split, step_between
from survey.sheets.page_lines import around, bands, line_text, lines, size_of, text_of
from survey.sheets.table_parts import Part, PartCell

MOST_HEADINGS = 3  # lines above the first key
ALIKE = 0.05  # of the letters' size: white that differs by less may be that between rows or between lines
TIGHT = 0.6  # of the letters' size: no more white parts the lines of one label

Band = Sequence[Word]


@dataclass(frozen=True)
class RowKeys:
    """`cycle` are the keys in order; `rows` the line of each row's key, `above` those that stand over the first."""

    cycle: tuple[str, ...]
    rows: tuple[Band, ...]
    above: tuple[Band, ...]


def find_keys(words: Sequence[Word], strips: Sequence[Strip], known: Sequence[str] = ()) -> RowKeys | None:
    """The keys among the words of a table; `known` are those of the page before, which may go on here."""
    if len(strips) < 2:
        return None
    found = lines(split(words, middles(strips))[1])
    said = [line_text(line) for line in found]
    for first in range(min(MOST_HEADINGS + 1, len(said))):
        cycle = _cycle(said[first:], known)
        if cycle:
            return RowKeys(cycle, tuple(found[first:]), tuple(found[:first]))
    return None


def _cycle(said: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The texts that come again and again in the same order, at least twice but for the last time; empty: none do."""
    if known and said[0] in known:
        at = known.index(said[0])
        order = [known[(at + step) % len(known)] for step in range(len(said))]
        return tuple(known) if order == list(said) else ()
    length = next((at for at, text in enumerate(said) if at and text == said[0]), 0)
    if length < 2 or len(set(said[:length])) < length or len(said) < 2 * length:
        return ()
    return tuple(said[:length]) if all(text == said[at % length] for at, text in enumerate(said)) else ()


def edges_of_rows(words: Sequence[Word], strips: Sequence[Strip], keys: RowKeys) -> list[float]:
    """The edges between rows, from the one above the first key on, by white and by where the keys stand."""
    stack = bands(word for cell in split(words, middles(strips))[1:] for word in cell)
    at = [_band_of(line, stack) for line in (*keys.above[-1:], *keys.rows)]
    size, firsts, begin = size_of(words), [], 0
    for above, below in pairwise(at):
        begin = _first_below(stack, begin, above, below, size) if below > above else below
        firsts.append(begin)
    return [_white_above(stack, first) for first in firsts]


def are_parted(keys: RowKeys, separators: Sequence[float]) -> bool:
    """Whether a line stands between each two keys."""
    levels = [line[0].box.middle[1] for line in keys.rows]
    return all(any(above < y < below for y in separators) for above, below in pairwise(levels))


def _white_above(stack: Sequence[Band], at: int) -> float:
    return (max(word.box.bottom for word in stack[at - 1]) + min(word.box.top for word in stack[at])) / 2


def _band_of(line: Band, stack: Sequence[Band]) -> int:
    return next(at for at, band in enumerate(stack) if line[0] in band)


def _first_below(stack: Sequence[Band], begin: int, above: int, below: int, size: float) -> int:
    """The band at which the row of the lower of two keys begins: below the widest white between both.

    Where that is no wider than other white, the upper row reaches as far below its key as above, as in cells whose text
    stands in the middle.
    """
    gaps = {at: step_between(stack[at - 1], stack[at]) for at in range(above + 1, below + 1)}
    widest = [at for at, gap in gaps.items() if gap >= max(gaps.values()) - ALIKE * size]
    if len(widest) == 1:
        return widest[0]
    key = around(word.box for word in stack[above]).middle[1]
    top = min(word.box.top for word in stack[begin])
    return min(widest, key=lambda at: abs(max(word.box.bottom for word in stack[at - 1]) + top - 2 * key))


def with_labels_over_keys(part: Part, cycle: Sequence[str] = ()) -> Part:
    """The part with one label over all rows of a group of keys, wherever its lines stand beside them."""
    found = [_key(row) for row in part.cells]
    first = next((at for at in range(len(found)) if (cycle and found[at] in cycle) or _cycle(found[at:], cycle)), None)
    if first is None or any(row[0] is None or row[0].row_span > 1 for row in part.cells[first:]):
        return part
    order = tuple(cycle) or _cycle(found[first:], ())
    if not order or any(text not in order for text in found[first:]):
        return part
    begins = [first, *(at for at in range(first + 1, len(found)) if found[at] == order[0])]
    groups = list(pairwise((*begins, len(found))))
    labels = [[word for row in part.cells[begin:end] for word in row[0].words] for begin, end in groups]
    if not all(map(_is_one_label, labels)) or sum(map(_lines_of, labels)) >= len(found) - first:
        return part
    inner = labels[1:-1] if cycle else labels[:-1]
    if not all(inner):
        return part
    cells = [list(row) for row in part.cells]
    for (begin, end), words in zip(groups, labels, strict=True):
        if words:
            box = cells[begin][0].box._replace(bottom=cells[end - 1][0].box.bottom)
            cells[begin][0] = PartCell(box, tuple(words), end - begin)
            for at in range(begin + 1, end):
                cells[at][0] = None
    return replace(part, cells=tuple(map(tuple, cells)))


def _key(row: Sequence[PartCell | None]) -> str:
    return text_of(row[1].words) if len(row) > 2 and row[1] else ""


def cycle_of(part: Part) -> tuple[str, ...]:
    """The keys of a part in order, where each label stands for several rows; empty: there are none."""
    found = [_key(row) for row in part.cells]
    choices = (_cycle(found[first:], ()) for first in range(min(MOST_HEADINGS + 1, len(found))))
    return next(filter(None, choices), ())


def _lines_of(words: Sequence[Word]) -> int:
    return len(lines(words))


def _is_one_label(words: Sequence[Word]) -> bool:
    return all(step_between(above, below) <= TIGHT * size_of(words) for above, below in pairwise(lines(words)))
