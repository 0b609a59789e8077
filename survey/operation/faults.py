"""Faults of the machine below us, told from faults of our own: the database locked, gone or busy, the disk full."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import InterfaceError, connection
from django.utils.translation import gettext_lazy as _


class Fault(Enum):
    LOCKED = "locked"
    GONE = "gone"
    BUSY = "busy"
    FULL = "full"


# SQLite may notice a full disk as a file that it cannot make or lengthen: with fewer free bytes than these.
ENOUGH = 1_000_000
NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Fault.LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.LOCKED,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.GONE,
    sqlite3.SQLITE_CANTOPEN: Fault.GONE,
    sqlite3.SQLITE_CORRUPT: Fault.GONE,
    sqlite3.SQLITE_NOTADB: Fault.GONE,
}
# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
OF_POSTGRESQL = {
    "40001": Fault.LOCKED,
    "40P01": Fault.LOCKED,
    "55P03": Fault.LOCKED,
    "53100": Fault.FULL,
    "53300": Fault.BUSY,
    "57014": Fault.BUSY,
}


TITLES = {
    Fault.LOCKED: _("Somebody is publishing just now"),
    Fault.GONE: _("The database cannot be reached just now"),
    Fault.BUSY: _("Too much is asked at once"),
    Fault.FULL: _("No space is left"),
}


def in_one_line(error: BaseException) -> str | None:
    """What a command says of a fault, with the words of the system; None where it is a fault of our own."""
    fault = fault_of(error)
    return fault and f"{TITLES[fault]}: {str(error).splitlines()[0]}"


def fault_of(error: BaseException | None) -> Fault | None:
    """Which fault an exception, or one that caused it, tells of; None where it is a fault of our own."""
    return next((found for each in _chain(error) if (found := _fault(each))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, sqlite3.Error):
        return _full_or(OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF))
    if isinstance(error, psycopg.Error):
        return _of_postgresql(error)
    if isinstance(error, OSError):
        return Fault.FULL if error.errno in NO_SPACE else None
    return Fault.GONE if isinstance(error, InterfaceError) else None


def _full_or(found: Fault | None) -> Fault | None:
    return Fault.FULL if found == Fault.GONE and free_bytes() < ENOUGH else found


def _of_postgresql(error: psycopg.Error) -> Fault | None:
    """Without a state the server was not reached; class 57 (but for a cancelled query) and 08: it went away."""
    state = error.sqlstate or ""
    if state in OF_POSTGRESQL:
        return OF_POSTGRESQL[state]
    unreachable = state[:2] in ("08", "57") or (not state and isinstance(error, psycopg.OperationalError))
    return Fault.GONE if unreachable or isinstance(error, psycopg.InterfaceError) else None


def free_bytes() -> int:
    """Free bytes where a SQLite database lies, else where the program keeps its own files."""
    folder = Path(settings.VAR_DIR)
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and Path(name).is_file():
        folder = Path(name).parent
    return shutil.disk_usage(folder).free
