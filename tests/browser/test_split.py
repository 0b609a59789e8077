"""Cutting a passage where the cursor stands."""

import pytest

from survey.models import PassageEdit
from tests import factories

TEXT = "Der Kreis hat einen Runden Tisch. Der Kreis hat ein Netzwerk."


@pytest.fixture
def passage(transactional_db, page, signed_in):
    signed_in(factories.make_user("verwaltung", is_staff=True, is_superuser=True))
    annex = factories.make_table({"LK Fulda": [TEXT]})
    passage = factories.cell(annex, "LK Fulda", "Frage 1").printed_passages.get()
    page.goto(f"/admin/survey/passage/{passage.pk}/correct/split/")
    return passage


def put_caret(page, at):
    """Go there with the keys; nothing that is typed on the way changes the text."""
    text = page.get_by_label("Gedruckter Text")
    text.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("x")
    assert text.input_value() == TEXT
    for _ in range(at):
        page.keyboard.press("ArrowRight")


def test_cursor_names_the_words_that_follow_and_the_passage_is_cut_there(page, passage):
    put_caret(page, TEXT.rindex("Der"))
    before = page.get_by_label("Trennen vor den Worten")
    assert before.input_value() == "Der Kreis hat ein Netzwerk."
    page.get_by_role("button", name="Vorschau").click()
    page.locator(".seen blockquote").first.wait_for()
    pieces = page.locator(".seen blockquote").all_inner_texts()
    assert pieces == ["Der Kreis hat einen Runden Tisch.", "Der Kreis hat ein Netzwerk."]
    assert page.get_by_label("Trennen vor den Worten").input_value() == "Der Kreis hat ein Netzwerk."
    page.get_by_label("Begründung").fill("Zwei Angaben.")
    page.get_by_role("button", name="Teilen").click()
    page.wait_for_url("**/admin/survey/answer/*/change/")
    texts = [each.text for each in passage.printed_in.printed_passages.live()]
    assert (texts, PassageEdit.objects.get().reason) == (
        ["Der Kreis hat einen Runden Tisch.", " Der Kreis hat ein Netzwerk."],
        "Zwei Angaben.",
    )


def test_words_typed_by_hand_count_more_than_the_cursor(page, passage):
    put_caret(page, TEXT.rindex("Der"))
    page.get_by_label("Trennen vor den Worten").fill("ein Netzwerk")
    page.get_by_role("button", name="Vorschau").click()
    page.locator(".seen blockquote").first.wait_for()
    assert page.locator(".seen blockquote").last.inner_text() == "ein Netzwerk."
