"""The picture of a printed page, or of a part of it, with what may not be seen filled black; made in the sandbox."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import DAMAGED, kind_of
from survey.files.limits import limits

PIXELS = 8_000_000  # of the page as it is drawn; an A4 page at 200 dpi has half of it
QUALITY = 80
FRAME, FRAME_COLOUR = 4, "#c0262d"  # pixels beside a text, and how wide the line around it is
NO_PAGE = gettext_noop("The file has no page %(page)d; it has %(pages)d.")

Rectangle = tuple[float, float, float, float]  # left, top, width, height, in points from the top left


@dataclass(frozen=True)
class PrintedSheet:
    """A page as it was read: its size in points, how it was turned (clockwise) and straightened (counterclockwise).

    `black` are the rectangles that nobody may see.
    """

    number: int
    width: float
    height: float
    turned: int = 0
    tilt: float = 0.0
    black: tuple[Rectangle, ...] = ()

    def dpi(self, wanted: float) -> float:
        """At which it is drawn: less than wanted where the page is so large that the picture would be, too."""
        square_inches = max(1.0, self.width * self.height) / 72**2
        inches = max(1.0, self.width, self.height) / 72
        return min(wanted, (PIXELS / square_inches) ** 0.5, PIXELS / inches)

    def size(self, wanted: float) -> tuple[int, int]:
        """Width and height of its picture in pixels."""
        dpi = self.dpi(wanted)
        return max(1, round(self.width * dpi / 72)), max(1, round(self.height * dpi / 72))


@dataclass(frozen=True)
class PictureCut:
    """What of a sheet is drawn at `dpi`: all of it, or a `part` in pixels at that resolution; then `size` in pixels.

    `frame` is a rectangle of the sheet with a line around it.
    """

    dpi: float
    part: tuple[int, int, int, int] | None = None
    size: tuple[int, int] | None = None
    frame: Rectangle | None = None


def draw(data: bytes, name: str, sheet: PrintedSheet, cut: PictureCut) -> bytes:
    """A JPEG. Raises FileError where the file has no such page or cannot be drawn."""
    return sandbox.call(_drawn, data, name, sheet, cut)


def _drawn(data: bytes, name: str, sheet: PrintedSheet, cut: PictureCut) -> bytes:
    from PIL import ImageDraw

    width, height = sheet.size(cut.dpi)
    picture = (_of_pdf if kind_of(data, name) == "pdf" else _of_picture)(data, name, sheet, (width, height))
    if sheet.tilt:
        picture = picture.rotate(sheet.tilt, fillcolor="white")
    if picture.size != (width, height):
        picture = picture.resize((width, height))
    pen = ImageDraw.Draw(picture)
    across, down = width / sheet.width, height / sheet.height
    for left, top, wide, high in sheet.black:
        pen.rectangle(
            (left * across - 1, top * down - 1, (left + wide) * across + 1, (top + high) * down + 1), fill="black"
        )
    if cut.frame:
        left, top, wide, high = cut.frame
        inner = (left * across, top * down, (left + wide) * across, (top + high) * down)
        room = FRAME + FRAME // 2
        pen.rectangle(
            (inner[0] - room, inner[1] - room, inner[2] + room, inner[3] + room), outline=FRAME_COLOUR, width=FRAME
        )
    if cut.part:
        picture = picture.crop(_within(cut.part, width, height))
    if cut.size and cut.size != picture.size:
        picture = picture.resize(cut.size)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _within(part: tuple[int, int, int, int], width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what of a part lies in the picture; at least a dot, wherever it lies."""
    left, top, wide, high = part
    left, top = max(0, min(left, width - 1)), max(0, min(top, height - 1))
    return left, top, max(left + 1, min(left + wide, width)), max(top + 1, min(top + high, height))


def _of_pdf(data: bytes, name: str, sheet: PrintedSheet, size: tuple[int, int]):
    import pypdfium2

    from survey.pages.pdf import opened

    try:
        with opened(data, name) as document:
            if not 1 <= sheet.number <= len(document):
                raise FileError(name, None, None, NO_PAGE, {"page": sheet.number, "pages": len(document)})
            page = document[sheet.number - 1]
            on_file = page.get_size()[1 if sheet.turned in (90, 270) else 0]
            bitmap = page.render(scale=size[0] / max(1.0, on_file), rotation=sheet.turned, may_draw_forms=False)
            return bitmap.to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise FileError(name, None, None, DAMAGED) from error


def _of_picture(data: bytes, name: str, sheet: PrintedSheet, size: tuple[int, int]):
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = limits.picture_pixels
    try:
        with Image.open(io.BytesIO(data)) as file:
            file.seek(sheet.number - 1)
            file.draft("RGB", (max(size), max(size)))  # a JPEG is decoded no larger than it is needed
            ImageOps.exif_transpose(file, in_place=True)
            plain = file if file.mode in ("L", "RGB") else file.convert("L" if file.mode == "1" else "RGB")
            picture = _no_larger(plain, size)
    except EOFError as error:
        raise FileError(name, None, None, NO_PAGE, {"page": sheet.number, "pages": sheet.number - 1}) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileError(name, None, None, DAMAGED) from error
    picture = picture.rotate(-sheet.turned, expand=True) if sheet.turned else picture
    return picture.resize(size).convert("RGB")


def _no_larger(picture, size: tuple[int, int]):
    """Halved until its longer side is less than twice as long as what is drawn: a large scan is there but once."""
    factor = max(1, max(picture.size) // max(size))
    return picture.reduce(factor) if factor > 1 else picture


def as_pdf(pictures: Sequence[bytes | None], sizes: Sequence[tuple[float, float]]) -> bytes:
    """A PDF of JPEGs, a page each of these sizes in points, blank where there is none; nothing else is in it."""
    parts: list[bytes] = [b"%PDF-1.4\n"]
    offsets: list[int] = []

    def add(body: bytes) -> int:
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))
        return len(offsets)

    count = len(pictures)
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    kids = b" ".join(b"%d 0 R" % (3 + 3 * at) for at in range(count))
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count))
    for at, (picture, (width, height)) in enumerate(zip(pictures, sizes, strict=True)):
        first = 3 + 3 * at
        drawing = b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (width, height) if picture else b""
        add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
            b" /Resources << /XObject << /P %d 0 R >> >> >>" % (width, height, first + 1, first + 2)
        )
        add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
        add(_image(picture) if picture else b"<< /Length 0 >>\nstream\n\nendstream")
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets) + 1, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))
    return b"".join(parts)


def _image(picture: bytes) -> bytes:
    width, height = jpeg_size(picture)
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(picture), picture)
    )


def jpeg_size(picture: bytes) -> tuple[int, int]:
    """Width and height, from the frame header of a JPEG that `draw` made."""
    at = 2
    while picture[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return int.from_bytes(picture[at + 7 : at + 9], "big"), int.from_bytes(picture[at + 5 : at + 7], "big")
