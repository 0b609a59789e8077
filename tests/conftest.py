"""What all tests share."""

import pytest
from django.db import transaction

from tests import snapshot


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What the migrations put there, the groups among it: a test with a live server leaves the database without."""
    with django_db_blocker.unblock():
        return snapshot.take()


@pytest.fixture(scope="session")
def first_content(django_db_setup, django_db_blocker):
    """What `make run` puts into an empty database, made once on the way that it takes."""
    from config import prepare

    with django_db_blocker.unblock(), transaction.atomic():
        snapshot.put(django_db_setup)
        prepare.fill()
        rows = snapshot.take()
        transaction.set_rollback(True)
    return rows


@pytest.fixture(autouse=True)
def presence(request, monkeypatch):
    """The first look at an inquiry writes a row more than the next; a test that counts queries compares looks."""
    if "noted" not in request.fixturenames:
        monkeypatch.setattr("survey.admin.presence.note", lambda inquiry, user: None)


@pytest.fixture
def noted():
    """Who opens a page of an inquiry is noted, as outside of tests."""


@pytest.fixture
def published(db, first_content):
    """Hessen 19/1613, imported, edited and published; returns its first edition."""
    from survey.models import Edition

    snapshot.put(first_content)
    return Edition.objects.get(slug="hessen-19-1613", number=1)
