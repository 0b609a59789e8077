"""A body made of words that are selected in a cell, by mouse or keyboard, without a complaint of the browser."""

from django.urls import reverse
from playwright.sync_api import expect

from survey.models import Body
from tests.factories import make_answer, make_column, make_row, make_user

SELECT = """words => {
    const text = document.querySelector(".passages p").firstChild;
    const start = text.data.indexOf(words);
    getSelection().setBaseAndExtent(text, start, text, start + words.length);
}"""


def test_body_is_recorded_from_a_selection(page, db, signed_in):
    signed_in(make_user("redaktion", is_staff=True, is_superuser=True))
    row = make_row()
    text = "Es gibt den Runden Tisch Asyl, alle zwei Wochen."
    answer = make_answer(text, row=row, column=make_column(row.annex))
    page.goto(reverse("admin:survey_answer_change", args=[answer.pk]))
    page.evaluate(SELECT, "Runden Tisch Asyl")
    page.get_by_role("link", name="Gremium erfassen", exact=True).click()
    quote = page.locator("[name=quote]")
    assert (quote.input_value(), page.locator("[name=kind]").input_value()) == ("Runden Tisch Asyl", "round_table")
    page.locator("[name=state]").select_option("exists")
    page.locator("input[type=submit].default").click()
    page.locator("[name=fact]").select_option("rhythm")
    select_by_keyboard(page, text, "alle zwei Wochen")
    expect(page.locator("[name=quote]")).to_have_value("alle zwei Wochen")
    page.locator("input[type=submit].default").click()
    page.get_by_text("Wie oft es tagt: „alle zwei Wochen“").wait_for()
    body = Body.objects.get()
    assert (body.name, body.kind, body.rhythm) == ("Runden Tisch Asyl", "round_table", "alle zwei Wochen")
    assert [each.quote for each in body.evidence.order_by("pk")] == ["Runden Tisch Asyl", "alle zwei Wochen"]


def select_by_keyboard(page, text, words):
    """The text has a cursor, and takes no letter."""
    page.locator("[name=quote]").focus()
    for _ in ("the way to the body", "the text"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Home")
    page.keyboard.type("x")
    for _ in text[: text.index(words)]:
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")
