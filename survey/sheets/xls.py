"""XLS, the spreadsheets of before 2007: read by calamine in a process of its own, never written.

A damaged file of this format can make its reader ask for any amount of memory, which ends the process that it runs
in; so that is a small one, with little memory and time. Which rows are hidden is not known here.
"""

import pickle
import resource
import subprocess
import sys
from pathlib import Path

from survey.sheets.cells import DAMAGED, ENCRYPTED, table
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.limits import limits
from survey.sheets.table import SheetError, Table, gettext_noop

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = "EncryptedPackage".encode("utf-16-le")
ROOT = Path(__file__).resolve().parents[2]
MEMORY = 2_000_000_000
SECONDS = 20


def read(data: bytes, name: str, choice: Choice = DEFAULT) -> Table:
    """The table in wide form, from the chosen sheet. Raises SheetError."""
    limits.check_file(name, data)
    if not data:
        raise SheetError(name, None, None, gettext_noop("The file is empty."))
    if not data.startswith(MAGIC):
        raise SheetError(name, None, None, gettext_noop("This is not a spreadsheet."))
    if PACKAGE in data:
        raise SheetError(name, None, None, ENCRYPTED)
    found = _read_apart(data, name, choice)
    if isinstance(found, SheetError):
        raise found
    return found


def _read_apart(data: bytes, name: str, choice: Choice) -> Table | SheetError:
    """What the other process found; that it ended otherwise is the file's fault."""
    order = pickle.dumps((data, name, choice, limits))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "survey.sheets.xls"], input=order, capture_output=True, cwd=ROOT, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return SheetError(name, None, None, DAMAGED)
    if done.returncode:
        return SheetError(name, None, None, DAMAGED)
    return pickle.loads(done.stdout)  # noqa: S301 - written by `main`


def main() -> None:
    """The other process: an order on standard input, a table or an error on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data, name, choice, ordered = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by `_read_apart`
    limits.set(**vars(ordered))
    try:
        found = table(data, name, choice, {})
    except SheetError as error:
        found = error
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    main()
