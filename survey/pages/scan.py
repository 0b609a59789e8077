"""Pages that are pictures to lines and words: PDF pages without text, and files that are pictures themselves."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import DAMAGED
from survey.files.limits import limits
from survey.pages.cleaning import cleaned
from survey.pages.document import Box, Document, Page, Word
from survey.pages.edges import part_edges
from survey.pages.order import lines_of, numbered
from survey.pages.pictures import DPI, greatest_dpi
from survey.pages.recognition import MISSING, glimpsed, is_installed, recognised

LEVEL = 0.5  # share of the lower word by which two words of one line overlap
SURE = 0.5  # mean confidence of a page that lies the right way
LEAST_WORDS = 5
GLIMPSE = 120  # dpi at which large words are legible
SAMPLE, AROUND = 600, 15  # pixels of a sample of a page, and around each of them
SHADE = 40  # of 256 greys, by which paper is darker than the paper around it
PAPER = 0.4  # least share of paper
LETTERS = re.compile(r"\w{3,}")
TURNS = (90, 270, 180)
HIGH = re.compile(r"[A-ZÄÖÜ0-9bdfhijkltßäöü()?!/%€§„“]")
DEEP = re.compile(r"[gjpqyQ(),;/§„]")
NO_WORDS = gettext_noop("No text was found in the picture. If it is a page, scan it anew, upright and with 300 dpi.")
TOO_MANY = gettext_noop("The picture has %(pages)d pages; at most %(limit)d are taken. Split it.")


def read(data: bytes, name: str) -> Document:
    """The document of a PNG, JPEG or TIFF. Raises FileError."""
    pictures = _pictures(data, name)
    if not is_installed():
        raise FileError(name, None, None, MISSING)
    sandbox.allow_pages(len(pictures))
    pages = []
    for number, (picture, dpi) in enumerate(pictures, start=1):
        pages.append(read_picture(picture, dpi, name, number))
        sandbox.report(number, len(pictures))
    if not any(_sure(page.words) for page in pages):
        raise FileError(name, None, None, NO_WORDS)
    pages = numbered(pages)
    lines, edges = part_edges([page.lines for page in pages])
    return Document(name, "scan", tuple(lines), tuple(pages), edges=tuple(edges))


def read_picture(picture, dpi: float, name: str, number: int) -> Page:
    """The page of a grey picture, turned so that it reads; without words where it is a picture of something else."""
    if not _is_paper(picture):
        return Page(number, round(picture.width * 72 / dpi, 2), round(picture.height * 72 / dpi, 2), recognised=True)
    page = _read_turned(picture, dpi, name, number, 0)
    if _confidence(page.words) >= SURE or not page.words:
        return page
    scale = min(1.0, GLIMPSE / dpi)  # made small, its words are seen in a tenth of the time
    small = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    turn = max(TURNS, key=lambda each: _worth(glimpsed(small.rotate(-each, expand=True), dpi * scale)))
    return max(page, _read_turned(picture, dpi, name, number, turn), key=lambda each: _worth(each.words))


def _is_paper(picture) -> bool:
    """Whether most of a picture is as light as what is lightest around it: paper, also in the shade, with some print.

    Leaves, bricks and faces are not; to look for words in them takes minutes.
    """
    from PIL import Image, ImageChops, ImageFilter

    small = picture.resize((SAMPLE, SAMPLE), Image.Resampling.NEAREST)
    darker = ImageChops.subtract(small.filter(ImageFilter.MaxFilter(AROUND)), small).histogram()
    return sum(darker[:SHADE]) >= PAPER * sum(darker)


def _sure(words: Sequence[Word]) -> bool:
    """Whether these are words of a text, and not what the program sees in leaves and bricks."""
    return sum(not word.is_unsure and bool(LETTERS.search(word.text)) for word in words) >= LEAST_WORDS


def _worth(words: Sequence[Word]) -> float:
    return _confidence(words) * len(words)


def _read_turned(picture, dpi: float, name: str, number: int, turn: int) -> Page:
    clean = cleaned(picture.rotate(-turn, expand=True) if turn else picture, dpi)
    rows = level_rows(recognised(clean.picture, dpi, name, number))
    lines = lines_of(rows, number, clean.rules)
    return Page(
        number=number,
        width=round(clean.picture.width * 72 / dpi, 2),
        height=round(clean.picture.height * 72 / dpi, 2),
        lines=tuple(lines),
        words=tuple(word for line in lines for word in line.words),
        rules=tuple(clean.rules),
        recognised=True,
        turned=turn,
        tilt=clean.tilt,
    )


def _confidence(words: Sequence[Word]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def level_rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words to rows from top to bottom: those that stand side by side at one height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        row = next((row for row in reversed(rows[-4:]) if _is_level(word.box, row)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: median(word.box.middle[1] for word in row))
    return [[replace(word, size=size) for word in sorted(row, key=_left)] for row in rows for size in [_size(row)]]


def _left(word: Word) -> float:
    return word.box.x0


def _size(row: Sequence[Word]) -> float:
    """About the size of type, by the height of words and what their letters reach up and down to."""
    return round(median((word.box.bottom - word.box.top) / _reach(word.text) for word in row), 1)


def _reach(text: str) -> float:
    """The height of a word as a share of the size of type."""
    return 0.5 + 0.25 * bool(HIGH.search(text)) + 0.2 * bool(DEEP.search(text))


def _is_level(box: Box, row: Sequence[Word]) -> bool:
    """Held against the nearest word of the row: over a whole page a line may still lean a little."""
    near = min(row, key=lambda word: abs(word.box.middle[0] - box.middle[0])).box
    shared = min(box.bottom, near.bottom) - max(box.top, near.top)
    return shared >= LEVEL * min(box.bottom - box.top, near.bottom - near.top) and (
        box.x0 >= near.x1 - 1 or box.x1 <= near.x0 + 1
    )


def _pictures(data: bytes, name: str) -> list[tuple[object, float]]:
    """The pages of a picture in grey, each with its resolution."""
    from PIL import Image, ImageOps, ImageSequence

    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    pages = []
    try:
        with Image.open(io.BytesIO(data)) as file:
            count = getattr(file, "n_frames", 1)
            if count > limits.pages:
                raise FileError(name, None, None, TOO_MANY, {"pages": count, "limit": limits.pages})
            for frame in ImageSequence.Iterator(file):
                pages.append(_grey(ImageOps.exif_transpose(frame), frame.info.get("dpi", (0, 0))[0]))
    except FileError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise FileError(name, None, None, DAMAGED) from error
    return pages


def _grey(picture, dpi: float) -> tuple[object, float]:
    """What is seen on white paper, at about `DPI`; a picture that knows no resolution is taken as a page of A4."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    grey = picture.convert("L")
    dpi = float(dpi) if dpi and 50 <= dpi <= 2400 else max(72.0, min(grey.size) / (595 / 72))
    aimed = min(DPI, greatest_dpi(grey.width * 72 / dpi, grey.height * 72 / dpi))
    if abs(aimed / dpi - 1) > 0.1:
        size = (round(grey.width * aimed / dpi), round(grey.height * aimed / dpi))
        grey, dpi = grey.resize(size, Image.Resampling.LANCZOS), aimed
    return grey, dpi
