"""The grid and the form of an answer in a browser: by keyboard alone, without scripts, and two people at one cell."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from survey.models import Annex, Answer
from tests import snapshot
from tests.browser.accessibility import serious
from tests.factories import cell, make_question, make_reference, make_table, make_user

FOCUS = "document.activeElement.id"


def editor(name):
    user = make_user(name, is_staff=True, first_name=name.title(), last_name="Beispiel")
    user.groups.add(Group.objects.get(name="Redaktion"))
    return user


@pytest.fixture
def redaktion(transactional_db, django_db_setup):
    """The groups first: tests with a live server leave the database empty."""
    snapshot.put(django_db_setup)
    return editor("lektorin")


@pytest.fixture
def annex(redaktion):
    return make_table({"LK Fulda": ["Ja, seit 2014.", "s. 1.", "Niemand."], "LK Kassel": ["Nein.", "", "Keine."]})


@pytest.fixture
def fulda(annex):
    return cell(annex, "LK Fulda", "Frage 1")


def grid(annex, language="de", **parameters):
    with override(language):
        return reverse("admin:survey_annex_grid", args=[annex.pk], query=parameters)


def form_of(answer):
    with override("de"):
        return reverse("admin:survey_answer_change", args=[answer.pk])


def tab_into(page, selector):
    """Press the tab key until the focus is there, as one without a mouse would."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{selector}')"):
            return
    raise AssertionError(f"The tab key does not lead to {selector}.")


def focused(page):
    return page.evaluate(FOCUS)


def test_keyboard_alone_edits_a_cell(page, signed_in, redaktion, annex, fulda):
    signed_in(redaktion)
    page.goto(grid(annex))
    tab_into(page, "table.grid td")
    assert focused(page) == f"c{cell(annex, 'LK Kassel', 'Frage 2').pk}"  # the first open one
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    assert focused(page) == f"c{fulda.pk}"
    page.keyboard.press("Enter")
    page.locator("textarea:focus").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ja, seit 2015.")
    page.keyboard.press("Control+Enter")
    page.locator(f"#c{fulda.pk}:focus").wait_for()
    assert page.get_by_role("status").inner_text() == "LK Fulda, Frage 1: gespeichert."
    assert "Ja, seit 2015." in page.locator(f"#c{fulda.pk}").inner_text()
    fulda.refresh_from_db()
    assert (fulda.wording, fulda.history.first().history_user) == ("Ja, seit 2015.", redaktion)


CAME_BACK = 'new CustomEvent("htmx:load", {bubbles: true, detail: {elt: cell}})'


def test_saved_cell_calls_nobody_back_who_has_walked_on(page, signed_in, redaktion, annex, fulda):
    signed_in(redaktion)
    page.goto(grid(annex))
    saved, other = page.locator(f"#c{fulda.pk}"), f"c{cell(annex, 'LK Kassel', 'Frage 3').pk}"
    page.locator(f"#{other}").focus()
    saved.evaluate(f"cell => cell.dispatchEvent({CAME_BACK})")
    assert focused(page) == other
    page.evaluate("document.activeElement.blur()")
    saved.evaluate(f"cell => cell.dispatchEvent({CAME_BACK})")
    assert focused(page) == f"c{fulda.pk}"


def test_arrows_walk_and_stop_at_the_edges(page, signed_in, redaktion, annex):
    signed_in(redaktion)
    page.goto(grid(annex))
    tab_into(page, "table.grid td")
    keys = {name: f"c{cell(annex, row, column).pk}" for name, row, column in CORNERS}
    walk = [("Control+Home", ""), ("ArrowUp", ""), ("ArrowRight", "first"), ("ArrowDown", "below"), ("End", "last")]
    seen = [page.keyboard.press(key) or focused(page) for key, _ in walk]
    assert seen == [keys.get(name, "") for _, name in walk]
    assert page.evaluate("document.querySelectorAll('table.grid [tabindex=\"0\"]').length") == 1


CORNERS = [("first", "LK Fulda", "Frage 1"), ("below", "LK Kassel", "Frage 1"), ("last", "LK Kassel", "Frage 3")]


def test_escape_leaves_and_asks_before_anything_is_lost(page, signed_in, redaktion, annex, fulda):
    signed_in(redaktion)
    page.goto(f"{grid(annex)}#c{fulda.pk}")
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    page.keyboard.press("Enter")
    page.locator("textarea:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(f"#c{fulda.pk}:focus").wait_for()
    assert questions == []
    page.keyboard.press("Enter")
    page.locator("textarea:focus").wait_for()
    page.keyboard.type("Halb geschrieben. ")
    page.keyboard.press("Escape")
    assert questions == ["Das Feld verlassen, ohne das Geschriebene zu sichern?"]
    assert "Halb geschrieben. " in page.locator(f"#c{fulda.pk} textarea").first.input_value()


def test_key_and_button_lead_to_the_next_open_cell(page, signed_in, redaktion, annex, fulda):
    Answer.objects.filter(pk=fulda.pk).update(status="no_data")
    signed_in(redaktion)
    page.goto(grid(annex))
    blank = f"c{cell(annex, 'LK Kassel', 'Frage 2').pk}"
    page.get_by_role("button", name="Nächstes offenes Feld").click()
    assert focused(page) == blank
    page.keyboard.press("n")
    assert focused(page) == f"c{fulda.pk}"
    page.keyboard.press("p")
    assert focused(page) == blank
    page.keyboard.press("?")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.get_by_text("das Feld bearbeiten").is_visible()


def test_cell_leads_to_the_form_and_back_without_javascript(browser, live_server, client, redaktion, annex, fulda):
    client.force_login(redaktion)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(grid(annex))
    assert page.get_by_role("button", name="Nächstes offenes Feld").count() == 0
    page.get_by_role("link", name="Bearbeiten LK Fulda, Frage 1", exact=True).click()
    page.get_by_label("Redaktionelle Lesefassung").fill("Ja, seit 2015.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    assert page.url.endswith(f"{grid(annex)}#c{fulda.pk}")
    assert "Ja, seit 2015." in page.locator(f"#c{fulda.pk}").inner_text()
    context.close()


def test_conflict_of_two_editors(page, browser, live_server, signed_in, redaktion, annex, fulda):
    """One in the grid, one on the form; the second sees both texts and loses nothing."""
    signed_in(redaktion)
    page.goto(f"{grid(annex)}#c{fulda.pk}")
    page.keyboard.press("Enter")
    text = page.locator(f"#c{fulda.pk} textarea").first
    text.fill("Ja, seit März 2014.")

    other = browser.new_context(base_url=live_server.url, locale="de-DE")
    client = Client()
    client.force_login(editor("kollegin"))
    other.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    form = other.new_page()
    form.goto(form_of(fulda))
    form.get_by_label("Redaktionelle Lesefassung").fill("Ja, seit 2014. Geplant sind weitere.")
    form.get_by_role("button", name="Speichern", exact=True).click()
    form.locator("table.grid").wait_for()

    page.get_by_role("button", name="Speichern", exact=True).click()
    told = page.get_by_role("alert")
    told.wait_for()
    panel = page.get_by_role("group", name="Beide Texte")
    assert "Kollegin Beispiel hat diese Angabe geändert" in told.inner_text()
    assert "März" in panel.locator("ins").first.inner_text()
    assert "Geplant sind weitere." in panel.inner_text()
    assert text.input_value() == "Ja, seit März 2014."
    panel.get_by_role("button", name="Beide zusammenführen").click()
    expect(text).to_have_value("Ja, seit März 2014. Geplant sind weitere.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.locator(f"#c{fulda.pk}:focus").wait_for()
    fulda.refresh_from_db()
    assert (fulda.wording, fulda.version) == ("Ja, seit März 2014. Geplant sind weitere.", 3)
    other.close()


def test_what_was_written_stays_when_one_is_signed_out(page, complaints, signed_in, redaktion, annex, fulda):
    signed_in(redaktion)
    page.goto(f"{grid(annex)}#c{fulda.pk}")
    page.keyboard.press("Enter")
    text = page.locator(f"#c{fulda.pk} textarea").first
    text.fill("Ja, seit 2015.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Speichern", exact=True).click()
    page.get_by_text("ist aber nicht gesichert").wait_for()
    assert text.input_value() == "Ja, seit 2015."
    complaints.clear()  # the browser says that the server refused


@pytest.mark.parametrize("language", ["de", "en"])
def test_grid_and_answer_are_usable_by_all(page, published, signed_in, language):
    signed_in(editor("lektorin"))
    annex = Annex.objects.get()
    answer = cell(annex, "LK Kassel", "Frage 2")
    with override(language):
        pages = [
            grid(annex, language),
            grid(annex, language, text="changes", status="unknown"),
            reverse("admin:survey_answer_change", args=[answer.pk]),
            reverse("admin:survey_answer_history", args=[answer.pk]),
        ]
    wrong = []
    for address in pages:
        page.goto(address)
        wrong += serious(page)
    page.goto(f"{pages[0]}#c{answer.pk}")
    page.keyboard.press("Enter")
    page.locator("td.is-editing textarea").first.wait_for()
    wrong += serious(page)
    assert wrong == []


@pytest.mark.parametrize("width", [360, 1440])
def test_grid_scrolls_inside_its_frame(page, published, signed_in, width):
    signed_in(editor("lektorin"))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(grid(Annex.objects.get()))
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    page.locator(".grid-frame").evaluate("frame => frame.scrollTo(300, 900)")
    places = "['thead th', 'tbody th'].map(each => document.querySelector(each).getBoundingClientRect())"
    frame = page.locator(".grid-frame").bounding_box()
    heading, label = page.evaluate(places)
    assert (round(heading["top"] - frame["y"]), round(label["left"] - frame["x"])) == (1, 1)


def test_click_that_decides_a_reference_asks_before_it_loses_what_is_written(page, fulda, redaktion, signed_in):
    signed_in(redaktion)
    question = make_question(fulda.row.annex.inquiry, "2")
    reference = make_reference(fulda, question, words="s. 1.", state="proposed")
    page.goto(form_of(fulda))
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    confirm = page.get_by_role("button", name=re.compile("^Bestätigen"))
    page.locator("[name=note]").fill("Nachgefragt.")
    confirm.click()
    assert (asked, page.locator("[name=note]").input_value()) == (["confirm"], "Nachgefragt.")
    page.locator("[name=note]").fill("")
    confirm.click()
    page.locator(".messagelist").wait_for()
    reference.refresh_from_db()
    assert (asked, reference.state) == (["confirm"], "confirmed")
