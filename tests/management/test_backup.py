"""manage.py backup and restore, on a SQLite file of their own, whatever database the suite runs on."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from tests import conftest


def manage(database: Path, *args) -> subprocess.CompletedProcess:
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for tests",
        "VAR_DIR": str(database.parent),
    }
    command = [sys.executable, settings.BASE_DIR / "manage.py", *map(str, args)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def ask(database: Path, sql: str):
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql).fetchone()[0]


def tell(database: Path, sql: str):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A database that has only just been set up: where the suite runs on SQLite, the one that it kept."""
    path = tmp_path_factory.mktemp("database") / "anlage.sqlite3"
    if conftest.migrated().exists():
        shutil.copy(conftest.migrated(), path)
    done = manage(path, "migrate", "--skip-checks", "--verbosity=0")
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def database(migrated, tmp_path):
    """One with a subject heading in it and a data version of 7."""
    path = tmp_path / "anlage.sqlite3"
    shutil.copy(migrated, path)
    tell(path, "INSERT INTO survey_subject (name) VALUES ('Asyl')")
    tell(path, "INSERT INTO survey_dataversion (key, number, time) VALUES ('site', 7, '2026-01-01')")
    return path


def refused(done) -> str:
    """The one line that a command says which did nothing."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


def test_backup_writes_the_whole_database(database, tmp_path):
    file = tmp_path / "copy.sqlite3"
    done = manage(database, "backup", file, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"file": str(file), "bytes": file.stat().st_size})
    assert ask(file, "SELECT name FROM survey_subject") == "Asyl"
    assert ask(file, "PRAGMA integrity_check") == "ok"


def test_backup_leaves_a_file_alone_that_is_there_already(database, tmp_path):
    file = tmp_path / "copy.sqlite3"
    file.write_text("kept")
    assert str(file) in refused(manage(database, "backup", file))
    assert file.read_text() == "kept"


def test_restore_brings_the_backup_back_and_keeps_what_was_there(database, tmp_path):
    file = tmp_path / "copy.sqlite3"
    manage(database, "backup", file)
    tell(database, "UPDATE survey_subject SET name = 'Zebra'")
    tell(database, "UPDATE survey_dataversion SET number = 9 WHERE key = 'site'")
    done = manage(database, "restore", file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    kept = Path(json.loads(done.stdout)["kept"])
    assert (kept.parent, ask(kept, "SELECT name FROM survey_subject")) == (tmp_path, "Zebra")
    assert ask(database, "SELECT name FROM survey_subject") == "Asyl"


def test_restore_raises_the_stand_above_both(database, tmp_path):
    file = tmp_path / "copy.sqlite3"
    manage(database, "backup", file)
    tell(database, "UPDATE survey_dataversion SET number = 9 WHERE key = 'site'")
    manage(database, "restore", file)
    assert ask(database, "SELECT number FROM survey_dataversion WHERE key = 'site'") == 10


def make_missing(file):
    """Nothing is there."""


def make_text(file):
    file.write_text("No database at all. " * 100)


def make_other(file):
    tell(file, "CREATE TABLE something (id INTEGER)")


def make_damaged(file, database):
    shutil.copy(database, file)
    data = bytearray(file.read_bytes())
    data[8192:200_000] = b"\xff" * (200_000 - 8192)
    file.write_bytes(data)


def make_newer(file, database):
    shutil.copy(database, file)
    tell(file, "INSERT INTO django_migrations (app, name, applied) VALUES ('survey', '9999_future', '2030-01-01')")


@pytest.mark.parametrize("make", [make_missing, make_text, make_other])
def test_restore_refuses_what_is_no_backup(database, tmp_path, make):
    file = tmp_path / "other.sqlite3"
    make(file)
    check_untouched(database, file)


@pytest.mark.parametrize("make", [make_damaged, make_newer])
def test_restore_refuses_what_it_cannot_use(database, tmp_path, make):
    file = tmp_path / "other.sqlite3"
    make(file, database)
    check_untouched(database, file)


def check_untouched(database, file):
    before = database.read_bytes()
    assert str(file) in refused(manage(database, "restore", file))
    assert database.read_bytes() == before
    assert list(database.parent.glob("*.before-*")) == []
