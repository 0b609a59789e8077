"""The transcript of a printed table: tab separated, labels first, a blank line where a page ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.text import decode_any, split_lines
from survey.intake.wrapped import Numbered, with_wrapped_cells
from survey.language.markup import reading_text
from survey.sheets.arrangement import LeadingColumns, columns_of, lies_on_its_side
from survey.sheets.layout import (
    OWN_LABEL,
    Row,
    TableOutline,
    as_lines,
    from_grid,
    heading_lines,
    is_our_own,
    is_rule,
    lines_above,
    outline,
)
from survey.sheets.long_form import is_long
from survey.sheets.numbering import HEADING_WITHIN, LEFT_OUT, heading_of_numbers, without_numbers
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import (
    Record,
    Rows,
    SheetCell,
    Table,
    TableWarning,
    check_characters,
    fit,
    make_record,
    read_headings,
    without_empty_end,
)


def read(data: bytes, name: str, first_line: int = 1, *, options: ReadOptions = DEFAULT) -> Table:
    """The table with each cell's page and line; `first_line` is the number of its first line in the file.

    An unlabelled row continues the one above. Rows of dashes, headings printed again, and the text of a reply that the
    table stands in hold no data and are kept in `left_out`. A row with fewer cells is filled up with empty ones; one
    with more, and what else cannot be a row, is among the `bad_rows`. A table on its side and the long form are read
    as a sheet is, without pages.
    """
    limits.check_file(name, data)
    text, encoding = decode_any(data, name)
    lines = list(enumerate(split_lines(text), first_line))
    if _is_turned(lines, options):
        rows = [(line, [reading_text(cell) for cell in text.split("\t")]) for line, text in lines]
        return replace(from_grid(name, rows, options=options, sheet=""), encoding=encoding)
    options.refuse_part(name)
    body, table = _read_lines(with_wrapped_cells(lines), name, options)
    if body.are_no_table:
        raise body.bad_rows[0].error
    return replace(table, encoding=encoding)


def read_whole(lines: list[str], name: str, first_line: int = 1) -> Table:
    """The table of a paper, which comes in whole or not at all: a bad row raises FileError."""
    body, table = _read_lines(list(enumerate(lines, first_line)), name, DEFAULT)
    if body.bad_rows:
        raise body.bad_rows[0].error
    return table


def _is_turned(lines: Sequence[Numbered], options: ReadOptions) -> bool:
    """Whether its rows are not those of the wide form: it lies on its side, or has one answer a line."""
    rows = [row for row in _filled(lines) if len(row[1]) > 1]
    return options.transpose or options.long or (bool(rows) and (lies_on_its_side(rows) or is_long(rows[0][1], 0)))


def _filled(lines: Sequence[Numbered]) -> list[Row]:
    return [(line, without_empty_end(text.split("\t"))) for line, text in lines if text.strip()]


def _read_lines(lines: list[Numbered], name: str, options: ReadOptions) -> tuple["_Body", Table]:
    lines, remarks = _without_numbers(lines)
    filled = _filled(lines)
    if not filled:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    lines, columns = _in_order(lines, filled, name, options)
    filled = _filled(lines)
    found = _outline(name, filled, options)
    above, below = filled[: found.top], filled[found.end :]
    label_heading, *headings = read_headings(name, filled[found.top][0], found.headings)
    body = _Body(name, len(headings) + 1, found)
    begin, end = filled[found.body - 1][0], below[0][0] if below else lines[-1][0] + 1
    for line, text in lines:
        if begin < line < end:
            body.take(line, text)
    if not body.records and not body.bad_rows:
        raise FileError(name, None, None, gettext_noop("The table has headings, but no rows."))
    left_out = (*as_lines(above), *body.left_out, *as_lines(below))
    records, bad_rows = tuple(body.records), tuple(body.bad_rows)
    remarks = (*remarks, *columns.remarks)
    table = Table(
        tuple(headings), records, label_heading, left_out, remarks=remarks, bad_rows=bad_rows, keys=columns.keys
    )
    return body, table


def _without_numbers(lines: list[Numbered]) -> tuple[list[Numbered], list[TableWarning]]:
    rows = [text.split("\t") for _, text in lines]
    if heading_of_numbers(rows[:HEADING_WITHIN]) is None:
        return lines, []
    heading, kept = without_numbers(rows)
    numbered = [(line, "\t".join(cells)) for (line, _), cells in zip(lines, kept, strict=True)]
    return numbered, [TableWarning(LEFT_OUT, {"heading": heading})] if heading else []


def _in_order(
    lines: list[Numbered], filled: Sequence[Row], name: str, options: ReadOptions
) -> tuple[list[Numbered], LeadingColumns]:
    """The lines with labels and keys in front."""
    rows = filled[lines_above(name, filled) :]
    if is_our_own(filled[0][1]) and not options.says_shape:
        return lines, LeadingColumns((0,))
    columns = columns_of(name, rows, options, options.heading_lines or heading_lines(rows))
    if columns.are_in_order:
        return lines, columns
    width, top = max(len(cells) for _, cells in rows), rows[0][0]
    moved = [
        (line, "\t".join(columns.moved(text.split("\t"), width)) if line >= top and "\t" in text else text)
        for line, text in lines
    ]
    return moved, columns


def _outline(name: str, filled: Sequence[Row], options: ReadOptions) -> TableOutline:
    """What the program itself wrote is read to the letter."""
    cells = filled[0][1]
    if cells[0].strip().casefold() == OWN_LABEL and not options.says_shape:
        return TableOutline(0, 1, len(filled), [], cells)
    return outline(name, filled, options)


@dataclass
class _Body(Rows):
    """The rows so far, and the page that the next one stands on."""

    width: int
    outline: TableOutline
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

    def _cell(self, raw: str, line: int) -> SheetCell:
        text = reading_text(raw)
        return SheetCell(text, raw=raw if raw != text else "", page=self.page, line=line)
