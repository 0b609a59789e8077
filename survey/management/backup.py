"""Backing up and restoring the SQLite database, also while a server runs on it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.models import SITE, DataVersion

NEEDED = "survey_edition"


class Impossible(Exception):
    """Why nothing was backed up or restored: one sentence to the operator."""


def backup(file: Path) -> int:
    """Write the whole database to a new file and check it there. Returns its size in bytes."""
    _need_sqlite(_("Here runs PostgreSQL. Back it up with: pg_dump --format=custom --file=%(file)s %(name)s"), file)
    if file.exists():
        raise Impossible(_("%(file)s is there already.") % {"file": file})
    if not file.parent.is_dir():
        raise Impossible(_("There is no folder %(folder)s.") % {"folder": file.parent})
    _copy_to(file)
    check(file)
    return file.stat().st_size


def restore(file: Path) -> Path:
    """Put the content of a backup in the place of the database's. Returns the file with what was there before.

    The backup is checked before anything is touched. The data version rises above both, so that no page that
    a browser or a cache kept from before passes for a new one. Servers that run on the database see the restored
    content.
    """
    _need_sqlite(
        _("Here runs PostgreSQL. Restore it with: pg_restore --clean --if-exists --dbname=%(name)s %(file)s"), file
    )
    check(file)
    kept = _beside(Path(connection.settings_dict["NAME"]), timezone.localtime())
    _copy_to(kept)
    version = DataVersion.objects.total()
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
        source.backup(connection.connection)
    connection.close()
    DataVersion.objects.advance(SITE)
    DataVersion.objects.filter(key=SITE, number__lte=version).update(number=version + 1)
    return kept


def check(file: Path) -> None:
    """Raises Impossible unless this is a whole database of Anlage that this version understands."""
    if not file.is_file():
        raise Impossible(_("There is no file %(file)s.") % {"file": file})
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
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
    _check_version(file, applied)


def _applied(database: sqlite3.Connection) -> set[tuple[str, str]]:
    return set(database.execute("SELECT app, name FROM django_migrations WHERE app = 'survey'"))


def _check_version(file: Path, applied: set[tuple[str, str]]) -> None:
    unknown = applied - set(MigrationLoader(None).disk_migrations)
    if unknown:
        newest = max(name for _, name in unknown)
        raise Impossible(
            _("%(file)s comes from a newer version of Anlage (%(migration)s).") % {"file": file, "migration": newest}
        )


def _need_sqlite(instead: str, file: Path) -> None:
    if connection.vendor != "sqlite":
        raise Impossible(instead % {"file": file, "name": connection.settings_dict["NAME"]})


def _copy_to(file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])


def _beside(database: Path, now: datetime) -> Path:
    return database.with_name(f"{database.name}.before-{now:%Y%m%d-%H%M%S}")
