"""The glossary, and what the pages of notices say where the operator has said nothing."""

import re

import pytest

from tests.factories import make_notice
from tests.public.papers import make_annex, make_content, make_row, publish
from tests.public.test_pages import HOME

pytestmark = pytest.mark.django_db

TERM = re.compile(r'<dfn><a class="term" href="([^"]+)" title="([^"]+)">([^<]+)</a></dfn>')


def test_reading_page_explains_words_of_parliament(client, db):
    association = make_row(1, kind="association")
    association["respondent"]["district"] = ""
    publish(make_content(annexes=[make_annex([association], coverage=None)], claims=[]))
    terms = [(href, words) for href, title, words in TERM.findall(client.get(f"/en{HOME}").text) if title]
    assert terms == [
        ("/en/about/#word-paper", "paper 9/1"),
        ("/en/about/#word-minor", "Minor inquiry (Kleine Anfrage)"),
        ("/en/about/#word-association", "association"),
    ]
    about = client.get("/en/about/").text
    assert [href for href, _words in terms if f'id="{href.partition("#")[2]}"' not in about] == []


NOTICES = ["imprint", "privacy", "accessibility", "contact"]


@pytest.mark.parametrize("key", NOTICES)
def test_pages_of_notices_say_what_the_operator_has_not_filled_in(client, db, key):
    """Each is a page of its own, and the about page leads to it."""
    said = "The operator has not filled this in yet."

    def empty():
        return [each for each in NOTICES if client.get(f"/en/{each}/").text.count(said) == 1]

    assert empty() == NOTICES
    about = client.get("/en/about/").text
    (operator,) = re.findall(r'<h2 id="operator">.*?</section>', about, re.DOTALL)
    assert re.findall(r'href="/en/(\w+)/"', operator) == NOTICES
    make_notice(key, "Straße 1", text_en="Street 1")
    assert empty() == [each for each in NOTICES if each != key]
    assert "<p>Street 1</p>" in client.get(f"/en/{key}/").text
    assert "<p>Straße 1</p>" in client.get(f"/{key}/").text
    assert "Street 1" not in client.get("/en/about/").text


def test_answer_page_offers_a_mail_to_the_address_of_the_contact_notice(client, snow):
    answer = f"{HOME}answers/1/1/1/"
    assert "mailto:" not in client.get(answer).text
    make_notice("contact", "Redaktion Anlage, redaktion@example.org.")
    (mail,) = re.findall(r'href="mailto:([^"]+)"', client.get(answer).text)
    assert mail.startswith("redaktion@example.org?subject=")
    assert "LK%20Nordkreis%2C%20Frage%201" in mail
    assert mail.endswith("answers/1/1/1/%0A%0A")
