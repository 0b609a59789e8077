"""XLS, the spreadsheets of before 2007: read by calamine in a process of its own, never written.

A damaged file of this format can make its reader ask for any amount of memory, which ends the process that it runs
in. Which rows are hidden is not known here; macros are never looked at.
"""

from survey.sheets import apart
from survey.sheets.archives import PACKAGE
from survey.sheets.cells import ENCRYPTED, table
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.limits import limits
from survey.sheets.table import SheetError, Table, gettext_noop

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises SheetError."""
    limits.check_file(name, data)
    if not data:
        raise SheetError(name, None, None, gettext_noop("The file is empty."))
    if not data.startswith(MAGIC):
        raise SheetError(name, None, None, gettext_noop("This is not a spreadsheet."))
    if PACKAGE in data:
        raise SheetError(name, None, None, ENCRYPTED)
    return apart.call(table, data, name, choice, {}, {})
