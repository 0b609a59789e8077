"""The desk in a browser: signing in, and every page within the policy."""

import re

from tests.browser.links import pages_reached
from tests.factories import make_user

PAGES = re.compile(r"/admin/(?!logout|jsi18n|r/)(?!.*/(history|delete|password|file)/).*$")


def test_editor_signs_in_with_the_form(page):
    make_user("redaktion", password="ein langes Kennwort", is_staff=True)
    page.goto("/admin/")
    page.get_by_label("Benutzername").fill("redaktion")
    page.get_by_label("Passwort").fill("ein langes Kennwort")
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Abmelden").wait_for()


def test_pages_of_the_desk_stay_within_the_policy(page, published, signed_in):
    signed_in(make_user("verwaltung", is_staff=True, is_superuser=True))
    assert len(list(pages_reached(page, "/admin/", PAGES))) > 100
