"""A PDF to pages of lines and words; runs in the sandbox, where PDFium may be loaded."""

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import DAMAGED, ENCRYPTED
from survey.files.limits import limits
from survey.pages.document import Document, Page, PageLine, ReaderWarning, Word
from survey.pages.drawings import read_drawings
from survey.pages.edges import part_edges
from survey.pages.glyphs import FileGlyph, laid_out, most_frequent_turn, read_glyphs
from survey.pages.order import line_of, lines_of, numbered
from survey.pages.pictures import DPI, greatest_dpi, picture_of
from survey.pages.recognition import MISSING, is_installed
from survey.pages.scan import NO_WORDS, read_picture
from survey.pages.sides import Sides
from survey.pages.words import text_lines

END = b"%%EOF"
TAIL = 1024

TOO_MANY_PAGES = gettext_noop(
    "The file has %(pages)d pages; at most %(limit)d are taken. Bring in its papers one by one."
)
NO_PAGES = gettext_noop("The file has no pages.")
UNREAD = gettext_noop(
    "Page %(page)d is a picture without text; it was not read: tesseract with German data is not installed (Debian: "
    "tesseract-ocr, tesseract-ocr-deu)."
)
SCANNED_TEXT = gettext_noop("The words of page %(page)d were recognised by the program that scanned it.")
LEAST_LETTERS = 40  # a page with fewer that a picture covers is a scan, perhaps with a stamp or a number on it
PICTURE = 0.4  # share of a page
OUTLINES = 200  # things drawn
MOST_PIXELS = 20_000_000  # of a page that is recognised: A3 with 300 dpi has 17 million

WORDLESS = gettext_noop("Page %(page)d is a picture in which no words were found.")
ATTACHED = gettext_noop("The file holds other files, which were not read: %(names)s. Bring them in by themselves.")
HIDDEN = gettext_noop("Page %(page)d holds text that is not shown; it was left out.")
SCRIPT = gettext_noop(
    "The file holds a script, which papers do not need. Print it into a new PDF and bring in that one."
)
RUNNING = {"JavaScript", "Launch"}
JAVASCRIPT = re.compile(rb"/S\s*/JavaScript\b")
PACKED = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n", re.DOTALL)
NAMED_FILES = 5


def read(data: bytes, name: str) -> Document:
    """The document of a PDF; its pages without text are recognised. Raises FileError."""
    if END not in data[-TAIL:]:  # its reader would make do with the pages that are there
        raise FileError(name, None, None, DAMAGED)
    with opened(data, name) as document:
        _check_scripts(document, data, name)
        sandbox.allow_pages(len(document))
        reader = Reader(document, name)
        attached = list(_attached(document))
        pages = numbered(list(reader.pages()))
    if not any(page.words for page in pages):
        raise FileError(name, None, None, MISSING if reader.unread else NO_WORDS)
    lines, edges = part_edges([page.lines for page in pages])
    kind = "scan" if sum(page.recognised for page in pages) * 2 > len(pages) else "pdf"
    warnings = (*attached, *reader.warnings)
    return Document(name, kind, tuple(lines), tuple(pages), edges=tuple(edges), remarks=warnings)


def opened(data: bytes, name: str):
    """The document as pypdfium2 has it; to be closed. Raises FileError."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        is_locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        raise FileError(name, None, None, ENCRYPTED if is_locked else DAMAGED) from error
    if not count:
        raise FileError(name, None, None, NO_PAGES)
    if count > limits.pages:
        raise FileError(name, None, None, TOO_MANY_PAGES, {"pages": count, "limit": limits.pages})
    return document


def _attached(document) -> Iterator[ReaderWarning]:
    names = [document.get_attachment(at).get_name() for at in range(document.count_attachments())]
    if names:
        yield ReaderWarning(ATTACHED, {"names": ", ".join(names[:NAMED_FILES])})


def _check_scripts(document, data: bytes, name: str) -> None:
    """Refuses a file that names a script, of the file, of a page or of a field; PDFium runs none here."""
    import pypdfium2.raw as pdfium

    has_actions = any(word in data for word in (b"/OpenAction", b"/AA", b"/ObjStm"))
    is_named = JAVASCRIPT.search(data) or any(JAVASCRIPT.search(each) for each in _packed_objects(data))
    if is_named or pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise FileError(name, None, None, SCRIPT)
    if has_actions and _opens_with_script(data):
        raise FileError(name, None, None, SCRIPT)


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """What the streams of objects of a file hold, each up to a limit; what is packed otherwise is left out."""
    rest = memoryview(data)
    for match in PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(rest[match.end() :], limits.cell)
        except zlib.error:
            continue


def _opens_with_script(data: bytes) -> bool:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1
    from pdfminer.psexceptions import PSException

    try:
        catalog = PDFDocument(PDFParser(io.BytesIO(data))).catalog
        opening, others = resolve1(catalog.get("OpenAction")), resolve1(catalog.get("AA")) or {}
        actions = [opening, *(resolve1(each) for each in others.values())]
    except (PSException, AttributeError, KeyError, TypeError, ValueError):
        return False  # what PDFium opens and this reader does not: nothing is run anyway
    return any(str(resolve1(each.get("S"))).strip("/'") in RUNNING for each in actions if isinstance(each, dict))


@dataclass
class Reader:
    """Reads page after page of an open document; `unread` are pictures that nobody could recognise."""

    document: object
    name: str
    warnings: list[ReaderWarning] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def pages(self) -> Iterator[Page]:
        for index in range(len(self.document)):
            page = _with_annotations(self.document, index)
            yield self._page(page, index + 1)
            page.close()
            sandbox.report(index + 1, len(self.document))

    def _page(self, page, number: int) -> Page:
        text_page = page.get_textpage()
        glyphs = read_glyphs(text_page)
        text_page.close()
        shown = [glyph for glyph in glyphs if glyph.type.is_visible]
        if len(shown) < LEAST_LETTERS and _is_picture(page):
            if is_installed():
                picture, dpi = picture_of(page, min(DPI, greatest_dpi(*page.get_size(), MOST_PIXELS)), grey=True)
                read = read_picture(picture, dpi, self.name, number)
                if not read.words:
                    self._warn(WORDLESS, number)
                return read
            if not glyphs:
                self.unread.append(number)
                self._warn(UNREAD, number)
            else:
                self._warn(SCANNED_TEXT, number)
            return replace(page_of(page, number, glyphs), recognised=True)
        if len(shown) < len(glyphs):
            self._warn(HIDDEN, number)
        return page_of(page, number, shown)

    def _warn(self, sentence: str, page: int) -> None:
        self.warnings.append(ReaderWarning(sentence, {"page": page}))


def _with_annotations(document, index: int):
    """The page with what is written over it: notes, stamps and filled fields are printed, too."""
    import pypdfium2.raw as pdfium

    page = document[index]
    shown = {pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET}
    if not shown & set(_annotations(pdfium, page)):
        return page
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT)
    page.close()
    return document[index]


def _annotations(pdfium, page) -> Iterator[int]:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        yield pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)


def _is_picture(page) -> bool:
    """Whether pictures cover much of a page, or so much is drawn on it that its letters may be outlines."""
    import pypdfium2.raw as pdfium

    if pdfium.FPDFPage_CountObjects(page) >= OUTLINES:
        return True
    width, height = page.get_size()
    covered = 0.0
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = drawn.get_bounds()
        covered += max(0, right - left) * max(0, top - bottom)
    return covered >= PICTURE * width * height


def page_of(page, number: int, glyphs: Sequence[FileGlyph]) -> Page:
    """Lines, words and drawings of a page by its letters."""
    rotation = page.get_rotation()
    turn = most_frequent_turn(glyphs) if glyphs else rotation
    sides = visible_sides(page, turn)
    rows = _rows_on(sides, glyphs)
    drawings = read_drawings(page, sides)
    lines = lines_of(rows, number, drawings.rules) + list(_sideways(glyphs, sides, number))
    width, height = sides.size
    return Page(
        number=number,
        width=round(width, 2),
        height=round(height, 2),
        lines=tuple(lines),
        words=tuple(word for line in lines for word in line.words),
        rules=tuple(drawings.rules),
        fills=tuple(drawings.fills),
        turned=(turn - rotation) % 360,
    )


def _rows_on(sides: Sides, glyphs: Sequence[FileGlyph]) -> list[list[Word]]:
    """The words of each height; those wholly outside of the page are left out, one that its edge cuts stays whole."""
    rows = ([word for word in row if sides.touches(word.box)] for row in text_lines(laid_out(glyphs, sides)))
    return [row for row in rows if row]


def visible_sides(page, rotation: int) -> Sides:
    """What of a page is seen: the part that its crop box leaves of the sheet."""
    sheet, crop = _ordered(page.get_mediabox()), _ordered(page.get_cropbox())
    left, bottom = max(sheet[0], crop[0]), max(sheet[1], crop[1])
    right, top = min(sheet[2], crop[2]), min(sheet[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = sheet
    return Sides(left, bottom, right, top, rotation)


def _ordered(box: tuple) -> tuple:
    """Some files name the corners of a box in another order."""
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _sideways(glyphs: Sequence[FileGlyph], sides: Sides, page: int) -> Iterator[PageLine]:
    """Lines that are set sideways among upright ones, such as the headings of narrow columns."""
    for turn in (90, 180, 270):
        other = replace(sides, rotation=(sides.rotation + turn) % 360)
        for row in _rows_on(other, glyphs):
            words = [_turned_back(word, other, sides, turn) for word in row]
            yield line_of(words, page)


def _turned_back(word: Word, other: Sides, sides: Sides, turn: int) -> Word:
    return replace(word, box=sides.box(*other.file_box(word.box)), turned=turn)
