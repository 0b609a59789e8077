"""What happens on a disk without a free block: one process, with a disk of its own.

`main` prints JSON: by the name of each step its exit status and lines, or the status and the text of each page, as
gunicorn answers it.
"""

import contextlib
import json
import os
import sqlite3
from pathlib import Path

from tests.operation.commands import manage
from tests.operation.server import Browser, running

FOLDER = Path(os.environ["VAR_DIR"])
FILLER = FOLDER / "filler"
PASSWORD = "ein langes Kennwort"


def main():
    from django.conf import settings

    paper = settings.BASE_DIR / "fixtures" / "hessen-19-1613" / "source.txt"
    imports = ["import_paper", paper, "--parliament=hessen", "--number=19/1613"]
    publish = ["publish", "hessen-19-1613", "--note=Neu.", "--by=freigabe", "--unsure-reason=Gelesen."]
    told = {"migrate": manage("migrate", "--skip-checks", "--verbosity=0")}
    told["load"] = manage("loaddata", "districts", "respondents", "parliaments", "--verbosity=0")
    accounts()
    with running() as server:
        editor, publisher = (logged_in(server, name) for name in ("redaktion", "freigabe"))
        fill()
        told["import"] = manage(*imports)
        told["pages"] = [*pages(server, editor, paper)]
        FILLER.unlink()
        told["between"] = state()
        told["import again"] = manage(*imports)
        told["submit"] = manage("submit", "hessen-19-1613", "--by=redaktion")
        form = publisher.publish_form()
        (FOLDER / "former.csv").write_text("former")
        fill()
        told["publish"] = manage(*publish)
        told["publish at the desk"] = answer(publisher.send(*form))
        told["backup"] = manage("backup", FOLDER / "copy.sqlite3")
        told["export"] = manage("export_annex", "hessen-19-1613", "1", f"--to={FOLDER / 'table.csv'}")
        told["export again"] = manage("export_annex", "hessen-19-1613", "1", f"--to={FOLDER / 'former.csv'}")
        FILLER.unlink()
        told["files"] = sorted(path.name for path in FOLDER.iterdir())
        told["export in place of one"] = (FOLDER / "former.csv").read_text()
        told["publish again"] = manage(*publish)
        told["page"] = answer(Browser(server).ask("/inquiries/hessen-19-1613/"))
        told["after"] = state()
    print(json.dumps(told))


def accounts():
    from django.contrib.auth.models import Group, User

    for name, group in (("redaktion", "Redaktion"), ("freigabe", "Freigabe")):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))


def logged_in(server, name):
    browser = Browser(server)
    assert browser.log_in(name, PASSWORD) == 302
    return browser


def pages(server, editor, paper):
    """Logging in, which makes a session; an upload; and what machines are told."""
    stranger = Browser(server)
    yield answer(stranger.send("/admin/login/", {"username": "redaktion", "password": PASSWORD}))
    with paper.open("rb") as file:
        yield answer(editor.upload("/admin/survey/inquiry/import/", file=file, number="19/1613"))
    yield answer(Browser(server).ask("/healthz"))


def answer(response):
    return [response.status, response.text]


def fill():
    """Take all that is free, what SQLite has set aside for its log among it."""
    from django.db import connections

    connections.close_all()
    with contextlib.closing(sqlite3.connect(FOLDER / "anlage.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the server holds it open
    with FILLER.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))


def state():
    with contextlib.closing(sqlite3.connect(FOLDER / "anlage.sqlite3")) as database:
        ask = [
            "PRAGMA integrity_check",
            "SELECT count(*) FROM pragma_foreign_key_check",
            "SELECT count(*) FROM survey_inquiry",
            "SELECT count(*) FROM survey_importsession",
            "SELECT count(*) FROM survey_edition",
        ]
        return [database.execute(sql).fetchone()[0] for sql in ask]
