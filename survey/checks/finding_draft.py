"""What a check finds, before it is kept."""

import hashlib
from dataclasses import dataclass, field

from survey.record import RecordCell, RecordRow, RecordTable


@dataclass(frozen=True)
class FindingDraft:
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


def in_cell(
    table: RecordTable, row: RecordRow, cell: RecordCell, looked_at: str, *, proposal: dict | None = None, **details
) -> FindingDraft:
    """Something found in one cell."""
    place = {"row": row.printed, "column": cell.heading}
    pks = (table.annex.pk, row.record.pk, cell.answer_id)
    return FindingDraft(cell.address, looked_at, place | details, *pks, proposal=proposal or {})


def in_row(
    table: RecordTable, row: RecordRow, looked_at: str, *, about: str = "", proposal: dict | None = None, **details
) -> FindingDraft:
    """Something found in one row; `about` tells several of one check apart."""
    subject = f"{row.address} {about}".strip()
    place = {"row": row.printed}
    return FindingDraft(subject, looked_at, place | details, table.annex.pk, row.record.pk, proposal=proposal or {})
