"""An app for codes: given at the login, set up without JavaScript, removed."""

import re
import time

import pytest
from axes.models import AccessAttempt
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from survey.admin.second_factor import devices
from tests.security.second_factor.steps import GIVE, SET_UP, code, is_in, pause_is_over, wrong


def test_code_of_the_app_opens_the_desk_where_one_wanted_to_go(log_in, with_app):
    client = log_in(with_app)
    before = client.session.session_key
    there = "/admin/survey/batch/"
    response = client.post(GIVE, {"code": code(), "next": there})
    assert response.url == there
    assert client.get(there).status_code == 200
    assert client.session.session_key != before


def test_code_leads_to_no_other_host(log_in, with_app):
    assert log_in(with_app).post(GIVE, {"code": code(), "next": "https://example.org/"}).url == "/admin/"


def test_code_counts_once(log_in, with_app):
    spent = code()
    log_in(with_app).post(GIVE, {"code": spent})
    other = log_in(with_app)
    assert other.post(GIVE, {"code": spent}).status_code == 200
    assert not is_in(other)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "１２３４５６", "9" * 20, "-1", "0x1234", "\0" * 6])
def test_what_is_no_code_is_said_and_opens_nothing(log_in, with_app, typed):
    client = log_in(with_app)
    response = client.post(GIVE, {"code": typed})
    assert (response.status_code, 'class="errorlist"' in response.content.decode()) == (200, True)
    assert not is_in(client)


def test_wrong_codes_count_as_wrong_passwords_and_end_the_session(log_in, with_app):
    client = log_in(with_app)
    answers = []
    for _attempt in range(5):
        pause_is_over(with_app)
        answers.append(client.post(GIVE, {"code": wrong()}).status_code)
    assert answers == [200] * 4 + [429]
    assert AccessAttempt.objects.get().failures_since_start == 5
    assert "_auth_user_id" not in client.session
    assert not is_in(log_in(with_app))  # the right password does not help from here
    elsewhere = log_in(with_app, address="10.0.0.2")
    pause_is_over(with_app)
    elsewhere.post(GIVE, {"code": code()})
    assert is_in(elsewhere)


def test_right_code_is_refused_while_locked_out(log_in, with_app):
    client = log_in(with_app)
    AccessAttempt.objects.create(
        username="petra", ip_address="10.0.0.1", failures_since_start=5, attempt_time=timezone.now()
    )
    assert client.post(GIVE, {"code": code()}).status_code == 429
    assert not is_in(client)


def test_after_a_wrong_code_there_is_a_pause_whatever_the_address(log_in, with_app):
    log_in(with_app).post(GIVE, {"code": wrong()})
    response = log_in(with_app, address="10.0.0.2").post(GIVE, {"code": code()})
    assert "Nach falschen Codes gibt es eine Pause" in response.content.decode()


def test_typed_codes_are_not_kept_with_the_attempts(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": wrong()})
    client.post(GIVE, {"recovery": "aaaa-bbbb"})
    kept = " ".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert [word for word in (wrong(), "aaaa") if word in kept] == []


def test_one_logs_out_before_the_second_factor(log_in, with_app):
    client = log_in(with_app)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_app_is_set_up_from_the_key_and_the_desk_opens(log_in, petra):
    client = log_in(petra)
    page = client.get(f"{GIVE}app/").content.decode()
    typed = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    key = client.session["second_factor_key"]
    assert TOTPDevice(user=petra, key=key).config_url.partition("secret=")[2].startswith(typed)
    assert client.post(f"{GIVE}app/", {"code": wrong()}).status_code == 200
    assert client.post(f"{GIVE}app/", {"code": code(key)}).url == f"{GIVE}codes/"
    assert is_in(client)
    assert "second_factor_key" not in client.session


def test_code_that_set_up_the_app_does_not_log_in_again(log_in, petra):
    client = log_in(petra)
    client.get(f"{GIVE}app/")
    spent = code(client.session["second_factor_key"])
    client.post(f"{GIVE}app/", {"code": spent})
    again = log_in(petra)
    again.post(GIVE, {"code": spent})
    assert not is_in(again)


def test_picture_is_svg_and_nothing_of_the_pages_breaks_the_policy(log_in, petra):
    client = log_in(petra)
    for page in (SET_UP, f"{GIVE}app/"):
        response = client.get(page)
        text = response.content.decode()
        assert "style-src 'self'" in response["Content-Security-Policy"]
        assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?! src| type=\"module\" src| id=)", text) == []
        assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert re.search(r'<svg [^>]*class="qr"', text)


def test_setting_one_up_ends_all_other_sessions(log_in, petra, settings):
    settings.SECOND_FACTOR_FOR = []
    there, here = log_in(petra), log_in(petra)
    assert is_in(there)
    here.get(f"{GIVE}app/")
    here.post(f"{GIVE}app/", {"code": code(here.session["second_factor_key"])})
    assert [is_in(here), is_in(there)] == [True, False]


def test_removing_it_leads_back_to_setting_up(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    devices.make_recovery_codes(with_app)
    assert client.post(SET_UP, {"app": "1"}).url == SET_UP
    assert not is_in(client)
    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)


def test_password_is_asked_for_again_after_a_quarter_of_an_hour(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    session = client.session
    session["began"] = time.time() - 16 * 60
    session.save()
    page = f"{GIVE}codes/"
    asked = client.post(page).url
    assert asked == f"{GIVE}password/?next=%2Fadmin%2Fsecond-factor%2Fcodes%2F"
    assert client.post(f"{GIVE}passkey/new-begin/").status_code == 403
    assert client.post(asked, {"password": "falsch"}).status_code == 200
    assert client.post(asked, {"password": "geheim"}).url == page
    assert len(client.post(page).context["codes"]) == 10
