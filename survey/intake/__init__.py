"""Files to papers and tables: one reader a layout or format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from survey import pages
from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import kind_of
from survey.files.limits import limits
from survey.files.text import decode_surely, split_lines
from survey.intake import copied, reader, transcript
from survey.intake.cuts import Cut, place_cuts
from survey.intake.layouts import GENERAL, LAYOUTS, Layout
from survey.intake.lines import text_document
from survey.intake.paper import Paper, PaperError
from survey.intake.rows import understood
from survey.pages.document import Document, Page, PageLine, ReaderWarning
from survey.sheets import csv
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.reader import read_table
from survey.sheets.table import Table

ENCODING = gettext_noop("The file is not in UTF-8: it was read as %(encoding)s. See whether its letters are right.")
HEAD_LINES = 40
LONGEST_NAMING = 200
MOST_STROKES = 3000
TRANSCRIPTS = (".txt", ".tsv", ".tab")


@dataclass(frozen=True)
class OpenPaper:
    """A file whose pages are read: what they mean can be read again and again. `file` are the lines of a text."""

    document: Document
    file: tuple[str, ...] = ()

    @property
    def lines(self) -> list[PageLine]:
        """All lines in their order, also those at the edges of the pages."""
        return reader.all_lines(self.document)

    @property
    def drawn_pages(self) -> set[int]:
        """The pages whose words are there, so that tables may be drawn on them."""
        return {page.number for page in self.document.pages if page.words}


def read_paper(data: bytes, name: str, layout: str = "", cuts: Sequence[Cut] = ()) -> Paper:
    """The paper in this file, in the layout of the parliament that its head names; where it names none, in this one.

    `cuts` are what an editor says that begins in a line. A further layout is a row in LAYOUTS. Raises PaperError, also
    for what is wrong with a table.
    """
    limits.check_file(name, data)
    return sandbox.within_limits(_read_paper, data, name, layout, tuple(cuts))


def _read_paper(data: bytes, name: str, layout: str, cuts: Sequence[Cut]) -> Paper:
    try:
        return read_open(OpenPaper(*_document(data, name)), name, layout, cuts)
    except PaperError:
        raise
    except FileError as error:
        raise PaperError(error.file, error.line, error.column, error.template, error.params) from error


def open_paper(data: bytes, name: str) -> OpenPaper:
    """The pages of a file and their lines, before anybody says what they mean. Raises FileError."""
    limits.check_file(name, data)
    document, file = _document(data, name)
    return OpenPaper(document, tuple(file))


def read_open(paper: OpenPaper, name: str, layout: str = "", cuts: Sequence[Cut] = ()) -> Paper:
    """The paper in lines that were read already. Raises PaperError, or FileError for what is wrong with a table.

    What has many letters is read in a process of its own.
    """
    is_small = sum(len(line.text) for line in paper.document.lines) <= sandbox.SMALL
    read = _read_open if is_small else partial(sandbox.call, _read_open)
    return read(b"", name, paper, layout, tuple(cuts))


def _read_open(_data: bytes, name: str, paper: OpenPaper, layout: str, cuts: Sequence[Cut]) -> Paper:
    chosen = recognised(paper.document, LAYOUTS.get(layout))
    found = reader.read(paper.document, paper.file, name, chosen, place_cuts(cuts, paper.lines))
    return replace(found, cuts=cuts)


def _document(data: bytes, name: str) -> tuple[Document, list[str]]:
    """The pages of a file, and of a text its lines as they are printed, for tables that tabs part."""
    if kind_of(data, name) != "text":
        return sandbox.call(_pages, data, name), []
    text, encoding = decode_surely(data, name)
    file = split_lines(text)
    warnings = (ReaderWarning(ENCODING, {"encoding": encoding}),) if encoding else ()
    document = text_document(file, name)
    return replace(document, remarks=(*warnings, *document.remarks)), file


def _pages(data: bytes, name: str) -> Document:
    """In the other process: the lines of a file with their boxes, its tables, the words and drawings of its pages; of
    its lines the unsure words alone.
    """
    from survey.sheets.page_tables import find_grids

    document = pages.read(data, name)
    grids = find_grids(document) if document.pages else document.grids
    lines = (replace(line, words=tuple(word for word in line.words if word.is_unsure)) for line in document.lines)
    edges = (replace(line, words=()) for line in document.edges)
    return replace(
        document, lines=tuple(lines), edges=tuple(edges), grids=grids, pages=tuple(map(_for_tables, document.pages))
    )


def _for_tables(page: Page) -> Page:
    """With what tables are drawn from; not with the strokes of a map."""
    drawn = page if len(page.rules) + len(page.fills) <= MOST_STROKES else replace(page, rules=(), fills=())
    return replace(drawn, lines=())


def recognised(document: Document, chosen: Layout | None = None) -> Layout:
    """The layout of the parliament that the head names, else the chosen one, that of any line, or the general one."""
    return _named_in(document.lines[:3]) or _named_in(document.lines[:HEAD_LINES]) or chosen or _anywhere(document)


def _anywhere(document: Document) -> Layout:
    return _named_in(document.lines) or GENERAL


def _named_in(lines: Iterable[PageLine]) -> Layout | None:
    named = [layout for layout in LAYOUTS.values() if layout is not GENERAL]
    short = (line.text for line in lines if len(line.text) < LONGEST_NAMING)
    return next((layout for text in short for layout in named if layout.named.search(text)), None)


def read_annex(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table of a file: a transcript, or wide CSV, XLSX, XLS, ODS, HTML, PDF, DOCX, ODT, JSON. Raises FileError.

    What is not small is read in a process of its own, within `limits.seconds`.
    """
    return sandbox.within_limits(_read_annex, data, name, options)


def _read_annex(data: bytes, name: str, options: ReadOptions) -> Table:
    if PurePath(name).suffix.lower() not in TRANSCRIPTS:
        return understood(read_table(data, name, options))
    if b"\t" not in data:
        return understood(csv.read(data, name, options))
    return understood(copied.read(data, name, options) or transcript.read(data, name, options=options))
