"""A restore drill: a site is filled, backed up, lost, brought back, and damaged. `main` prints JSON, step by step."""

import json
import os
from pathlib import Path

from tests.operation.commands import manage

FOLDER = Path(os.environ["VAR_DIR"])
BACKUPS = FOLDER / "backups"
OLDER = ("anlage-20200101-000000", "anlage-20210101-000000")


def main():
    from django.db import connections

    from config import prepare
    from survey.management.backup import engine

    suffix = engine().SUFFIX
    BACKUPS.mkdir()
    for name in OLDER:
        (BACKUPS / f"{name}{suffix}").touch()
    told = {"migrate": manage("migrate", "--skip-checks", "--verbosity=0")}
    prepare.fill()
    connections.close_all()
    told["backup"] = manage("backup", BACKUPS, "--keep=2", "--verify", "--json")
    told["files"] = sorted(path.name.partition(".")[0] for path in BACKUPS.iterdir())
    good = json.loads(told["backup"]["out"])["file"]
    told["modes"] = [oct(Path(good).stat().st_mode & 0o777)]
    told["check"] = manage("backup", good, "--verify")
    before = version()
    told["lost"] = manage("take_back", "hessen-19-1613", "--reason=Verloren.", "--by=freigabe") | {"current": current()}
    told["restore"] = manage("restore", good, "--json") | {"current": current(), "version": version() - before}
    told["verify"] = manage("verify")

    run("UPDATE survey_edition SET content = replace(content, 'Fulda', 'Fulta')")
    told["verify a changed edition"] = manage("verify")
    told["back up a changed edition"] = manage("backup", FOLDER / f"changed{suffix}", "--verify")
    told["is written"] = (FOLDER / f"changed{suffix}").exists()
    changed, before = FOLDER / f"unseen{suffix}", version()
    told["unseen"] = manage("backup", changed)
    told["check a changed edition"] = manage("backup", changed, "--verify")
    told["restore a changed edition"] = manage("restore", changed) | {"version": version() - before}
    told["restore it all the same"] = manage("restore", changed, "--changed")
    told["rebuild"] = manage("rebuild")
    kept = json.loads(told["restore"]["out"])["kept"]
    told["restore what was before"] = manage("restore", kept, "--changed") | {"current": current()}

    run("UPDATE survey_editionevent SET event = 'erased'")
    told["verify a changed log"] = manage("verify")
    told["left"] = sorted(path.name for path in FOLDER.rglob(".*"))
    print(json.dumps(told))


def run(statement):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def current():
    from survey.models import Edition

    return Edition.objects.current().count()


def version():
    from survey.models import DataVersion

    return DataVersion.objects.total()
