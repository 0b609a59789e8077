"""Logging in: whose address counts, how often one may fail, how long a session lasts."""

import datetime
import time

import pytest
from axes.models import AccessAttempt
from django.conf import settings as site
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory

from config.login import client_address
from survey.admin.sessions import end_sessions
from tests.admin.conftest import member, signed_in

PASSWORD = "Storchenschnabel-41"
LOGIN = "/admin/login/"
INSIDE = "203.0.113.7"
OUTSIDE = "198.51.100.9"

pytestmark = pytest.mark.django_db


@pytest.fixture
def erika():
    user = member("Redaktion", "erika")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def behind_proxy(settings):
    settings.TRUSTED_PROXIES = 1


def tries(password, *, name="erika", said=None, address="10.0.0.1"):
    """The status of one attempt to log in; `said` is what X-Forwarded-For says."""
    headers = {"x-forwarded-for": said} if said else {}
    return (
        Client(REMOTE_ADDR=address, headers=headers).post(LOGIN, {"username": name, "password": password}).status_code
    )


def fails(count, **kwargs):
    return [tries("falsch", **kwargs) for _ in range(count)]


# Addresses


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, INSIDE, "10.0.0.1"),
        (1, INSIDE, INSIDE),
        (1, f"{OUTSIDE}, {INSIDE}", INSIDE),
        (2, f"{OUTSIDE}, {INSIDE}, 10.0.0.2", INSIDE),
        (2, INSIDE, "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "somebody", "10.0.0.1"),
        (1, f"{INSIDE}:4711", INSIDE),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_address_is_what_the_outermost_trusted_proxy_saw(settings, proxies, said, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": said})
    assert client_address(request) == address


def test_one_client_behind_the_proxy_locks_out_no_other(erika, behind_proxy):
    assert fails(5, said=INSIDE) == [200] * 4 + [429]
    assert tries(PASSWORD, said=INSIDE) == 429
    assert tries(PASSWORD, said=OUTSIDE) == 302


def test_made_up_header_changes_nothing(erika, behind_proxy):
    assert [tries("falsch", said=f"192.0.2.{number}, {INSIDE}") for number in range(5)] == [200] * 4 + [429]


# Limits


def test_address_is_limited_whatever_the_names(erika, settings):
    settings.LOGIN_FAILURES_OF_ADDRESS = 10
    assert [tries("falsch", name=f"name{number}") for number in range(10)] == [200] * 9 + [429]
    assert tries(PASSWORD) == 429
    assert tries(PASSWORD, address="10.0.0.2") == 302


def test_lock_is_not_prolonged_by_trying_and_ends_after_the_hour(erika):
    fails(5)
    locked = AccessAttempt.objects.get()
    fails(3)
    assert AccessAttempt.objects.get().attempt_time == locked.attempt_time
    AccessAttempt.objects.update(attempt_time=locked.attempt_time - datetime.timedelta(minutes=61))
    assert tries(PASSWORD) == 302


def test_page_says_why_nobody_is_let_in_and_what_to_do(erika):
    fails(5)
    response = Client(REMOTE_ADDR="10.0.0.1").post(LOGIN, {"username": "erika", "password": PASSWORD})
    assert response.status_code == 429
    assert "manage.py unlock" in response.content.decode()


@pytest.mark.parametrize("who", ["erika", "10.0.0.1"])
def test_operator_lets_a_name_or_an_address_in_again(erika, capsys, who):
    fails(5)
    call_command("unlock", who)
    assert capsys.readouterr().out == f"5 falsche Kennwörter von {who} sind vergessen.\n"
    assert tries(PASSWORD) == 302


def test_unlock_says_that_there_is_nothing_to_do(erika):
    with pytest.raises(CommandError, match="erika"):
        call_command("unlock", "erika")


# Sessions


def age(client, **seconds):
    session = client.session
    for name, value in seconds.items():
        session[name] = time.time() - value
    session.save()


@pytest.fixture
def desk(erika):
    client = signed_in(erika)
    assert client.get("/admin/").status_code == 200
    return client


def test_session_in_use_goes_on(desk):
    age(desk, began=site.SESSION_SECONDS - 100, used=site.SESSION_IDLE_SECONDS - 100)
    assert desk.get("/admin/").status_code == 200
    assert time.time() - desk.session["used"] < 60


@pytest.mark.parametrize("too_long", [{"began": site.SESSION_SECONDS + 1}, {"used": site.SESSION_IDLE_SECONDS + 1}])
def test_session_ends_after_its_hours_and_when_nobody_is_there(desk, too_long):
    age(desk, **too_long)
    response = desk.get("/admin/survey/inquiry/")
    assert response.url == "/admin/login/?next=/admin/survey/inquiry/"
    assert "_auth_user_id" not in desk.session
    assert desk.get("/admin/").status_code == 302


def test_hours_are_those_of_the_settings():
    assert (site.SESSION_SECONDS, site.SESSION_IDLE_SECONDS) == (12 * 3600, 2 * 3600)


def test_all_sessions_of_an_account_end_at_once_and_no_others(erika, desk):
    other = signed_in(member("Redaktion", "other"))
    assert end_sessions(erika) == 1
    assert [client.get("/admin/").status_code for client in (desk, other)] == [302, 200]
    assert Session.objects.count() == 1


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "elf-zeichen",
        "123456789012",
        "password1234",
        "Sommer2026!!",
        "Redaktion-2026",
        "Anlage!Anlage!1",
        "Passwort-Anlage-1",
        "erika-erika-erika",
    ],
)
def test_password_that_is_easily_guessed_is_refused(erika, password):
    with pytest.raises(ValidationError):
        validate_password(password, erika)


@pytest.mark.parametrize("password", [PASSWORD, "vier kleine woerter hier", "pX7-qq2!mmZ9"])
def test_long_password_is_taken(erika, password):
    validate_password(password, erika)
