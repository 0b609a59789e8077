"""A paper of five rows and three columns, from nothing to an edition: typed at the desk, nothing imported."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from config import prepare
from survey.models import Annex, Edition, Inquiry, Passage
from tests import snapshot
from tests.admin.conftest import member

QUESTIONS = "1. Gibt es einen Gipfel?\n2. Wer hat a) eingeladen? b) bezahlt?"
ROWS = ["LK Fulda", "LK Gießen", "Vogelsbergkreis", "Kassel, Stadt", "Hessischer Landkreistag"]
HEADINGS = ["Frage 1", "Frage 2", "Personen"]
MOST_CLICKS = 25


@pytest.fixture
def people(transactional_db, django_db_setup):
    snapshot.put(django_db_setup)
    prepare.load_reference_data()
    return {name: member(group, name) for name, group in (("editor", "Redaktion"), ("publisher", "Freigabe"))}


def sign_in(context, live_server, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


def address(name, *args):
    with override("de"):
        return reverse(f"admin:{name}", args=args)


class Hand:
    """Counts what one clicks, besides typing and walking by the keys."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, role, name):
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def choose(self, label, option):
        self.clicks += 1
        self.page.get_by_label(f"{label}:", exact=True).select_option(label=option)

    def fill(self, label, text):
        self.page.get_by_label(f"{label}:", exact=True).fill(text)


def test_paper_is_typed_from_nothing_to_an_edition(page, context, live_server, people):
    sign_in(context, live_server, people["editor"])
    hand = Hand(page)
    type_the_paper(hand)
    type_the_table(hand)
    annex = Annex.objects.get()
    texts = type_the_cells(hand, annex)
    assert [answer.text for row in annex.rows.all() for answer in row.answers.order_by("column__position")] == texts
    assert set(Passage.objects.values_list("batch__source__kind", flat=True)) == {"typed"}
    assert hand.clicks <= MOST_CLICKS
    submit(page)
    sign_in(context, live_server, people["publisher"])
    publish(page)
    edition = Edition.objects.get()
    page.goto(f"/inquiries/{edition.slug}/")
    expect(page.get_by_role("main").get_by_text("Angabe 5 zu Personen").first).to_be_attached()


def type_the_paper(hand):
    hand.page.goto(address("survey_inquiry_type"))
    hand.choose("Parlament", "Hessischer Landtag")
    hand.fill("Nummer", "19/4711")
    hand.fill("Titel", "Runde Tische in den Kreisen")
    hand.fill("Fragesteller", "der Abg. Erika Muster (SPD)")
    hand.fill("Fragen", QUESTIONS)
    hand.click("button", "Vorschau")
    expect(hand.page.locator(".listed dt")).to_have_text(["1", "2", "2a", "2b"])
    hand.click("button", "Entwurf anlegen")
    hand.page.locator(".messagelist .success").wait_for()


def type_the_table(hand):
    hand.click("link", "Tabelle von Hand erfassen")
    hand.fill("Beschriftung wie gedruckt", "Anlage 1")
    hand.fill("Überschriften der Spalten", "\n".join(HEADINGS))
    hand.fill("Bezeichnungen der Zeilen", "\n".join(ROWS))
    hand.click("button", "Tabelle anlegen")
    hand.page.locator("table.grid").wait_for()


def type_the_cells(hand, annex):
    """By the keys alone: Enter opens a cell, Ctrl and Enter saves it, the arrows walk."""
    texts = []
    answers = [answer for row in annex.rows.all() for answer in row.answers.order_by("column__position")]
    for at, answer in enumerate(answers):
        cell = hand.page.locator(f"#c{answer.pk}")
        texts.append(f"Angabe {at // len(HEADINGS) + 1} zu {answer.column}")
        cell.focus()
        cell.press("Enter")
        field = cell.locator("textarea").first
        field.fill(texts[-1])
        field.press("Control+Enter")
        expect(cell.locator(".cell-text")).to_have_text(texts[-1])
    return texts


def submit(page):
    page.goto(address("survey_inquiry_submit", Inquiry.objects.get().pk))
    page.get_by_role("button", name="Zur Freigabe vorlegen", exact=True).click()
    page.locator(".messagelist .success").wait_for()


def publish(page):
    page.goto(address("survey_inquiry_publish", Inquiry.objects.get().pk))
    page.get_by_label("Änderungsvermerk", exact=False).fill("Von Hand erfasst.")
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
    page.locator(".messagelist .success").wait_for()
