"""PDF: the ruled tables of its pages, joined where one goes on over a page break.

A PDF knows lines and letters, no tables: what is read here is a proposal. Each join is said in a remark, a row without
label at the top of a page stays a row of its own, and an editor decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, product

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.pages.document import Document, GridCell, bare
from survey.sheets.layout import from_grid
from survey.sheets.numbered import first_that_reads, numbered
from survey.sheets.page_breaks import PageTable, PrintedRow
from survey.sheets.page_tables import find_tables
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import PrintedText, Record, Table, TableWarning

MAGIC = b"%PDF-"
NO_TABLE = gettext_noop("No table was found in this PDF. Copy its text into a spreadsheet instead.")
NO_SUCH_TABLE = gettext_noop("There is no table “%(part)s” in this file; it has %(tables)d, chosen by number.")
JOINED = gettext_noop(
    "Page %(page)d was read as the rest of the table of the page before. Compare the rows at the page break."
)
CONTINUED = gettext_noop(
    "Page %(page)d begins with a row without label; it was taken as the rest of “%(label)s”. Compare it."
)
OTHER_TABLE = gettext_noop("Table %(number)d of the file (page %(page)d) was not read.")
COMPARE = gettext_noop("This table was read from the lines of a PDF. Compare it with the print before you go on.")
CUT = gettext_noop(
    "The break behind page %(page)d seems to cut “%(label)s”, %(column)s: “… %(above)s” would go on with “%(below)s …”."
)
WHOLE = gettext_noop(
    "Joined over the break behind page %(page)d: “%(label)s”, %(column)s: “… %(above)s” goes on with “%(below)s …”."
)
WORDS_SHOWN = 5
GUESSED = gettext_noop(
    "Page %(page)d draws no lines between the columns: they were guessed from the white between the words. "
    "Compare each row."
)
GUESSED_ROWS = gettext_noop(
    "Page %(page)d does not part all rows: where some begin was guessed from labels and lines that are not full. "
    "Compare them."
)
BROKEN_WORD = re.compile(r"(?P<word>\S*[a-zäöüß])[-\u00ad]\n(?!(?:und|oder|bzw|u)\b)(?=[a-zäöüß])")
ADDRESS = re.compile(r"www\.|[/@]|\w\.\w")
BROKEN_NAME = re.compile(r"(?<=\w)-\n(?=[A-ZÄÖÜ])")


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The chosen table, by default the first that reads as one. Raises FileError."""
    limits.check_file(name, data)
    if not data:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    if MAGIC not in data[:1024]:
        raise FileError(name, None, None, gettext_noop("This is not a PDF."))
    return sandbox.call(_read, data, name, options)


def _read(data: bytes, name: str, options: ReadOptions) -> Table:
    document, tables = _tables(data, name)
    if options.part:
        number = numbered(tables, options.part, options.part, name, NO_SUCH_TABLE)
        table = _table(tables[number - 1], name, options)
    else:
        number, table = first_that_reads(tables, lambda found, _number: _table(found, name, options))
    others = [
        TableWarning(OTHER_TABLE, {"number": each, "page": found.first_page})
        for each, found in enumerate(tables, start=1)
        if each != number
    ]
    return replace(table, remarks=(*table.remarks, *others), pages=bare(document.pages))


def _tables(data: bytes, name: str) -> tuple[Document, list[PageTable]]:
    from survey.pages import pdf  # in the sandbox alone: a web worker loads no PDFium

    document = pdf.read(data, name)
    found = find_tables(document)
    if not found:
        raise FileError(name, None, None, NO_TABLE)
    return document, found


def _table(found: PageTable, name: str, options: ReadOptions) -> Table:
    """The wide table, each cell with its page; the number of a line is that of the row within the table."""
    rows = _whole_rows(found) if options.joined else found.rows()
    lines = list(enumerate(texts([row.cells for row in rows], options.spread), start=1))
    table = from_grid(name, lines, left_out=[(0, text) for _, text in found.outside], options=options)
    pages = {line: row.page for line, row in enumerate(rows, start=1)}
    records = tuple(placed(record, pages.get(record.line)) for record in table.records)
    remarks = (*_guesses(found), *_cuts(found, options), *_joins(records, [part.page for part in found.parts]))
    return replace(table, records=records, remarks=(*table.remarks, *remarks))


def _whole_rows(found: PageTable) -> list[PrintedRow]:
    """The rows without page breaks: those that one cuts are joined, headings that a page prints again are left out."""
    rows, page = [], found.first_page
    for cells in found.grid().rows:
        page = next((cell.page for cell in cells if cell and cell.page), page)
        rows.append(PrintedRow(page, cells))
    return rows


def _cuts(found: PageTable, options: ReadOptions) -> Iterator[TableWarning]:
    """Each cell that a page break cuts, with its place, to be joined at once."""
    headings = found.headings()[0]
    for join in found.joins():
        above, below = unwrapped(join.above.text).split(), unwrapped(join.below.text).split()
        said = {
            "page": join.above.boxes[-1][0] if join.above.boxes else join.above.page,
            "label": unwrapped(join.label),
            "column": headings[join.column],
            "above": " ".join(above[-WORDS_SHOWN:]),
            "below": " ".join(below[:WORDS_SHOWN]),
        }
        yield TableWarning(WHOLE if options.joined else CUT, said)


def _guesses(found: PageTable) -> Iterator[TableWarning]:
    """What was not drawn, with the first page where it was guessed."""
    pages = {guess: next(part.page for part in found.parts if guess in part.guessed) for guess in found.guessed}
    yield TableWarning(GUESSED, {"page": pages["columns"]}) if "columns" in pages else TableWarning(COMPARE)
    if "rows" in pages:
        yield TableWarning(GUESSED_ROWS, {"page": pages["rows"]})


def texts(rows: Sequence[Sequence[GridCell | None]], spread: bool) -> list[list[str]]:
    """The text of each place; what a merged cell covers is empty, or has its text again."""
    found = [[printed(cell) for cell in row] for row in rows]
    if spread:
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                for down, right in product(range(cell.row_span), range(cell.column_span)) if cell else ():
                    found[at + down][column + right] = printed(cell)
    return found


def printed(cell: GridCell | None) -> str:
    """The text of a cell without the ends of lines that its width made, and with its place."""
    if cell is None:
        return ""
    return PrintedText(unwrapped(cell.text), cell.boxes, cell.text)


def placed(record: Record, page: int | None) -> Record:
    """The record with the page on which its row begins; a cell that has no box stands there, too."""
    cells = tuple(replace(cell, page=cell.page or page) for cell in record.cells)
    return replace(record, cells=cells, page=page)


def unwrapped(text: str) -> str:
    """The paragraphs without the ends of lines that the column's width made; an address keeps its own hyphen."""
    return "\n\n".join(map(_one_line, text.split("\n\n")))


def _one_line(text: str) -> str:
    whole = BROKEN_WORD.sub(lambda match: match["word"] + "-" * bool(ADDRESS.search(match["word"])), text)
    return " ".join(BROKEN_NAME.sub("-", whole).split())


def _joins(records: Sequence[Record], pages: Sequence[int]) -> Iterator[TableWarning]:
    label = ""
    for page, some in groupby(records, key=lambda record: record.page):
        first, *rest = some
        if page != pages[0]:
            yield TableWarning(JOINED, {"page": page})
            if first.continues:
                yield TableWarning(CONTINUED, {"page": page, "label": label})
        label = next((each.label for each in reversed([first, *rest]) if each.label), label)
