"""Which of the tables of a file is read: the one of a number, counted from 1, else the first that reads as one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from survey.files.errors import FileError
from survey.sheets.table import Table

Found = TypeVar("Found")


def numbered(tables: Sequence[Found], number: str, part: str, name: str, reason: str) -> int:
    """A number, as an editor gave it in `part`. Raises FileError with the reason where there is no such table."""
    found = int(number) if number.isdecimal() else 0
    if not 0 < found <= len(tables):
        raise FileError(name, None, None, reason, {"part": part, "tables": len(tables)})
    return found


def first_that_reads(tables: Sequence[Found], read: Callable[[Found, int], Table]) -> tuple[int, Table]:
    """The number of a table and what it reads as; `read` gets both. Raises the FileError of the first where none does.

    There is at least one.
    """
    errors = []
    for number, found in enumerate(tables, start=1):
        try:
            return number, read(found, number)
        except FileError as error:
            errors.append(error)
    raise errors[0]
