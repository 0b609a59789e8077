"""The transcript of a printed table: tab separated, labels first, a blank line where a page ends."""

from dataclasses import dataclass, field, replace

from survey.language.markup import reading_text
from survey.sheets.layout import is_rule
from survey.sheets.limits import limits
from survey.sheets.table import (
    Cell,
    Record,
    SheetError,
    Table,
    check_characters,
    fit,
    gettext_noop,
    make_record,
    read_headings,
    without_empty_end,
)
from survey.sheets.text import decode_any, split_lines


def read(data: bytes, name: str, first_line: int = 1) -> Table:
    """The table with each cell's page and line; `first_line` is the number of its first line in the file.

    An unlabelled row continues the one above. Rows of dashes hold no data and are kept in `left_out`.
    A row with fewer cells is filled up with empty ones; one with more raises SheetError.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    return replace(read_lines(split_lines(text), name, first_line), encoding=encoding)


def read_lines(lines: list[str], name: str, first_line: int = 1) -> Table:
    """As `read`, for lines that are text already."""
    numbered = enumerate(lines, first_line)
    line, printed = next(((line, text) for line, text in numbered if text.strip()), (None, ""))
    if line is None:
        raise SheetError(name, None, None, gettext_noop("The file is empty."))
    label_heading, *headings = read_headings(name, line, printed.split("\t"))
    body = _Body(name, len(headings) + 1)
    for line, text in numbered:
        body.take(line, text)
    if not body.records:
        raise SheetError(name, None, None, gettext_noop("The table has headings, but no rows."))
    return Table(tuple(headings), tuple(body.records), label_heading, tuple(body.left_out))


@dataclass
class _Body:
    """The rows so far, and the page that the next one stands on."""

    name: str
    width: int
    page: int = 1
    page_ended: bool = False
    records: list[Record] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def take(self, line: int, text: str) -> None:
        if not text.strip(" \f"):
            self.page_ended = bool(self.records)
            return
        cells = text.split("\t")
        if is_rule(cells):
            self.left_out.append((line, text))
            return
        kept = without_empty_end(cells)
        limits.check_row(self.name, line, len(self.records) + 1, kept)
        limits.check_cells(self.name, len(self.records) + 1, self.width)
        self.page += self.page_ended
        self.page_ended = False
        self.records.append(self._record(line, kept))

    def _record(self, line: int, printed: list[str]) -> Record:
        label, *raws = fit(self.name, line, printed, self.width)
        check_characters(self.name, line, (label, *raws))
        cells = tuple(self._cell(raw, line) for raw in raws)
        return make_record(self.name, label, cells, self.records, line=line, page=self.page)

    def _cell(self, raw: str, line: int) -> Cell:
        text = reading_text(raw)
        return Cell(text, raw=raw if raw != text else "", page=self.page, line=line)
