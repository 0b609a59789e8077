"""Tables of Word and OpenDocument text files, with row and column spans as the file has them."""

from collections.abc import Sequence
from dataclasses import replace

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.kinds import kind_of
from survey.files.limits import limits
from survey.pages.document import Document, Grid
from survey.sheets.layout import from_grid
from survey.sheets.numbered import first_that_reads, numbered
from survey.sheets.pdf import texts
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table, TableWarning

NO_TABLE = gettext_noop("There is no table in this document. Save it as a table, or bring in the paper itself.")
NO_SUCH_TABLE = gettext_noop("There is no table “%(part)s” in this document; it has %(tables)d, chosen by number.")
OTHER_KIND = gettext_noop("This is not a Word or OpenDocument text file.")
OTHER_TABLE = gettext_noop("Table %(number)d of the document was not read.")


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The chosen table, by default the first that reads as one; the text around is left out. Raises FileError."""
    limits.check_file(name, data)
    return sandbox.call(_read, data, name, options)


def _read(data: bytes, name: str, options: ReadOptions) -> Table:
    document = _document(data, name)
    if not document.grids:
        raise FileError(name, None, None, NO_TABLE)
    number, table = _chosen(document.grids, name, options)
    at = document.grids[number - 1].after_line
    above = [(line.number, line.text) for line in document.lines if line.number <= at]
    below = [(line.number, line.text) for line in document.lines if line.number > at]
    others = [
        TableWarning(OTHER_TABLE, {"number": each}) for each in range(1, len(document.grids) + 1) if each != number
    ]
    left_out = (*above, *table.left_out, *below)
    return replace(table, left_out=left_out, remarks=(*table.remarks, *others))


def _document(data: bytes, name: str) -> Document:
    from survey.pages import docx, odt  # in the sandbox alone

    readers = {"docx": docx.read, "odt": odt.read}
    kind = kind_of(data, name)
    if kind not in readers:
        raise FileError(name, None, None, OTHER_KIND)
    return readers[kind](data, name)


def _chosen(grids: Sequence[Grid], name: str, options: ReadOptions) -> tuple[int, Table]:
    if options.part:
        number = numbered(grids, options.part, options.part, name, NO_SUCH_TABLE)
        return number, _table(grids[number - 1], name, options)
    return first_that_reads(grids, lambda grid, _number: _table(grid, name, options))


def _table(grid: Grid, name: str, options: ReadOptions) -> Table:
    """The number of a line is that of the row within the table."""
    return from_grid(name, list(enumerate(texts(grid.rows, options.spread), start=1)), options=options)
