"""PDF: the ruled tables of its pages, joined where one goes on over a page break.

A PDF knows lines and letters, no tables: what is read here is a proposal. Each join is said in a remark, a row without
label at the top of a page stays a row of its own, and an editor decides.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.sheets.gutters import guess
from survey.sheets.layout import from_grid
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Cell, Record, Remark, Table, stands_over_labels, without_empty_end

MAGIC, END = b"%PDF-", b"%%EOF"
NEAR = 5.0  # points within which two lines are one, and columns of two pages the same
SHORTEST = 8.0
ENCRYPTED = gettext_noop("The file is encrypted. Save it without password.")
NO_LINES = gettext_noop("There is no table with drawn lines in this PDF. Copy its text into a spreadsheet instead.")
NO_TEXT = gettext_noop("This PDF holds pictures of pages, and no text. It needs to be typed, or recognised, first.")
JOINED = gettext_noop(
    "Page %(page)d was read as the rest of the table of the page before. Compare the rows at the page break."
)
CONTINUED = gettext_noop(
    "Page %(page)d begins with a row without label; it was taken as the rest of “%(label)s”. Compare it."
)
OTHER_TABLE = gettext_noop("Table %(number)d of the file (page %(page)d) was not read.")
COMPARE = gettext_noop("This table was read from the lines of a PDF. Compare it with the print before you go on.")
GUESSED = gettext_noop(
    "Page %(page)d has no drawn lines: its columns were guessed from the white between the words. Compare each row."
)
BROKEN_WORD = re.compile(r"(?P<word>\S*[a-zäöüß])[-\u00ad]\n(?!(?:und|oder|bzw|u)\b)(?=[a-zäöüß])")
ADDRESS = re.compile(r"www\.|[/@]|\w\.\w")
BROKEN_NAME = re.compile(r"(?<=\w)-\n(?=[A-ZÄÖÜ])")


@dataclass
class Part:
    """What one page shows of a table: its rows from top to bottom, and the lines between its columns."""

    page: int
    columns: list[float]
    rows: list[list[str]]


@dataclass
class Found:
    """A table of one page or several; `outside` are the lines of text around it. Without lines it is guessed."""

    parts: list[Part] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    is_guessed: bool = False

    @property
    def first_page(self) -> int:
        return self.parts[0].page


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The chosen table, by default the first that reads as one. Raises FileError."""
    limits.check_file(name, data)
    if not data:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    if MAGIC not in data[:1024]:
        raise FileError(name, None, None, gettext_noop("This is not a PDF."))
    if END not in data[-1024:]:  # its reader would make do with the pages that are there
        raise FileError(name, None, None, sandbox.DAMAGED)
    return sandbox.call(_read, data, name, options)


def _read(data: bytes, name: str, options: ReadOptions) -> Table:
    tables = _tables(data, name, options.spread)
    if options.part:
        number = int(options.part) if options.part.isdecimal() else 0
        if not 0 < number <= len(tables):
            reason = gettext_noop("There is no table “%(part)s” in this file; it has %(tables)d, chosen by number.")
            raise FileError(name, None, None, reason, {"part": options.part, "tables": len(tables)})
        table = _table(tables[number - 1], name)
    else:
        table, number = _first_table(tables, name)
    others = [
        Remark(OTHER_TABLE, {"number": each, "page": found.first_page})
        for each, found in enumerate(tables, start=1)
        if each != number
    ]
    return replace(table, remarks=(*table.remarks, *others))


def _first_table(tables: Sequence[Found], name: str) -> tuple[Table, int]:
    errors = []
    for number, found in enumerate(tables, start=1):
        try:
            return _table(found, name), number
        except FileError as error:
            errors.append(error)
    raise errors[0]


def _tables(data: bytes, name: str, spread: bool) -> list[Found]:
    import pdfplumber  # in the sandbox alone: a web worker would pay for it with 30 MB
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data), unicode_norm="NFC") as document:
            found = _joined(_pages(document, spread)) or list(_guessed(document))
            has_text = bool(found) or any(page.chars for page in document.pages)
    except (FileError, MemoryError):
        raise
    except Exception as error:  # its reader raises whatever a damaged file leads it to
        is_locked = any(isinstance(each, PDFPasswordIncorrect) for each in (error, *error.args))
        raise FileError(name, None, None, ENCRYPTED if is_locked else sandbox.DAMAGED) from error
    if not found:
        raise FileError(name, None, None, NO_LINES if has_text else NO_TEXT)
    return found


def _pages(document, spread: bool) -> Iterator[tuple[list[Part], list[str]]]:
    """For each page the tables on it, and the lines of text outside of them."""
    for page in document.pages:
        tables = page.find_tables({"explicit_horizontal_lines": _ends(page), "snap_tolerance": 3})
        tables = sorted((each for each in tables if len(each.rows[0].cells) > 1), key=lambda each: each.bbox[1])
        parts = [Part(page.page_number, _edges(each), _rows(each, spread)) for each in tables]
        boxes = [each.bbox for each in tables]
        rest = page.filter(lambda each, boxes=boxes: each["object_type"] != "char" or not _within(each, boxes))
        outside = [line["text"] for line in rest.extract_text_lines(return_chars=False)] if rest.chars else []
        page.close()
        yield parts, outside


def _guessed(document) -> Iterator[Found]:
    """Tables of a file that draws no lines at all; each page for itself."""
    for page in document.pages:
        found = guess(page.extract_words())
        page.close()
        if found:
            yield Found([Part(page.page_number, found.columns, found.rows)], found.outside, is_guessed=True)


def _ends(page) -> list[float]:
    """Where tables begin and end: a row that goes on over the page is open there, without a line below or above."""
    upright = sorted(
        ((edge["x0"], edge["top"], edge["bottom"]) for edge in page.edges if edge["orientation"] == "v"),
    )
    spans = [span for span in _upright_lines(upright) if span[2] - span[1] >= SHORTEST]
    outer = [span for span in spans if not any(_stands_left_of(other, span) for other in spans)]
    return [y for _, top, bottom in outer for y in (top, bottom)]


def _upright_lines(edges: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Pieces that touch, one below the other, as one line: (x, top, bottom)."""
    lines: list[tuple[float, float, float]] = []
    for x, top, bottom in sorted(edges, key=lambda edge: (round(edge[0] / NEAR), edge[1])):
        if lines and abs(lines[-1][0] - x) <= NEAR and top <= lines[-1][2] + NEAR:
            lines[-1] = (lines[-1][0], lines[-1][1], max(lines[-1][2], bottom))
        else:
            lines.append((x, top, bottom))
    return lines


def _stands_left_of(other: tuple[float, float, float], line: tuple[float, float, float]) -> bool:
    overlap = min(other[2], line[2]) - max(other[1], line[1])
    return other[0] < line[0] - NEAR and overlap > 0


def _edges(table) -> list[float]:
    return sorted({round(x, 1) for row in table.rows for cell in row.cells if cell for x in (cell[0], cell[2])})


def _rows(table, spread: bool) -> list[list[str]]:
    """The text of the cells; what a merged cell covers is empty, or has its text again."""
    rows = [[(text or "").strip() for text in row] for row in table.extract()]
    if spread:
        boxes = {cell: rows[at][column] for at, row in enumerate(table.rows) for column, cell in _own_cells(row)}
        columns = [next((row.cells[at] for row in table.rows if row.cells[at]), None) for at in range(len(rows[0]))]
        for at, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                if cell is None and columns[column]:
                    rows[at][column] = _covering(boxes, columns[column], row.bbox)
    return rows


def _own_cells(row) -> Iterator[tuple[int, tuple]]:
    return ((column, cell) for column, cell in enumerate(row.cells) if cell)


def _covering(boxes: dict[tuple, str], column: tuple, row: tuple) -> str:
    x, y = (column[0] + min(column[2], column[0] + NEAR)) / 2, (row[1] + row[3]) / 2
    return next((text for box, text in boxes.items() if box[0] <= x <= box[2] and box[1] <= y <= box[3]), "")


def _within(char: dict, boxes: Iterable[tuple]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _joined(pages: Iterable[tuple[list[Part], list[str]]]) -> list[Found]:
    """The first table of a page goes on with the last of the page before, where it has the same columns."""
    tables: list[Found] = []
    for parts, outside in pages:
        for index, part in enumerate(parts):
            if not index and tables and _goes_on(tables[-1].parts, part):
                tables[-1].parts.append(part)
            else:
                tables.append(Found([part]))
        if parts:
            tables[-1].outside += outside
    return tables


def _goes_on(before: Sequence[Part], part: Part) -> bool:
    last = before[-1]
    same = len(last.columns) == len(part.columns) and all(
        abs(a - b) <= NEAR for a, b in zip(last.columns, part.columns, strict=True)
    )
    heading = part.rows[0][0]
    has_new_headings = bool(heading) and stands_over_labels(heading) and part.rows[0] not in before[0].rows[:3]
    return same and part.page == last.page + 1 and not has_new_headings


def _table(found: Found, name: str) -> Table:
    """The wide table, each cell with its page; the number of a line is that of the row within the table."""
    printed = dict(enumerate(((part.page, cells) for part in found.parts for cells in part.rows), start=1))
    rows = [(line, [_unwrapped(cell) for cell in cells]) for line, (_, cells) in printed.items()]
    table = from_grid(name, rows, left_out=[(0, text) for text in found.outside])
    records = tuple(_placed(record, *printed[record.line]) for record in table.records)
    said = Remark(GUESSED, {"page": found.first_page}) if found.is_guessed else Remark(COMPARE)
    remarks = (said, *_joins(records, [part.page for part in found.parts]))
    return replace(table, records=records, remarks=(*table.remarks, *remarks))


def _placed(record: Record, page: int, printed: Sequence[str]) -> Record:
    """With the lines as they are broken in the print, where they are."""
    raws = without_empty_end(printed)[1:] + [""] * len(record.cells)
    cells = [
        Cell(cell.text, raw=raw if raw != cell.text else "", page=page, line=cell.line)
        for cell, raw in zip(record.cells, raws, strict=False)
    ]
    return replace(record, cells=tuple(cells), page=page)


def _unwrapped(text: str) -> str:
    """One line of the words that the column's width has broken; the hyphen of an address is its own."""
    whole = BROKEN_WORD.sub(lambda match: match["word"] + "-" * bool(ADDRESS.search(match["word"])), text)
    return " ".join(BROKEN_NAME.sub("-", whole).split())


def _joins(records: Sequence[Record], pages: Sequence[int]) -> Iterator[Remark]:
    label = ""
    for page, some in groupby(records, key=lambda record: record.page):
        first, *rest = some
        if page != pages[0]:
            yield Remark(JOINED, {"page": page})
            if first.continues:
                yield Remark(CONTINUED, {"page": page, "label": label})
        label = next((each.label for each in reversed([first, *rest]) if each.label), label)
