"""The picture of a scanned page made ready to be recognised: straightened, without specks and drawn rules."""

from dataclasses import dataclass

from survey.pages.document import Box

DARK = 150  # of 255
SKEW = 4.0  # degrees to either side within which a scan is straightened
STEPS = (0.5, 0.1, 0.02)
SKEW_WIDTH = 900  # pixels; the angle is looked for in a small copy

# Lengths in points (1/72 inch), whatever the resolution
SPECK = 0.5  # the dot of an i is larger
LONELY = 1.5
LONELY_AREA = 0.5  # square points
RULE_PIECE = 12.0
RULE = 24.0
THICKEST = 3.0
GAP = 3.0


@dataclass
class Cleaned:
    """`picture` is a grey Pillow image; `rules` are in points from its top left; `tilt` is what it was turned by."""

    picture: object
    rules: list[Box]
    tilt: float


def cleaned(picture, dpi: float) -> Cleaned:
    """Straightens a grey picture, wipes its specks and rules, and says where the rules were."""
    import numpy
    from PIL import Image

    tilt = skew_of(picture)
    if tilt:
        picture = picture.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = numpy.array(picture)
    unit = dpi / 72
    dark = pixels < DARK
    _wipe_specks(numpy, pixels, dark, unit)
    rules = []
    across = _runs(numpy, dark, unit)
    down = [(y, x, y1, x1) for x, y, x1, y1 in _runs(numpy, dark.T, unit)]
    for x, y, x1, y1 in (*across, *down):
        pixels[max(0, y - 1) : y1 + 1, max(0, x - 1) : x1 + 1] = 255
        rules.append(Box(*(round(each / unit, 2) for each in (x, y, x1, y1))))
    return Cleaned(Image.fromarray(pixels), rules, tilt)


def skew_of(picture) -> float:
    """By how many degrees one turns the picture so that its lines lie level: then its rows are darkest and lightest."""
    import numpy
    from PIL import Image

    width = min(SKEW_WIDTH, picture.width)
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.BOX)
    ink = Image.fromarray((255 - numpy.array(small)).clip(60) - 60)

    def contrast(angle: float) -> float:
        rows = numpy.asarray(ink.rotate(angle, Image.Resampling.BILINEAR)).sum(axis=1, dtype=float)
        return float(numpy.square(numpy.diff(rows)).sum())

    best, reach = 0.0, SKEW
    for step in STEPS:
        count = round(reach / step)
        best = max((best + step * each for each in range(-count, count + 1)), key=contrast)
        reach = step
    return round(best, 2)


def _wipe_specks(numpy, pixels, dark, unit: float) -> None:
    """Dust: dots smaller than a full stop, and somewhat larger ones with nothing at all around them."""
    counts = numpy.pad(dark, ((1, 0), (1, 0))).astype(numpy.int32).cumsum(axis=0).cumsum(axis=1)
    size = max(2, round(SPECK * unit))
    inside, around = _counts(numpy, counts, 0, size), _counts(numpy, counts, 1, size)
    dots = (inside > 0) & (inside == around)  # windows that hold all of what they touch
    specks = numpy.zeros_like(dark)
    for y, x in zip(*numpy.nonzero(dots), strict=True):
        specks[y : y + size, x : x + size] = True
    reach, area = max(1, round(LONELY * unit)), LONELY_AREA * unit * unit
    near = _counts(numpy, counts, reach, 1)
    wiped = dark & (specks | (near <= area))
    pixels[wiped] = 255
    dark[wiped] = False


def _counts(numpy, counts, margin: int, size: int):
    """Dark pixels in the window of `size` that begins at each pixel, and `margin` more to each side."""
    height, width = counts.shape[0] - 1, counts.shape[1] - 1
    top, left = (numpy.clip(numpy.arange(length) - margin, 0, length) for length in (height, width))
    bottom, right = (numpy.clip(numpy.arange(length) + size + margin, 0, length) for length in (height, width))
    rows = counts[bottom] - counts[top]
    return rows[:, right] - rows[:, left]


def _runs(numpy, dark, unit: float) -> list[tuple[int, int, int, int]]:
    """Level rules as (left, top, right, bottom) in pixels: long dark runs, those that touch joined."""
    edges = numpy.diff(numpy.pad(dark, ((0, 0), (1, 1))).astype(numpy.int8), axis=1)
    rows, starts = numpy.nonzero(edges == 1)
    _, ends = numpy.nonzero(edges == -1)
    long = ends - starts >= RULE_PIECE * unit
    pieces: list[list[int]] = []
    open_pieces: list[list[int]] = []
    for y, x, x1 in zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True):
        open_pieces = [piece for piece in open_pieces if y - piece[3] <= 1]
        touching = [piece for piece in open_pieces if x <= piece[2] + GAP * unit and x1 >= piece[0] - GAP * unit]
        if not touching:
            touching = [[x, y, x1, y + 1]]
            pieces += touching
            open_pieces += touching
        first = touching[0]
        for piece in touching[1:]:
            first[:] = (
                min(first[0], piece[0]),
                min(first[1], piece[1]),
                max(first[2], piece[2]),
                max(first[3], piece[3]),
            )
            pieces.remove(piece)
            open_pieces.remove(piece)
        first[:] = min(first[0], x), first[1], max(first[2], x1), y + 1
    return [tuple(each) for each in pieces if each[2] - each[0] >= RULE * unit and each[3] - each[1] <= THICKEST * unit]
