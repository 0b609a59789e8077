"""What happens on a disk without a free block: one process, with a disk of its own.

`main` prints JSON: by the name of each step its exit status and lines, or the status and the text of each page.
"""

import contextlib
import json
import os
import sqlite3
from pathlib import Path

from tests.operation.commands import manage

FOLDER = Path(os.environ["VAR_DIR"])
FILLER = FOLDER / "filler"
PASSWORD = "ein langes Kennwort"


def main():
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    paper = settings.BASE_DIR / "fixtures" / "hessen-19-1613" / "source.txt"
    imports = ["import_paper", paper, "--parliament=hessen", "--number=19/1613"]
    publish = ["publish", "hessen-19-1613", "--note=Neu.", "--by=freigabe", "--unsure-reason=Gelesen."]
    told = {"migrate": manage("migrate", "--skip-checks", "--verbosity=0")}
    told["load"] = manage("loaddata", "districts", "respondents", "parliaments", "--verbosity=0")
    known = editor()
    fill()
    told["import"] = manage(*imports)
    told["pages"] = pages(known, paper)
    FILLER.unlink()
    told["between"] = state()
    told["import again"] = manage(*imports)
    told["submit"] = manage("submit", "hessen-19-1613", "--by=redaktion")
    fill()
    told["publish"] = manage(*publish)
    told["backup"] = manage("backup", FOLDER / "copy.sqlite3")
    told["export"] = manage("export_annex", "hessen-19-1613", "1", f"--to={FOLDER / 'table.csv'}")
    FILLER.unlink()
    told["files"] = sorted(path.name for path in FOLDER.iterdir())
    told["publish again"] = manage(*publish)
    told["after"] = state()
    print(json.dumps(told))


def editor():
    """Two accounts; returns a browser in which the editor is logged in."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    for name, group in (("redaktion", "Redaktion"), ("freigabe", "Freigabe")):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="redaktion"))
    client.get("/admin/")
    return client


def pages(known, paper):
    """Logging in, which makes a session; an upload; and what machines are told."""
    from django.test import Client

    login = Client(raise_request_exception=False).post("/admin/login/", {"username": "redaktion", "password": PASSWORD})
    with paper.open("rb") as file:
        upload = known.post("/admin/survey/inquiry/import/", {"file": file, "number": "19/1613"})
    return [[each.status_code, each.content.decode()] for each in (login, upload, Client().get("/healthz"))]


def fill():
    """Take all that is free, what SQLite has set aside for its log among it."""
    from django.db import connections

    connections.close_all()
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
