"""Coding with the keyboard alone, and a second reader who does not see the first."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from survey.models import Coding
from tests import factories
from tests.browser.accessibility import serious

TEXT = "Es gibt einen Gipfel. Er tagt im Januar. Mehr ist nicht bekannt."


@pytest.fixture
def annex(transactional_db):
    inquiry = factories.make_inquiry()
    part = factories.make_question(inquiry, "1a")
    for code, label in (("yes", "Ja"), ("no", "Nein"), ("not_stated", "dazu keine Aussage")):
        factories.make_code(part, code, label=label)
    annex = factories.make_table(
        {"LK Fulda": [TEXT], "LK Kassel": [""]}, annex=factories.make_annex(inquiry), headings=["Frage 1"]
    )
    annex.columns.get().questions.set([part])
    return annex


def person(name):
    return factories.make_user(name, is_staff=True, is_superuser=True, first_name=name.title())


def code_page(annex, printed="LK Fulda", **query):
    row = annex.rows.get(printed=printed)
    with override("de"):
        return reverse("admin:survey_row_code", args=[row.pk], query={"question": "1a", **query})


def said(role="first"):
    return list(
        Coding.objects.filter(role=role).values_list("row__printed", "code__code", "certainty", "quote", "note")
    )


def test_rows_are_coded_with_the_keyboard_alone(page, annex, signed_in):
    signed_in(person("erste"))
    page.goto(code_page(annex))
    for key in ("1", "a", "j", "J", "n"):
        page.keyboard.press(key)
    page.keyboard.type("Wann genau, bleibt offen.")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="LK Kassel").wait_for()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    page.get_by_text("Hier ist nichts mehr einzuordnen.").wait_for()
    assert said() == [
        ("LK Fulda", "yes", "arguable", "Es gibt einen Gipfel. Er tagt im Januar.", "Wann genau, bleibt offen."),
        ("LK Kassel", "not_stated", "clear", "", ""),
    ]


def test_selected_words_become_the_quote_and_keys_can_be_switched_off(page, annex, signed_in):
    signed_in(person("erste"))
    page.goto(code_page(annex))
    page.locator("[data-quote-text]").first.dblclick(position={"x": 40, "y": 12})
    quote = page.get_by_label("Zitat")
    expect(quote).not_to_have_value("")  # the browser tells of a selection after the click, not during it
    assert quote.input_value() in TEXT
    page.get_by_label("Einzeltasten sind an").uncheck()
    page.keyboard.press("1")
    assert page.locator("[name=code]:checked").count() == 0


def test_second_reader_does_not_see_the_first(page, annex, signed_in):
    first = person("erste")
    row = annex.rows.get(printed="LK Fulda")
    kwargs = {"quote": "Er tagt im Januar.", "note": "Ein verräterischer Satz.", "certainty": "arguable", "by": first}
    factories.make_coding(row, annex.inquiry.questions.get(part="a"), "yes", **kwargs)
    signed_in(person("zweite"))
    page.goto(code_page(annex, mode="second"))
    assert page.get_by_text("verräterisch").count() == 0
    assert page.locator("[name=code]:checked").count() == 0
    for key in ("2", "j", "Enter"):
        page.keyboard.press(key)
    page.get_by_text("LK Fulda, 1a: gespeichert.").wait_for()
    assert said("second") == [("LK Fulda", "no", "clear", "Es gibt einen Gipfel.", "")]


def test_pages_of_coding_are_usable_by_all(page, annex, signed_in):
    reader = person("erste")
    inquiry, part = annex.inquiry, annex.inquiry.questions.get(part="a")
    row = annex.rows.get(printed="LK Fulda")
    factories.make_coding(row, part, "yes", quote="Er tagt im Januar.", by=reader)
    factories.make_coding(row, part, "no", role="second", quote="Er tagt im Januar.")
    factories.make_code(part, "yes", version=2)
    claim = factories.make_claim(inquiry, 1, questions=[part], codes=part.codes.filter(code="yes"))
    link = factories.make_preview_link(inquiry)
    signed_in(reader)
    with override("de"):
        pages = [
            code_page(annex, "LK Kassel"),
            reverse("admin:survey_row_settle", args=[row.pk], query={"question": "1a"}),
            *(reverse(f"admin:survey_question_{name}", args=[part.pk]) for name in ("codebook", "codings", "outdated")),
            *(
                reverse(f"admin:survey_inquiry_{name}", args=[inquiry.pk])
                for name in ("coding", "disagreements", "claims", "claims_link")
            ),
            reverse("admin:survey_claim_change", args=[claim.pk]),
            reverse("admin:survey_claim_release", args=[claim.pk]),
            reverse("claims_preview", args=[link.token]),
        ]
    wrong, wide = [], []
    for address in pages:
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
        page.set_viewport_size({"width": 1280, "height": 800})
        wrong += serious(page)
    assert (wrong, wide) == ([], [])


def test_span_follows_the_form_of_a_statement(page, annex, signed_in):
    part = annex.inquiry.questions.get(part="a")
    factories.make_coding(annex.rows.get(printed="LK Fulda"), part, "yes", quote="Er tagt im Januar.")
    factories.make_coding(annex.rows.get(printed="LK Kassel"), part, "not_stated")
    claim = factories.make_claim(annex.inquiry, 1, questions=[part], codes=part.codes.filter(code="yes"))
    signed_in(person("erste"))
    with override("de"):
        page.goto(reverse("admin:survey_claim_change", args=[claim.pk]))
    page.get_by_text("Stimmt mit der Tabelle überein").wait_for()
    page.get_by_label("Angegebener Wert").fill("2")
    page.keyboard.press("Tab")
    page.get_by_text("In der Tabelle nicht so").wait_for()
