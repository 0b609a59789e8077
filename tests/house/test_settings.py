"""SQLite is set up to be relied on, and every page carries the policy."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import ConnectionHandler, DatabaseError, OperationalError

from config.settings import SQLITE_OPTIONS


@pytest.fixture
def sqlite(tmp_path, django_db_blocker):
    """Make connections to one SQLite file with the options of the settings, whatever database the suite runs on."""
    made = []

    def connect(**options):
        databases = {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": tmp_path / "anlage.sqlite3",
                "OPTIONS": SQLITE_OPTIONS | options,
            }
        }
        made.append(ConnectionHandler(databases)["default"])
        return made[-1]

    with django_db_blocker.unblock():
        yield connect
        for connection in made:
            connection.close()


def pragma(connection, name):
    return connection.cursor().execute(f"PRAGMA {name}").fetchone()[0]


def begin(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_sqlite_is_set_up_to_be_relied_on(sqlite):
    connection = sqlite()
    names = ["journal_mode", "foreign_keys", "busy_timeout", "synchronous"]
    assert [pragma(connection, name) for name in names] == ["wal", 1, 20_000, 1]


def test_sqlite_transaction_takes_its_lock_when_it_begins(sqlite):
    first, second = sqlite(), sqlite(timeout=0)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)


def test_sqlite_refuses_a_reference_to_nothing(sqlite):
    connection = sqlite()
    connection.cursor().execute("CREATE TABLE row (id INTEGER PRIMARY KEY)")
    connection.cursor().execute("CREATE TABLE cell (row INTEGER REFERENCES row (id))")
    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        connection.cursor().execute("INSERT INTO cell VALUES (1)")


@pytest.mark.django_db
def test_every_page_carries_the_policy(client):
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_settings_wrap_no_view_in_a_transaction():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def named(**environment):
    """The databases as another process of the program names them."""
    code = "from config.settings import *; print({name: each['HOST'] for name, each in DATABASES.items()})"
    kept = {"PATH": os.environ["PATH"], "VAR_DIR": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=kept | environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.splitlines()[-1]


def test_downloads_are_read_where_pages_are_unless_another_address_is_named():
    first = {"DATABASE_URL": "postgres://one/a", "DATABASE_URL_READ": "postgres://two/a"}
    assert named(**first) == "{'default': 'one', 'replica': 'two', 'streams': 'two'}"
    assert named(**first, DATABASE_URL_STREAM="postgres://three/a").endswith("'streams': 'three'}")
    assert named(DATABASE_URL=first["DATABASE_URL"]) == "{'default': 'one'}"


def test_replica_is_one_of_a_postgresql():
    assert "name replicas of a PostgreSQL" in named(DATABASE_URL_READ="postgres://two/a")
