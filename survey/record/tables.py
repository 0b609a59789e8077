"""Tables: rows with their cells and the readings of each, in printed order."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from survey.models import (
    Annex,
    Answer,
    Coding,
    Column,
    CurrentCoding,
    District,
    Inquiry,
    Reference,
    Row,
    current_coding,
    question_order,
)
from survey.record.cells import RecordCell, RecordColumn, Scope, column_of, grouped, read_cells, whole
from survey.wording.places import row_place


@dataclass(frozen=True)
class RecordRow:
    """One row with its recorded cells; `codings` holds all readings by question key."""

    record: Row
    address: str
    cells: tuple[RecordCell, ...]
    codings: dict[str, tuple[Coding, ...]]

    @property
    def printed(self) -> str:
        return self.record.printed

    @property
    def is_entry(self) -> bool:
        return self.record.role == Row.Role.ENTRY

    @property
    def kind(self) -> str:
        return self.record.respondent.kind if self.record.respondent else ""

    @property
    def district(self) -> District | None:
        """The district that the respondent is, not one it merely lies in."""
        return self.record.respondent.district if self.kind in ("county", "city") else None

    @cached_property
    def text(self) -> str:
        return "\n\n".join(cell.text for cell in self.cells if cell.text)

    def current(self, question: str) -> CurrentCoding:
        """What counts of the readings of this row in a question part."""
        return current_coding(self.codings.get(question, ()))

    def coding(self, question: str) -> Coding | None:
        return self.current(question).coding

    def cell(self, column: RecordColumn) -> RecordCell | None:
        """The cell of a column; None where nothing was ever recorded."""
        return self._by_column.get(column.key)

    @cached_property
    def _by_column(self) -> dict[int, RecordCell]:
        return {cell.column.key: cell for cell in self.cells}

    def cells_of(self, key: str) -> list[RecordCell]:
        """The cells that answer the whole question of a key."""
        return [cell for cell in self.cells if whole(key) in map(whole, cell.questions)]

    def has_text(self, key: str) -> bool:
        """Whether the row says something to a question key: in a cell that answers 2a and 2b, “2b” needs a part b)."""
        return any(_says(cell, key) for cell in self.cells_of(key))


def _says(cell: RecordCell, key: str) -> bool:
    part = key.removeprefix(whole(key))
    if part and cell.questions != (key,):
        return part in cell.letters
    return bool(cell.text)


@dataclass(frozen=True)
class RecordTable:
    """One table with its rows in printed order, and the question keys that its columns answer."""

    annex: Annex
    columns: tuple[RecordColumn, ...]
    questions: tuple[str, ...]
    rows: tuple[RecordRow, ...]

    @cached_property
    def entries(self) -> list[RecordRow]:
        return [row for row in self.rows if row.is_entry]

    @cached_property
    def of_district(self) -> dict[int, list[RecordRow]]:
        """The entries by the district that they are."""
        rows = defaultdict(list)
        for row in self.entries:
            if row.district:
                rows[row.district.pk].append(row)
        return rows

    def asks(self, key: str) -> bool:
        return asks(self.questions, key)


def asks(questions: Iterable[str], key: str) -> bool:
    """Whether a table whose columns answer `questions` asks this one, its whole or a part of it.

    Any may be asked where no column says which.
    """
    questions = list(questions)
    return not questions or any(key in (own, whole(own)) or own == whole(key) for own in questions)


def read_tables(inquiry: Inquiry, references: Iterable[Reference]) -> tuple[RecordTable, ...]:
    """All tables of an inquiry, in a constant number of queries."""
    annexes = Annex.objects.filter(inquiry=inquiry).select_related("in_reply", "source")
    annexes = annexes.defer("source__content").order_by("number")
    annexes = annexes.prefetch_related("notes", Prefetch("columns", _columns()), Prefetch("rows", _rows()))
    return _tables(list(annexes), {"row__annex__inquiry": inquiry}, grouped(references, "from_answer_id"))


def read_table(annex: Annex) -> RecordTable:
    """One table, without the references of its cells and the readings of its rows."""
    rows = Row.objects.order_by("position", "key")
    annexes = Annex.objects.filter(pk=annex.pk).prefetch_related(
        Prefetch("columns", _columns()), Prefetch("rows", rows)
    )
    return _tables(list(annexes), {"row__annex": annex}, {}, with_readings=False)[0]


def read_row(row: Row) -> tuple[RecordCell, ...]:
    """The cells of one row, without their references."""
    return _some_cells(row, {"row": row})


def read_rows(rows: Collection[Row]) -> dict[int, tuple[RecordCell, ...]]:
    """The cells of some rows, of any papers, without their references: by the primary key of the row."""
    annexes = {row.annex_id for row in rows}
    columns = {column.pk: column_of(column) for column in _columns().filter(annex__in=annexes)}
    return read_cells({"row__in": rows}, columns, {row.pk: row_place(row.annex, row) for row in rows}, {})


def read_cell(answer: Answer) -> RecordCell:
    """One cell, without its references."""
    return _some_cells(answer.row, {"pk": answer.pk})[0]


def _some_cells(row: Row, scope: Scope) -> tuple[RecordCell, ...]:
    columns = {column.pk: column_of(column) for column in _columns().filter(annex=row.annex_id)}
    return read_cells(scope, columns, {row.pk: row_place(row.annex, row)}, {}).get(row.pk, ())


def _columns() -> QuerySet[Column]:
    return Column.objects.order_by("position", "key").prefetch_related("questions")


def _rows() -> QuerySet[Row]:
    codings = Prefetch("codings", Coding.objects.select_related("question", "code"))
    speaks_for = Prefetch("speaks_for", District.objects.defer("outline"))
    rows = Row.objects.order_by("position", "key").select_related("respondent__district")
    return rows.defer("respondent__district__outline").prefetch_related(speaks_for, codings)


def _tables(
    annexes: list[Annex], scope: Scope, references: dict[int, list[Reference]], *, with_readings: bool = True
) -> tuple[RecordTable, ...]:
    if not annexes:  # as in thousands of entries of catalogues
        return ()
    columns = {column.pk: column_of(column) for annex in annexes for column in annex.columns.all()}
    addresses = {row.pk: row_place(annex, row) for annex in annexes for row in annex.rows.all()}
    cells = read_cells(scope, columns, addresses, references)
    return tuple(_table(annex, columns, cells, addresses, with_readings) for annex in annexes)


def _table(annex: Annex, columns, cells, addresses, with_readings: bool) -> RecordTable:
    asked = {question.key: question for column in annex.columns.all() for question in column.questions.all()}
    rows = (
        RecordRow(row, addresses[row.pk], cells.get(row.pk, ()), _readings(row) if with_readings else {})
        for row in annex.rows.all()
    )
    return RecordTable(
        annex,
        tuple(columns[column.pk] for column in annex.columns.all()),
        tuple(question.key for question in sorted(asked.values(), key=question_order)),
        tuple(rows),
    )


def _readings(row: Row) -> dict[str, tuple[Coding, ...]]:
    readings: dict[str, list[Coding]] = defaultdict(list)
    for coding in row.codings.all():
        readings[coding.question.key].append(coding)
    return {key: tuple(some) for key, some in readings.items()}
