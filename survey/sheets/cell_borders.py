"""Tables whose lines between rows are drawn cell by cell: where the pieces of a line meet, two columns part."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from survey.pages.document import Box, Page, Word
from survey.sheets.below_headings import rows_below
from survey.sheets.column_detection import farthest, fit_columns, is_title, least_gap
from survey.sheets.page_breaks import PageTable
from survey.sheets.page_lines import around, bands, lines, phrases, size_of
from survey.sheets.reach import CLOSE
from survey.sheets.row_keys import cycle_of
from survey.sheets.ruling import DASHES_APART, LONGEST_DASH, NEAR, Stroke
from survey.sheets.table_parts import Part
from survey.sheets.unruled_tables import part_within

MOST_BANDS_OF_HEADINGS = 6
FEWEST_ROWS = 2
LEVEL = 1.0  # points by which pieces of one line may differ in height
CLOSE_DASHES = 0.7  # of the usual white between dashes: less stands where two pieces meet


@dataclass(frozen=True)
class PiecedLine:
    """A line over several cells; `joints` are where one piece of it ends and the next begins."""

    at: float
    start: float
    end: float
    joints: tuple[float, ...]

    def goes_with(self, other: "PiecedLine") -> bool:
        """Whether both may be of one table: as far to the right, the joints of one among those of the other."""
        if abs(self.end - other.end) > NEAR:
            return False
        fewer, more = sorted((self._edges(), other._edges()), key=len)
        return all(any(abs(a - b) <= NEAR for b in more) for a in fewer) and len(more) > 1

    def _edges(self) -> list[float]:
        return [self.start, *self.joints]


def parts_of_pieces(
    page: Page, words: Collection[Word], edges: Collection[Word] = (), above: PageTable | None = None
) -> list[Part]:
    """The tables among these words whose columns the joints of lines tell, each with its headings above a line.

    `edges` are the words of running heads and page numbers; `above` is the last table of the page before, which may go
    on here.
    """
    text, found = [word for word in words if word not in edges], []
    for group in _groups(_pieced_lines(page)):
        part = _part(page, group, text, above)
        if part:
            found.append(part)
            text = [word for word in text if not _holds(part.box, word)]
    return found


def _holds(box: Box, word: Word) -> bool:
    x, y = word.box.middle
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top <= y <= box.bottom


def _pieced_lines(page: Page) -> list[PiecedLine]:
    pieces = [
        Stroke((box.top + box.bottom) / 2, box.x0, box.x1)
        for box in page.rules
        if box.x1 - box.x0 >= box.bottom - box.top
    ]
    found: list[PiecedLine] = []
    level: list[Stroke] = []
    for piece in sorted(pieces):
        if level and piece.at > level[0].at + LEVEL:
            found += _lines_of(level)
            level = []
        level.append(piece)
    return [*found, *(_lines_of(level) if level else ())]


def _lines_of(level: Sequence[Stroke]) -> Iterator[PiecedLine]:
    """The lines of one height: pieces that touch, or dashes."""
    run: list[Stroke] = []
    for piece in sorted(level, key=lambda piece: piece.start):
        if run and piece.start > run[-1].end + (DASHES_APART if _is_dash(piece) and _is_dash(run[-1]) else NEAR):
            yield _line(run)
            run = []
        run.append(piece)
    yield _line(run)


def _is_dash(piece: Stroke) -> bool:
    return piece.length <= LONGEST_DASH


def _line(run: Sequence[Stroke]) -> PiecedLine:
    gaps = [(after.start - before.end, (before.end + after.start) / 2) for before, after in pairwise(run)]
    if gaps and sum(map(_is_dash, run)) > len(run) / 2:
        usual = median(gap for gap, _ in gaps)
        joints = [x for gap, x in gaps if gap < CLOSE_DASHES * usual]
    else:
        joints = [x for _, x in gaps]
    return PiecedLine(run[0].at, run[0].start, max(piece.end for piece in run), tuple(joints))


def _groups(found: Sequence[PiecedLine]) -> Iterator[list[PiecedLine]]:
    """Lines below each other that may be of one table."""
    group: list[PiecedLine] = []
    for line in found:
        if group and not line.goes_with(max(group, key=lambda each: len(each.joints))):
            if line.joints and any(each.joints for each in group):
                yield group
                group = []
            elif not line.joints:
                continue
            else:
                group = []
        group.append(line)
    if any(each.joints for each in group):
        yield group


def _part(page: Page, group: Sequence[PiecedLine], text: Sequence[Word], before: PageTable | None) -> Part | None:
    widest = max(group, key=lambda line: len(line.joints))
    left = min(line.start for line in group)
    xs = [*([left] if left < widest.start - NEAR else []), widest.start, *widest.joints, widest.end]
    top, bottom = group[0].at, group[-1].at
    level = [word for word in text if xs[0] - NEAR <= word.box.middle[0] <= xs[-1] + NEAR]
    inner = bands(word for word in level if top < word.box.middle[1] < bottom)
    last = before.parts[-1] if before and _has_columns(before.parts[-1], xs) else None
    above = bands(word for word in level if word.box.middle[1] <= top)
    above = _rest_above(above, xs) if last else _headings_above(above, xs, top)
    box = Box(xs[0], min((word.box.top for band in above for word in band), default=top), xs[-1], bottom)
    head = Part(page.number, tuple(xs), (box.top, bottom), ())
    below = rows_below(head, bands(word for word in level if word.box.middle[1] >= bottom))
    stack = [*above, *inner, *below]
    if sum(len({_column(word, xs) for word in band}) > 1 for band in stack) <= FEWEST_ROWS:
        return None
    found = [word for band in stack for word in band]
    reach = around([box, *(word.box for word in found)])
    return part_within(page, reach, tuple(xs[1:-1]), found, last, keys=cycle_of(before.parts[0]) if before else ())


def _has_columns(part: Part, xs: Sequence[float]) -> bool:
    return len(part.xs) == len(xs) and all(abs(a - b) <= NEAR for a, b in zip(part.xs[1:-1], xs[1:-1], strict=True))


def _rest_above(stack: Sequence[Sequence[Word]], xs: Sequence[float]) -> list[Sequence[Word]]:
    """The bands above the first line of a page that go on with rows of the page before."""
    kept: list[Sequence[Word]] = []
    for band in reversed(stack):
        if not fit_columns(band, xs[1:-1]):
            break
        kept.insert(0, band)
    return kept


def _column(word: Word, xs: Sequence[float]) -> int:
    return sum(x <= word.box.middle[0] for x in xs[1:-1])


def _headings_above(stack: Sequence[Sequence[Word]], xs: Sequence[float], top: float) -> list[Sequence[Word]]:
    """The bands right above the first line, in the columns or over several of them, up to a title or text."""
    least = least_gap([line for band in stack for line in lines(band)])
    kept: list[Sequence[Word]] = []
    for band in reversed(stack[-MOST_BANDS_OF_HEADINGS:]):
        edge = min(word.box.top for word in kept[0]) if kept else top
        gap = edge - max(word.box.bottom for word in band)
        if gap > farthest(band, 0.0) or is_title(band, least):
            break
        is_in_columns = fit_columns(band, xs[1:-1])
        if not is_in_columns and len(phrases(band)) < FEWEST_ROWS:
            break
        kept.insert(0, band)
    while kept and len({_column(word, xs) for word in kept[0]}) < FEWEST_ROWS:
        below = min(word.box.top for word in kept[1]) if len(kept) > 1 else top
        if len(kept) > 1 and below - max(word.box.bottom for word in kept[0]) <= CLOSE * size_of(kept[0]):
            break
        kept.pop(0)
    return kept
