"""How much a file may ask for; the settings of the program set it once, at the start."""

from dataclasses import dataclass

from survey.files.errors import FileError, gettext_noop


@dataclass
class Limits:
    """`file_bytes` and `unpacked_bytes` of one file, `ratio` of the two once it unpacks to much.

    `rows`, `columns`, `cells` and characters of a `cell` of one table; `seconds` of the processor
    that reading may take, and `page_seconds` more for each page of a PDF or scan; `pages` of one paper,
    `picture_pixels` of one page.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 500_000_000
    ratio: int = 200
    rows: int = 200_000
    columns: int = 1_000
    cells: int = 1_000_000
    cell: int = 1_000_000
    seconds: int = 20
    pages: int = 500
    page_seconds: float = 5
    picture_pixels: int = 40_000_000

    def set(self, **values: int) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    def check_file(self, name: str, data: bytes) -> None:
        if len(data) > self.file_bytes:
            reason = gettext_noop("The file has more than the %(limit)d bytes that are taken.")
            raise FileError(name, None, None, reason, {"limit": self.file_bytes})

    def check_row(self, name: str, line: int | None, number: int, cells: list[str]) -> None:
        """`number` counts the rows that are not blank; `cells` are without the empty ones at the end."""
        if number > self.rows:
            reason = gettext_noop("The table has more than the %(limit)d rows that are taken.")
            raise FileError(name, line, None, reason, {"limit": self.rows})
        if len(cells) > self.columns:
            reason = gettext_noop("The row has more than the %(limit)d columns that are taken.")
            raise FileError(name, line, None, reason, {"limit": self.columns})
        if max(map(len, cells), default=0) > self.cell:
            for column, cell in enumerate(cells, start=1):
                self.check_cell(name, line, column, cell)

    def check_cell(self, name: str, line: int | None, column: int, text: str) -> None:
        if len(text) > self.cell:
            reason = gettext_noop("The cell has more than the %(limit)d characters that are taken.")
            raise FileError(name, line, column, reason, {"limit": self.cell})

    def check_cells(self, name: str, rows: int, columns: int) -> None:
        """A short row is filled up: many of them beside one wide row take far more room than they do in the file."""
        if rows * columns > self.cells:
            reason = gettext_noop("The table has more than the %(limit)d cells that are taken.")
            raise FileError(name, None, None, reason, {"limit": self.cells})


limits = Limits()
