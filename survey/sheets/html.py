"""Tables of web pages, with row and column spans; nothing of the page is run, fetched or unfolded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode_any
from survey.sheets.layout import from_grid
from survey.sheets.numbered import first_that_reads, numbered
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.rich_text import raised, through
from survey.sheets.table import Table, TableWarning

UNREAD = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head"}
BREAKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt"}
MAX_SPAN = 1_000
# What the letters between these look like in a text without looks.
LOOKS = {"sup": raised, "s": through, "strike": through, "del": through}
NO_SUCH_TABLE = gettext_noop("There is no table “%(part)s” in this page; it has %(tables)d, chosen by number.")
OTHER_TABLE = gettext_noop("Table %(number)d of the page was not read.")


@dataclass
class HtmlCell:
    line: int
    rows: int = 1
    columns: int = 1
    text: str = ""


@dataclass
class Found:
    """One table element: the cells of its rows, with the line that each row begins in."""

    line: int
    rows: list[tuple[int, list[HtmlCell]]] = field(default_factory=list)
    nested_in: int | None = None


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The chosen table of the page, by default the first that reads as one. Raises FileError.

    A table inside a cell of another is refused: which of the two is meant, nobody can say.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    page = _Page(name)
    page.feed(text)
    page.close()
    table, number = _chosen(page.tables, name, options)
    others = [TableWarning(OTHER_TABLE, {"number": each}) for each in range(1, len(page.tables) + 1) if each != number]
    return replace(table, encoding=encoding, remarks=(*table.remarks, *others))


def _chosen(tables: list[Found], name: str, options: ReadOptions) -> tuple[Table, int]:
    if not tables:
        raise FileError(name, None, None, gettext_noop("There is no table in this page."))
    if options.part:
        first, _slash, within = options.part.partition("/")
        number = numbered(tables, first, options.part, name, NO_SUCH_TABLE)
        return _table(tables[number - 1], name, options.of_part(within), str(number)), number
    number, table = first_that_reads(tables, lambda found, number: _table(found, name, options, str(number)))
    return table, number


def _table(found: Found, name: str, options: ReadOptions, number: str) -> Table:
    if found.nested_in is not None:
        reason = gettext_noop("A table stands inside a cell of this table. Save the one that is meant by itself.")
        raise FileError(name, found.nested_in, None, reason)
    return from_grid(name, _rows(found, name, options.spread), options=options, sheet=number)


def _rows(found: Found, name: str, spread: bool) -> Iterator[tuple[int, list[str]]]:
    """The grid: what a span covers is empty, or has the text again; one as wide as the table stays one cell."""
    below: dict[int, tuple[int, str]] = {}
    width = max((sum(cell.columns for cell in cells) for _, cells in found.rows), default=0)
    for line, cells in found.rows:
        row: list[str] = []
        for cell in cells:
            _fill_covered(row, below)
            text = cell.text.strip()
            again = text if spread and cell.columns < width else ""
            for index in range(cell.columns):
                if cell.rows > 1:
                    below[len(row)] = (cell.rows, again)
                row.append(again if index else text)
            limits.check_cell(name, line, len(row), row[-1])
            if len(row) > limits.columns:
                limits.check_row(name, line, 0, row)
        _fill_covered(row, below)
        below = {column: (left - 1, text) for column, (left, text) in below.items() if left > 1}
        yield line, row


def _fill_covered(row: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Cells of rows above that reach down here; those that begin in this row are not at its end."""
    while len(row) in below:
        row.append(below[len(row)][1])


class _Page(HTMLParser):
    """Collects the tables; character references become their characters, entities of a document type are not read."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.tables: list[Found] = []
        self.open: list[Found] = []
        self.cell: HtmlCell | None = None
        self.unread: list[str] = []
        self.looks: list[str] = []

    def handle_decl(self, decl: str) -> None:
        if "[" in decl or "entity" in decl.casefold():
            self._refuse_entities()

    def unknown_decl(self, data: str) -> None:
        self._refuse_entities()

    def _refuse_entities(self) -> None:
        reason = gettext_noop("The page declares entities, which are not read. Save it as plain HTML.")
        raise FileError(self.name, self.getpos()[0], None, reason)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread.append(tag)
        elif tag == "table":
            self._start_table()
        elif self.open and tag == "tr":
            self.cell = None
            self.open[-1].rows.append((self.getpos()[0], []))
        elif self.open and tag in ("td", "th"):
            self._start_cell(dict(attrs))
        elif self.cell and tag in LOOKS:
            self.looks.append(tag)
        elif self.cell and tag == "br":
            self.cell.text = self.cell.text.rstrip() + "\n"
        elif self.cell and tag in BREAKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNREAD:
            self.unread.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        elif tag == "table" and self.open:
            self.open.pop()
            self.cell = None
        elif tag in ("td", "th", "tr"):
            self.cell = None
            self.looks.clear()
        elif tag in self.looks:
            self.looks.remove(tag)
        elif self.cell and tag in BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self.cell and not self.unread:
            text = re.sub(r"[ \t\r\n\f]+", " ", data)
            text = LOOKS[self.looks[-1]](text) if self.looks else text
            at_start = not self.cell.text or self.cell.text[-1] in " \n"
            self.cell.text += text.lstrip(" ") if at_start else text

    def _start_table(self) -> None:
        line = self.getpos()[0]
        if self.open:
            self.open[-1].nested_in = line
        self.open.append(Found(line))
        self.tables.append(self.open[-1])

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        table, line = self.open[-1], self.getpos()[0]
        if not table.rows:
            table.rows.append((line, []))
        self.cell = HtmlCell(line, _span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        table.rows[-1][1].append(self.cell)

    def _break(self) -> None:
        if self.cell.text.strip():
            self.cell.text = self.cell.text.rstrip() + "\n\n"


def _span(value: str | None) -> int:
    """What is no number counts as one, as browsers have it."""
    digits = re.match(r"\s*(\d{1,9})", value or "")
    return min(max(int(digits[1]), 1), MAX_SPAN) if digits else 1
