"""Passkeys: made and given by an authenticator, for this site and this account alone."""

import pytest
from axes.models import AccessAttempt

from tests.admin.conftest import member
from tests.security.passkeys import Authenticator
from tests.security.second_factor.steps import GIVE, SET_UP, is_in


@pytest.fixture
def at_localhost(settings):
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://localhost"]
    return Authenticator("http://localhost")


def with_passkey(client, authenticator):
    """The answer to a new passkey that the browser of this client made."""
    begun = client.post(f"{GIVE}passkey/new-begin/").json()
    return client.post(f"{GIVE}passkey/new-complete/", authenticator.made(begun), content_type="application/json")


def gives_passkey(client, authenticator, **changes):
    begun = client.post(f"{GIVE}passkey/begin/").json()
    answer = authenticator.signed(begun, **changes)
    return client.post(f"{GIVE}passkey/complete/?next=/admin/survey/batch/", answer, content_type="application/json")


def test_passkey_is_added_and_opens_the_desk(log_in, petra, at_localhost):
    client = log_in(petra)
    assert with_passkey(client, at_localhost).status_code == 200
    assert is_in(client)
    again = log_in(petra)
    assert not is_in(again)
    assert gives_passkey(again, at_localhost).json()["redirect_url"] == "/admin/survey/batch/"
    assert is_in(again)


def test_passkey_of_another_site_or_account_opens_nothing_and_is_counted(log_in, petra, at_localhost):
    with_passkey(log_in(petra), at_localhost)
    other = Authenticator("http://localhost")
    paul = member("Freigabe", "paul")
    with_passkey(log_in(paul), other)
    client = log_in(petra)
    assert gives_passkey(client, at_localhost, origin="https://localhost.example.org").status_code == 422
    assert gives_passkey(client, at_localhost, challenge="AAAA").status_code == 422
    assert gives_passkey(client, other).status_code >= 400
    assert not is_in(client)
    assert AccessAttempt.objects.get().failures_since_start == 3


def test_answer_of_a_passkey_counts_once(log_in, petra, at_localhost):
    with_passkey(log_in(petra), at_localhost)
    client = log_in(petra)
    begun = client.post(f"{GIVE}passkey/begin/").json()
    answer = at_localhost.signed(begun)
    page = f"{GIVE}passkey/complete/"
    assert client.post(page, answer, content_type="application/json").status_code == 200
    other = log_in(petra)
    other.post(f"{GIVE}passkey/begin/")
    assert other.post(page, answer, content_type="application/json").status_code == 422
    assert not is_in(other)


def test_passkeys_are_offered_at_the_name_of_the_site_only(log_in, petra):
    client = log_in(petra)
    offered = [
        "passkey-registration-placeholder" in client.get(SET_UP, headers={"host": host}).content.decode()
        for host in ("localhost:8000", "127.0.0.1:8000")
    ]
    assert offered == [True, False]
