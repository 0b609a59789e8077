"""Files without pages (DOCX, ODT, HTML): spans of text to lines, cells and tables, by one set of rules."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from survey.pages.document import Document, Grid, GridCell, PageLine, ReaderWarning
from survey.pages.symbols import superscript

BREAK = "\n"
BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
AREA = re.compile(r"(?:^|[\s\d])(?:[mckd]?m|ha|km/h)$")  # "km²" is a unit and bears no mark


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one form; a break that was typed is "\\n" in it. `is_note`: the mark of a footnote."""

    text: str
    bold: bool = False
    size: float = 0.0
    raised: bool = False
    struck: bool = False
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class CellSpans:
    """A cell before its text is joined: the spans of each of its paragraphs, and how far it reaches."""

    paragraphs: Sequence[Sequence[Span]]
    row_span: int = 1
    column_span: int = 1


@dataclass
class PageFlow:
    """Collects what a reader walks through, from top to bottom."""

    lines: list[PageLine] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    edges: list[PageLine] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[ReaderWarning] = field(default_factory=list)

    def add_paragraph(self, spans: Sequence[Span]) -> None:
        """A line for each part between typed breaks; the first begins a paragraph."""
        for at, part in enumerate(_broken(spans)):
            line = _line(part, len(self.lines) + 1, after_blank=not at)
            if line.text or line.struck:
                self.lines.append(line)

    def add_edge(self, spans: Sequence[Span]) -> None:
        self.edges += [line for part in _broken(spans) if (line := _line(part, 0, after_blank=False)).text]

    def add_grid(self, rows: Iterable[Sequence[CellSpans | None]], heading_rows: int | None = None) -> None:
        """`rows` with each cell at its top left and None where it covers others; short rows are filled up."""
        made = [[_cell(cell) if cell else None for cell in row] for row in rows]
        width = max(map(len, made), default=0)
        if width:
            filled = tuple((*row, *[None] * (width - len(row))) for row in made)
            self.grids.append(Grid(filled, after_line=len(self.lines), heading_rows=heading_rows))

    def remark(self, sentence: str) -> None:
        if ReaderWarning(sentence) not in self.remarks:
            self.remarks.append(ReaderWarning(sentence))

    def document(self, name: str, kind: str) -> Document:
        return Document(
            name,
            kind,
            lines=tuple(self.lines),
            grids=tuple(self.grids),
            edges=tuple(self.edges),
            footnotes=tuple(self.footnotes),
            remarks=tuple(self.remarks),
        )


def squeezed(text: str) -> str:
    """One blank for many, none at the ends, no signs that nobody sees."""
    return BLANKS.sub(" ", UNSEEN.sub("", text)).strip()


def written(spans: Iterable[Span]) -> str:
    """What stands there, without what is struck out; raised digits as superscripts."""
    return squeezed("".join(superscript(span.text) if span.raised else span.text for span in spans if not span.struck))


def _struck(spans: Iterable[Span]) -> str:
    return squeezed("".join(span.text for span in spans if span.struck))


def _broken(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans of each part between typed breaks."""
    part: list[Span] = []
    for span in spans:
        first, *rest = span.text.split(BREAK)
        part.append(_with_text(span, first))
        for text in rest:
            yield part
            part = [_with_text(span, text)]
    yield part


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.bold, span.size, span.raised, span.struck, span.is_note)


def _line(spans: Sequence[Span], number: int, after_blank: bool) -> PageLine:
    letters: Counter[float] = Counter()
    for span in spans:
        letters[span.size] += len(span.text.strip())
    bold = sum(len(span.text.strip()) for span in spans if span.bold)
    return PageLine(
        number=number,
        text=written(spans),
        size=letters.most_common(1)[0][0] if letters else 0.0,
        bold=bold * 2 > letters.total(),
        after_blank=after_blank,
        struck=_struck(spans),
    )


def _cell(cell: CellSpans) -> GridCell:
    parts = [part for spans in cell.paragraphs for part in _broken(spans)]
    paragraphs = [_without_marks(part) for part in parts]
    return GridCell(
        text="\n\n".join(text for text, _ in paragraphs if text),
        row_span=cell.row_span,
        column_span=cell.column_span,
        marks=tuple(mark for _, marks in paragraphs for mark in marks),
        struck=" ".join(filter(None, map(_struck, parts))),
    )


def _without_marks(spans: Sequence[Span]) -> tuple[str, list[str]]:
    """The text, and the raised marks that hang on it; what is raised behind a unit belongs to the unit."""
    text, marks = "", []
    for span in spans:
        if span.struck:
            continue
        if span.is_note or (span.raised and not AREA.search(text)):
            marks.append(span.text.strip())
        else:
            text += superscript(span.text) if span.raised else span.text
    return squeezed(text), [mark for mark in marks if mark]
