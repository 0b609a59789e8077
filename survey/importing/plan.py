"""What is to be written to a table, before anything is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.importing.cells import Piece, Replacement, text_of
from survey.importing.entries import Entry
from survey.importing.report import Change, Report
from survey.language.references import FoundReference
from survey.models import Annex, AnnexNote, Answer, Column, Question, Reference, Row
from survey.sheets.table import Remark


@dataclass
class PlannedCell:
    """A cell that is new (`old` is None) or changed, and what becomes of its passages and references."""

    answer: Answer
    place: str
    old: str | None
    pieces: list[Piece]
    replacement: Replacement | None = None
    found: list[FoundReference] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    outdated: list[Reference] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of(self.pieces)


@dataclass
class PlannedRow:
    """A row, as it stands or to be made, with its cells that are new or changed."""

    row: Row
    entry: Entry
    cells: list[PlannedCell] = field(default_factory=list)

    @property
    def is_unmatched(self) -> bool:
        return self.row.respondent_id is None and self.row.role == Row.Role.ENTRY


@dataclass
class Plan:
    """All that is to be written. `columns` and `rows` are those of the file, in its order.

    `last_keys` tell whether someone else has imported since; `questions` are those that each heading names; `others`
    are the empty cells where a new column meets rows that the file has not; `moved` rows and columns stand elsewhere
    in the table now; `missing` ones are left as they are.
    """

    annex: Annex
    last_keys: tuple[int, int]
    columns: list[Column]
    rows: list[PlannedRow] = field(default_factory=list)
    others: list[PlannedCell] = field(default_factory=list)
    moved: list[Row | Column] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    footnotes: list[AnnexNote] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unchanged: int = 0
    questions: dict[str, list[Question]] = field(default_factory=dict)

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def cells(self) -> Iterator[PlannedCell]:
        for planned in self.rows:
            yield from planned.cells
        yield from self.others

    def new_columns(self) -> list[Column]:
        return [column for column in self.columns if column.pk is None]

    def new_rows(self) -> list[Row]:
        return [planned.row for planned in self.rows if planned.row.pk is None]

    def report(self, *, dry_run: bool) -> Report:
        cells = list(self.cells())
        new = sum(cell.old is None for cell in cells)
        return Report(
            dry_run=dry_run,
            new=new,
            changed=len(cells) - new,
            unchanged=self.unchanged,
            moved=len(self.moved),
            changes=[Change(cell.place, cell.old, cell.text) for cell in cells],
            unmatched=[planned.entry.name for planned in self.rows if planned.is_unmatched],
            missing=self.missing,
            left_out=self.left_out,
            remarks=self.remarks,
            footnotes=len(self.footnotes),
        )
