"""A PDF to pages of lines and words; runs in the sandbox, where PDFium may be loaded."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import DAMAGED, ENCRYPTED
from survey.files.limits import limits
from survey.pages.document import Document, Page, PageLine, ReaderWarning, Word
from survey.pages.drawings import read_drawings
from survey.pages.edges import part_edges
from survey.pages.glyphs import FileGlyph, laid_out, most_frequent_turn, read_glyphs
from survey.pages.order import line_of, lines_of, numbered
from survey.pages.sides import Sides
from survey.pages.words import text_lines

END = b"%%EOF"
TAIL = 1024

TOO_MANY_PAGES = gettext_noop(
    "The file has %(pages)d pages; at most %(limit)d are taken. Bring in its papers one by one."
)
NO_PAGES = gettext_noop("The file has no pages.")
NO_TEXT = gettext_noop(
    "The pages are pictures without text, and the program that reads them is not installed: tesseract with German data "
    "(Debian: tesseract-ocr, tesseract-ocr-deu)."
)

HIDDEN = gettext_noop("Page %(page)d holds text that is not shown; it was left out.")
SCRIPT = gettext_noop(
    "The file holds a script, which papers do not need. Print it into a new PDF and bring in that one."
)
RUNNING = {"JavaScript", "Launch"}


def read(data: bytes, name: str) -> Document:
    """The document of a PDF. Raises FileError."""
    if END not in data[-TAIL:]:  # its reader would make do with the pages that are there
        raise FileError(name, None, None, DAMAGED)
    with opened(data, name) as document:
        _check_scripts(document, data, name)
        hidden: list[int] = []
        pages = [_page(document, index, hidden) for index in range(len(document))]
    if not any(page.words for page in pages):
        raise FileError(name, None, None, NO_TEXT)
    pages = numbered(pages)
    lines, edges = part_edges([page.lines for page in pages])
    remarks = tuple(ReaderWarning(HIDDEN, {"page": page}) for page in hidden)
    return Document(name, "pdf", tuple(lines), tuple(pages), edges=tuple(edges), remarks=remarks)


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


def _check_scripts(document, data: bytes, name: str) -> None:
    """Refuses a script that runs when the file is opened, or is named in it; PDFium runs none here."""
    import pypdfium2.raw as pdfium

    has_actions = any(word in data for word in (b"/OpenAction", b"/AA", b"/ObjStm"))
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or (has_actions and _opens_with_script(data)):
        raise FileError(name, None, None, SCRIPT)


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


def _page(document, index: int, hidden: list[int]) -> Page:
    page = document[index]
    text_page = page.get_textpage()
    glyphs = read_glyphs(text_page)
    shown = [glyph for glyph in glyphs if glyph.type.is_visible]
    if len(shown) < len(glyphs):
        hidden.append(index + 1)
        glyphs = shown
    rotation = page.get_rotation()
    turn = most_frequent_turn(glyphs) if glyphs else rotation
    sides = visible_sides(page, turn)
    rows = text_lines(laid_out(glyphs, sides))
    lines = lines_of(rows, index + 1) + list(_sideways(glyphs, sides, index + 1))
    drawings = read_drawings(page, sides)
    text_page.close()
    page.close()
    width, height = sides.size
    return Page(
        number=index + 1,
        width=round(width, 2),
        height=round(height, 2),
        lines=tuple(lines),
        words=tuple(word for line in lines for word in line.words),
        rules=tuple(drawings.rules),
        fills=tuple(drawings.fills),
        turned=(turn - rotation) % 360,
    )


def visible_sides(page, rotation: int) -> Sides:
    """What of a page is seen: the part that its crop box leaves of the sheet."""
    sheet, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(sheet[0], crop[0]), max(sheet[1], crop[1])
    right, top = min(sheet[2], crop[2]), min(sheet[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = sheet
    return Sides(left, bottom, right, top, rotation)


def _sideways(glyphs: Sequence[FileGlyph], sides: Sides, page: int) -> Iterator[PageLine]:
    """Lines that are set sideways among upright ones, such as the headings of narrow columns."""
    for turn in (90, 180, 270):
        other = replace(sides, rotation=(sides.rotation + turn) % 360)
        for row in text_lines(laid_out(glyphs, other)):
            words = [_turned_back(word, other, sides, turn) for word in row]
            yield line_of(words, page)


def _turned_back(word: Word, other: Sides, sides: Sides, turn: int) -> Word:
    return replace(word, box=sides.box(*other.file_box(word.box)), turned=turn)
