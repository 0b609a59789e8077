"""From the file to the public page, through the desk and nothing else.

The draft is what the import of the paper alone makes of it; no file of the editor's layer is read. Each kind of work is
done at least once, by two people, in a real browser.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from config import prepare
from survey.models import Annex, Body, Finding, Inquiry, Question
from tests import snapshot
from tests.admin.conftest import member
from tests.factories import cell

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "hessen-19-1613" / "source.txt"
FOREIGN = "Es existiert ein Behördennetzwerk"
CONTINUED = "Seit mehreren Jahren gibt es turnusmäßige Treffen vom Integrationsnetzwerk"
BODY = "Runder Tisch Asyl Fulda"
TAKES_PART = "Träger AWO, Caritas, Grümel"
STATED = "Es liegen Antworten von 18 Landkreisen"
SUMMIT = "Der zuständige Dezernent hat einen Flüchtlingsgipfel"


@pytest.fixture
def people(transactional_db, django_db_setup):
    """Districts and parliaments as every installation has them, an editor and a publisher; no paper."""
    snapshot.put(django_db_setup)
    prepare.load_reference_data()
    return {name: member(group, name) for name, group in (("editor", "Redaktion"), ("publisher", "Freigabe"))}


@pytest.fixture
def desk_of(browser, live_server, people):
    """The browser of one of them; what its console complains of fails the test."""
    contexts, complaints = [], []

    def open_desk(name):
        context = browser.new_context(
            base_url=live_server.url, locale="de-DE", viewport={"width": 1440, "height": 1000}
        )
        contexts.append(context)
        context.set_default_timeout(8000)
        client = Client()
        client.force_login(people[name])
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        context.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield open_desk
    for context in contexts:
        context.close()
    assert complaints == []


def address(name, *args, **query):
    with override("de"):
        return reverse(f"admin:{name}", args=args, query=query or None)


def press(page, name, **kwargs):
    page.get_by_role("button", name=name, exact=True, **kwargs).click()


def follow(page, name, **kwargs):
    page.get_by_role("link", name=name, exact=True, **kwargs).first.click()


def test_paper_reaches_the_public_through_the_desk(desk_of):
    editor = desk_of("editor")
    import_paper(editor)
    annex = Annex.objects.get()
    join_and_move(editor, annex)
    decide_in_the_grid(editor, annex)
    dismiss_a_finding(editor)
    confirm_references(editor, annex)
    code_a_row(editor, annex)
    record_a_body(editor, annex)
    release_a_statement(editor)
    let_the_association_speak(editor, annex)
    compare_with_the_print(editor)
    publisher = desk_of("publisher")
    read_twice_and_settle(publisher, editor, annex)
    submit(editor)
    assert Inquiry.objects.get().editions.count() == 0
    publish(publisher)
    look_at_the_public_page(publisher)


def import_paper(page):
    page.goto("/admin/")
    page.goto(address("survey_inquiry_import"))
    page.get_by_label("Parlament").select_option(label="Hessischer Landtag")
    page.get_by_label("Nummer").fill("19/1613")
    page.locator("input[type=file]").set_input_files(SOURCE)
    press(page, "Vorschau")
    assert Inquiry.objects.count() == 0
    press(page, "Einlesen bestätigen")
    page.locator(".messagelist .success").wait_for()
    assert Inquiry.objects.get().number == "19/1613"


def accept(page, answer, title, reason):
    """On the page of an answer: what a finding proposes is done, after it has been looked at."""
    page.goto(address("survey_answer_change", answer.pk))
    page.get_by_role("link", name=re.compile(rf"^Übernehmen\s*:\s*{title}$")).first.click()
    page.get_by_label("Begründung").fill(reason)
    press(page, "Übernehmen")
    page.locator(".messagelist .success").wait_for()


def join_and_move(page, annex):
    """The unlabelled row is Fulda's; the paragraph in the field of LK Kassel is Fulda's as well."""
    fulda, kassel = (cell(annex, row, "Frage 2") for row in ("LK Fulda", "LK Kassel"))
    accept(page, fulda, "Zeile ohne Beschriftung", "Am Seitenwechsel geteilt.")
    accept(page, kassel, "Anderer Kreis in diesem Feld", "Der Absatz nennt Stellen in Fulda.")
    text = fulda.passages.live()
    assert [any(words in each.text for each in text) for words in (CONTINUED, FOREIGN)] == [True, True]
    assert not kassel.passages.live().exists()


def decide_in_the_grid(page, annex):
    """What LK Kassel itself said to question 2 is not known: its status and a note, by keyboard in the table."""
    kassel = cell(annex, "LK Kassel", "Frage 2")
    page.goto(f"{address('survey_annex_grid', annex.pk)}#c{kassel.pk}")
    page.keyboard.press("Enter")
    page.locator("textarea:focus").wait_for()
    form = page.locator(f"#c{kassel.pk}")
    form.get_by_label("Status", exact=False).first.select_option("unknown")
    form.get_by_label("Öffentliche Anmerkung").fill("Was der Landkreis selbst geantwortet hat, ist nicht bekannt.")
    form.get_by_label("Grund der Änderung").fill("Der gedruckte Absatz gehört zu Fulda.")
    page.keyboard.press("Control+Enter")
    page.locator(f"#c{kassel.pk}:focus").wait_for()
    kassel.refresh_from_db()
    assert (kassel.status, kassel.decided, kassel.wording) == ("unknown", True, None)


def dismiss_a_finding(page):
    """What a check asks for need not be done; the reason stays with it."""
    finding = Finding.objects.open().filter(check_name="markup").get()
    page.goto(address("survey_finding_decide", finding.pk, "dismissed"))
    page.locator("[name=reason]").fill("Mit der Datei verglichen: Es sind Absätze.")
    page.locator(".submit-row input[type=submit]").click()
    page.locator(".messagelist .success").wait_for()
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by.username) == ("dismissed", "editor")


def confirm_references(page, annex):
    wetterau = cell(annex, "LK Wetterau", "Frage 3")
    page.goto(address("survey_answer_change", wetterau.pk))
    for _ in range(wetterau.references.filter(state="proposed").count()):
        page.get_by_role("button", name=re.compile("^Bestätigen")).first.click()
        page.locator(".messagelist").first.wait_for()
    assert {each.state for each in wetterau.references.all()} == {"confirmed"}


def code_a_row(page, annex):
    """A category with its definition first, then the row, with the words that it rests on, by keys alone."""
    question = Question.objects.get(number=1, part="a")
    page.goto(address("survey_code_add", question=question.pk))
    page.locator("[name=code]").fill("yes")
    page.locator("[name=label]").fill("Ja")
    page.locator("[name=definition]").fill("Ein Gipfel wurde einberufen.")
    page.locator("input[name=_save]").click()
    page.locator(".messagelist .success").wait_for()
    row = annex.rows.get(printed="LK Bergstraße")
    page.goto(address("survey_row_code", row.pk, question="1a"))
    page.get_by_role("radio").first.wait_for()
    page.locator("body").press("1")
    page.locator("[name=quote]").fill(SUMMIT)
    page.keyboard.press("Control+Enter")
    page.locator(".messagelist .success").wait_for()
    coding = row.codings.get()
    assert (coding.code.code, coding.quote, coding.by.username) == ("yes", SUMMIT, "editor")


def record_a_body(page, annex):
    """Named by the words of the cell; who takes part is a fact with words of its own."""
    answer = cell(annex, "LK Fulda", "Frage 2")
    page.goto(address("survey_answer_body", answer.pk))
    page.locator("[name=quote]").fill(BODY)
    page.locator("[name=name]").fill(BODY)
    page.locator("[name=usual_name]").fill("Runder Tisch Asyl Fulda")
    page.locator("[name=kind]").select_option("round_table")
    page.locator(".submit-row input[type=submit]").click()
    page.locator(".messagelist").wait_for()
    page.locator("[name=quote]").fill(TAKES_PART)
    page.locator("[name=actor_name]").fill("Caritas")
    page.locator("[name=category]").select_option("welfare")
    page.locator("[name=role]").select_option("participant")
    page.locator(".submit-row input[type=submit]").click()
    page.locator(".messagelist .success").wait_for()
    body = Body.objects.get()
    assert (body.usual_name, body.participations.get().actor.name) == ("Runder Tisch Asyl Fulda", "Caritas")


def release_a_statement(page):
    """What the government says with a number, its rule, and its release."""
    inquiry = Inquiry.objects.get()
    remark = inquiry.remarks.get(text__contains=STATED)
    page.goto(address("survey_claim_add", inquiry=inquiry.pk))
    page.locator("[name=remark]").select_option(str(remark.pk))
    page.locator("[name=quote]").fill(STATED)
    page.locator("[name=stated]").fill("18")
    page.locator("[name=rule]").select_option("rows")
    page.locator("[name=respondent_kind]").select_option("county")
    page.locator("input[name=_save]").click()
    page.locator(".messagelist .success").wait_for()
    page.goto(address("survey_claim_release", inquiry.claims.get().pk))
    press(page, "Freigeben")
    page.locator(".messagelist .success").wait_for()


def let_the_association_speak(page, annex):
    """For the cities of that day: Hanau was none yet."""
    row = annex.rows.get(printed="Hess. Städtetag")
    page.goto(address("survey_row_members", row.pk))
    page.locator("[name=reason]").fill("Die Antwort verweist für die Städte auf den Verband.")
    page.locator(".submit-row input[type=submit]").click()
    page.locator(".messagelist .success").wait_for()
    cities = row.speaks_for.order_by("name").values_list("name", flat=True)
    assert list(cities) == ["Darmstadt", "Frankfurt am Main", "Kassel", "Offenbach am Main", "Wiesbaden"]


def compare_with_the_print(page):
    """Open work on the page of the inquiry until somebody has signed it."""
    inquiry = Inquiry.objects.get()
    page.goto(address("survey_inquiry_workspace", inquiry.pk))
    page.get_by_role("link", name=re.compile("^Mit dem Druck vergleichen")).click()
    page.locator("[name=compared_what]").fill("alle Seiten, Buchstabe für Buchstabe")
    page.locator("[name=comparison][value=agrees]").check()
    press(page, "Unterschreiben")
    page.locator(".messagelist .success").wait_for()
    assert inquiry.sources.get().compared_by == "Editor Beispiel"


def read_twice_and_settle(second, first, annex):
    """The second reader sees another category in the row; a third decision with its reason settles it."""
    row = annex.rows.get(printed="LK Bergstraße")
    second.goto(address("survey_row_code", row.pk, question="1a", mode="second"))
    second.get_by_role("radio").first.wait_for()
    second.locator("body").press("2")
    second.keyboard.press("Control+Enter")
    second.locator(".messagelist .success").wait_for()
    first.goto(address("survey_row_settle", row.pk, question="1a"))
    first.locator("[name=change_reason]").fill("Ein Gipfel ist beim Namen genannt.")
    first.locator("button[name=_first]").click()
    first.locator(".messagelist .success").wait_for()
    readings = {coding.role: coding.code.code for coding in row.codings.select_related("code")}
    assert readings == {"first": "yes", "second": "not_stated", "settled": "yes"}


def submit(page):
    inquiry = Inquiry.objects.get()
    page.goto(address("survey_inquiry_submit", inquiry.pk))
    page.get_by_label("Mitteilung an die Freigabe", exact=False).fill("Bitte Fulda und Kassel ansehen.")
    press(page, "Zur Freigabe vorlegen")
    page.locator(".messagelist .success").wait_for()


def publish(page):
    inquiry = Inquiry.objects.get()
    page.goto(address("survey_inquiry_publish", inquiry.pk))
    page.get_by_label("Änderungsvermerk", exact=False).fill("Erste Fassung.")
    press(page, "Veröffentlichen")
    page.locator(".messagelist .success").wait_for()


def look_at_the_public_page(page):
    page.goto("/inquiries/hessen-19-1613/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Flüchtlingsgipfel")
    fulda, kassel, bergstrasse = (public_row(page, name) for name in ("LK Fulda", "LK Kassel", "LK Bergstraße"))
    for words in (CONTINUED, FOREIGN):
        expect(fulda).to_contain_text(words)
        expect(kassel).not_to_contain_text(words)
    expect(kassel).to_contain_text("ungeklärt")
    expect(kassel).to_contain_text("Was der Landkreis selbst geantwortet hat, ist nicht bekannt.")
    expect(bergstrasse).to_contain_text("Ja")
    expect(page.locator("body")).to_contain_text("Runder Tisch Asyl Fulda")
    expect(page.locator("body")).to_contain_text("mit dem Druck verglichen von Editor Beispiel")
    expect(page.locator(".claim").first).to_contain_text(STATED)


def public_row(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))
