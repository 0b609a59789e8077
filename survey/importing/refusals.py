"""Rows that cannot be brought, each with its reason; the others can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey.importing.entries import TableEntry
from survey.importing.files_to_edit import extension_of
from survey.importing.mapping import REASONS
from survey.importing.report import in_words_alone
from survey.intake.catalogue import CatalogueFile, Refusal
from survey.models import Row
from survey.sheets import csv, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet
from survey.sheets.table import BadRow, Table
from survey.sheets.types import TYPES

LONGEST_LABEL = Row._meta.get_field("printed").max_length
TOO_LONG = gettext_noop("“%(beginning)s …” is longer than the %(limit)d characters that a label may have.")
KEY_TWICE = gettext_noop("“%(name)s” stands in line %(first)d already.")


@dataclass(frozen=True)
class RefusedRow:
    """What a row holds, label first, and why it is refused."""

    line: int | None
    cells: tuple[str, ...]
    reason: str

    @property
    def label(self) -> str:
        return self.cells[0] if self.cells else ""

    @property
    def sentence(self) -> str:
        return (_("Line %(line)d: ") % {"line": self.line} if self.line else "") + self.reason


def of_file(bad: BadRow) -> RefusedRow:
    """A row that the reader could not take."""
    return RefusedRow(bad.error.line, bad.cells, in_words_alone(bad.error))


def sorted_out(entries: Iterable[TableEntry]) -> tuple[list[TableEntry], list[RefusedRow]]:
    """The rows that can be brought, and those that cannot."""
    kept, refused, lines = [], [], {}
    for entry in entries:
        reason = _wrong(entry) or _twice(entry, lines)
        if reason:
            refused += _refused(entry, reason)
        else:
            kept.append(entry)
    return kept, refused


def _wrong(entry: TableEntry) -> str:
    if len(entry.label) <= LONGEST_LABEL:
        return ""
    return _(TOO_LONG) % {"beginning": entry.label[:40], "limit": LONGEST_LABEL}


def _twice(entry: TableEntry, lines: dict[tuple, int]) -> str:
    """With a second key, label and key name one row; a label alone may stand in several."""
    if not entry.breakdown:
        return ""
    first = lines.setdefault((entry.label, entry.breakdown), entry.line or 0)
    return _(KEY_TWICE) % {"name": entry.name, "first": first} if first != (entry.line or 0) else ""


def _refused(entry: TableEntry, reason: str) -> list[RefusedRow]:
    """The labelled line and those below it that continue it, as the file has them."""
    keys = [value for _name, value in entry.breakdown]
    return [
        RefusedRow(
            record.line,
            ("" if record.continues else entry.label, *keys, *(cell.text for cell in record.cells)),
            reason,
        )
        for _position, record in entry.records
    ]


def as_rows(table: Table, refused: Sequence[RefusedRow]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of a file to be put right and brought again; the reason stands behind the table's columns.

    What a row has too many stands behind that, without a heading, so that the row is refused again until it is mended.
    """
    keys = list(dict.fromkeys(name for record in table.records for name, _value in record.breakdown))
    headings = [table.label_heading or "respondent", *keys, *table.headings]
    width = len(headings)
    rows = []
    for each in refused:
        cells = [*each.cells, *[""] * (width - len(each.cells))]
        rows.append([*cells[:width], each.reason, *cells[width:]])
    longest = max((len(row) for row in rows), default=width + 1)
    headings += [_(REASONS[0]), *[""] * (longest - width - 1)]
    return headings, [row + [""] * (longest - len(row)) for row in rows]


def refused_file(
    name: str, table: Table, refused: Sequence[RefusedRow], *, when: datetime, protected: bool = False
) -> tuple[bytes, str]:
    """The file of this name (.csv or .xlsx) with the refused rows, and its type; `protected` as editing sheets are."""
    return written(name, *as_rows(table, refused), when=when, protected=protected)


def refused_lines(name: str, file: CatalogueFile, refused: Sequence[Refusal], *, when: datetime) -> tuple[bytes, str]:
    """The same for the lines of a list of inquiries; reasons of an earlier time are left out."""
    return _with_reasons(name, file.headings, refused, list(map(reason, refused)), when)


def _with_reasons(name, headings, refused, whys, when, protected=False) -> tuple[bytes, str]:
    """What a line has too many stands below an empty heading; an earlier reason gives way to the new one."""
    width = max(len(cells) for cells in (headings, *(each.cells for each in refused)))
    named = [*headings, *[""] * (width - len(headings))]
    kept = [at for at, heading in enumerate(named) if heading.casefold() not in REASONS]
    padded = [[*each.cells, *[""] * (width - len(each.cells))] for each in refused]
    rows = [[*(cells[at] for at in kept), why] for cells, why in zip(padded, whys, strict=True)]
    return written(name, [*(named[at] for at in kept), _(REASONS[0])], rows, when=when, protected=protected)


def refused_records(name: str, headings: Sequence[str], refused: Sequence[RefusedRow]) -> tuple[bytes, str]:
    """The same for a list of records, as a spreadsheet program must leave it alone."""
    return _with_reasons(name, headings, refused, [each.reason for each in refused], timezone.localtime(), True)


def reason(refusal: Refusal) -> str:
    return in_words_of(refusal.template, refusal.params)


def in_words_of(template: str, params: dict) -> str:
    """Why a line was refused, in the reader's language."""
    return _(template) % params if params else _(template)


def written(
    name: str, headings: list[str], rows: list[list[str]], *, when: datetime, protected: bool = False
) -> tuple[bytes, str]:
    if extension_of(name, ("csv", "xlsx")) == "xlsx":
        file = xlsx.write(Sheet("Anlage", headings, rows, stays_text=True), when=when)
        return file.read(), TYPES["xlsx"]
    return b"".join(chunks(csv.lines(headings, rows, bom=protected, protected=protected))), TYPES["csv"]
