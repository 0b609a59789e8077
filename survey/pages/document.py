"""A file as a reader of pages found it: lines and words with boxes, drawn rules, grids that the file itself names.

Boxes are in points (1/72 inch) from the top left of the page as one looks at it. What a format does not know is None:
a text has lines without boxes, a Word file has no pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

SURE = 0.75  # measured on scans: nearly all wrong words lie below, and 1 % of the right ones


class Box(NamedTuple):
    """Left, top, right, bottom, in points from the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """`size` in points; `raised` marks a superscript, `struck` a word struck out.

    `confidence` from 0 to 1 where a machine recognised the word in a picture, else None. `turned`: by how many degrees
    (90, 180, 270, clockwise) one turns the page to read a word that is set sideways among upright ones.
    """

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False
    raised: bool = False
    struck: bool = False
    confidence: float | None = None
    turned: int = 0

    @property
    def is_unsure(self) -> bool:
        """Whether a machine recognised it, and may be wrong."""
        return self.confidence is not None and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line; `number` counts the lines of the whole file from 1, also those at its edges, `page` its pages.

    `text` is without blanks at its ends, raised digits stand in it as superscripts ("Anlage³"); `after_blank` says
    that a paragraph begins here (a blank line in a text, a wide gap or a new paragraph elsewhere). In a file without
    pages `page` is None. `struck` are words that are struck out, and not in `text`.
    """

    number: int
    text: str
    page: int | None = None
    box: Box | None = None
    size: float = 0.0
    bold: bool = False
    after_blank: bool = False
    words: tuple[Word, ...] = ()
    struck: str = ""


class Doubt(NamedTuple):
    """What a cell may be read wrong for: `kind` is a slug, `text` the words in question, with their place.

    The kinds: “word” (a machine recognised it unsurely), “edge” (words stand beyond the cell), “gap” (white parts its
    lines, as it parts rows), “wide” (white parts two of its words, as it parts columns), “cut” (it seems to begin or
    end within a word or sentence), “values” (it holds several values, where each cell of its column holds one),
    “column” (it may belong to the next column), “label” (its row has no label of its own), “empty” (no value, beside a
    cell of several), “unseen” (nothing was recognised, in a scanned column of numbers), “unit” (it has none, or one
    before it, where its column has one), “row” (a line beside it stands as a row does, and is none), “unplaced” (its
    values may belong to other columns).
    """

    kind: str
    text: str = ""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """`text` as printed, lines parted by "\\n", paragraphs by a blank line; `boxes` are pairs of page and box.

    In DOCX, ODT and HTML a break that was typed parts paragraphs: lines are broken by the program that shows them.

    There are several boxes where a page break cuts the cell.

    `struck` are its words that are struck out, `marks` raised digits that hang on it; both are not in `text`.
    `doubts` say what may be read wrong in it.
    """

    text: str
    page: int | None = None
    boxes: tuple[tuple[int, Box], ...] = ()
    row_span: int = 1
    column_span: int = 1
    marks: tuple[str, ...] = ()
    struck: str = ""
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the file: rows of cells, a merged cell once at its top left and None where it covers others.

    It stands behind the line of the number `after_line` (0: above all). `heading_rows` where the file says how many.
    `guessed` names what is not drawn and was told from white and words: “columns”, “rows”; in a text, “text”. `joined`
    are the rows, counted from 0, that a page break cuts; `notes` are the lines below that explain it.
    """

    rows: tuple[tuple[GridCell | None, ...], ...]
    after_line: int = 0
    page: int | None = None
    box: Box | None = None
    heading_rows: int | None = None
    guessed: frozenset[str] = frozenset()
    joined: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """`rules` are drawn lines, as thin boxes, `fills` filled areas; `recognised`: its words come from a picture.

    `turned`: by how many degrees (clockwise) the page was turned, beyond what the file says, so that its words read;
    `tilt`: by how many degrees (counterclockwise) a scan was straightened then. Width, height and boxes are those of
    the page so turned and straightened.
    """

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...] = ()
    words: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()
    recognised: bool = False
    turned: int = 0
    tilt: float = 0.0


def bare(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages with their words alone, as they are kept beside a file: without lines and drawings."""
    return tuple(replace(page, lines=(), rules=(), fills=()) for page in pages)


@dataclass(frozen=True)
class ReaderWarning:
    """What a reader left out or guessed: an English sentence and what stands in it, so that others can translate it."""

    template: str
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template


@dataclass(frozen=True)
class Document:
    """A file read into pages. `kind` is pdf, scan, docx, odt, html or text.

    `lines` are all lines of the file in reading order, those of its `grids` left out where the file itself says what
    is a table (docx, odt, html); the tables of a PDF are found later, from `pages`. `edges` are the running heads and
    page numbers that were taken out of `lines`. `footnotes` are notes below the text, where the file says so.
    """

    name: str
    kind: str
    lines: tuple[PageLine, ...] = ()
    pages: tuple[Page, ...] = ()
    grids: tuple[Grid, ...] = ()
    edges: tuple[PageLine, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    remarks: tuple[ReaderWarning, ...] = ()

    def words(self) -> Iterator[Word]:
        return (word for page in self.pages for word in page.words)
