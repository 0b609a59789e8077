"""A PostgreSQL database as one file of pg_dump: written, checked, put back, opened in a database made for it."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection, connections
from django.utils.translation import gettext as _
from psycopg import sql

from survey.management.impossible import Impossible
from survey.management.migration_state import Applied, check_version, is_of_today

SUFFIX = ".dump"
NEEDED = "TABLE DATA public survey_edition "
ALIAS = "backup"


def copy_to(file: Path) -> None:
    _run("pg_dump", "--format=custom", f"--file={file}")


def beside(folder: Path, now: str) -> Path:
    """Where the database of before is kept: in the folder of the program's own files."""
    return folder / f"{connection.settings_dict['NAME']}.before-{now}{SUFFIX}"


def put_in_place(file: Path) -> None:
    """All or nothing; who is logged in to the database waits meanwhile."""
    connection.close()
    _restore_into(connection.settings_dict["NAME"], file, "--clean", "--if-exists")


def check(file: Path) -> None:
    """Raises Impossible unless this is a dump of a database of Anlage that this version understands."""
    if not file.is_file():
        raise Impossible(_("There is no file %(file)s.") % {"file": file})
    if NEEDED not in _run("pg_restore", "--list", str(file)):
        raise Impossible(_("%(file)s is no database of Anlage.") % {"file": file})
    _run("pg_restore", "--file=/dev/null", str(file))  # reads all of it
    check_version(file, _applied(file))


def _applied(file: Path) -> Applied:
    """The migrations of ours that the dump has seen: its table is read as text, a row a line, parted by tabs."""
    rows = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(file)).splitlines()
    fields = [row.split("\t") for row in rows if row.count("\t") == 3]
    return {(app, name) for _, app, name, _ in fields if app == "survey"}


@contextmanager
def opened(file: Path) -> Iterator[tuple[str, bool]]:
    """The alias of a database of its own with the dump in it, dropped afterwards; whether its tables are today's."""
    name = f"{connection.settings_dict['NAME']}_backup_{os.getpid()}"
    with _server_with(name) as server:
        try:
            _restore_into(name, file)
            connections.databases[ALIAS] = connections.databases["default"] | {"NAME": name}
            yield ALIAS, is_of_today(_applied(file))
        finally:
            if ALIAS in connections.databases:
                connections[ALIAS].close()
                del connections[ALIAS]
                del connections.databases[ALIAS]
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _server_with(name: str) -> psycopg.Connection:
    """A connection to the server, on which there is an empty database of this name now."""
    try:
        server = psycopg.connect(**connection.get_connection_params() | {"dbname": "postgres"}, autocommit=True)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.Error as error:
        raise Impossible(
            _("To check a backup its content is put into a database made for it, and that failed: %(error)s")
            % {"error": str(error).splitlines()[0]}
        ) from error
    return server


def _restore_into(name: str, file: Path, *options: str) -> None:
    _run("pg_restore", "--single-transaction", "--no-owner", *options, f"--dbname={name}", str(file))


def _run(tool: str, *words: str) -> str:
    """Run a tool of PostgreSQL on our server; returns what it printed. Nothing secret is on its command line."""
    try:
        done = subprocess.run([tool, *words], env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise Impossible(_("%(tool)s is not installed: it comes with postgresql-client.") % {"tool": tool}) from error
    if os.strerror(errno.ENOSPC) in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if done.returncode:
        told = {"tool": tool, "error": next(iter(done.stderr.splitlines()), "")}
        raise Impossible(_("%(tool)s failed: %(error)s") % told)
    return done.stdout


def _environment() -> dict[str, str]:
    known = connection.settings_dict
    said = {"PGHOST": known["HOST"], "PGPORT": str(known["PORT"]), "PGUSER": known["USER"], "PGDATABASE": known["NAME"]}
    of_django = connection.client.settings_to_cmd_args_env(known, [])[1] or {}
    return os.environ | {"LC_ALL": "C"} | {name: value for name, value in said.items() if value} | of_django
