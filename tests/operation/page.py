"""Runs the commands of docs/operation.md in the order of the page. `main` prints JSON: each line and its outcome."""

import contextlib
import json
import os
import re
import shlex
from pathlib import Path

import environ

from tests.operation.commands import manage

FOLDER = Path(os.environ["VAR_DIR"])
BACKUPS = FOLDER / "backups"
NEWEST = '"$(ls -t /var/backups/anlage/* | head -n 1)"'


def commands():
    """The lines of all blocks of commands: settings before the name of the program, and what is given to it."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "operation.md").read_text()
    for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def main():
    from django.db import connections

    from config import prepare

    BACKUPS.mkdir()
    manage("migrate", "--skip-checks", "--verbosity=0")
    prepare.fill()
    connections.close_all()
    told = [[line, run(line)] for line in commands()]
    print(json.dumps(told))


def run(line):
    """One command, in the database that it names."""
    newest = max(BACKUPS.iterdir(), key=lambda path: path.stat().st_mtime, default="none")
    words = line.replace(NEWEST, str(newest)).replace("/var/backups/anlage", str(BACKUPS))
    words = shlex.split(words.replace("/var/backups", str(FOLDER)))
    with moved() if words[0] == "DATABASE_URL=$NEW_DATABASE_URL" else contextlib.nullcontext():
        program, *rest = words[words[0].startswith("DATABASE_URL=") :]
        assert program == "manage.py", line
        return manage(*rest)


@contextlib.contextmanager
def moved():
    """Within the block the database is the new one."""
    from django.db import connections

    here = connections.databases["default"]
    there = environ.Env.db_url_config(os.environ["NEW_DATABASE_URL"])
    options = here["OPTIONS"] if there["ENGINE"] == here["ENGINE"] else {}
    connections.databases["default"] = here | there | {"OPTIONS": options}
    forget(connections["default"])
    try:
        yield
    finally:
        connections.databases["default"] = here
        forget(connections["default"])


def forget(connection):
    """The next one who asks gets a connection to what is named now."""
    from django.db import connections

    connection.close()
    del connections["default"]
