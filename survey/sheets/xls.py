"""XLS, the spreadsheets of before 2007: read by calamine, never written.

A sheet of this format has room for 65,536 rows of 256 columns, so what it asks for is bounded. Which rows are hidden
is not known here.
"""

from survey.sheets.cells import DAMAGED, ENCRYPTED, table
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.limits import limits
from survey.sheets.table import SheetError, Table, gettext_noop

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = "EncryptedPackage".encode("utf-16-le")


def read(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises SheetError."""
    limits.check_file(name, data)
    if not data:
        raise SheetError(name, None, None, gettext_noop("The file is empty."))
    if not data.startswith(MAGIC):
        raise SheetError(name, None, None, gettext_noop("This is not a spreadsheet."))
    if PACKAGE in data:
        raise SheetError(name, None, None, ENCRYPTED)
    try:
        return table(data, name, choice, {})
    except ValueError as error:
        raise SheetError(name, None, None, DAMAGED) from error
