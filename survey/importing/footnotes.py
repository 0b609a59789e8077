"""The footnotes of a table and the marks that lead to them."""

from survey.importing.locators import Locator, Locators
from survey.importing.plan import Plan
from survey.models import AnnexNote, Row
from survey.sheets.table import Table, TableNote

MARK_LENGTH = AnnexNote._meta.get_field("mark").max_length


def planned_notes(table: Table, plan: Plan) -> list[AnnexNote]:
    """The notes that the table does not have yet; what editors wrote beside them stays. At most one query."""
    if not table.notes:
        return []
    existing = AnnexNote.objects.filter(annex=plan.annex.pk) if plan.annex.pk else AnnexNote.objects.none()
    known = set(existing.values_list("mark", "text", "row", "column"))
    locators = Locators(table.pages)
    wanted = [note for each in table.notes for note in _notes(each, table, plan, locators)]
    return [note for note in wanted if _is_new(note, known)]


def _is_new(note: AnnexNote, known: set[tuple]) -> bool:
    hangs_on_new = any(record and record.pk is None for record in (note.row, note.column))
    return hangs_on_new or (note.mark, note.text, note.row_id, note.column_id) not in known


def _notes(note: TableNote, table: Table, plan: Plan, locators: Locators) -> list[AnnexNote]:
    """One for each place that bears the mark and comes in; one for the whole table where none does."""
    rows = _rows_of_records(plan)
    places = [(record, column) for record, column in note.places if _comes_in(record, column, rows, plan)]
    if note.places and not places:
        return []
    at = locators.of_boxes(note.boxes) if note.boxes else Locator(line=note.line or None)
    return [
        AnnexNote(
            annex=plan.annex,
            mark=note.mark[:MARK_LENGTH],
            text=note.text,
            row=None if record is None else rows[record],
            column=None if column is None else plan.columns[column],
            **at.fields,
        )
        for record, column in places or [(None, None)]
    ]


def _comes_in(record: int | None, column: int | None, rows: dict[int, Row], plan: Plan) -> bool:
    """A refused row or an ignored column takes its notes along."""
    return (record is None or record in rows) and (column is None or plan.columns[column] is not None)


def _rows_of_records(plan: Plan) -> dict[int, Row]:
    """For each record, counted from 0, the row that it belongs to."""
    return {number - 1: planned.row for planned in plan.rows for number, _record in planned.entry.records}
