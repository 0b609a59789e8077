"""How much a file may ask for; the settings of the program set it once, at the start."""

from dataclasses import dataclass

from survey.sheets.table import SheetError, gettext_noop


@dataclass
class Limits:
    """`file_bytes` and `unpacked_bytes` of one file; `rows`, `columns` and characters of a `cell` of one table."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 500_000_000
    rows: int = 200_000
    columns: int = 1_000
    cell: int = 1_000_000

    def set(self, **values: int) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    def check_file(self, name: str, data: bytes) -> None:
        if len(data) > self.file_bytes:
            reason = gettext_noop("The file has more than the %(limit)d bytes that are taken.")
            raise SheetError(name, None, None, reason, {"limit": self.file_bytes})

    def check_row(self, name: str, line: int | None, number: int, cells: list[str]) -> None:
        """`number` counts the rows that are not blank; `cells` are without the empty ones at the end."""
        if number > self.rows:
            reason = gettext_noop("The table has more than the %(limit)d rows that are taken.")
            raise SheetError(name, line, None, reason, {"limit": self.rows})
        if len(cells) > self.columns:
            reason = gettext_noop("The row has more than the %(limit)d columns that are taken.")
            raise SheetError(name, line, None, reason, {"limit": self.columns})
        for column, cell in enumerate(cells, start=1):
            if len(cell) > self.cell:
                reason = gettext_noop("The cell has more than the %(limit)d characters that are taken.")
                raise SheetError(name, line, column, reason, {"limit": self.cell})


limits = Limits()
