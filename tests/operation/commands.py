"""Commands run one after the other in one process, each as manage.py runs it: a process for each would cost seconds."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection

from tests import conftest


def manage(*words):
    """A command as manage.py runs it, with a connection of its own: its status, and what it printed."""
    from django.db import connections

    import manage as program

    sys.argv = ["manage.py", *map(str, words)]
    out, error, status = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        try:
            program.main()
        except SystemExit as end:
            status = 1 if isinstance(end.code, str) else end.code
            error.write(end.code if isinstance(end.code, str) else "")
    connections.close_all()
    return {"status": status, "out": out.getvalue(), "error": error.getvalue()}


def told_by(module, folder, **environment):
    """The JSON that `main` of a module prints last, run as a process with the program's settings in this folder."""
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'anlage.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for tests",
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "CRITICAL",
    }
    words = [sys.executable, "-c", f"import django; django.setup(); from {module} import main; main()"]
    done = subprocess.run(
        words, cwd=settings.BASE_DIR, env=env | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def put_database(folder):
    """A migrated SQLite database, where the suite kept one; else `migrate` makes it."""
    if conftest.migrated().exists():
        shutil.copy(conftest.migrated(), folder / "anlage.sqlite3")


def told_on_own_database(module, folder, unblock):
    """What `told_by` gives, with a database of its own of the kind that the suite runs on."""
    if connection.vendor == "sqlite":
        put_database(folder)
        return told_by(module, folder)
    with unblock(), own_database(f"{connection.settings_dict['NAME']}_{folder.name}") as address:
        return told_by(module, folder, DATABASE_URL=address)


@contextlib.contextmanager
def own_database(name):
    """The address of a PostgreSQL database beside the suite's own, dropped afterwards."""
    known = connection.settings_dict
    login = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}@" if known["USER"] else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    host = known["HOST"].replace("/", "//", 1)  # the folder of a socket
    server = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as elsewhere:
        elsewhere.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgres://{login}{host}{port}/{name}"
        finally:
            elsewhere.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
