"""Comparing a file with a table: reading only, in a number of queries that no row changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey.editing.values import is_plain_number, propose_kinds, status_of
from survey.importing import mapping as maps
from survey.importing.cells import replacement, spans
from survey.importing.entries import TableEntry, entries
from survey.importing.existing import ExistingTable
from survey.importing.footnotes import planned_notes
from survey.importing.lookups import Lookups
from survey.importing.mapping import Mapping
from survey.importing.plan import Name, Plan, PlannedCell, PlannedRow
from survey.importing.progress import Phase, silent
from survey.importing.references import plan_references
from survey.importing.refusals import TOO_LONG, of_file, sorted_out
from survey.importing.report import ImportRefused
from survey.language import references
from survey.language.directory import PrintedLabel
from survey.language.scopes import UNSAID, of_group
from survey.models import Annex, Column, NumberIs, Question, Row, Status
from survey.models.cell_text import number_of
from survey.sheets.table import Table, TableWarning

LONGEST_HEADING = Column._meta.get_field("heading").max_length

Names = dict[str, int | None]


def compare(
    table: Table,
    annex: Annex,
    mapping: Mapping | None = None,
    names: Names | None = None,
    *,
    known: Lookups | None = None,
    progress: Callable = silent,
) -> Plan:
    """What bringing the table into the annex would change. Raises ImportRefused where it cannot be brought.

    `mapping` says what becomes of columns, beyond what the table remembers; `names` who is meant by printed names
    (None: nobody). Rows that cannot be brought are in `plan.refused`.
    """
    known = known or Lookups(annex.inquiry)
    existing = ExistingTable(annex)
    told = mapping or {}
    mapping = maps.remembered(annex, existing.columns) | told
    columns = maps.columns_for(list(table.headings), mapping, annex, existing.columns)
    plan = Plan(annex, existing.last_keys, columns, left_out=list(table.left_out), remarks=_remarks(table))
    plan.mapping = mapping
    _name_columns(plan, table)
    kept, refused = sorted_out(entries(table))
    plan.refused = sorted([*map(of_file, table.bad_rows), *refused], key=lambda row: row.line or 0)
    plan.rows = [_row(entry, annex, existing) for entry in kept]
    _check_kinship(plan.taken, plan.rows, existing)
    plan.questions = {
        column.heading: maps.questions_for(column.heading, mapping, known.questions) for column in plan.new_columns()
    }
    plan.remapped = list(_remapped(plan.taken, told, known))
    propose_kinds(columns, table, known.words)
    _match(plan, table, names or {}, known)
    _compare_all(plan, existing, known.words, progress)
    _fill_up(plan, existing)
    _arrange(plan, existing)
    plan_references(plan, known.questions)
    plan.footnotes = planned_notes(table, plan)
    return plan


def _remapped(columns: Sequence[Column], told: Mapping, known: Lookups) -> Iterator[tuple[Column, list[Question]]]:
    """Columns that stand, and the questions that someone says they answer, where those are others."""
    for column in columns:
        target = told.get(column.heading)
        if column.pk is not None and target and target.questions is not None:
            questions = maps.questions_for(column.heading, told, known.questions)
            if {question.pk for question in questions} != {question.pk for question in column.questions.all()}:
                yield column, questions


def _check_kinship(columns: Sequence[Column], rows: Sequence[PlannedRow], existing: ExistingTable):
    """A file that shares neither a row nor a column with what stands there was meant for another table."""
    is_kin = any(column.pk for column in columns) or any(planned.row.pk for planned in rows)
    if existing.rows and existing.columns and not is_kin:
        sentence = _("The file has neither a row nor a column of this table: is another one meant?")
        raise ImportRefused(sentence)


def _remarks(table: Table) -> list[TableWarning]:
    encoding = [TableWarning(gettext_noop("The file was read as %(encoding)s."), {"encoding": table.encoding})]
    return encoding * bool(table.encoding) + list(table.remarks)


def _name_columns(plan: Plan, table: Table):
    """Give new columns the unit that the file says, and refuse a heading that is too long."""
    units = table.units or [""] * len(table.headings)
    for column, unit in zip(plan.columns, units, strict=True):
        if column is not None and column.pk is None:
            column.unit = unit
            if len(column.heading) > LONGEST_HEADING:
                raise ImportRefused(_(TOO_LONG) % {"beginning": column.heading[:40], "limit": LONGEST_HEADING})


def _row(entry: TableEntry, annex: Annex, existing: ExistingTable) -> PlannedRow:
    if entry.breakdown:
        row = existing.by_breakdown.get((entry.label, entry.breakdown))
    else:
        row = existing.by_label.get((entry.label, entry.occurrence))
    if row is None:
        role = entry.role or Row.Role.ENTRY
        breakdown = [list(pair) for pair in entry.breakdown]
        row = Row(annex=annex, printed=entry.label, position=0, role=role, breakdown=breakdown)
    return PlannedRow(row, entry)


def _match(plan: Plan, table: Table, names: Names, known: Lookups):
    """New rows by the rules; an editor's word, given now, counts for existing rows too that have nobody yet."""
    labels = _labels(plan.rows)
    if not any(planned.is_unmatched for planned, _label in labels):
        return
    matcher = known.matcher.of_table(plan.annex.date or known.day, names)
    meant = matcher.match_rows([label for _planned, label in labels], table.label_heading)
    for (planned, _label), match in zip(labels, meant, strict=True):
        row = planned.row
        if not planned.is_unmatched:
            continue
        if row.pk is None or row.printed in names:
            row.respondent_id, planned.matched_by = match
        if row.pk is not None and row.respondent_id is not None:
            plan.matched.append(row)
        if matcher.is_nobody(row.printed):
            plan.nobody.add(row.printed)
    printed = {planned.row.printed for planned, _label in labels}
    plan.names = [Name(name, respondent) for name, respondent in names.items() if name in printed]


def _labels(rows: Iterable[PlannedRow]) -> list[tuple[PlannedRow, PrintedLabel]]:
    """Each entry with what the heading above it says, up to the next heading or sum."""
    labels, scope = [], UNSAID
    for planned in rows:
        if planned.row.role == Row.Role.ENTRY:
            labels.append((planned, PrintedLabel(planned.row.printed, scope, planned.entry.key)))
        else:
            scope = of_group(planned.row.printed) if planned.row.role == Row.Role.HEADING else UNSAID
    return labels


def _compare_all(plan: Plan, existing: ExistingTable, words: dict[str, str], progress: Callable):
    by_row = {id(planned.row): planned for planned in plan.rows}
    rows = [planned.row for planned in plan.rows]
    for done, row in enumerate(existing.in_turn(rows)):
        progress(Phase.COMPARING, done, len(rows))
        _compare(by_row[id(row)], plan, existing, words)


def _compare(planned: PlannedRow, plan: Plan, existing: ExistingTable, words: dict[str, str]):
    for index, column in enumerate(plan.columns):
        if column is None:
            continue
        facts = existing.answers.get((planned.row.pk, column.pk))
        passages = existing.passages.get(facts.pk, ()) if facts else ()
        old = spans(passages)[0] if facts else None
        text = planned.entry.text(index)
        if old == text:
            plan.unchanged += 1
            continue
        cell = PlannedCell(planned.row, column, planned.entry, index, old, facts)
        if facts:
            cell.replacement = replacement(passages, cell.pieces, facts.pk)
        _read(cell, text, words)
        planned.cells.append(cell)


def _read(cell: PlannedCell, text: str, words: dict[str, str]):
    """What the program makes of the text; an editor's decision stays, unless it was that there is none.

    A number is an answer, “k. A.” a status.
    """
    if cell.column.kind == Column.Kind.NUMBER or is_plain_number(text):
        cell.number, cell.number_is = number_of(text)
    if cell.number_is == NumberIs.NONE:
        cell.found = references.find(text)
    if cell.is_decided and not (text and cell.facts.status == Status.BLANK):
        cell.status = cell.facts.status
    else:
        word = status_of(text, cell.column, words) if cell.number is None else None
        cell.status = word or _status(cell, text)


def _status(cell: PlannedCell, text: str) -> str:
    if not text:
        return Status.BLANK
    return Status.REFERS if any(found.whole_cell for found in cell.found) else Status.ANSWERED


def _fill_up(plan: Plan, existing: ExistingTable):
    """Every row has a cell in every column, also where the file has no such row or column."""
    in_file = {id(column) for column in plan.taken}
    others = [column for column in existing.columns if id(column) not in in_file]
    for planned in plan.rows:
        if planned.row.pk is None:
            planned.cells += [PlannedCell(planned.row, column) for column in others]
    kept = {id(planned.row) for planned in plan.rows}
    rows = [row for row in existing.rows if id(row) not in kept]
    plan.others = [PlannedCell(row, column) for row in rows for column in plan.new_columns()]
    refused = {row.label for row in plan.refused}
    plan.missing = [column.heading for column in others] + [row.printed for row in rows if row.printed not in refused]


def _arrange(plan: Plan, existing: ExistingTable):
    """The order of the file; what the file has not stays behind what stood before it."""
    for wanted, before in (
        ([planned.row for planned in plan.rows], existing.rows),
        (plan.taken, existing.columns),
    ):
        for position, record in enumerate(_merged(wanted, before), 1):
            if record.pk is not None and record.position != position:
                plan.moved.append(record)
                plan.moved_from.append(record.position)
            record.position = position


def _merged(wanted: Sequence, before: list) -> list:
    present = {id(record) for record in wanted}
    merged, behind = list(wanted), None
    for record in before:
        if id(record) not in present:
            merged.insert(next((at for at, each in enumerate(merged, 1) if each is behind), 0), record)
        behind = record
    return merged
