"""A SQLite database as one file: copied while others write, checked, put back, opened to be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections
from django.utils.translation import gettext as _

from survey.management.impossible import Impossible
from survey.management.migration_state import check_version, is_of_today

SUFFIX = ".sqlite3"
NEEDED = "survey_edition"
ALIAS = "backup"


def copy_to(file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])


def beside(_folder: Path, now: str) -> Path:
    """Where the database of before is kept: beside the database."""
    database = Path(connection.settings_dict["NAME"])
    return database.with_name(f"{database.name}.before-{now}")


def put_in_place(file: Path) -> None:
    connection.ensure_connection()
    with closing(_read_only(file)) as source:
        source.backup(connection.connection)
    connection.close()


def check(file: Path) -> None:
    """Raises Impossible unless this is a whole database of Anlage that this version understands."""
    if not file.is_file():
        raise Impossible(_("There is no file %(file)s.") % {"file": file})
    try:
        with closing(_read_only(file)) as database:
            damage = [line for (line,) in database.execute("PRAGMA integrity_check(1)") if line != "ok"]
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            applied = _applied(database) if "django_migrations" in tables else set()
    except sqlite3.DatabaseError as error:
        raise Impossible(
            _("%(file)s is no SQLite database, or damaged: %(error)s.") % {"file": file, "error": error}
        ) from error
    if damage:
        raise Impossible(_("%(file)s is damaged: %(error)s.") % {"file": file, "error": damage[0]})
    if NEEDED not in tables:
        raise Impossible(_("%(file)s is no database of Anlage.") % {"file": file})
    check_version(file, applied)


@contextmanager
def opened(file: Path) -> Iterator[tuple[str, bool]]:
    """The alias of a connection that only reads the file, and whether its tables are those of today."""
    with closing(_read_only(file)) as database:
        current = is_of_today(_applied(database))
    options = {"NAME": f"{file.resolve().as_uri()}?mode=ro&immutable=1", "OPTIONS": {"uri": True}}
    connections.databases[ALIAS] = connections.databases["default"] | options
    try:
        yield ALIAS, current
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _applied(database: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(database.execute("SELECT app, name FROM django_migrations WHERE app = 'survey'"))
