"""The public list of corrections: what was wrong and which edition put it right, and never who reported it."""

import pytest

from survey.models import Erratum
from survey.publishing.rebuilding import rebuild
from tests.factories import cell, make_report
from tests.publishing.paper import make_paper, publish_now
from tests.security.crawler import everything
from tests.security.test_withheld import SEEDS

WHO, SAID = "Quirin Melder, melder@example.org", "Bei Fulda steht Blödsinn."


@pytest.fixture
def inquiry(db):
    """One error put right by edition 2, one whose answer came later, one open, one that was none, one kept inside."""
    inquiry = make_paper(counties=["Fulda"])
    publish_now(inquiry)
    facts = {"reporter": WHO, "said": SAID}
    make_report(inquiry, state="confirmed", answer="Das Jahr stimmt jetzt.", place="1/1/1", kind="ministry", **facts)
    make_report(inquiry, **facts)
    make_report(inquiry, state="no_error", answer="So steht es gedruckt.", **facts)
    make_report(inquiry, state="confirmed", answer="Nur intern.", is_public=False, **facts)
    mend(inquiry, "LK Fulda", "Frage 1")
    edition = publish_now(inquiry, "Das Jahr bei Fulda.")
    late = {"state": "confirmed", "answer": "Der Name stimmt jetzt.", "place": "question 2", "settled_in": edition}
    make_report(inquiry, **late, **facts)
    publish_now(inquiry, "Eine Meldung beantwortet.")
    return inquiry


def mend(inquiry, row, column):
    answer = cell(inquiry.annexes.get(), row, column)
    answer.wording = f"{answer.text} (2014)"
    answer.save()


def listed(client, language="en"):
    return client.get(f"/{language}/corrections/".replace("/de", "")).context["lines"]


def test_list_tells_what_was_confirmed_and_is_public(client, inquiry):
    lines = listed(client)
    assert {line.sentence for line in lines} == {"Das Jahr stimmt jetzt.", "Der Name stimmt jetzt."}
    first = next(line for line in lines if line.sentence == "Das Jahr stimmt jetzt.")
    assert (first.place, first.place_href, first.reporter, first.edition) == (
        "LK Fulda, Frage 1",
        "/en/inquiries/hessen-19-1613/answers/1/1/1/",
        "ministry",
        2,
    )
    assert (first.edition_href, first.changes_href) == (
        "/en/inquiries/hessen-19-1613/editions/2/",
        "/en/inquiries/hessen-19-1613/editions/1..2/",
    )
    second = next(line for line in lines if line is not first)
    assert (second.place, second.edition) == ("question 2", 2)


def test_links_of_the_list_lead_somewhere(client, inquiry):
    for line in listed(client):
        addresses = [line.paper_href, line.place_href.partition("#")[0], line.edition_href, line.changes_href]
        assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_rebuild_finds_the_same_editions(client, inquiry):
    before = listed(client)
    rebuild()
    assert listed(client) == before


def test_correction_that_is_no_longer_public_leaves_the_list(client, inquiry):
    inquiry.error_reports.update(is_public=False)
    publish_now(inquiry, "Ohne Liste.")
    assert Erratum.objects.count() == 0
    assert listed(client) == []


def test_edition_that_changed_the_place_is_credited_and_not_the_one_that_only_tells_of_it(client, db):
    inquiry = make_paper(counties=["Fulda", "Kassel"])
    publish_now(inquiry)
    mend(inquiry, "LK Fulda", "Frage 1")
    publish_now(inquiry, "Ein Jahr ergänzt.")
    mend(inquiry, "LK Kassel", "Frage 1")
    for row, place in (("Fulda", "1/1/1"), ("Frage 2", "question 2")):
        make_report(inquiry, state="confirmed", answer=f"{row} stimmt jetzt.", place=place)
    publish_now(inquiry, "Zwei Meldungen beantwortet.")
    lines = {line.sentence: line for line in listed(client)}
    fulda, question = lines["Fulda stimmt jetzt."], lines["Frage 2 stimmt jetzt."]
    assert (fulda.edition, fulda.changes_href[-5:], fulda.changed_nothing) == (2, "1..2/", False)
    assert (question.edition, question.changes_href, question.changed_nothing) == (3, "", True)
    assert client.get("/en/corrections/").text.count("answered; the text there is as it was") == 1


@pytest.mark.crawl
def test_who_reported_and_in_which_words_is_shown_nowhere(client, inquiry):
    assert inquiry.error_reports.filter(said=SAID, reporter=WHO).count() == 5
    pages = everything(client, SEEDS, of_a_kind=5)
    assert "/corrections/" in pages
    for words in ("Quirin", "melder@", "Blödsinn", "Nur intern", "So steht es gedruckt"):
        assert [path for path, text in pages.items() if words in text] == []


def test_list_costs_the_same_with_one_and_with_three(client, db, django_assert_num_queries):
    for number in range(1, 4):
        inquiry = make_paper(f"19/{1613 + number}", ["Fulda"])
        make_report(inquiry, state="confirmed", answer="Berichtigt.")
        publish_now(inquiry)
        if number in (1, 3):
            with django_assert_num_queries(3):  # state of the data, the list, how many there are
                assert client.get("/corrections/").status_code == 200
