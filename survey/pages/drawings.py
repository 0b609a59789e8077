"""What a PDF page draws beside its text: rules, and areas filled with a colour."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise

from survey.pages.document import Box
from survey.pages.sides import Sides

THICKEST_RULE = 2.5  # points; what is thicker is an area
SHORTEST_RULE = 2.0
FEWEST_DOTS = 5  # of a dotted line
NEAR_DOT = 0.1  # points by which its dots stand off one level
DOT_STEP = 4.0  # points from one of its dots to the next
MOST = 60_000  # of a page; a map or chart draws more, and no table is found in it
WHITE = 250
PATH, FORM = 2, 5
MOVE, LINE = 2, 0


@dataclass
class Drawings:
    """Thin boxes for rules, boxes for fills; on the page as one looks at it. `dots` may be a dotted line together."""

    rules: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.rules) + len(self.fills) + len(self.dots) >= MOST


def read_drawings(page, sides: Sides) -> Drawings:
    """The rules and fills of `page`, also of the forms that it contains."""
    import pypdfium2.raw as pdfium

    found = Drawings()
    count, get = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject
    _read(pdfium, (get(page, index) for index in range(count)), (1, 0, 0, 1, 0, 0), sides, found, 0)
    found.rules = list(dict.fromkeys([*found.rules, *_dotted_rules(found.dots)]))
    found.fills = list(dict.fromkeys(found.fills))
    return found


def _read(pdfium, objects, outer: tuple, sides: Sides, found: Drawings, depth: int) -> None:
    for drawn in objects:
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if found.is_full:
            return
        if kind == PATH:
            _read_path(pdfium, drawn, _times(_matrix(pdfium, drawn), outer), sides, found)
        elif kind == FORM and depth < 5:
            inner = (pdfium.FPDFFormObj_GetObject(drawn, at) for at in range(pdfium.FPDFFormObj_CountObjects(drawn)))
            _read(pdfium, inner, _times(_matrix(pdfium, drawn), outer), sides, found, depth + 1)


def _matrix(pdfium, drawn) -> tuple:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(m: tuple, n: tuple) -> tuple:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _read_path(pdfium, path, matrix: tuple, sides: Sides, found: Drawings) -> None:
    mode, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroked)
    if not mode.value and not stroked.value:
        return  # a path that only clips
    is_white = mode.value and _is_white(pdfium, path)
    width = _width(pdfium, path) if stroked.value else 0
    for outline in _outlines(pdfium, path, matrix):
        if stroked.value:
            for (a, b), (c, d) in pairwise(outline):
                _add(found, sides, min(a, c), min(b, d), max(a, c), max(b, d), width, is_fill=False)
        elif not is_white:
            xs, ys = zip(*outline, strict=True)
            _add(found, sides, min(xs), min(ys), max(xs), max(ys), 0, is_fill=True)


def _add(found: Drawings, sides: Sides, left, bottom, right, top, width: float, is_fill: bool) -> None:
    half = width / 2
    is_flat = top - bottom <= THICKEST_RULE or right - left <= THICKEST_RULE
    box = sides.box(left, bottom, right, top)
    if not sides.touches(box):
        return
    if is_flat and max(top - bottom, right - left) >= SHORTEST_RULE:
        if top - bottom <= right - left:
            box = sides.box(left, bottom - half, right, top + half)
        else:
            box = sides.box(left - half, bottom, right + half, top)
        found.rules.append(Box(*(round(each, 2) for each in box)))
    elif is_fill and is_flat:
        found.dots.append(Box(*(round(each, 2) for each in box)))
    elif is_fill and not is_flat and not _is_whole_page(box, sides):
        found.fills.append(Box(*(round(each, 2) for each in box)))


def _dotted_rules(dots: Iterable[Box]) -> Iterator[Box]:
    """Dots that follow each other closely on one level, or below one another."""
    dots = list(dict.fromkeys(dots))
    for run in _runs(sorted(dots, key=lambda dot: (dot.top, dot.x0)), lambda dot: dot.top, lambda dot: dot.x0):
        yield Box(run[0].x0, run[0].top, run[-1].x1, run[0].bottom)
    for run in _runs(sorted(dots, key=lambda dot: (dot.x0, dot.top)), lambda dot: dot.x0, lambda dot: dot.top):
        yield Box(run[0].x0, run[0].top, run[0].x1, run[-1].bottom)


def _runs(dots: Sequence[Box], level: Callable, begin: Callable) -> Iterator[Sequence[Box]]:
    first = 0
    for at in range(1, len(dots) + 1):
        goes_on = (
            at < len(dots)
            and level(dots[at]) - level(dots[first]) < NEAR_DOT
            and begin(dots[at]) - begin(dots[at - 1]) <= DOT_STEP
        )
        if not goes_on:
            if at - first >= FEWEST_DOTS:
                yield dots[first:at]
            first = at


def _is_whole_page(box: Box, sides: Sides) -> bool:
    width, height = sides.size
    return (box.x1 - box.x0) * (box.bottom - box.top) >= 0.9 * width * height


def _outlines(pdfium, path, matrix: tuple) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; curves count by their ends."""
    a, b, c, d, e, f = matrix
    x, y = c_float(), c_float()
    outline: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == MOVE and outline:
            yield outline
            outline = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        outline.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def _width(pdfium, path) -> float:
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    return min(width.value, THICKEST_RULE)


def _is_white(pdfium, path) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= WHITE or not alpha.value
