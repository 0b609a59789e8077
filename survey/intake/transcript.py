"""The transcript of a printed table: tab separated, labels first, a blank line where a page ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode_any, split_lines
from survey.language.markup import reading_text
from survey.sheets.layout import OWN_LABEL, Outline, Row, as_lines, is_rule, outline
from survey.sheets.numbering import HEADING_WITHIN, LEFT_OUT, heading_of_numbers, without_numbers
from survey.sheets.table import (
    Cell,
    Record,
    Remark,
    Rows,
    Table,
    check_characters,
    fit,
    make_record,
    read_headings,
    without_empty_end,
)


def read(data: bytes, name: str, first_line: int = 1) -> Table:
    """The table with each cell's page and line; `first_line` is the number of its first line in the file.

    An unlabelled row continues the one above. Rows of dashes, headings printed again, and the text of a reply that the
    table stands in hold no data and are kept in `left_out`. A row with fewer cells is filled up with empty ones; one
    with more, and what else cannot be a row, is among the `bad_rows`.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    return replace(read_lines(split_lines(text), name, first_line), encoding=encoding)


def read_lines(lines: list[str], name: str, first_line: int = 1) -> Table:
    """As `read`, for lines that are text already."""
    body, table = _read_lines(lines, name, first_line)
    if body.are_no_table:
        raise body.bad_rows[0].error
    return table


def read_whole(lines: list[str], name: str, first_line: int = 1) -> Table:
    """As `read_lines`, for the table of a paper, which comes in whole or not at all: a bad row raises FileError."""
    body, table = _read_lines(lines, name, first_line)
    if body.bad_rows:
        raise body.bad_rows[0].error
    return table


def _read_lines(lines: list[str], name: str, first_line: int) -> tuple["_Body", Table]:
    lines, numbering = _without_numbers(lines)
    filled = [
        (line, without_empty_end(text.split("\t"))) for line, text in enumerate(lines, first_line) if text.strip()
    ]
    if not filled:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    found = _outline(name, filled)
    above, below = filled[: found.top], filled[found.end :]
    label_heading, *headings = read_headings(name, filled[found.top][0], found.headings)
    body = _Body(name, len(headings) + 1, found)
    begin, end = filled[found.body - 1][0], below[0][0] if below else first_line + len(lines)
    for line in range(begin + 1, end):
        body.take(line, lines[line - first_line])
    if not body.records and not body.bad_rows:
        raise FileError(name, None, None, gettext_noop("The table has headings, but no rows."))
    left_out = (*as_lines(above), *body.left_out, *as_lines(below))
    records, bad_rows = tuple(body.records), tuple(body.bad_rows)
    return body, Table(tuple(headings), records, label_heading, left_out, bad_rows=bad_rows, remarks=tuple(numbering))


def _without_numbers(lines: list[str]) -> tuple[list[str], list[Remark]]:
    if heading_of_numbers([line.split("\t") for line in lines[:HEADING_WITHIN]]) is None:
        return lines, []
    heading, rows = without_numbers([line.split("\t") for line in lines])
    return ["\t".join(cells) for cells in rows], [Remark(LEFT_OUT, {"heading": heading})] if heading else []


def _outline(name: str, filled: Sequence[Row]) -> Outline:
    """What the program itself wrote is read to the letter."""
    cells = filled[0][1]
    if cells[0].strip().casefold() == OWN_LABEL:
        return Outline(0, 1, len(filled), [], cells)
    return outline(name, filled)


@dataclass
class _Body(Rows):
    """The rows so far, and the page that the next one stands on."""

    width: int
    outline: Outline
    page: int = 1
    page_ended: bool = False
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def take(self, line: int, text: str) -> None:
        if not text.strip(" \f"):
            self.page_ended = bool(self.records)
            return
        cells = text.split("\t")
        kept = without_empty_end(cells)
        if is_rule(cells) or self.outline.says_again(kept):
            self.left_out.append((line, text))
            return
        limits.check_row(self.name, line, len(self.records) + 1, kept)
        limits.check_cells(self.name, len(self.records) + 1, self.width)
        self.page += self.page_ended
        self.page_ended = False
        self.add(line, [reading_text(cell) for cell in kept], partial(self._record, line, kept))

    def _record(self, line: int, printed: list[str]) -> Record:
        label, *raws = fit(self.name, line, printed, self.width)
        check_characters(self.name, line, (label, *raws))
        cells = tuple(self._cell(raw, line) for raw in raws)
        return make_record(self.name, label, cells, self.records, line=line, page=self.page)

    def _cell(self, raw: str, line: int) -> Cell:
        text = reading_text(raw)
        return Cell(text, raw=raw if raw != text else "", page=self.page, line=line)
