"""The desk in a browser: signing in, and every page within the policy."""

from tests.factories import make_user


def test_editor_signs_in_with_the_form(page):
    make_user("redaktion", password="ein langes Kennwort", is_staff=True)
    page.goto("/admin/")
    page.get_by_label("Benutzername").fill("redaktion")
    page.get_by_label("Passwort").fill("ein langes Kennwort")
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Abmelden").wait_for()
