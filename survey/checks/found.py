"""What a check finds, before it is kept."""

import hashlib
from dataclasses import dataclass, field

from survey.checks.paper import Cell, Line, Sheet


@dataclass(frozen=True)
class Found:
    """`subject` names the place, `looked_at` is the text the check rests on, `details` fill its sentence.

    The primary keys are for the links of the desk; details and `proposal` (what an editor may do about it, with
    addresses and keys) hold plain values alone.
    """

    subject: str
    looked_at: str
    details: dict = field(default_factory=dict)
    annex: int | None = None
    row: int | None = None
    answer: int | None = None
    proposal: dict = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.looked_at.encode()).hexdigest()

    @property
    def kept_details(self) -> dict:
        return self.details | ({"proposal": self.proposal} if self.proposal else {})


def in_cell(sheet: Sheet, line: Line, cell: Cell, looked_at: str, *, proposal: dict | None = None, **details) -> Found:
    """Something found in one cell."""
    place = {"row": line.row.printed, "column": cell.column}
    pks = (sheet.annex.pk, line.row.pk, cell.answer_id)
    return Found(cell.address, looked_at, place | details, *pks, proposal=proposal or {})


def in_row(
    sheet: Sheet, line: Line, looked_at: str, *, about: str = "", proposal: dict | None = None, **details
) -> Found:
    """Something found in one row; `about` tells several of one check apart."""
    subject = f"{line.address} {about}".strip()
    place = {"row": line.row.printed}
    return Found(subject, looked_at, place | details, sheet.annex.pk, line.row.pk, proposal=proposal or {})
