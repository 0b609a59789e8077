"""The export of a table that comes back: what somebody changed in it is an edit, and never what is printed."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from survey.importing.editing import import_edits
from survey.importing.editing.sheet import KEY, SEEN, SheetLine, normal, seen, sheet_lines
from survey.importing.existing import ExistingTable
from survey.importing.formats import LABEL
from survey.importing.refusals import RefusedRow
from survey.importing.report import ImportRefused, ImportResult
from survey.importing.table import import_table
from survey.models import Annex, Source
from survey.sheets.table import Record, SheetCell, Table, TableWarning

EDITED = gettext_noop(
    "The file is an export of this table: what differs is written as an edit, and what is printed stays as it is."
)


def bring_table(
    table: Table,
    annex: Annex,
    *,
    by,
    dry_run: bool,
    source: Source,
    skip_refused: bool = False,
    is_print: bool = False,
    **choices,
) -> ImportResult:
    """What `import_table` does, and of an export of this very table what an editing sheet would do.

    Where nothing differs, or where somebody says that such a file is a print (`is_print`), it is a table as any other.
    `choices` are those of `import_table`.
    """
    told = {"by": by, "dry_run": dry_run, "skip_refused": skip_refused, "source": source}
    edited = [] if is_print else edited_cells(table, annex)
    if not edited:
        return import_table(table, annex, **told, **choices)
    sheet = Table(("text", SEEN), tuple(line for line, _record in edited), label_heading=KEY)
    report = import_edits(sheet, annex.inquiry, **told)
    records = {line.label: record for line, record in edited}
    report.refused_rows = [_of_file(records[row.label], row.reason) for row in report.refused_rows]
    if report.is_stopped:
        raise ImportRefused(report.refused_rows[0].sentence)
    report.unchanged = len(table.records) * len(table.headings) - report.changed - report.refused
    report.remarks.append(TableWarning(EDITED, {}))
    return report


def _of_file(record: Record, reason: str) -> RefusedRow:
    """The row of the export that a refused line of the sheet was made of."""
    return RefusedRow(record.line, (record.label, *(cell.text for cell in record.cells)), reason)


def edited_cells(table: Table, annex: Annex) -> list[tuple[Record, Record]]:
    """The cells of an export that say something else than it did, as lines of an editing sheet, each with its row.

    None of a file that is no export: whose rows and columns are not, one by one, those of the table.
    """
    if annex.pk is None or table.bad_rows or table.label_heading != LABEL:
        return []
    there = ExistingTable(annex)
    headings = tuple(column.heading for column in there.columns)
    labels = [normal(row.printed) for row in there.rows]
    if table.headings != headings or [normal(record.label) for record in table.records] != labels:
        return []
    return list(_edited(table, there))


def _edited(table: Table, there: ExistingTable) -> Iterator[tuple[Record, Record]]:
    lines: dict[tuple[int, int], SheetLine] | None = None
    for record, row in zip(table.records, there.in_turn(there.rows), strict=True):
        printed = there.texts(row)
        for column, cell in zip(there.columns, record.cells, strict=True):
            if normal(cell.text) == normal(printed[column.heading]):
                continue
            lines = lines or {(line.row.pk, line.column.key): line for line in sheet_lines(there.annex)}
            if line := lines.get((row.pk, column.key)):
                cells = SheetCell(cell.text), SheetCell(_seen(line, printed[column.heading]))
                yield Record(line.key, cells, line=record.line), record


def _seen(line: SheetLine, printed: str) -> str:
    """The export said what is printed: where an editor has written another text since, it was not seen."""
    values = line.values()
    return seen(values if line.answer.wording is None else values | {"text": normal(printed)})
