"""The letters of a PDF page with their places, as PDFium finds them."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from survey.pages.document import Box
from survey.pages.sides import Sides

BOLD_NAME = re.compile(r"bold|black|heavy|fett|semib|demib|[-,]bd\b", re.IGNORECASE)
BOLD_WEIGHT = 700
INVISIBLE = 3
FILLED_AND_STROKED = 2  # how a program fakes a bold type
SLANT = 10  # degrees: a page that was scanned a little turned still reads upright
BREAK_HYPHEN = "\x02"  # what PDFium says for a hyphen at the end of a line
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb06": "st"}


class Type(NamedTuple):
    """What all letters of one text object have in common; `turn` is None for a line set at a slant."""

    size: float
    bold: bool
    turn: int | None
    is_visible: bool


class FileGlyph(NamedTuple):
    """A letter in the coordinates of the file; (x, y) is its origin on the baseline."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    type: Type


@dataclass(slots=True)
class Glyph:
    """A letter on the page as one looks at it, in points from its top left; `base` is the height of its baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    raised: bool = False
    lowered: bool = False

    @property
    def is_blank(self) -> bool:
        return self.text.isspace()

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)


def read_glyphs(text_page) -> list[FileGlyph]:
    """The letters of a page in the order of the file."""
    return list(_glyphs(text_page))


def most_frequent_turn(glyphs: Iterable[FileGlyph]) -> int:
    """By how many degrees (clockwise) one turns the sheet so that most letters read; 0 without letters."""
    turns = Counter(glyph.type.turn for glyph in glyphs if glyph.type.turn is not None and not glyph.text.isspace())
    return turns.most_common(1)[0][0] if turns else 0


def laid_out(glyphs: Iterable[FileGlyph], sides: Sides) -> list[Glyph]:
    """The letters that read where the page lies as `sides` says, also those outside of it."""
    return [
        Glyph(text, *sides.box(left, bottom, right, top), sides.point(x, y)[1], kind.size, kind.bold)
        for text, left, bottom, right, top, x, y, kind in glyphs
        if kind.turn == sides.rotation
    ]


def _glyphs(text_page) -> Iterator[FileGlyph]:
    import pypdfium2.raw as pdfium

    types: dict[int, Type] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    last: FileGlyph | None = None
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        text = _text(pdfium.FPDFText_GetUnicode(text_page, index))
        if not text or not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        owner = pdfium.FPDFText_GetTextObject(text_page, index)
        key = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if key not in types:
            types[key] = _type(pdfium, text_page, index, owner)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        glyph = FileGlyph(text, box.left, box.bottom, box.right, box.top, x.value, y.value, types[key])
        if last and last.type is glyph.type and last[1:7] == glyph[1:7]:
            last = last._replace(text=last.text + text)  # a ligature comes as its letters, all in one place
            continue
        if last:
            yield last
        last = glyph
    if last:
        yield last


def _text(code: int) -> str:
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    text = chr(code)
    if text == BREAK_HYPHEN:
        return "-"
    return LIGATURES.get(text) or UNSEEN.sub("", text)


def _type(pdfium, text_page, index: int, owner) -> Type:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1
    mode = pdfium.FPDFTextObj_GetTextRenderMode(owner)
    turn = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    nearest = round(turn / 90) * 90
    return Type(
        size=round(pdfium.FPDFText_GetFontSize(text_page, index) * scale, 2),
        bold=mode == FILLED_AND_STROKED or _is_bold(pdfium, text_page, index),
        turn=nearest % 360 if abs(turn - nearest) <= SLANT else None,
        is_visible=mode != INVISIBLE,
    )


def _is_bold(pdfium, text_page, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), flags)
    font = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return bool(BOLD_NAME.search(font)) or pdfium.FPDFText_GetFontWeight(text_page, index) >= BOLD_WEIGHT


def composed(text: str) -> str:
    """Letters and their accents as one."""
    return unicodedata.normalize("NFC", text)
