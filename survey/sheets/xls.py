"""XLS, the spreadsheets of before 2007: read by calamine in a process of its own, never written.

A damaged file of this format can make its reader ask for any amount of memory, which ends the process that it runs
in. Which rows are hidden is not known here; macros are never looked at.
"""

from survey.files import sandbox
from survey.files.errors import FileError, gettext_noop
from survey.files.limits import limits
from survey.files.zip_limits import PACKAGE
from survey.sheets.cells import ENCRYPTED, table
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises FileError."""
    limits.check_file(name, data)
    if not data:
        raise FileError(name, None, None, gettext_noop("The file is empty."))
    if not data.startswith(MAGIC):
        raise FileError(name, None, None, gettext_noop("This is not a spreadsheet."))
    if PACKAGE in data:
        raise FileError(name, None, None, ENCRYPTED)
    return sandbox.call(table, data, name, options, {})
