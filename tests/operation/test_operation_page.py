"""Each command of docs/operation.md does what the page says, one after the other, on either database."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import signing
from django.core.management import get_commands
from django.db import connection

from tests.operation import page
from tests.operation.commands import own_database, put_database, told_by

PAGE = (settings.BASE_DIR / "docs" / "operation.md").read_text()
COMMANDS = list(page.commands())


@pytest.fixture(scope="module")
def told(tmp_path_factory, django_db_blocker):
    """What each command printed; the new database that one moves to is of the kind that the suite runs on."""
    folder = tmp_path_factory.mktemp("operation")
    put_database(folder)
    if connection.vendor == "sqlite":
        return told_by("tests.operation.page", folder, NEW_DATABASE_URL=f"sqlite:///{folder / 'new.sqlite3'}")
    with django_db_blocker.unblock(), own_database(f"{connection.settings_dict['NAME']}_moved") as address:
        return told_by("tests.operation.page", folder, NEW_DATABASE_URL=address)


@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=lambda number: COMMANDS[number][:60])
def test_command_of_the_page_succeeds(told, number):
    line, done = told[number]
    assert (line, done["status"]) == (COMMANDS[number], 0), done["error"]


def test_everything_came_over_to_the_new_database(told):
    """The last two commands of the move: as many papers are rebuilt, and each edition holds."""
    rebuilt = [done["out"] for line, done in told if line.endswith("rebuild")]
    assert len(set(rebuilt)) == 1
    moved = [done["out"] for line, done in told if line == "DATABASE_URL=$NEW_DATABASE_URL manage.py verify"]
    assert moved == [done["out"] for line, done in told if line == "manage.py verify"][:1]


def test_page_names_no_command_and_no_setting_that_is_not_there():
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    assert named - set(get_commands()) == set()
    variables = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", PAGE)) - {"NEW_DATABASE_URL"}
    assert [name for name in variables if f"`{name}`" not in (settings.BASE_DIR / "README.md").read_text()] == []


def test_what_a_former_key_signed_holds_while_it_is_a_fallback(tmp_path):
    signed = signing.dumps("here", key="the old key")
    program = "from django.core import signing; import sys; print(signing.loads(sys.argv[1]))"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(tmp_path), "SECRET_KEY": "new"}
    words = [sys.executable, "-c", program, signed]
    asked = {"cwd": settings.BASE_DIR, "capture_output": True, "text": True, "check": False}
    assert subprocess.run(words, env=env | {"SECRET_KEY_FALLBACKS": "the old key"}, **asked).stdout == "here\n"
    assert "BadSignature" in subprocess.run(words, env=env, **asked).stderr
