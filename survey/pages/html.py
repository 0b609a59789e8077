"""A page of the web to lines and grids; scripts are not run, nothing is fetched. Runs in the sandbox."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from survey.files.errors import FileError
from survey.files.kinds import DAMAGED
from survey.files.limits import limits
from survey.files.text import decode_any
from survey.pages.document import Document
from survey.pages.docx import HIDDEN, NESTED
from survey.pages.flow import BREAK, CellSpans, PageFlow, Span
from survey.pages.numerals import numeral

SKIPPED = {"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "select", "button", "nav"}
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img",
}  # fmt: skip
BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
STRUCK = {"s", "strike", "del"}
SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0, "h4": 12.0, "h5": 10.0, "h6": 8.0, "small": 10.0}
SIZE = 12.0  # points, as browsers have it
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"\s+")


def read(data: bytes, name: str) -> Document:
    """The document of an HTML page. Raises FileError."""
    from lxml import etree, html

    text, _ = decode_any(data, name)
    try:
        root = html.document_fromstring(DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError) as error:
        raise FileError(name, None, None, DAMAGED) from error
    reader = Reader(name)
    reader.read(root, Span("", size=SIZE))
    reader.end_paragraph()
    return reader.flow.document(name, "html")


@dataclass
class Reader:
    """Walks through the page; `spans` are those of the paragraph that is open, `label` the number before it.

    A reader of a cell collects `paragraphs` and the tables in it, one of the page adds them to its flow.
    """

    name: str
    flow: PageFlow = field(default_factory=PageFlow)
    spans: list[Span] = field(default_factory=list)
    label: str = ""
    is_cell: bool = False
    paragraphs: list[list[Span]] = field(default_factory=list)
    nested: list = field(default_factory=list)

    def read(self, element, form: Span) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in SKIPPED:
            return
        if "hidden" in element.attrib or HIDDEN_STYLE.search(element.get("style", "")):
            self.flow.remark(HIDDEN)
        elif tag == "br":
            self.spans.append(replace(form, text=BREAK))
        elif tag == "table":
            self._table(element)
        elif tag in ("ol", "ul"):
            self._list(element, form)
        elif tag in INLINE:
            self._children(element, _formed(form, tag))
        else:
            self.end_paragraph()
            self._children(element, _formed(form, tag), is_pre=tag == "pre")
            self.end_paragraph()

    def _children(self, element, form: Span, is_pre: bool = False) -> None:
        self._text(element.text, form, is_pre)
        for child in element:
            self.read(child, form)
            self._text(child.tail, form, is_pre)

    def _text(self, text: str | None, form: Span, is_pre: bool) -> None:
        if text:
            self.spans.append(replace(form, text=text if is_pre else BLANKS.sub(" ", text)))

    def end_paragraph(self) -> None:
        spans, self.spans = self.spans, []
        form = next((span for span in spans if span.text.strip()), None)
        if form is None:
            return
        if self.label:
            spans = [replace(form, text=f"{self.label} ", raised=False, struck=False), *spans]
            self.label = ""
        if self.is_cell:
            self.paragraphs.append(spans)
        else:
            self.flow.add_paragraph(spans)

    def _list(self, element, form: Span) -> None:
        self.end_paragraph()
        number = _integer(element.get("start"), 1)
        for item in element.iterchildren("li"):
            number = _integer(item.get("value"), number)
            kind = FORMS.get(element.get("type", "1"), "decimal")
            self.label = f"{numeral(number, kind)}." if element.tag == "ol" else "•"
            self._children(item, form)
            self.end_paragraph()
            self.label = ""
            number += 1

    def _table(self, table) -> None:
        self.end_paragraph()
        if self.is_cell:
            self.nested.append(table)
            return
        for caption in table.iterchildren("caption"):
            self._children(caption, Span("", size=SIZE))
            self.end_paragraph()
        rows = list(_rows(table))
        cells = [list(row.iterchildren("td", "th")) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around text
            self._children(cells[0][0], Span("", size=SIZE))
            self.end_paragraph()
            return
        headings = sum(row.getparent().tag == "thead" for row in rows)
        readers = [[self._cell_reader(cell) for cell in row] for row in cells]
        self.flow.add_grid(self._placed(cells, readers), headings or None)
        for nested in (each for row in readers for reader in row for each in reader.nested):
            self.flow.remark(NESTED)
            self._table(nested)

    def _cell_reader(self, cell) -> "Reader":
        reader = Reader(self.name, self.flow, is_cell=True)
        reader._children(cell, _formed(Span("", size=SIZE), cell.tag))
        reader.end_paragraph()
        return reader

    def _placed(self, cells: list[list], readers: list[list["Reader"]]) -> list[list[CellSpans | None]]:
        """Each cell at its column: what one of a row above covers is passed over."""
        grid: list[list[CellSpans | None]] = []
        covered: set[tuple[int, int]] = set()
        for at, (row, its_readers) in enumerate(zip(cells, readers, strict=True)):
            made: list[CellSpans | None] = []
            for cell, reader in zip(row, its_readers, strict=True):
                while (at, len(made)) in covered:
                    made.append(None)
                width = min(max(1, _integer(cell.get("colspan"), 1)), limits.columns)
                height = min(_integer(cell.get("rowspan"), 1) or len(cells), len(cells) - at)
                limits.check_cells(self.name, at + 1, len(made) + width)
                covered.update((at + down, len(made) + right) for down in range(1, height) for right in range(width))
                made += [CellSpans(reader.paragraphs, max(1, height), width), *[None] * (width - 1)]
            grid.append(made)
        return grid


def _formed(form: Span, tag: str) -> Span:
    return replace(
        form,
        bold=form.bold or tag in BOLD,
        size=SIZES.get(tag, form.size),
        raised=form.raised or tag == "sup",
        struck=form.struck or tag in STRUCK,
    )


def _rows(table) -> Iterator:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 7 else default
