"""Where a question, a reply or a remark reads otherwise than it is printed, the page shows both."""

import pytest

from tests.factories import make_inquiry, make_question, make_remark, make_reply
from tests.publishing.paper import publish_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    inquiry = make_inquiry()
    question = make_question(inquiry, "1", text="Gibt es Gip- fel?")
    make_question(inquiry, "1a", text="Wo gibt es Gip- fel?")
    make_reply(inquiry, "Ja, Gip- fel.", questions=[question])
    make_remark(inquiry, "Zu Gip- feln.")
    return inquiry


def edit(inquiry):
    for texts in (inquiry.questions, inquiry.replies, inquiry.remarks):
        for text in texts.all():
            texts.filter(pk=text.pk).update(wording=text.text.replace("Gip- fel", "Gipfel"))


def page(client, inquiry, path="") -> str:
    publish_now(inquiry)
    return client.get(f"/inquiries/{inquiry.slug}/{path}").content.decode()


def test_reading_page_shows_how_texts_read_and_what_is_printed(client, inquiry):
    edit(inquiry)
    shown = page(client, inquiry)
    for text in ("Gibt es Gipfel?", "Wo gibt es Gipfel?", "Ja, Gipfel.", "Zu Gipfeln."):
        assert text in shown
    for text in ("Gibt es Gip- fel?", "Wo gibt es Gip- fel?", "Ja, Gip- fel.", "Zu Gip- feln."):
        assert text in shown
    assert shown.count("<summary>Wie gedruckt</summary>") == 4


def test_question_page_shows_both_too(client, inquiry):
    edit(inquiry)
    shown = page(client, inquiry, "questions/1/")
    assert shown.count("<summary>Wie gedruckt</summary>") == 3


def test_text_that_nobody_edited_is_shown_once(client, inquiry):
    shown = page(client, inquiry)
    assert (shown.count("Ja, Gip- fel."), "Wie gedruckt</summary>" in shown) == (1, False)


def test_search_finds_how_a_text_reads(client, inquiry):
    edit(inquiry)
    publish_now(inquiry)
    assert "Zu Gipfeln." in client.get("/search/", {"q": "Gipfeln"}).content.decode().replace("<mark>", "").replace(
        "</mark>", ""
    )
