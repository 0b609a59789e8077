"""A picture as PNG, from the same numbers as its SVG (public/picture.svg)."""

from survey.pages.canvas import Canvas, darker, dots, rectangle, steps_of, stripes
from survey.public.maps import BORDERS, Map, Shape
from survey.public.pictures import Paint, Picture, PictureText

EDGE, WHITE, INK, FAINT = "#535b64", "#ffffff", "#16191d", "#3c444c"
DASHES, PATTERN = "4 3", 0.28
Box = tuple[float, float, float, float]


def as_png(picture: Picture) -> bytes:
    canvas = Canvas(picture.width, picture.height)
    canvas.box(0, 0, picture.width, picture.height, WHITE)
    _lines(canvas, picture.margin, picture.titles, 19, INK, bold=True)
    if picture.map:
        with canvas.moved(picture.margin, picture.top, picture.scale):
            draw_map(canvas, picture.map, picture.painted)
    _lines(canvas, picture.margin, picture.labels, 13, INK, bold=True)
    for box in picture.boxes:
        _area(canvas, (box.x, box.y, box.width, box.height), box.paint, faint=box.faint, opacity=box.opacity)
        ink = INK if box.faint else box.paint.ink
        canvas.text(box.middle, box.y + 20, box.text, 13, ink, bold=True, align="middle")
    for key in picture.legend:
        _area(canvas, (picture.margin, key.y, 18, 18), key.paint)
        canvas.text(picture.margin + 9, key.y + 14, key.sign, 12, key.paint.ink, bold=True, align="middle")
        canvas.text(picture.margin + 28, key.y + 14, key.words, 14, INK)
    _lines(canvas, picture.margin, picture.notes, 13, FAINT)
    return canvas.png()


def draw_map(canvas: Canvas, drawn: Map, painted: tuple[tuple[Shape, Paint], ...], *, named: bool = True) -> None:
    """In its own coordinates; without names where it is drawn so small that they could not be read."""
    for shape, paint in painted:
        if drawn.view == BORDERS:
            _outline(canvas, shape.outline, paint)
            continue
        tile = shape.x, shape.y, drawn.tile_width, drawn.tile_height
        _filled(canvas, rectangle(*tile), paint, EDGE)
        if paint.pattern:
            band = shape.x, shape.band_y, drawn.tile_width, drawn.band_height
            with canvas.within(rectangle(*band)):
                _pattern(canvas, band, paint)
        if named:
            for line in shape.lines:
                canvas.text(shape.text_x, line.y, line.text, 10.5, paint.ink, bold=True, pressed=line.width)
        size = 15 if named else 34
        canvas.text(shape.sign_x, shape.sign_y, shape.look.sign, size, paint.ink, align="end", pressed=shape.sign_width)


def _outline(canvas: Canvas, outline: str, paint: Paint) -> None:
    steps = steps_of(outline)
    _filled(canvas, steps, paint, EDGE if paint.broken else WHITE)
    if paint.pattern:
        with canvas.within(steps):
            _pattern(canvas, _bounds(steps), paint)


def _bounds(steps: str) -> Box:
    numbers = [float(each) for each in steps.split() if each not in ("m", "l", "h")]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _area(canvas: Canvas, box: Box, paint: Paint, *, faint: bool = False, opacity: float = 1.0) -> None:
    canvas.box(*box, paint.fill, EDGE, dash=DASHES if faint or paint.broken else "", opacity=opacity)
    if paint.pattern:
        with canvas.within(rectangle(*box)):
            _pattern(canvas, box, paint)


def _filled(canvas: Canvas, steps: str, paint: Paint, line: str) -> None:
    canvas.area(steps, paint.fill, line, dash=DASHES if paint.broken else "")


def _pattern(canvas: Canvas, box: Box, paint: Paint) -> None:
    """What tells categories apart without colours, as the style sheet and the SVG have it: the fill, darker."""
    style, colour = paint.pattern, darker(paint.fill, PATTERN)
    left, top, width, height = box
    if style in ("planned", "no"):
        canvas.area(stripes(box, 10, 1 if style == "planned" else -1), line=colour, width=1.2)
    elif style == "collective":
        canvas.area(stripes(box, 8, 0), line=colour, width=1.2)
    elif style == "partly":
        lines = (f"{left:.2f} {top + at:.2f} m {left + width:.2f} {top + at:.2f} l" for at in range(2, int(height), 7))
        canvas.area(" ".join(lines), line=colour, width=1.2)
    else:
        canvas.area(dots(box, 8, 1.0 if style == "not-stated" else 1.6), colour)


def _lines(
    canvas: Canvas, x: float, lines: tuple[PictureText, ...], size: float, fill: str, *, bold: bool = False
) -> None:
    for line in lines:
        canvas.text(x, line.y, line.text, size, fill, bold=bold)
