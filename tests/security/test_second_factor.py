"""The second factor: whom it is asked of, how it is given, set up, lost and reset; that nothing leads past it."""

import re
import time
from binascii import unhexlify

import pytest
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from survey.admin.second_factor import devices
from survey.models import Account
from tests import factories
from tests.admin.conftest import member, queries_of, signed_in
from tests.admin.forms import address
from tests.security.passkeys import Authenticator

GIVE, SET_UP = "/admin/second-factor/", "/admin/second-factor/setup/"
KEY = "3132333435363738393031323334353637383930"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def public(settings):
    """As on a site that others can reach."""
    settings.SECOND_FACTOR_FOR = ["Freigabe", "Administration"]


@pytest.fixture
def petra():
    return member("Freigabe", "petra")


@pytest.fixture
def with_app(petra):
    devices.add_app(petra, KEY, -1)
    return petra


@pytest.fixture
def log_in():
    """Logs in with the password alone."""

    def enter(user, address="10.0.0.1", password="geheim"):
        client = Client(REMOTE_ADDR=address)
        client.post("/admin/login/", {"username": user.username, "password": password})
        return client

    return enter


def code(key=KEY, *, steps=0):
    return f"{totp(unhexlify(key), drift=steps):06d}"


def wrong():
    """Six digits that no app shows for this key about now."""
    near = {code(steps=steps) for steps in range(-3, 4)}
    return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in near)


def is_in(client):
    return client.get("/admin/survey/inquiry/").status_code == 200


def pause_is_over(user):
    TOTPDevice.objects.filter(user=user).update(throttling_failure_timestamp=None)


# Of whom it is asked


@pytest.mark.parametrize(("group", "asked"), [("Redaktion", False), ("Freigabe", True), ("Administration", True)])
def test_group_is_asked_by_default(log_in, group, asked):
    client = log_in(member(group, "somebody"))
    response = client.get("/admin/", follow=True)
    assert response.request["PATH_INFO"] == (SET_UP if asked else "/admin/")


def test_account_that_may_everything_is_asked(log_in):
    client = log_in(factories.make_user("root", is_staff=True, is_superuser=True))
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == SET_UP


def test_nobody_is_asked_on_a_trial_site(log_in, settings, petra):
    settings.SECOND_FACTOR_FOR = []
    assert is_in(log_in(petra))


def test_who_set_one_up_is_asked_whatever_the_group(log_in):
    erika = member("Redaktion", "erika")
    devices.add_app(erika, KEY, -1)
    assert log_in(erika).get("/admin/", follow=True).request["PATH_INFO"] == GIVE


def test_account_that_gets_the_right_is_asked_in_the_same_session(log_in, petra):
    erika = member("Redaktion", "erika")
    client = log_in(erika)
    assert is_in(client)
    erika.groups.set(petra.groups.all())
    assert not is_in(client)


# That nothing leads past it


def desk_addresses():
    """Every address below /admin/, with a 1 for each thing that it names."""
    for pattern in get_resolver().url_patterns:
        for each in getattr(pattern, "url_patterns", []):
            if str(each.pattern) == "admin/":
                yield from ((f"/admin/{route}", name) for route, name in _routes(each))


def _routes(resolver):
    for each in resolver.url_patterns:
        route = re.sub(r"<[^>]+>", "1", str(each.pattern))
        if hasattr(each, "url_patterns"):
            yield from ((route + rest, name) for rest, name in _routes(each))
        else:
            yield route, each.name


OPEN = re.compile(r"^(login|logout|jsi18n|second_factor|passkey)")


def test_password_alone_opens_no_address_of_the_desk(log_in, with_app):
    client = log_in(with_app)
    found = [path for path, name in desk_addresses() if not OPEN.match(name or "") and "(?P" not in path]
    assert len(found) > 200
    asked = {path: (client.get, client.post)[number % 2](path) for number, path in enumerate(found)}
    leads = {path: response.headers.get("Location", "").partition("?")[0] for path, response in asked.items()}
    assert {path: (asked[path].status_code, to) for path, to in leads.items() if to != "/admin/login/"} == {}


@pytest.mark.parametrize("page", ["/admin/login/", "/en/admin/login/", "/admin/login/?next=/admin/survey/batch/"])
def test_login_leads_on_to_the_second_factor(log_in, with_app, page):
    response = log_in(with_app).get(page)
    assert response.status_code == 302
    assert response.url.startswith(("/admin/second-factor/?next=", "/en/admin/second-factor/?next="))


@pytest.mark.parametrize(
    ("page", "words"), [("/admin/login/", ["Kennwort", "Anmelden"]), ("/en/admin/login/", ["Password", "Log in"])]
)
def test_login_page_has_its_words(page, words):
    text = Client().get(page).content.decode()
    assert [word for word in words if word not in text] == []


def test_pages_of_the_second_factor_ask_for_the_password_first():
    pages = [GIVE, SET_UP, f"{GIVE}app/", f"{GIVE}codes/", f"{GIVE}password/"]
    assert [Client().get(page).url for page in pages] == [f"/admin/login/?next={page}" for page in pages]
    steps = ["begin", "complete", "new-begin", "new-complete"]
    assert [Client().post(f"{GIVE}passkey/{step}/").status_code for step in steps] == [403] * 4


def test_second_factor_is_not_changed_before_it_is_given(log_in, with_app):
    client = log_in(with_app)
    for page in (SET_UP, f"{GIVE}app/", f"{GIVE}codes/"):
        assert [client.get(page).url, client.post(page, {"app": "1"}).url] == [f"{GIVE}?next=%2Fadmin%2F"] * 2
    assert client.post(f"{GIVE}passkey/new-begin/").status_code == 403
    assert TOTPDevice.objects.filter(user=with_app).exists()


# Giving it


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


# Setting up an app, without JavaScript


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


# Recovery codes


@pytest.fixture
def codes(with_app):
    return devices.make_recovery_codes(with_app)


def test_recovery_codes_are_shown_once_and_stored_as_hashes(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    shown = re.findall(r"<code>([a-z2-7-]+)</code>", client.post(f"{GIVE}codes/").content.decode())
    assert (len(shown), {len(each) for each in shown}) == (10, {19})
    again = client.get(f"{GIVE}codes/").content.decode() + client.get(SET_UP).content.decode()
    stored = " ".join(StaticToken.objects.values_list("token", flat=True))
    assert [each for each in shown if each in again or each.replace("-", "") in stored] == []


def test_recovery_code_counts_once_however_it_is_typed(log_in, with_app, codes):
    typed = codes[3].upper().replace("-", " ")
    client = log_in(with_app)
    client.post(GIVE, {"recovery": typed})
    assert "9 sind übrig" in client.get("/admin/account/").content.decode()
    assert is_in(client)
    other = log_in(with_app)
    other.post(GIVE, {"recovery": typed})
    assert not is_in(other)


def test_new_recovery_codes_end_the_former(log_in, with_app, codes):
    devices.make_recovery_codes(with_app)
    client = log_in(with_app)
    client.post(GIVE, {"recovery": codes[0]})
    assert not is_in(client)


# Passkeys


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


# Log, mail, reset


def test_what_changes_is_logged_and_sent_to_the_holder(log_in, petra, settings):
    settings.EMAIL_URL = "smtp://localhost"
    petra.email = "petra@example.org"
    petra.save()
    client = log_in(petra)
    client.get(f"{GIVE}app/")
    client.post(f"{GIVE}app/", {"code": code(client.session["second_factor_key"])})
    assert LogEntry.objects.get().change_message == "App des zweiten Faktors eingerichtet."
    [message] = mail.outbox
    assert message.to == ["petra@example.org"]
    assert "App des zweiten Faktors eingerichtet." in message.body


def test_operator_resets_what_is_lost_and_the_holder_reads_why(log_in, with_app, codes, capsys):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    boss = member("Administration", "boss")
    call_command("reset_second_factor", "petra", reason="Telefon verloren", by="boss")
    told = capsys.readouterr().out
    assert told == (
        "Apps und Passkeys von petra entfernt: 1; Sitzungen beendet: 1.\n"
        "Es ging keine E-Mail hinaus; sagen Sie es der Person, der das Konto gehört.\n"
    )
    assert not is_in(client)
    assert StaticToken.objects.count() == 0
    assert LogEntry.objects.get(user=boss).object_id == str(with_app.pk)
    page = log_in(with_app).get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == SET_UP
    assert "zurückgesetzt: Telefon verloren" in page.content.decode()


@pytest.mark.parametrize(
    ("user", "reason", "said"),
    [("nobody", "x", "nobody"), ("petra", " ", "warum"), ("petra", "x", "keinen zweiten Faktor")],
)
def test_reset_says_why_it_does_nothing(petra, user, reason, said):
    with pytest.raises(CommandError, match=said):
        call_command("reset_second_factor", user, reason=reason)


def test_keys_and_codes_are_no_list_of_the_desk(with_app, settings):
    settings.SECOND_FACTOR_FOR = []
    client = signed_in(factories.make_user("root", is_staff=True, is_superuser=True))
    text = client.get("/admin/").content.decode()
    assert "totpdevice" not in text
    assert "staticdevice" not in text
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_new_password_comes_after_the_second_factor(log_in, petra):
    Account.objects.password_was_set(petra, by=member("Administration", "boss"))
    client = log_in(petra)
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == SET_UP
    client.get(f"{GIVE}app/")
    client.post(f"{GIVE}app/", {"code": code(client.session["second_factor_key"])})
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/password_change/"


def test_second_factor_costs_a_page_of_the_desk_one_query(log_in, settings):
    settings.SECOND_FACTOR_FOR = ["Freigabe"]
    erika, petra = member("Freigabe", "erika"), member("Freigabe", "petra")
    devices.add_app(petra, KEY, -1)
    with_it = log_in(petra)
    with_it.post(GIVE, {"code": code()})
    with_it.get("/admin/survey/batch/")
    settings.SECOND_FACTOR_FOR = []
    without = log_in(erika)
    without.get("/admin/survey/batch/")
    page = "/admin/survey/batch/"
    assert queries_of(with_it, page) - queries_of(without, page) == 1


def test_page_of_an_account_links_to_its_second_factor(log_in, with_app):
    client = log_in(with_app)
    client.post(GIVE, {"code": code()})
    text = client.get("/admin/account/").content.decode()
    assert "nach einem Code oder einem Passkey gefragt" in text
    assert f'href="{SET_UP}"' in text
    assert address(with_app)
