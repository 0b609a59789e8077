"""A passage that by law is not shown is served nowhere: every address of the inquiry, in every format, is opened."""

from urllib.parse import unquote

import pytest

from survey.publishing.withholding import lift, withhold
from tests.factories import (
    cell,
    make_actor,
    make_body,
    make_code,
    make_coding,
    make_evidence,
    make_note,
    make_participation,
    make_passage,
)
from tests.publishing.paper import make_paper, publish_now, publisher
from tests.security.crawler import everything, said

SECRET = "Quastenflosser"
REASON = "Persönlichkeitsrecht"
HOME = "/inquiries/hessen-19-1613/"
SEEDS = [
    "/",
    "/en/",
    "/sitemap.xml",
    "/sitemaps/pages.xml",
    f"{HOME}sitemap.xml",
    "/feed/",
    f"/feed/?q={SECRET}",
    f"/search/?q={SECRET}",
    f"/answers.json?q={SECRET}",
    "/bodies/?q=Runde",
    "/compare/?question=hessen-19-1613:1a&question=hessen-19-1613:2",
    f"{HOME[:-1]}.json",
    f"{HOME}answers.csv",
    f"{HOME}answers.xlsx",
    f"{HOME}answers.ods",
    f"{HOME}answers.json",
    f"{HOME}datapackage.zip",
    *(f"{HOME}annexes/1.{kind}{query}" for kind in ("csv", "xlsx", "ods", "json") for query in ("", "?text=reading")),
    *(f"{HOME}editions/{number}{end}" for number in (1, 2) for end in (".json", "/", "/?text-1=changes")),
    *(f"{HOME}editions/1..2/", f"{HOME}coverage.svg", f"{HOME}bodies.svg"),
    *(f"{HOME}coverage.png", f"{HOME}card.png", f"{HOME}questions/2/card.png"),
    *(f"/api/v1/{name}/" for name in ("inquiries", "answers", "bodies", "districts", "statements")),
    *(f"/{name}.{kind}" for name in ("answers", "codings", "bodies") for kind in ("csv", "xlsx", "ods", "json")),
    *("/inquiries.csv", f"{HOME}codings.json", "/catalog.ttl", "/catalog.jsonld"),
]


@pytest.fixture
def inquiry(db):
    """Two editions that say the words wherever an edition can say words."""
    inquiry = make_paper(counties=["Fulda"])
    annex = inquiry.annexes.get()
    row = annex.rows.get(printed="LK Fulda")
    answer = cell(annex, "LK Fulda", "Frage 1")
    answer.wording = f"Im Kreis Fulda gibt es einen Gipfel. Den Gipfel leitet Zeno {SECRET}."
    answer.note = f"Gemeint ist Zeno {SECRET}."
    answer.save()
    make_passage(answer, f"Den Gipfel leitet Zeno  {SECRET}.", position=95)
    make_note(annex, f"Auskunft: Zeno {SECRET}.", mark="2)")
    coding = row.codings.get()
    coding.quote = f"Zeno {SECRET}"
    coding.save()
    make_code(inquiry.questions.get(part="a"), "planned", example=f"leitet Zeno {SECRET}", example_row="LK Fulda")
    body = make_body(inquiry, f"Runde Zeno {SECRET}", slug="runde", rhythm=f"Zeno {SECRET}")
    make_evidence(body, SECRET, answer=answer)
    make_evidence(make_participation(make_actor(SECRET), body=body), SECRET, field="role", answer=answer)
    make_evidence(make_participation(make_actor(f"Zeno {SECRET}"), row=row), SECRET, field="role", answer=answer)
    inquiry.remarks.update(text=f"Wir danken Zeno {SECRET}.")
    inquiry.replies.update(text=f"In zwei Landkreisen wurde ein Gipfel einberufen, von Zeno  {SECRET}.")
    inquiry.questions.filter(number=2).update(text=f"Was tut Zeno {SECRET}?")
    publish_now(inquiry, f"Mit Zeno {SECRET}.")
    inquiry.title = f"Gipfel mit Zeno {SECRET}"
    inquiry.save()
    make_coding(annex.rows.last(), inquiry.questions.get(part="a"), "yes", quote="", note=f"Zeno {SECRET}")
    publish_now(inquiry, f"Der Titel nennt Zeno {SECRET}.")
    return inquiry


def addresses_that_say(word: str, pages: dict[str, str]) -> set[str]:
    """Without those that only repeat the search for it."""
    return {path for path, text in pages.items() if word in text and f"={word}" not in unquote(path)}


@pytest.mark.crawl
def test_withheld_words_are_served_nowhere(client, inquiry):
    before = everything(client, SEEDS)
    said_before = addresses_that_say(SECRET, before)
    expected = {path for path in SEEDS if path.startswith((HOME[:-1], "/api", "/answers.")) and SECRET not in path}
    unconcerned = {f"{HOME}{name}" for name in ("coverage.png", "coverage.svg", "bodies.svg", "sitemap.xml")}
    expected -= {*unconcerned, "/api/v1/districts/", "/api/v1/statements/"}
    assert expected - said_before == set()
    assert {"/", "/en/", "/feed/", HOME, f"/en{HOME}", "/bodies/runde/", f"{HOME}answers/1/1/1/"} <= said_before
    assert client.get(f"/answers.json?q={SECRET}").getvalue() != b"[]\n"
    withhold(inquiry, place="1/1/1", words=f"Zeno {SECRET}", reason=REASON, by=publisher())
    after = everything(client, SEEDS)
    assert addresses_that_say(SECRET, after) == set()
    assert client.get(f"/answers.json?q={SECRET}").getvalue() == b"[]\n"
    marked = addresses_that_say(f"[Textstelle nicht veröffentlicht: {REASON}", after)
    assert expected - marked == set()


def test_files_and_pages_have_new_etags(client, inquiry):
    paths = [HOME, f"{HOME}editions/1/", f"{HOME}answers.csv", f"{HOME}editions/1.json", f"{HOME}datapackage.zip"]
    before = [client.get(path).headers["ETag"] for path in paths]
    withholding = withhold(inquiry, place="1/1/1", words=f"Zeno {SECRET}", reason=REASON, by=publisher())
    hidden = [client.get(path).headers["ETag"] for path in paths]
    lift(withholding, because="Irrtum.", by=publisher())
    shown = [client.get(path).headers["ETag"] for path in paths]
    assert [len({*tags}) for tags in zip(before, hidden, strict=True)] == [2] * 5
    assert [len({*tags}) for tags in zip(hidden, shown, strict=True)] == [2] * 5


def test_page_lists_place_reason_and_date(client, inquiry):
    withholding = withhold(inquiry, place="1/1/1", words=f"Zeno {SECRET}", reason=REASON, by=publisher())
    for path in (f"/en{HOME}", f"/en{HOME}editions/1/"):
        page = said(client.get(path))
        assert "Not shown by law" in page
        assert f'LK Fulda, Frage 1</a>: <span lang="de">{REASON}</span>' in page
        assert "Its SHA-256 can still be recomputed" in page
    assert withholding.date


def test_each_page_that_shows_the_answer_says_why_words_are_missing(client, inquiry):
    told = f'Not shown by law:</strong> <span lang="de">{REASON}</span></p>'
    pages = ["answers/", "districts/06631/", "search/?q=Gipfel", f"{HOME[1:]}questions/1/", HOME[1:]]
    assert {page: told in said(client.get(f"/en/{page}")) for page in pages} == dict.fromkeys(pages, False)
    withhold(inquiry, place="1/1/1", words=f"Zeno {SECRET}", reason=REASON, by=publisher())
    assert {page: told in said(client.get(f"/en/{page}")) for page in pages} == dict.fromkeys(pages, True)
    assert said(client.get("/en/answers/")).count(told) == 1


def test_page_of_the_answer_says_why_words_are_missing(client, inquiry):
    withhold(inquiry, place="1/1/1", words=f"Zeno {SECRET}", reason=REASON, by=publisher())
    told = f'Not shown by law:</strong> <span lang="de">{REASON}</span>'
    assert told in said(client.get(f"/en{HOME}answers/1/1/1/"))
    assert told not in said(client.get(f"/en{HOME}answers/1/1/2/"))
