"""What kind of paper a file is, by what it holds and never by its name."""

import codecs
import io
import re
import zipfile
import zlib

from survey.files.errors import DAMAGED, ENCRYPTED, FileError, gettext_noop
from survey.files.text import decode_any
from survey.files.zip_limits import OLE, PACKAGE

PDF_MAGIC = b"%PDF-"
HEAD = 1024  # bytes within which a PDF may begin, as its readers have it
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
OTHER_PICTURES = (b"GIF8", b"BM", b"RIFF")
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table)\b", re.I | re.S)

EMPTY = gettext_noop("The file is empty.")
RTF = gettext_noop("This is an RTF file, which is not read. Open it in a word processor and save it as DOCX or PDF.")
DOC = gettext_noop("This is a Word file of before 2007 (DOC), which is not read. Open it and save it as DOCX or PDF.")
FLAT = gettext_noop("This is a flat OpenDocument file, which is not read. Open it and save it as ODT or PDF.")
SHEET = gettext_noop("This is a spreadsheet, not a paper. Bring it in as an annex, or save the paper as PDF or DOCX.")
SLIDES = gettext_noop("These are slides, not a paper. Save them as PDF.")
ARCHIVE = gettext_noop("This is a ZIP file without a paper in it. Bring in the papers one by one.")
PICTURE = gettext_noop("A picture of this kind is not read. Save it as PNG, JPEG, TIFF or PDF.")
OTHER = gettext_noop("This is not a paper: a file of another kind. Save the paper as PDF, DOCX, ODT, HTML or text.")


def kind_of(data: bytes, name: str) -> str:
    """pdf, picture, docx, odt, html or text; FileError for everything else, with what to do about it."""
    if not data.strip():
        raise FileError(name, None, None, EMPTY)
    if PDF_MAGIC in data[:HEAD]:
        return "pdf"
    if data.startswith(PICTURES):
        return "picture"
    if data.startswith(b"PK"):
        return _kind_of_zip(data, name)
    reason = _why_not(data)
    if reason:
        raise FileError(name, None, None, reason)
    return _kind_of_text(data, name)


def _why_not(data: bytes) -> str:
    if data.startswith(OLE):
        if PACKAGE in data:
            return ENCRYPTED
        return DOC if "WordDocument".encode("utf-16-le") in data else SHEET
    if data.lstrip()[:5] == b"{\\rtf":
        return RTF
    if data.startswith(OTHER_PICTURES) or data[4:8] == b"ftyp":
        return PICTURE
    return ""


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = _beginning(archive, "mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise FileError(name, None, None, DAMAGED) from error
    if any(each.startswith("word/document") and each.endswith(".xml") for each in names):
        return "docx"
    if mime.startswith(ODT_TYPE):
        return "odt"
    is_sheet = any(each.startswith("xl/") for each in names) or b"spreadsheet" in mime
    is_slides = any(each.startswith("ppt/") for each in names) or b"presentation" in mime
    raise FileError(name, None, None, SHEET if is_sheet else SLIDES if is_slides else ARCHIVE)


def _beginning(archive: zipfile.ZipFile, entry: str) -> bytes:
    """The first bytes of an entry, however large it unpacks."""
    with archive.open(entry) as stream:
        return stream.read(100)


def _kind_of_text(data: bytes, name: str) -> str:
    try:
        text, _ = decode_any(data, name)
    except FileError as error:
        raise (FileError(name, None, None, OTHER) if _is_binary(data) else error) from error
    if HTML.match(text):
        return "html"
    if "<office:document" in text[:2000]:
        raise FileError(name, None, None, FLAT)
    return "text"


def _is_binary(data: bytes) -> bool:
    """Control signs that no text has, in its first part; UTF-16 says by its mark that it is one."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    sample = data[:4000]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample) > len(sample) / 100
