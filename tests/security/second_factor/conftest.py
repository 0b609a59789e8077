"""Accounts with and without a second factor, on a site that others can reach."""

import pytest
from django.test import Client

from survey.admin.second_factor import devices
from tests.admin.conftest import member
from tests.security.second_factor.steps import KEY


@pytest.fixture(autouse=True)
def public(settings):
    """As on a site that others can reach."""
    settings.SECOND_FACTOR_FOR = ["Freigabe", "Administration"]


@pytest.fixture
def petra(db):
    return member("Freigabe", "petra")


@pytest.fixture
def with_app(petra):
    devices.add_app(petra, KEY, -1)
    return petra


@pytest.fixture
def log_in(db):
    """Logs in with the password alone."""

    def enter(user, address="10.0.0.1", password="geheim"):
        client = Client(REMOTE_ADDR=address)
        client.post("/admin/login/", {"username": user.username, "password": password})
        return client

    return enter


@pytest.fixture
def codes(with_app):
    return devices.make_recovery_codes(with_app)
