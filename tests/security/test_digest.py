"""The recipe of docs/security.md gives the digest of every public document, with and without withheld passages."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from survey.models import Edition, EditionSalts
from survey.publishing.withholding import withhold
from tests.publishing.paper import make_paper, publish_now, publisher

ROOT = Path(__file__).resolve().parents[2]
RECIPE = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "security.md").read_text(), re.DOTALL)[1]
DOCUMENT = "/inquiries/hessen-19-1613.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    return inquiry


def checked(tmp_path, document: bytes) -> str:
    """What the recipe prints of a document, run as a reader would run it."""
    file = tmp_path / "edition.json"
    file.write_bytes(document)
    run = subprocess.run([sys.executable, "-c", RECIPE, str(file)], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_recipe_gives_the_digest_before_and_after_withholding(client, tmp_path, inquiry):
    whole = client.get(DOCUMENT).getvalue()
    assert checked(tmp_path, whole) == "True"
    withhold(inquiry, place="1/1/1", words="Gipfel", reason="Art. 17 DSGVO", by=publisher())
    served = client.get(DOCUMENT).getvalue()
    assert b"Gipfel" not in served
    assert checked(tmp_path, served) == "True"


def test_recipe_finds_a_changed_word(client, tmp_path, inquiry):
    changed = client.get(DOCUMENT).getvalue().replace(b"zwei Landkreisen", b"drei Landkreisen")
    assert checked(tmp_path, changed) == "False"


def test_verify_says_how_many_editions_hold(capsys, inquiry):
    withhold(inquiry, place="1/1/1", words="Gipfel", reason="Art. 17 DSGVO", by=publisher())
    call_command("verify")
    assert capsys.readouterr().out == "1 Fassung ist, was veröffentlicht wurde.\n"
    call_command("verify", json=True)
    assert json.loads(capsys.readouterr().out) == {"slug": "hessen-19-1613", "number": 1, "holds": True, "erased": 0}


def test_verify_finds_a_changed_byte(inquiry):
    edition = Edition.objects.get()
    Edition.objects.update(content=edition.content.replace("zwei Landkreisen", "drei Landkreisen"))
    with pytest.raises(CommandError, match="hessen-19-1613 1"):
        call_command("verify")


def test_verify_finds_a_changed_salt(inquiry):
    salts = EditionSalts.objects.get()
    parts = json.loads(salts.parts)
    parts["title"]["salt"] += "x"
    EditionSalts.objects.update(parts=json.dumps(parts))
    with pytest.raises(CommandError, match="hessen-19-1613 1"):
        call_command("verify")
