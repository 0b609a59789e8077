"""A text document of LibreOffice (ODT) to lines and grids; runs in the sandbox.

Names of elements are those of OpenDocument 1.3.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.files.errors import FileError
from survey.files.kinds import DAMAGED
from survey.files.limits import limits
from survey.files.zip_limits import check
from survey.pages.document import Document
from survey.pages.docx import COMMENTED, DELETED, HIDDEN, NESTED
from survey.pages.flow import BREAK, CellSpans, PageFlow, Span
from survey.pages.odt_styles import OFFICE, STYLE, TABLE, TEXT, Lists, Styles, local

SKIPPED = {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "variable-decls"}
BLOCKS = {"section", "index-body", "index-title", "text-box", "numbered-paragraph", "list-header"}
INDEXES = {"table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index", "bibliography"}


def read(data: bytes, name: str) -> Document:
    """The document of an ODT. Raises FileError."""
    from lxml import etree

    check(data, name, "content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = etree.fromstring(archive.read("content.xml"), parser)
            has_styles = "styles.xml" in archive.namelist()
            styles = etree.fromstring(archive.read("styles.xml"), parser) if has_styles else None
    except etree.XMLSyntaxError as error:
        raise FileError(name, None, None, DAMAGED) from error
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise FileError(name, None, None, DAMAGED)
    reader = Reader(name, Styles(content, styles), Lists(content, styles))
    reader.blocks(body)
    for edge in () if styles is None else styles.iter(f"{STYLE}header", f"{STYLE}footer"):
        for paragraph in edge.iter(f"{TEXT}p"):
            reader.flow.add_edge(list(reader.spans(paragraph)))
    return reader.flow.document(name, "odt")


@dataclass
class Reader:
    """Walks through the body from top to bottom."""

    name: str
    styles: Styles
    lists: Lists
    flow: PageFlow = field(default_factory=PageFlow)

    def blocks(self, parent) -> None:
        for kind, element, label in self._walk(parent):
            if kind == "table":
                self._table(element)
            else:
                self.flow.add_paragraph(self._labelled(element, label))
                for box in element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
                    self.blocks(box)

    def _walk(self, parent) -> Iterator[tuple[str, object, str]]:
        """Paragraphs and tables in order, each with the number that is printed before it."""
        for block in parent:
            kind = local(block)
            if kind == "tracked-changes":
                self.flow.remark(DELETED)
            elif kind in ("p", "h"):
                yield "p", block, self.lists.heading(block) if kind == "h" else ""
            elif kind == "list":
                for paragraph, label in self.lists.paragraphs(block):
                    yield "p", paragraph, label
            elif kind == "table":
                yield "table", block, ""
            elif kind in BLOCKS or kind in INDEXES or kind == "frame":
                yield from self._walk(block)

    def _labelled(self, paragraph, label: str) -> list[Span]:
        spans = list(self.spans(paragraph))
        form = next((span for span in spans if span.text.strip()), None)
        return [Span(f"{label} ", form.bold, form.size), *spans] if label and form else spans

    def spans(self, paragraph) -> Iterator[Span]:
        yield from self._spans(paragraph, [paragraph])

    def _spans(self, element, chain: list) -> Iterator[Span]:
        yield from self._text(element.text, chain)
        for child in element:
            yield from self._child(child, local(child), chain)
            yield from self._text(child.tail, chain)

    def _child(self, child, kind: str, chain: list) -> Iterator[Span]:
        if kind == "annotation":
            self.flow.remark(COMMENTED)
        elif kind == "note":
            yield self._note(child)
        elif kind == "s":
            yield from self._text(" " * min(int(child.get(f"{TEXT}c", "1")), 100), chain, is_raw=True)
        elif kind in ("tab", "line-break"):
            yield from self._text("\t" if kind == "tab" else BREAK, chain, is_raw=True)
        elif kind not in SKIPPED and kind != "frame":
            yield from self._spans(child, [child, *chain] if kind == "span" else chain)

    def _text(self, text: str | None, chain: list, is_raw: bool = False) -> Iterator[Span]:
        if not text:
            return
        form = self.styles.form(chain)
        if form.is_hidden:
            self.flow.remark(HIDDEN)
        else:
            text = text if is_raw else " ".join(text.replace("\n", " ").split(" "))
            yield Span(text, form.bold, form.size, form.raised, form.struck)

    def _note(self, note) -> Span:
        mark = "".join(note.find(f"{TEXT}note-citation").itertext()).strip()
        texts = ["".join(span.text for span in self.spans(each)).strip() for each in note.iter(f"{TEXT}p")]
        self.flow.footnotes.append((mark, " ".join(filter(None, texts))))
        return Span(mark, raised=True, is_note=True)

    def _table(self, table) -> None:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around text
            self.blocks(cells[0][0])
            return
        headings = sum(local(row.getparent()) == "table-header-rows" for row in rows)
        limits.check_cells(self.name, len(rows), max(map(len, cells), default=0))
        self.flow.add_grid([[self._cell(cell) for cell in row] for row in cells], headings or None)
        for row in cells:
            for cell in row:
                for nested in cell.iterchildren(f"{TABLE}table"):
                    self.flow.remark(NESTED)
                    self._table(nested)

    def _cell(self, cell) -> CellSpans | None:
        if local(cell) == "covered-table-cell":
            return None
        paragraphs = [self._labelled(each, label) for kind, each, label in self._walk(cell) if kind == "p"]
        row_span, column_span = (int(cell.get(f"{TABLE}number-{each}-spanned", "1")) for each in ("rows", "columns"))
        return CellSpans(paragraphs, row_span, column_span)


def _rows(table) -> Iterator:
    for child in table:
        kind = local(child)
        if kind == "table-row":
            yield from [child] * min(int(child.get(f"{TABLE}number-rows-repeated", "1")), limits.rows)
        elif kind in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _cells(row) -> Iterator:
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell"):
            yield from [cell] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), limits.columns)
