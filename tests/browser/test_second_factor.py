"""Setting up a second factor and giving it, as a publisher does; the app without JavaScript, the passkey with it."""

import os
import re
from base64 import b32decode
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from tests import factories, snapshot
from tests.browser.accessibility import violations

PICTURES = os.environ.get("SECOND_FACTOR_PICTURES")


@pytest.fixture
def petra(transactional_db, django_db_setup, settings, live_server):
    snapshot.put(django_db_setup)
    settings.SECOND_FACTOR_FOR = ["Freigabe"]
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]
    user = factories.make_user("petra", is_staff=True)
    user.groups.add(Group.objects.get(name="Freigabe"))
    return user


def log_in(page):
    page.goto("/admin/survey/batch/")
    page.get_by_label("Benutzername").fill("petra")
    page.get_by_label("Kennwort").fill("geheim")
    page.get_by_role("button", name="Anmelden").click()


def log_out(page):
    page.get_by_role("button", name="Abmelden").click()


def looks_right(page, name):
    """No fault that axe finds, and nothing beside the screen of a phone."""
    assert violations(page, preload=False) == []
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_passkey_opens_the_desk(page, petra):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(page)
    expect(page.get_by_text("Ihre Rechte verlangen")).to_be_visible()
    looks_right(page, "setup")
    page.get_by_role("button", name="Passkey hinzufügen").click()
    expect(page.get_by_text("Passkey hinzugefügt.")).to_be_visible()
    page.get_by_role("link", name="Neue erzeugen").first.click()
    page.get_by_role("button", name="10 neue Codes anzeigen").click()
    expect(page.locator("ul.codes code")).to_have_count(10)
    looks_right(page, "codes")
    page.get_by_role("link", name="Ich habe sie aufbewahrt").click()
    looks_right(page, "setup-done")
    log_out(page)
    log_in(page)
    looks_right(page, "give-passkey")
    page.get_by_role("button", name="Passkey benutzen").click()
    expect(page).to_have_url(re.compile(r"/admin/survey/batch/$"))


def test_app_opens_the_desk_without_javascript(browser, live_server, petra):
    context = browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.get_by_role("link", name="App einrichten").click()
    expect(page.get_by_role("img", name="Bild zum Scannen")).to_be_visible()
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "app.png", full_page=True)
    key = page.locator("figcaption code").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(f"{totp(b32decode(key)):06d}")
    page.get_by_role("button", name="Diese App einrichten").click()
    expect(page.get_by_text("App des zweiten Faktors eingerichtet.")).to_be_visible()
    TOTPDevice.objects.update(last_t=-1)  # the code of this half minute may be used once more
    log_out(page)
    log_in(page)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / "give.png", full_page=True)
    page.get_by_label("Code").fill(f"{totp(b32decode(key)):06d}")
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page).to_have_url(re.compile(r"/admin/survey/batch/$"))
    context.close()
