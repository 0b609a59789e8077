"""Comparing a file with a table: reading only, in a number of queries that no row changes."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from survey.importing.cells import Passage, Piece, replacement, spans, text_of
from survey.importing.entries import Entry, entries, numbered
from survey.importing.footnotes import planned_notes
from survey.importing.matching import Matcher
from survey.importing.plan import Plan, PlannedCell, PlannedRow
from survey.importing.references import plan_references, question_keys
from survey.importing.report import Refused
from survey.importing.values import number_of, propose_kinds, status_of, status_words
from survey.intake.paper import column_questions
from survey.language import references
from survey.models import Annex, Answer, Column, Fragment, Row, Status
from survey.sheets.table import Remark, Table

LIMITS = {model: model._meta.get_field(name).max_length for model, name in ((Row, "printed"), (Column, "heading"))}


class Standing:
    """What stands in the table: five queries."""

    def __init__(self, annex: Annex):
        self.last_keys = Annex.objects.values_list("last_row_key", "last_column_key").get(pk=annex.pk)
        self.columns = list(annex.columns.order_by("position", "pk"))
        self.rows = list(annex.rows.order_by("position", "pk"))
        self.by_heading = {column.heading: column for column in self.columns}
        self.by_label = dict(zip(numbered(row.printed for row in self.rows), self.rows, strict=True))
        self.by_breakdown = {(row.printed, _pairs(row.breakdown)): row for row in self.rows if row.breakdown}
        facts = ("row_id", "column_id", "pk", "status", "decided", "version")
        self.answers = {
            (row, column): rest
            for row, column, *rest in Answer.objects.filter(row__annex=annex).order_by().values_list(*facts)
        }
        self.passages: dict[int, list[Passage]] = defaultdict(list)
        facts = ("printed_in", "text", "raw", "page", "line", "position", "start", "answer", "correction", "pk")
        fragments = Fragment.objects.live().filter(printed_in__row__annex=annex)
        for printed_in, *passage in fragments.values_list(*facts):
            self.passages[printed_in].append(Passage(*passage))

    def texts(self, row: Row) -> dict[str, str]:
        """What is printed in the row, by the headings of its columns."""
        answers = {column.heading: self.answers.get((row.pk, column.pk)) for column in self.columns}
        return {
            heading: spans(self.passages.get(facts[0], ()))[0] if facts else "" for heading, facts in answers.items()
        }

    def answer(self, row: Row, column: Column) -> Answer | None:
        """A partial record: enough to say what changes."""
        facts = self.answers.get((row.pk, column.pk))
        names = ("pk", "status", "decided", "version")
        return Answer(row=row, column=column, **dict(zip(names, facts, strict=True))) if facts else None


def _pairs(breakdown: list) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in breakdown)


def compare(table: Table, annex: Annex) -> Plan:
    """What bringing the table into the annex would change. Raises Refused where it cannot be brought."""
    standing = Standing(annex)
    units = table.units or [""] * len(table.headings)
    columns = [_column(*pair, annex, standing) for pair in zip(table.headings, units, strict=True)]
    rows = [_row(entry, annex, standing) for entry in entries(table)]
    _check_kinship(columns, rows, standing)
    questions = question_keys(annex.inquiry)
    plan = Plan(annex, standing.last_keys, columns, rows, left_out=list(table.left_out), remarks=_remarks(table))
    plan.questions = {
        heading: [questions[key] for key in column_questions(heading, questions)] for heading in plan.headings
    }
    words = status_words()
    propose_kinds(columns, table, words)
    _match(plan)
    for planned in plan.rows:
        _compare(planned, plan, standing)
    _fill_up(plan, standing)
    _read_words(plan, words)
    _arrange(plan, standing)
    plan_references(plan, questions)
    plan.footnotes = planned_notes(table, plan)
    return plan


def _check_kinship(columns: Sequence[Column], rows: Sequence[PlannedRow], standing: Standing):
    """A file that shares neither a row nor a column with what stands there was meant for another table."""
    is_kin = any(column.pk for column in columns) or any(planned.row.pk for planned in rows)
    if standing.rows and standing.columns and not is_kin:
        sentence = _("The file has neither a row nor a column of this table: is another one meant?")
        raise Refused(sentence)


def _remarks(table: Table) -> list[Remark]:
    encoding = [Remark(gettext_noop("The file was read as %(encoding)s."), {"encoding": table.encoding})]
    return encoding * bool(table.encoding) + list(table.remarks)


def _column(heading: str, unit: str, annex: Annex, standing: Standing) -> Column:
    if heading in standing.by_heading:
        return standing.by_heading[heading]
    _check_length(Column, heading, None)
    return Column(annex=annex, heading=heading, unit=unit, position=0)


def _row(entry: Entry, annex: Annex, standing: Standing) -> PlannedRow:
    if entry.breakdown:
        row = standing.by_breakdown.get((entry.label, entry.breakdown))
    else:
        row = standing.by_label.get((entry.label, entry.occurrence))
    if row is None:
        _check_length(Row, entry.label, entry.line)
        role = entry.role or Row.Role.ENTRY
        breakdown = [list(pair) for pair in entry.breakdown]
        row = Row(annex=annex, printed=entry.label, position=0, role=role, breakdown=breakdown)
    return PlannedRow(row, entry)


def _check_length(model: type, label: str, line: int | None):
    if len(label) > LIMITS[model]:
        place = _("Line %(line)d: ") % {"line": line} if line else ""
        sentence = _("“%(beginning)s …” is longer than the %(limit)d characters that a label may have.")
        raise Refused(place + sentence % {"beginning": label[:40], "limit": LIMITS[model]})


def _match(plan: Plan):
    rows = plan.new_rows()
    matcher = Matcher(plan.annex.inquiry.parliament.state, plan.annex.date) if rows else None
    for row in rows:
        if row.role == Row.Role.ENTRY:
            row.respondent_id = matcher.match(row.printed)


def _compare(planned: PlannedRow, plan: Plan, standing: Standing):
    for column, pieces in zip(plan.columns, planned.entry.cells, strict=True):
        facts = standing.answers.get((planned.row.pk, column.pk))
        passages = standing.passages.get(facts[0], ()) if facts else ()
        old = spans(passages)[0] if facts else None
        if old == text_of(pieces):
            plan.unchanged += 1
            continue
        answer = standing.answer(planned.row, column) or Answer(row=planned.row, column=column)
        change = replacement(passages, pieces, answer.pk) if facts else None
        planned.cells.append(_cell(answer, planned.entry.name, old, pieces, change))


def _cell(answer: Answer, label: str, old: str | None, pieces: Sequence[Piece], change=None) -> PlannedCell:
    """What the program makes of the text; an editor's decision stays."""
    cell = PlannedCell(answer, f"{label}, {answer.column.heading}", old, list(pieces), change)
    cell.found = references.find(cell.text)
    if not answer.decided:
        answer.status = _status(cell)
    if answer.column.kind == Column.Kind.NUMBER:
        answer.number, answer.number_is = number_of(cell.text)
    return cell


def _status(cell: PlannedCell) -> str:
    if not cell.pieces:
        return Status.BLANK
    return Status.REFERS if any(found.whole_cell for found in cell.found) else Status.ANSWERED


def _read_words(plan: Plan, words: dict[str, str]):
    """“k. A.” is a status where no editor has decided; a number is an answer."""
    for cell in plan.cells():
        found = status_of(cell.text, cell.answer.column, words)
        if found and not cell.answer.decided and cell.answer.number is None:
            cell.answer.status = found


def _fill_up(plan: Plan, standing: Standing):
    """Every row has a cell in every column, also where the file has no such row or column."""
    in_file = {id(column) for column in plan.columns}
    others = [column for column in standing.columns if id(column) not in in_file]
    for planned in plan.rows:
        if planned.row.pk is None:
            planned.cells += [_empty(planned.row, column) for column in others]
    kept = {id(planned.row) for planned in plan.rows}
    rows = [row for row in standing.rows if id(row) not in kept]
    plan.others = [_empty(row, column) for row in rows for column in plan.new_columns()]
    plan.missing = [column.heading for column in others] + [row.printed for row in rows]


def _empty(row: Row, column: Column) -> PlannedCell:
    return _cell(Answer(row=row, column=column), row.printed, None, ())


def _arrange(plan: Plan, standing: Standing):
    """The order of the file; what the file has not stays behind what stood before it."""
    for wanted, before in (
        ([planned.row for planned in plan.rows], standing.rows),
        (list(plan.columns), standing.columns),
    ):
        for position, record in enumerate(_merged(wanted, before), 1):
            if record.pk is not None and record.position != position:
                plan.moved.append(record)
            record.position = position


def _merged(wanted: list, before: list) -> list:
    present = {id(record) for record in wanted}
    merged, behind = list(wanted), None
    for record in before:
        if id(record) not in present:
            merged.insert(next((at for at, each in enumerate(merged, 1) if each is behind), 0), record)
        behind = record
    return merged
