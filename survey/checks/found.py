"""What a check finds, before it is kept."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Found:
    """`subject` names the place, `looked_at` is the text the check rests on, `details` fill its sentence.

    The primary keys are for the links of the desk; `details` hold plain values alone.
    """

    subject: str
    looked_at: str
    details: dict = field(default_factory=dict)
    annex: int | None = None
    row: int | None = None
    answer: int | None = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.looked_at.encode()).hexdigest()


def in_cell(sheet, line, cell, looked_at: str, **details) -> Found:
    """Something found in one cell."""
    place = {"row": line.row.printed, "column": cell.column}
    return Found(cell.address, looked_at, place | details, sheet.annex.pk, line.row.pk, cell.answer_id)


def in_row(sheet, line, looked_at: str, **details) -> Found:
    """Something found in one row."""
    return Found(line.address, looked_at, {"row": line.row.printed} | details, sheet.annex.pk, line.row.pk)
