"""A Word file (DOCX) to lines and grids; runs in the sandbox.

python-docx opens the package; the XML is read here, since its objects know no tracked changes, footnotes, automatic
numbers and struck words. Names of elements are those of ECMA-376 (WordprocessingML).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import DAMAGED
from survey.files.zip_limits import check
from survey.pages.document import Document
from survey.pages.docx_styles import Numbering, Styles, local, on, value
from survey.pages.flow import BREAK, CellSpans, PageFlow, Span
from survey.pages.numerals import numeral
from survey.pages.symbols import in_symbol_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTAINERS = {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
REMOVED = {"del", "moveFrom"}
PARTS = ("header", "footer")

DELETED = gettext_noop("The file holds tracked changes: inserted words were kept, deleted ones left out.")
HIDDEN = gettext_noop("The file holds hidden text, which was left out.")
COMMENTED = gettext_noop("The file holds comments, which were left out.")
NESTED = gettext_noop("A table stands within a cell of another; it was read as a table of its own.")


def read(data: bytes, name: str) -> Document:
    """The document of a DOCX. Raises FileError."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check(data, name, "[Content_Types].xml")
    try:
        package = docx.Document(io.BytesIO(data))
    except (OpcError, LxmlError, KeyError, ValueError, OSError, AttributeError, TypeError) as error:
        raise FileError(name, None, None, DAMAGED) from error
    reader = Reader(package.part)
    reader.read()
    return reader.flow.document(name, "docx")


@dataclass
class Reader:
    """Walks through the body from top to bottom; `part` is the main part of the package."""

    part: object
    flow: PageFlow = field(default_factory=PageFlow)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.styles = Styles(self._related("styles"))
        self.numbering = Numbering(self._related("numbering"), self.styles)

    def read(self) -> None:
        self._blocks(self.part.element.body)
        for kind in ("footnotes", "endnotes"):
            self._add_notes(kind)
        for kind in PARTS:
            for root in self._all_related(kind):
                for paragraph in root.iter(f"{W}p"):
                    self.flow.add_edge(list(self._spans(paragraph)))
        if self._related("comments") is not None:
            self.flow.remark(COMMENTED)

    def _blocks(self, parent) -> None:
        for block in parent:
            kind = local(block)
            if kind == "p":
                self._paragraph(block)
            elif kind == "tbl":
                self._table(block)
            elif kind in CONTAINERS:
                self._blocks(block)

    def _paragraph(self, paragraph) -> None:
        self.flow.add_paragraph(self._labelled(paragraph))
        for box in self._text_boxes(paragraph):
            self._blocks(box)

    def _labelled(self, paragraph) -> list[Span]:
        """The spans of a paragraph, behind the number that Word prints before it."""
        spans = list(self._spans(paragraph))
        if not any(span.text.strip() for span in spans):
            return []
        label = self.numbering.label(paragraph)
        form = next(span for span in spans if span.text.strip())
        return [Span(f"{label} ", form.bold, form.size), *spans] if label else spans

    def _text_boxes(self, paragraph) -> Iterator:
        """Each once: a file says it again for older programs, in `Fallback`."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(local(parent) == "Fallback" for parent in box.iterancestors()):
                yield box

    # words

    def _spans(self, paragraph) -> Iterator[Span]:
        field_depth: list[bool] = []  # for each field that is open: whether its result has begun
        for run in self._runs(paragraph):
            yield from self._run_spans(run, paragraph, field_depth)

    def _runs(self, parent) -> Iterator:
        for child in parent:
            kind = local(child)
            if kind == "r":
                yield child
            elif kind in REMOVED:
                self.flow.remark(DELETED)
            elif kind in CONTAINERS:
                if kind in ("ins", "moveTo"):
                    self.flow.remark(DELETED)
                yield from self._runs(child)

    def _run_spans(self, run, paragraph, fields: list[bool]) -> Iterator[Span]:
        form = self.styles.form(paragraph, run)
        for child in run:
            kind = local(child)
            if kind == "fldChar":
                _follow_field(fields, child.get(f"{W}fldCharType"))
            elif kind in ("footnoteReference", "endnoteReference"):
                yield Span(self._mark(kind.removesuffix("Reference"), child), raised=True, size=form.size, is_note=True)
            elif all(fields) and (text := _text(child, kind, form.font)):
                if form.is_hidden:
                    self.flow.remark(HIDDEN)
                else:
                    yield Span(text, form.bold, form.size, form.raised, form.struck)

    # notes

    def _mark(self, kind: str, reference) -> str:
        """Notes are numbered as they come; endnotes with small Roman digits, as Word does by itself."""
        key = (kind, reference.get(f"{W}id"))
        if key not in self.notes:
            number = 1 + sum(each == kind for each, _ in self.notes)
            self.notes[key] = numeral(number, "decimal" if kind == "footnote" else "lowerRoman")
        return self.notes[key]

    def _add_notes(self, kind: str) -> None:
        root = self._related(kind)
        texts = {}
        for note in root if root is not None else ():
            lines = PageFlow()
            for paragraph in note.iter(f"{W}p"):
                lines.add_paragraph(list(self._spans(paragraph)))
            texts[kind.removesuffix("s"), note.get(f"{W}id")] = " ".join(line.text for line in lines.lines)
        for key, mark in self.notes.items():
            if texts.get(key):
                self.flow.footnotes.append((mark, texts[key]))

    # tables

    def _table(self, table) -> None:
        rows = [row for row in _rows(table) if not _is_deleted(row)]
        cells = [list(_cells(row)) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around text
            self._blocks(cells[0][0])
            return
        headings = 0
        while headings < len(rows) and on(rows[headings].find(f"{W}trPr/{W}tblHeader")):
            headings += 1
        self.flow.add_grid(self._grid(rows), headings or None)
        for row in cells:
            for cell in row:
                for nested in cell.iterchildren(f"{W}tbl"):
                    self.flow.remark(NESTED)
                    self._table(nested)

    def _grid(self, rows: list) -> list[list[CellSpans | None]]:
        """Cells at their columns; a cell that goes on below ("vMerge") reaches over the rows where it does."""
        grid: list[list[CellSpans | None]] = []
        open_above: dict[int, tuple[int, int]] = {}  # column: row and column where the cell began
        for at, row in enumerate(rows):
            made: list[CellSpans | None] = [None] * int(value(row.find(f"{W}trPr/{W}gridBefore"), "0"))
            for cell in _cells(row):
                span = max(1, int(value(cell.find(f"{W}tcPr/{W}gridSpan"), "1")))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                column = len(made)
                if merge is not None and value(merge, "continue") == "continue" and column in open_above:
                    _reach_down(grid, open_above[column], at)
                    made += [None] * span
                    continue
                open_above[column] = (at, column)
                paragraphs = [self._labelled(each) for each in _paragraphs(cell)]
                made += [CellSpans(paragraphs, column_span=span), *[None] * (span - 1)]
            grid.append(made)
        return grid

    # parts of the package

    def _all_related(self, kind: str) -> Iterator:
        from lxml import etree

        for relation in self.part.rels.values():
            if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                yield etree.fromstring(relation.target_part.blob, parser)

    def _related(self, kind: str):
        return next(self._all_related(kind), None)


def _follow_field(fields: list[bool], step: str) -> None:
    """The words of a field are its result, behind its code."""
    if step == "begin":
        fields.append(False)
    elif step == "separate" and fields:
        fields[-1] = True
    elif step == "end" and fields:
        fields.pop()


def _text(child, kind: str, font: str) -> str:
    if kind == "t":
        return in_symbol_font(child.text or "", font)
    if kind in ("br", "cr"):
        return BREAK
    if kind == "sym":
        return in_symbol_font(chr(int(child.get(f"{W}char", "20"), 16)), child.get(f"{W}font", ""))
    return {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}.get(kind, "")


def _rows(table) -> Iterator:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in CONTAINERS:
            yield from _rows(child)


def _cells(row) -> Iterator:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in CONTAINERS:
            yield from _cells(child)


def _paragraphs(parent) -> Iterator:
    for child in parent:
        if local(child) == "p":
            yield child
        elif local(child) in CONTAINERS:
            yield from _paragraphs(child)


def _is_deleted(row) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _reach_down(grid: list[list[CellSpans | None]], begun: tuple[int, int], row: int) -> None:
    at, column = begun
    cell = grid[at][column]
    grid[at][column] = CellSpans(cell.paragraphs, row - at + 1, cell.column_span)
