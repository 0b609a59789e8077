"""A worker of gunicorn is killed in the middle of a publish, three times: one process, with a server of its own.

`main` prints JSON: by the place of each kill what stands afterwards.
"""

import http.client
import json
import os
import re
from contextlib import suppress
from pathlib import Path

from tests.operation.commands import manage
from tests.operation.server import Browser, running

FOLDER = Path(os.environ["VAR_DIR"])
HOME = "/inquiries/hessen-19-1613/"
PASSWORD = "ein langes Kennwort"
PLACES = ("delete", "save", "switch")  # after the transaction; while rows are written; before the end of it


def main():
    from config import prepare

    manage("migrate", "--skip-checks", "--verbosity=0")
    prepare.fill()
    publisher()
    with running() as server:
        browser = Browser(server)
        told = {"login": browser.log_in("verena", PASSWORD)}
        for place in PLACES:
            edit(f"Titel: {place}")
            (FOLDER / "kill-at").write_text(place)
            with suppress(OSError, http.client.HTTPException):
                told[f"answer {place}"] = browser.send(*browser.publish_form()).status
            server.wait()
            told[place] = state(server)
        edit("Titel: Ende")
        told["publish again"] = browser.send(*browser.publish_form()).status
        told["after"] = state(server)
    print(json.dumps(told))


def publisher():
    from django.contrib.auth.models import Group, User

    User.objects.create_user("verena", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="Freigabe"))


def edit(title):
    from survey.models import Inquiry

    Inquiry.objects.update(title=title)


def state(server):
    """The editions there are, which of them is current, what the public reads, and how many rows nobody sees."""
    from survey.models import Edition, SearchRow

    page = Browser(server).ask(HOME)
    answers = len(json.loads(Browser(server).ask("/answers.json").text))
    return {
        "editions": Edition.objects.count(),
        "page": [page.status, re.search(r"Titel: \w+", page.text + "Titel: keiner")[0]],
        "answers": answers,
        "hidden": SearchRow.with_hidden.count() - SearchRow.objects.count(),
    }
