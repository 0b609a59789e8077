"""The desk in a browser: signing in, and every page within the policy."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from survey.models import Answer, Body
from tests.browser.links import pages_reached
from tests.factories import make_user

# Drawn by one template for every kind of record: axe, the slow part, looks at the first of them.
ALIKE = ("_changelist", "_export")
PAGES = re.compile(r"/admin/(?!logout|jsi18n|r/)(?!.*/(history|delete|password|file|editing)/).*$")


def test_editor_signs_in_with_the_form(page):
    make_user("redaktion", password="ein langes Kennwort", is_staff=True)
    page.goto("/admin/")
    page.get_by_label("Benutzername").fill("redaktion")
    page.get_by_label("Passwort").fill("ein langes Kennwort")
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Abmelden").wait_for()


def serious(page, complaints):
    """What axe finds serious or critical: the rule and the first place. Its own styles are refused by the policy."""
    page.evaluate("1")  # what the page itself complains of is heard by now
    heard = len(complaints)
    found = [
        f"{urlsplit(page.url).path}: {rule['help']}: {rule['nodes'][0]['html']}"
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
    page.evaluate("1")
    del complaints[heard:]
    return found


def test_pages_of_the_desk_are_usable_by_all_and_stay_within_the_policy(page, complaints, published, signed_in):
    """The policy's complaints are heard by the page itself."""
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    wrong, pages = [], 0
    drawn = set()
    for kind in pages_reached(page, "/admin/", PAGES):
        pages += 1
        alike = kind.rpartition("_")[2] if kind.endswith(ALIKE) else kind
        if alike not in drawn:
            wrong += serious(page, complaints)
        drawn.add(alike)
    assert wrong == []
    assert pages > 100


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


def test_kinds_of_pages_are_usable_by_all_in_english(page, complaints, published, signed_in):
    """The crawl is German; another language has other words in the same places, so one page of each kind is enough."""
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    answer = Answer.objects.filter(references__isnull=False).select_related("row").first()
    keys = {"pk": published.inquiry_id, "annex": answer.row.annex_id, "answer": answer.pk, "row": answer.row_id}
    wrong = []
    for address in ENGLISH:
        page.goto("/en/admin/" + address.format(body=Body.objects.first().pk, **keys))
        assert page.locator("html").get_attribute("lang") == "en"
        wrong += serious(page, complaints)
    assert wrong == []


@pytest.mark.parametrize("address", ["", "survey/inquiry/{pk}/workspace/", "survey/inquiry/{pk}/chronicle/"])
def test_dark_pages_are_usable_by_all(page, complaints, published, signed_in, address):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    page.emulate_media(color_scheme="dark")
    page.goto("/admin/" + address.format(pk=published.inquiry_id))
    assert serious(page, complaints) == []


@pytest.mark.parametrize("address", ["", "survey/inquiry/{pk}/workspace/", "survey/inquiry/{pk}/chronicle/"])
def test_pages_that_lead_to_the_work_do_not_scroll_sideways_on_a_phone(page, published, signed_in, address):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/admin/" + address.format(pk=published.inquiry_id))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
