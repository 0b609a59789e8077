"""What is to be written to a table, before anything is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from survey.importing.cells import FilePiece, Replacement
from survey.importing.entries import TableEntry
from survey.importing.existing import AnswerFacts
from survey.importing.mapping import Mapping
from survey.importing.refusals import RefusedRow
from survey.importing.report import Changes, ImportedChange, ImportResult
from survey.language.references import FoundReference
from survey.models import Annex, AnnexNote, Column, NumberIs, Question, Reference, Row, Status
from survey.sheets.table import TableWarning


@dataclass(slots=True, eq=False)
class PlannedCell:
    """A cell that is new (`old` is None) or changed, and what becomes of its passages and references.

    `column` of the file is its `index`; without an entry, the file has no such row or column. `facts` are those of the
    answer that stands. No record is kept of it: a large table has a hundred thousand.
    """

    row: Row
    column: Column
    entry: TableEntry | None = None
    index: int = 0
    old: str | None = None
    facts: AnswerFacts | None = None
    status: str = Status.BLANK
    number: Decimal | None = None
    number_is: str = NumberIs.NONE
    found: Sequence[FoundReference] = ()
    replacement: Replacement | None = None
    references: Sequence[Reference] = ()
    outdated: Sequence[Reference] = ()
    key: int | None = None

    @property
    def pieces(self) -> list[FilePiece]:
        return self.entry.pieces(self.index) if self.entry else []

    @property
    def text(self) -> str:
        return self.entry.text(self.index) if self.entry else ""

    @property
    def place(self) -> str:
        return f"{self.entry.name if self.entry else self.row.printed}, {self.column.heading}"

    @property
    def is_decided(self) -> bool:
        return self.facts is not None and self.facts.decided


@dataclass(slots=True, eq=False)
class PlannedRow:
    """A row, as it stands or to be made, with its cells that are new or changed."""

    row: Row
    entry: TableEntry
    cells: list[PlannedCell] = field(default_factory=list)
    matched_by: str | None = None

    @property
    def is_unmatched(self) -> bool:
        return self.row.respondent_id is None and self.row.role == Row.Role.ENTRY


@dataclass
class Name:
    """An editor's word on a printed name: it stands for this respondent, or (None) for nobody."""

    printed: str
    respondent: int | None


@dataclass
class Plan:
    """All that is to be written. `columns` are those of the file in its order, None where one is ignored.

    `last_keys` tell whether someone else has imported since; `questions` are those of each new column; `others` are
    the empty cells where a new column meets rows that the file has not; `moved` rows and columns stand elsewhere in
    the table now, at the places before that `moved_from` holds; `matched` rows get the respondent that an editor
    has named; `remapped` columns answer other questions from now on; `missing` ones are left as they are; `nobody`
    are printed names that are known to stand for no respondent.
    """

    annex: Annex
    last_keys: tuple[int, int]
    columns: list[Column | None]
    rows: list[PlannedRow] = field(default_factory=list)
    others: list[PlannedCell] = field(default_factory=list)
    moved: list[Row | Column] = field(default_factory=list)
    moved_from: list[int] = field(default_factory=list)
    matched: list[Row] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    nobody: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    footnotes: list[AnnexNote] = field(default_factory=list)
    remapped: list[tuple[Column, list[Question]]] = field(default_factory=list)
    remarks: list[TableWarning] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    unchanged: int = 0
    questions: dict[str, list[Question]] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=dict)

    @property
    def taken(self) -> list[Column]:
        """The columns of the file that are not ignored."""
        return [column for column in self.columns if column is not None]

    def cells(self) -> Iterator[PlannedCell]:
        for planned in self.rows:
            yield from planned.cells
        yield from self.others

    def new_columns(self) -> list[Column]:
        return [column for column in self.taken if column.pk is None]

    def new_rows(self) -> list[Row]:
        return [planned.row for planned in self.rows if planned.row.pk is None]

    def unmatched(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_unmatched and row.row.printed not in self.nobody]

    def meant(self) -> list[tuple[str, int, str]]:
        """Printed names with the respondents that they are found to mean, and by what, each once."""
        found = ((row.row.printed, row.row.respondent_id, row.matched_by) for row in self.rows if row.matched_by)
        return list(dict.fromkeys((printed, pk, str(by)) for printed, pk, by in found if pk))

    def _changes(self) -> Iterator[ImportedChange]:
        return (ImportedChange(cell.place, cell.old, cell.text) for cell in self.cells())

    def report(self, *, dry_run: bool, skipped: bool = False) -> ImportResult:
        total = sum(len(planned.cells) for planned in self.rows) + len(self.others)
        new = sum(cell.old is None for cell in self.cells())
        return ImportResult(
            dry_run=dry_run,
            skipped=skipped,
            new=new,
            changed=total - new,
            unchanged=self.unchanged,
            refused=len(self.refused),
            moved=len(self.moved),
            matched=len(self.matched),
            changes=Changes(total, self._changes),
            unmatched=[row.entry.name for row in self.unmatched()],
            meant=self.meant(),
            unknown_names=list(dict.fromkeys(row.row.printed for row in self.unmatched())),
            missing=self.missing,
            left_out=self.left_out,
            remarks=self.remarks,
            footnotes=len(self.footnotes),
            remapped=len(self.remapped),
            refused_rows=self.refused,
        )
