"""An inquiry that was taken back: every address that it had says so, and nothing else says anything of it."""

from urllib.parse import unquote

import pytest

from survey.publishing.publish import take_back
from tests.factories import cell, make_body, make_evidence
from tests.publishing.paper import make_paper, publish_now, publisher
from tests.security.crawler import everything, said
from tests.security.test_withheld import HOME, SEEDS

REASON = "Falsche Vorlage."
WORDS = "Quastenflosser"


@pytest.fixture
def inquiry(db):
    inquiry = make_paper(counties=["Fulda"])
    inquiry.title = f"Gipfel und {WORDS}"
    inquiry.save()
    answer = cell(inquiry.annexes.get(), "LK Fulda", "Frage 1")
    make_evidence(make_body(inquiry, f"Runde der {WORDS}", slug="runde"), "Gipfel", answer=answer)
    publish_now(inquiry)
    inquiry.replies.update(text="In drei Landkreisen wurde ein Gipfel einberufen.")
    publish_now(inquiry, f"Berichtigt, und {WORDS} genannt.")
    return inquiry


@pytest.mark.crawl
def test_every_address_that_it_had_says_when_and_why(client, inquiry):
    before = everything(client, SEEDS)
    own = {path for path in before if path.removeprefix("/en").startswith((HOME[:-1], "/bodies/runde"))}
    take_back(inquiry, reason=REASON, by=publisher())
    now = {path: client.get(path) for path in own}
    assert {path: response.status_code for path, response in now.items() if response.status_code != 410} == {}
    assert {path for path, response in now.items() if REASON not in said(response)} == set()
    assert len(own) > 40
    rest = {path for path in before.keys() - own if f"={WORDS}" not in unquote(path)}
    assert {path for path in rest if WORDS in before[path]} != set()
    assert {path for path in rest if WORDS in said(client.get(path))} == set()
