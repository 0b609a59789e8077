"""What is no edition is served nowhere: every public address is opened beside drafts, open work and reported errors.

`DRAFT` may become public with the next edition, `KEPT` never: who reported what, who works on what, what was found.
"""

import pytest
from django.core.cache import cache
from django.urls import get_resolver, reverse

from survey.models import Inquiry
from tests.factories import (
    make_annex,
    make_answer,
    make_asker,
    make_assignment,
    make_batch,
    make_body,
    make_catalogue_entry,
    make_claim,
    make_column,
    make_evidence,
    make_finding,
    make_inquiry,
    make_notice,
    make_preview_link,
    make_question,
    make_remark,
    make_reply,
    make_report,
    make_respondent,
    make_row,
    make_subject,
    make_user,
)
from tests.publishing.paper import make_paper, publish_now
from tests.security.crawler import everything
from tests.security.test_withheld import SEEDS, addresses_that_say

DRAFT, KEPT = "Entwurfsquokka", "Interniquagga"
UNPUBLISHED = "hessen-19-9999"
GUESSED = {
    **dict.fromkeys(("number", "annex", "row", "column", "source", "old"), 1),
    **{
        "new": 2,
        "extension": "csv",
        "name": "bars-1",
        "ending": "svg",
        "region": "full",
        "size": "max",
        "box": "0,0,9,9",
    },
}
SEARCHED = ("/search/", "/en/search/", "/answers/", "/bodies/", "/inquiries/")


@pytest.fixture
def published(db):
    """A published paper on which work has gone on, with open reports and a statement that is not released."""
    inquiry = make_paper()
    make_notice("contact", "post@example.org")
    make_claim(inquiry, 3, quote="In zwei Landkreisen", note=f"{KEPT} zählt anders.", released=False)
    make_report(inquiry, f"Falsch ist {KEPT}.", reporter=f"Rita {KEPT}", state="confirmed", answer="Das Jahr stimmt.")
    publish_now(inquiry)
    return inquiry


def change(inquiry: Inquiry) -> Inquiry:
    """Whatever an editor can write differs from the edition."""
    inquiry.title, inquiry.ministry = f"Gipfel {DRAFT}", f"Ministerium {DRAFT}"
    inquiry.save()
    inquiry.questions.update(text=f"Was tut {DRAFT}?")
    inquiry.replies.update(text=f"In zwei Landkreisen wurde ein Gipfel einberufen, sagt {DRAFT}.")
    inquiry.remarks.update(text=f"Wir danken {DRAFT}.")
    for annex in inquiry.annexes.all():
        answer = make_answer(f"{DRAFT} leitet den Gipfel.", row=make_row(annex, f"Gemeinde {DRAFT}", respondent=None))
        make_evidence(make_body(inquiry, f"Runde {DRAFT}"), DRAFT, answer=answer)
    inquiry.subjects.add(make_subject(DRAFT))
    return inquiry


def work_on(inquiry: Inquiry) -> None:
    """Open work that no edition tells of."""
    make_report(inquiry, f"{KEPT} ist falsch geschrieben.", reporter=f"Rita {KEPT}, rita@{KEPT}.example")
    make_report(inquiry, KEPT, state="confirmed", answer=f"Nur intern: {KEPT}.", is_public=False, reporter=KEPT)
    make_finding(inquiry, reason=f"{KEPT} irrt.", details={"words": KEPT})
    make_assignment(inquiry, make_user(KEPT.lower(), first_name=KEPT, last_name=KEPT, is_staff=True))
    make_preview_link(inquiry, for_whom=KEPT)
    make_batch(inquiry, undone_reason=f"{KEPT} war falsch.", protocol=KEPT.encode())
    make_catalogue_entry(inquiry, {"title": KEPT, "note": KEPT})


def make_draft() -> Inquiry:
    """An inquiry that was never published, with something of everything."""
    draft = make_inquiry("19/9999", title=f"Anfrage {DRAFT}", ministry=DRAFT)
    make_asker(draft, DRAFT)
    make_remark(draft, text=f"Es geht um {DRAFT}.")
    question = make_question(draft, "1", text=f"Wo ist {DRAFT}?")
    make_reply(draft, f"In zwei Landkreisen gibt es {DRAFT}.", questions=[question])
    annex = make_annex(draft, title=DRAFT)
    make_column(annex, questions=[question])
    respondent = make_respondent(f"Zweckverband {DRAFT}", "joint")
    answer = make_answer(f"{DRAFT} besteht.", row=make_row(annex, f"Verband {DRAFT}", respondent=respondent))
    make_evidence(make_body(draft, f"Runder Tisch {DRAFT}"), DRAFT, answer=answer)
    make_claim(draft, 2, quote="In zwei Landkreisen", note=DRAFT)
    return draft


def seeds_of(slug: str) -> list[str]:
    """The seeds of the published paper, and every declared address, for this inquiry or body."""
    below = [path.replace("hessen-19-1613", slug) for path in SEEDS if "hessen-19-1613" in path]
    paths = [path for path in dict.fromkeys([*below, *declared(slug)]) if "/compare/" not in path]
    return [*paths, *(f"/en{path}" for path in paths if path.endswith("/"))]


def declared(slug: str) -> list[str]:
    """Each public address that names something, by whatever of it a guess finds."""
    addresses = get_resolver().reverse_dict
    parameters = {name: addresses.getlist(name)[0][0][0][1] for name in addresses if isinstance(name, str)}
    return [
        reverse(name, kwargs={each: GUESSED.get(each, slug) for each in named})
        for name, named in parameters.items()
        if "slug" in named
    ]


@pytest.mark.crawl
def test_drafts_and_open_work_are_served_nowhere(client, published):
    change(published)
    work_on(published)
    make_draft()
    cache.clear()
    pages = everything(client, SEEDS)
    searched = [f"{path}?q={word}" for word in (DRAFT, KEPT) for path in SEARCHED]
    assert [path for path in searched if client.get(path).context["pager"].total] == []
    assert {client.get(f"/answers.json?q={word}").getvalue() for word in (DRAFT, KEPT)} == {b"[]\n"}
    found = {word: addresses_that_say(word, pages) for word in (DRAFT, KEPT, DRAFT.lower(), KEPT.lower())}
    assert {word: paths for word, paths in found.items() if paths} == {}


def test_draft_has_no_address(client, published):
    body = make_draft().bodies.get()
    paths = [*seeds_of(UNPUBLISHED), *declared(body.slug)]
    assert len(paths) > 80
    answers = {path: client.get(path) for path in paths}
    assert {path: each.status_code for path, each in answers.items() if each.status_code != 404} == {}
    assert [path for path, each in answers.items() if DRAFT in each.getvalue().decode()] == []


@pytest.mark.crawl
def test_next_editions_tell_of_the_drafts_and_still_not_of_the_work(client, published):
    """That the pages above could have said the words."""
    publish_now(change(published), "Zweite Fassung.")
    publish_now(make_draft())
    work_on(published)
    cache.clear()
    pages = everything(client, SEEDS, of_a_kind=5)
    told = {"/", "/en/", "/inquiries/", "/bodies/", "/answers.csv", "/api/v1/inquiries/", "/feed/"}
    assert told - addresses_that_say(DRAFT, pages) == set()
    assert addresses_that_say(KEPT, pages) | addresses_that_say(KEPT.lower(), pages) == set()
