"""The desk in a browser: signing in, and every page within the policy."""

import pytest
from playwright.sync_api import expect

from survey.models import Answer, Body
from tests.browser import desk_pages
from tests.browser.accessibility import serious
from tests.factories import make_subject, make_user


def test_editor_signs_in_with_the_form(page):
    make_user("redaktion", password="ein langes Kennwort", is_staff=True)
    page.goto("/admin/")
    assert serious(page) == []
    page.get_by_label("Benutzername").fill("redaktion")
    page.get_by_label("Kennwort").fill("ein langes Kennwort")
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Abmelden").wait_for()


def test_what_a_page_has_to_say_is_heard_first(page, transactional_db, signed_in):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    page.goto(f"/admin/survey/subject/{make_subject().pk}/change/")
    for name, said in (("", "errornote"), ("Asyl", "messagelist")):
        page.get_by_label("Name").fill(name)
        page.get_by_label("Name").press("Enter")
        expect(page.locator(f".{said}")).to_be_focused()


# Drawn by one template, whatever the kind of record: statements stand for all.
ALIKE = ("_delete", "_export", "_history", "_bring_back_version")
OPENED = {f"survey_claim{each}" for each in ALIKE} | {"survey_claim_simple_history", "survey_answer_history"}


def test_every_kind_of_page_of_the_desk_has_an_address_here(admin_user, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert desk_pages.addresses(admin_user).keys() | desk_pages.NOT_PAGES == desk_pages.names()


def test_pages_of_the_desk_are_usable_by_all_and_stay_within_the_policy(
    page, transactional_db, signed_in, settings, tmp_path
):
    """The policy's complaints are heard by the page itself."""
    settings.VAR_DIR = tmp_path
    user = make_user("verwaltung", is_staff=True, is_superuser=True)
    found = desk_pages.addresses(user)
    signed_in(user)
    wrong = []
    for name, address in found.items():
        if address and (name in OPENED or not name.endswith(ALIKE)):
            assert page.goto(address).status == 200
            wrong += serious(page)
    assert wrong == []


ENGLISH = [
    "",
    "survey/inquiry/{pk}/workspace/",
    "survey/inquiry/{pk}/coding/",
    "survey/inquiry/{pk}/publish/",
    "survey/inquiry/import/",
    "survey/annex/{annex}/grid/",
    "survey/answer/{answer}/change/",
    "survey/answer/{answer}/body/",
    "survey/row/{row}/code/",
    "survey/body/{body}/merge/",
    "survey/finding/",
]


def test_kinds_of_pages_are_usable_by_all_in_english(page, published, signed_in):
    """The crawl is German; another language has other words in the same places, so one page of each kind is enough."""
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    answer = Answer.objects.filter(references__isnull=False).select_related("row").first()
    keys = {"pk": published.inquiry_id, "annex": answer.row.annex_id, "answer": answer.pk, "row": answer.row_id}
    wrong = []
    for address in ENGLISH:
        page.goto("/en/admin/" + address.format(body=Body.objects.first().pk, **keys))
        assert page.locator("html").get_attribute("lang") == "en"
        wrong += serious(page)
    assert wrong == []


@pytest.mark.parametrize("address", ["", "survey/inquiry/{pk}/workspace/", "survey/inquiry/{pk}/chronicle/"])
def test_dark_pages_are_usable_by_all(page, published, signed_in, address):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    page.emulate_media(color_scheme="dark")
    page.goto("/admin/" + address.format(pk=published.inquiry_id))
    assert serious(page) == []


@pytest.mark.parametrize("address", ["", "survey/inquiry/{pk}/workspace/", "survey/inquiry/{pk}/chronicle/"])
def test_pages_that_lead_to_the_work_do_not_scroll_sideways_on_a_phone(page, published, signed_in, address):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/admin/" + address.format(pk=published.inquiry_id))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
