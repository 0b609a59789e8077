"""Of whom the second factor is asked, and that nothing leads past it."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from django_otp.plugins.otp_totp.models import TOTPDevice

from survey.admin.second_factor import devices
from survey.models import Account
from tests import factories
from tests.admin.conftest import member, queries_of, signed_in
from tests.security.second_factor.steps import GIVE, KEY, SET_UP, code, is_in

pytestmark = pytest.mark.django_db


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


def test_keys_and_codes_are_no_list_of_the_desk(with_app, settings):
    settings.SECOND_FACTOR_FOR = []
    client = signed_in(factories.make_user("root", is_staff=True, is_superuser=True))
    text = client.get("/admin/").content.decode()
    assert "totpdevice" not in text
    assert "staticdevice" not in text
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
