"""What all tests share."""

import hashlib
import sqlite3
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.utils.translation import override

from tests import examples, snapshot

examples.register()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from tests.sharing import InOrder

    return InOrder(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items[:] = snapshot.in_order_of_rows(items)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite the migrated database is kept as a file: to migrate takes longer than most runs of a few tests."""
    if connection.vendor == "sqlite" and migrated().exists():
        connection_created.connect(fill, dispatch_uid="migrated")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What the migrations put there, the groups among it: a test with a live server leaves the database without."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and not migrated().exists():
            keep()
        return snapshot.take()


def migrated() -> Path:
    """Another file for every other state of the migrations."""
    digest = hashlib.sha256(django.__version__.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    return settings.BASE_DIR / "var" / "tests" / f"migrated-{digest.hexdigest()[:12]}.sqlite3"


def fill(connection, **kwargs):
    """The first connection to the empty test database finds it migrated."""
    if connection.is_in_memory_db() and not connection.introspection.table_names():
        with sqlite3.connect(migrated()) as kept:
            kept.backup(connection.connection)


def keep():
    """Written aside and renamed: another process may do the same now."""
    path = migrated()
    aside = settings.VAR_DIR / path.name
    for old in path.parent.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    with sqlite3.connect(aside) as kept:
        connection.connection.backup(kept)
    kept.close()
    aside.replace(path)


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


@pytest.fixture(scope="module", autouse=True)
def language_of_module():
    """What a module prepares for all of its tests begins in that language, too, and leaves none behind."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def language():
    """A request leaves its language behind; each test begins in that of the root."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def presence(request, monkeypatch):
    """The first look at an inquiry writes a row more than the next; a test that counts queries compares looks."""
    if "noted" not in request.fixturenames:
        monkeypatch.setattr("survey.admin.presence.note", lambda inquiry, user: None)


@pytest.fixture
def noted():
    """Who opens a page of an inquiry is noted, as outside of tests."""


@pytest.fixture(scope="module")
def first_rows(django_db_blocker, first_content):
    with snapshot.standing(django_db_blocker, lambda: snapshot.put(first_content)):
        yield


@pytest.fixture
def published(first_rows, db):
    """Hessen 19/1613, imported, edited and published; returns its first edition."""
    from survey.models import Edition

    return Edition.objects.get(slug="hessen-19-1613", number=1)
