"""Files to pages: lines, words and drawn rules, each with its place, before anybody says what they mean."""

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import kind_of
from survey.files.limits import limits
from survey.pages.document import Document

NO_WORDS = gettext_noop("The file holds no words.")


def read(data: bytes, name: str, progress: sandbox.Progress | None = None) -> Document:
    """A paper as pages, lines and words; its kind is seen by content. Raises FileError with what to do instead.

    `progress` hears of each page (done, in all); what it raises ends the reading, and is raised here.
    """
    limits.check_file(name, data)
    return sandbox.call(_read, data, name, kind_of(data, name), progress=progress)


def _read(data: bytes, name: str, kind: str) -> Document:
    from survey.pages import docx, html, odt, pdf, scan, text

    readers = {
        "pdf": pdf.read,
        "picture": scan.read,
        "docx": docx.read,
        "odt": odt.read,
        "html": html.read,
        "text": text.read,
    }
    document = readers[kind](data, name)
    if not (document.lines or document.grids or document.edges):
        raise FileError(name, None, None, NO_WORDS)
    return document
