"""What becomes of an edition stands in a public log, whose lines hang on each other."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from survey.models import Edition, EditionEvent, Inquiry, LastRun
from survey.publishing import edition_log
from survey.publishing.erasure import erase
from survey.publishing.publish import take_back
from survey.publishing.withholding import lift, withhold
from tests.publishing.paper import make_paper, publish_now, publisher

ROOT = Path(__file__).resolve().parents[2]
RECIPE = re.search(r"```sh\n(before=.*?)```", (ROOT / "docs" / "security.md").read_text(), re.DOTALL)[1]

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    return inquiry


@pytest.fixture
def life(inquiry):
    """Published, withheld, shown again, published again, withheld, erased, taken back."""
    who, words = publisher(), "Stefan Grüttner"
    hidden = withhold(inquiry, place="", words=words, reason="Persönlichkeitsrecht", by=who)
    lift(hidden, because="Geklärt.", by=who)
    Inquiry.objects.filter(pk=inquiry.pk).update(title="Anders")
    publish_now(inquiry)
    erase(withhold(inquiry, place="", words=words, reason="Persönlichkeitsrecht", by=who), basis="Art. 17 DSGVO")
    take_back(inquiry, by=who, reason="Falsche Vorlage.")
    return inquiry


def told():
    return [json.loads(line) for line in edition_log.lines()]


def test_log_tells_what_became_of_each_edition(life):
    assert [(line["number"], line["event"], line["edition"]) for line in told()] == [
        (1, "published", 1),
        (2, "withheld", 1),
        (3, "shown", 1),
        (4, "published", 2),
        (5, "withheld", 1),
        (6, "withheld", 2),
        (7, "erased", 1),
        (8, "erased", 2),
        (9, "taken_back", 2),
    ]
    digests = dict(Edition.objects.values_list("number", "digest"))
    assert {line["edition"]: line["digest"] for line in told()} == digests
    assert {line["slug"] for line in told()} == {life.slug}


def test_recipe_of_the_docs_follows_the_public_log(client, life, tmp_path):
    response = client.get("/editions.log")
    log = response.getvalue()
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "Grüttner" not in log.decode()
    assert checked(tmp_path, log) == (0, edition_log.head() + "\n")
    changed = log.replace(b'"number":4', b'"number":5', 1)
    assert changed != log
    assert checked(tmp_path, changed)[0] == 1


def checked(folder, log):
    (folder / "editions.log").write_bytes(log)
    done = subprocess.run(["sh", "-c", RECIPE], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_log_that_nobody_changed_holds(life):
    call_command("verify")
    assert LastRun.objects.get(name="verify").detail == {"editions": 2, "holds": True}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda lines: lines.filter(number=2).update(event="shown"), "Zeile 2 des Fassungsprotokolls"),
        (lambda lines: lines.filter(number=3).delete(), "Zeile 3 des Fassungsprotokolls"),
        (lambda lines: lines.filter(number=9).update(at="2020-01-01T00:00:00Z"), "Zeile 9 des Fassungsprotokolls"),
        (lambda lines: lines.filter(number=4).delete(), "hessen-19-1613 2 steht nicht im Fassungsprotokoll"),
        (
            lambda lines: Edition.objects.filter(number=2).update(digest="0" * 64),
            "hessen-19-1613 2 ist nicht die Fassung, von der das Protokoll spricht",
        ),
        (
            lambda lines: Edition.objects.filter(number=2).update(number=3),
            "hessen-19-1613 3 steht nicht im Fassungsprotokoll",
        ),
    ],
)
def test_verify_finds_what_was_changed(life, change, sentence):
    change(EditionEvent.objects)
    with pytest.raises(CommandError, match=sentence):
        call_command("verify")
    assert LastRun.objects.get(name="verify").detail["holds"] is False


def test_nothing_that_is_refused_is_in_the_log(inquiry):
    with pytest.raises(Exception, match="nichts geändert"):
        publish_now(inquiry)
    assert len(told()) == 1
