"""What is drawn on a page: lines and the edges of filled areas, pieces of one line put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from survey.pages.document import Box, Page

NEAR = 3.0  # points within which two lines are one
LONGEST_DASH = 9.0  # points
DASHES_APART = 6.0  # points between two dashes of a line
SHORTEST = 6.0  # points: what is shorter is a dot, a tick or a box to be ticked


class Stroke(NamedTuple):
    """A line at y from x to x, or at x from y to y."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Ruling:
    """Lines that touch each other: horizontal and vertical ones, each from the top or the left."""

    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]

    @property
    def box(self) -> Box:
        xs = [x for line in self.horizontal for x in line[1:]] + [line.at for line in self.vertical]
        ys = [y for line in self.vertical for y in line[1:]] + [line.at for line in self.horizontal]
        return Box(min(xs), min(ys), max(xs), max(ys))


def drawn(page: Page) -> Ruling:
    """All lines of a page; a filled area counts as the four lines around it."""
    horizontal, vertical = [], []
    sheet = Box(0, 0, page.width, page.height)
    rules = (clipped for box in page.rules if (clipped := _within(sheet, box)))
    fills = (clipped for box in page.fills if (clipped := _within(sheet, box)))
    for box in (*rules, *(edge for fill in fills for edge in _edges(fill))):
        if box.x1 - box.x0 >= box.bottom - box.top:
            horizontal.append(Stroke((box.top + box.bottom) / 2, box.x0, box.x1))
        else:
            vertical.append(Stroke((box.x0 + box.x1) / 2, box.top, box.bottom))
    return Ruling(tuple(_whole(horizontal)), tuple(_whole(vertical)))


def _within(sheet: Box, box: Box) -> Box | None:
    """What of a box stands on the sheet: a line may go on beyond it."""
    x0, top = max(box.x0, sheet.x0), max(box.top, sheet.top)
    x1, bottom = min(box.x1, sheet.x1), min(box.bottom, sheet.bottom)
    return Box(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def _edges(fill: Box) -> Iterable[Box]:
    yield fill._replace(bottom=fill.top)
    yield fill._replace(top=fill.bottom)
    yield fill._replace(x1=fill.x0)
    yield fill._replace(x0=fill.x1)


def _whole(pieces: Iterable[Stroke]) -> list[Stroke]:
    """Pieces that touch as one line: dashes, or the borders of one cell after the other."""
    lines: list[Stroke] = []
    for _, row in groupby(_levelled(pieces), key=lambda piece: piece.at):
        end, before = None, None
        for piece in sorted(row, key=lambda piece: piece.start):
            are_dashes = before is not None and max(before.length, piece.length) <= LONGEST_DASH
            if end is not None and piece.start <= end + (DASHES_APART if are_dashes else NEAR):
                end = max(end, piece.end)
                lines[-1] = lines[-1]._replace(end=end)
            else:
                lines.append(piece)
                end = piece.end
            before = piece
    return [line for line in lines if line.length >= SHORTEST]


def _levelled(pieces: Iterable[Stroke]) -> Iterable[Stroke]:
    """The pieces with one place for all that lie within `NEAR` of the first of them."""
    at = None
    for piece in sorted(pieces):
        at = piece.at if at is None or piece.at > at + NEAR else at
        yield piece._replace(at=at)


def positions(values: Iterable[float]) -> list[float]:
    """The values in order, those within `NEAR` of each other as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value > kept[-1] + NEAR:
            kept.append(value)
    return kept


def connected(ruling: Ruling) -> list[Ruling]:
    """The lines in groups that touch each other, from the top of the page."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    for horizontal in ruling.horizontal:
        groups.append(([horizontal], []))
    for vertical in ruling.vertical:
        touching = [group for group in groups if any(_meet(line, vertical) for line in group[0])]
        groups = [group for group in groups if not any(group is other for other in touching)]
        lines = [line for group in touching for line in group[0]]
        groups.append((lines, [*(line for group in touching for line in group[1]), vertical]))
    found = [Ruling(tuple(sorted(lines)), tuple(sorted(uprights))) for lines, uprights in groups]
    return sorted(_side_by_side(found), key=lambda each: each.box.top)


def _side_by_side(groups: Iterable[Ruling]) -> list[Ruling]:
    """Lone vertical lines that stand beside each other as one group: columns of rows without lines."""
    kept: list[Ruling] = []
    for group in sorted(groups, key=lambda each: -(each.box.bottom - each.box.top)):
        partner = next((each for each in kept if not group.horizontal and _stand_beside(each, group)), None)
        if partner:
            kept.remove(partner)
            group = Ruling((), tuple(sorted((*partner.vertical, *group.vertical))))
        kept.append(group)
    return kept


def _stand_beside(higher: Ruling, lower: Ruling) -> bool:
    a, b = higher.box, lower.box
    return not higher.horizontal and min(a.bottom, b.bottom) - max(a.top, b.top) > (b.bottom - b.top) / 2


def _meet(horizontal: Stroke, vertical: Stroke) -> bool:
    return (
        horizontal.start - NEAR <= vertical.at <= horizontal.end + NEAR
        and vertical.start - NEAR <= horizontal.at <= vertical.end + NEAR
    )


def covers(lines: Sequence[Stroke], at: float, start: float, end: float) -> bool:
    """Whether lines at this place cover at least half of the way."""
    way = sum(max(min(line.end, end) - max(line.start, start), 0.0) for line in lines if abs(line.at - at) <= NEAR)
    return way >= (end - start) / 2
