"""A picture of lines, areas and words as PNG: a page of a PDF that PDFium paints with the fonts it brings along.

What is drawn is ours: no file of others is opened here, so it needs no process of its own. Lengths are units of the
canvas, y grows downwards. A server has no fonts that one could count on; those of every PDF know the letters of Western
Europe (Windows-1252) and some signs. Any other letter is drawn as the plain letter below its marks, else as “?”.
"""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from threading import Lock

PIXELS = 6_000_000  # of a picture; a larger one is painted smaller
COLOURS = 128
PLAIN, BOLD, DINGBATS, SYMBOL = "F", "B", "Z", "S"
FONTS = {PLAIN: "Helvetica", BOLD: "Helvetica-Bold", DINGBATS: "ZapfDingbats", SYMBOL: "Symbol"}
# Signs that letters of the two fonts of signs stand for.
SIGNS = {"✓": (DINGBATS, b"3"), "✕": (DINGBATS, b"5"), "■": (DINGBATS, b"n"), "◇": (SYMBOL, b"\xe0")}
SIGNS |= {"∅": (SYMBOL, b"\xc6"), "≥": (SYMBOL, b"\xb3"), "≤": (SYMBOL, b"\xa3"), "≈": (SYMBOL, b"\xbb")}
# ... and those that are drawn: a circle a fourth or half of which is filled, a square with a cross.
DRAWN = ("◔", "◐", "⊞")
WITHOUT_MARKS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
STEP = re.compile(r"([Mlz])|(-?(?:\d+\.?\d*|\.\d+))")
ROUND = 0.5523  # how far the handles of a quarter of a circle lie from its ends, of its radius
_painting = Lock()  # PDFium is for one at a time


class Canvas:
    """Draw first what lies below. Colours are “#12456b”; `dash` are the lengths of a broken line."""

    def __init__(self, width: float, height: float):
        self.width, self.height = width, height
        self._said: list[bytes] = []
        self._words: list[str] = []

    def _say(self, words: str) -> None:
        self._said.append(words.encode("ascii"))

    def area(
        self, steps: str, fill: str = "", line: str = "", *, width: float = 1.0, dash: str = "", opacity: float = 1.0
    ) -> None:
        """`steps` are operators of a path; with `fill` and `line` those of its inside and its edge."""
        if opacity < 1:  # on white, which is all that lies below
            fill = _paler(fill, opacity)
        colours = [f"{_colour(fill)} rg" if fill else "", f"{_colour(line)} RG {width} w [{dash}] 0 d" if line else ""]
        painted = {(True, True): "B*", (True, False): "f*", (False, True): "S"}[bool(fill), bool(line)]
        self._say(" ".join(["q", *colours, steps, painted, "Q"]))

    def box(self, x: float, y: float, width: float, height: float, fill: str = "", line: str = "", **how) -> None:
        self.area(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re", fill, line, **how)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        fill: str,
        *,
        bold: bool = False,
        align: str = "start",
        pressed: float = 0.0,
    ) -> None:
        """One line on the base line `y`; `pressed` is the width that longer words are pressed into."""
        self._words.append(words)
        pieces = list(_pieces(words, BOLD if bold else PLAIN))
        width = sum(_width(font, said) for font, said in pieces) * size
        narrow = pressed / width if pressed and width > pressed else 1.0
        x -= width * narrow * {"start": 0, "middle": 0.5, "end": 1}[align]
        for font, said in pieces:
            wide = _width(font, said) * size * narrow
            if font in DRAWN:
                self._sign(font, x, y, size, fill)
            else:
                shown = b"<%s> Tj ET" % said.hex().encode()
                head = f"BT {_colour(fill)} rg /{font} {size} Tf {narrow * 100:.1f} Tz 1 0 0 -1 {x:.2f} {y:.2f} Tm "
                self._said.append(head.encode() + shown)
            x += wide

    def lines(self, words: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
        """The words in lines that are no wider; the last of `most` lines ends with “…” where it is not all."""
        font, lines = BOLD if bold else PLAIN, [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and _line_width(longer, font) * size > width:
                lines.append(word)
            else:
                lines[-1] = longer
        if len(lines) > most:
            last = lines[most - 1]
            while last and _line_width(f"{last} …", font) * size > width:
                last = last.rpartition(" ")[0]
            lines = [*lines[: most - 1], f"{last} …"]
        return lines

    def _sign(self, sign: str, x: float, y: float, size: float, fill: str) -> None:
        half = size * 0.32
        across, down = x + size * 0.4, y - size * 0.34
        if sign == "⊞":
            self.box(across - half, down - half, 2 * half, 2 * half, line=fill)
            cross = f"{across - half:.2f} {down:.2f} m {across + half:.2f} {down:.2f} l"
            self.area(f"{cross} {across:.2f} {down - half:.2f} m {across:.2f} {down + half:.2f} l", line=fill)
            return
        self.area(_circle(across, down, half), line=fill)
        quarters = 2 if sign == "◐" else 1
        self.area(_slice(across, down, half, quarters), fill)

    @contextmanager
    def within(self, steps: str) -> Iterator[None]:
        """What is drawn meanwhile is seen inside the path alone."""
        self._say(f"q {steps} W n")
        yield
        self._say("Q")

    @contextmanager
    def moved(self, x: float, y: float, scale: float = 1.0) -> Iterator[None]:
        self._say(f"q {scale} 0 0 {scale} {x:.2f} {y:.2f} cm")
        yield
        self._say("Q")

    def pdf(self) -> bytes:
        """Its one page; the axis is turned over, so that y grows downwards."""
        drawing = b"1 0 0 -1 0 %.2f cm\n" % self.height + b"\n".join(self._said)
        fonts = b" ".join(
            b"/%s << /Type /Font /Subtype /Type1 /BaseFont /%s %s >>" % (key.encode(), name.encode(), _encoding(key))
            for key, name in FONTS.items()
        )
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents 4 0 R /Resources << /Font << %s >> >> >>"
            % (self.width, self.height, fonts),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        ]
        parts, offsets = [b"%PDF-1.4\n"], []
        for number, body in enumerate(objects, start=1):
            offsets.append(sum(map(len, parts)))
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start, count = sum(map(len, parts)), len(objects) + 1
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table))
        parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start))
        return b"".join(parts)

    def png(self, scale: float = 2.0) -> bytes:
        """So many pixels a unit, fewer where the picture would be too large; its words are told in the file, too."""
        import pypdfium2
        from PIL import Image, PngImagePlugin

        scale = min(scale, (PIXELS / (self.width * self.height)) ** 0.5)
        with _painting, pypdfium2.PdfDocument(self.pdf()) as document:
            picture = document[0].render(scale=scale).to_pil().convert("RGB")
        file, told = io.BytesIO(), PngImagePlugin.PngInfo()
        told.add_itxt("Description", "\n".join(filter(None, self._words)))
        picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(file, "PNG", pnginfo=told)
        return file.getvalue()


def steps_of(outline: str) -> str:
    """The operators of a path as SVG writes it: M, l and z, as fixtures/outlines.py makes them."""
    said, x, y, numbers, first = [], 0.0, 0.0, [], True
    for letter, number in STEP.findall(outline):
        if letter == "z":
            said.append("h")
        elif letter == "M":
            first = True
        elif number:
            numbers.append(float(number))
        if len(numbers) == 2:
            x, y = (numbers[0], numbers[1]) if first else (x + numbers[0], y + numbers[1])
            said.append(f"{x:.1f} {y:.1f} {'m' if first else 'l'}")
            first, numbers = False, []
    return " ".join(said)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"


def stripes(box: tuple[float, float, float, float], gap: float, slope: float) -> str:
    """Lines over a box (left, top, width, height), `gap` apart; `slope` is by how much each leans over its height."""
    left, top, width, height = box
    lean, at, said = slope * height, min(0.0, slope * height), []
    while at < width + max(0.0, lean) + gap:
        said.append(f"{left + at:.2f} {top:.2f} m {left + at - lean:.2f} {top + height:.2f} l")
        at += gap
    return " ".join(said)


def dots(box: tuple[float, float, float, float], gap: float, radius: float) -> str:
    left, top, width, height = box
    across, down = int(width / gap) + 1, int(height / gap) + 1
    middles = ((left + gap * (i + 0.5), top + gap * (j + 0.5)) for i in range(across) for j in range(down))
    return " ".join(_circle(x, y, radius) for x, y in middles)


def _ends(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Top, right, bottom, left, top."""
    return [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y), (x, y - radius)]


def _arcs(x: float, y: float, radius: float, quarters: int) -> Iterator[str]:
    for (x0, y0), (x1, y1) in list(pairwise(_ends(x, y, radius)))[:quarters]:
        corner_x, corner_y = (x1, y0) if x0 == x else (x0, y1)
        one = x0 + (corner_x - x0) * ROUND, y0 + (corner_y - y0) * ROUND
        two = x1 + (corner_x - x1) * ROUND, y1 + (corner_y - y1) * ROUND
        yield " ".join(f"{each:.2f}" for each in (*one, *two, x1, y1)) + " c"


def _circle(x: float, y: float, radius: float) -> str:
    return f"{x:.2f} {y - radius:.2f} m {' '.join(_arcs(x, y, radius, 4))} h"


def _slice(x: float, y: float, radius: float, quarters: int) -> str:
    return f"{x:.2f} {y:.2f} m {x:.2f} {y - radius:.2f} l {' '.join(_arcs(x, y, radius, quarters))} h"


def _pieces(words: str, font: str) -> Iterable[tuple[str, bytes]]:
    """Runs of one font, as its letters are numbered; a sign that is drawn stands for its own font."""
    found: list[tuple[str, bytes]] = []
    for char in unicodedata.normalize("NFC", words):
        own, said = (char, b"") if char in DRAWN else SIGNS.get(char, (font, _letter(char)))
        if found and found[-1][0] == own and own not in DRAWN:
            found[-1] = own, found[-1][1] + said
        else:
            found.append((own, said))
    return found


@cache
def _letter(char: str) -> bytes:
    plain = unicodedata.normalize("NFKD", char.translate(WITHOUT_MARKS))
    for each in (char, plain, plain[:1]):
        try:
            return each.encode("cp1252")
        except UnicodeEncodeError:
            continue
    return b"?"


def _line_width(words: str, font: str) -> float:
    return sum(_width(own, said) for own, said in _pieces(words, font))


def _width(font: str, said: bytes) -> float:
    """Of these letters, of the size of the font; of a sign that is drawn, too."""
    if font in DRAWN:
        return 0.85
    widths = _widths(FONTS[font])
    letters = said.decode("cp1252", "replace") if font in (PLAIN, BOLD) else ""
    return sum(widths.get(letter, 556) for letter in letters) / 1000 if letters else 0.8 * len(said)


@cache
def _widths(name: str) -> dict[str, int]:
    from pdfminer.fontmetrics import FONT_METRICS

    return FONT_METRICS[name][1]


def _encoding(key: str) -> bytes:
    return b"/Encoding /WinAnsiEncoding" if key in (PLAIN, BOLD) else b""


def _colour(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def _paler(colour: str, opacity: float) -> str:
    return "#" + "".join(f"{round(255 - (255 - int(colour[at : at + 2], 16)) * opacity):02x}" for at in (1, 3, 5))


def darker(colour: str, share: float) -> str:
    """So much of it is black."""
    return "#" + "".join(f"{round(int(colour[at : at + 2], 16) * (1 - share)):02x}" for at in (1, 3, 5))
