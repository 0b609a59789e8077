"""Who sits at the desk, and a paper with everything in it."""

import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from survey.admin.second_factor.devices import ENROLLED
from survey.admin.sessions import BEGAN, USED
from tests import factories
from tests.admin.papers import make_paper


def member(group, name):
    user = factories.make_user(name, is_staff=True, first_name=name.title(), last_name="Beispiel")
    user.groups.add(Group.objects.get(name=group))
    return user


def onlooker():
    """Somebody who may look at everything and touch nothing, as an installation may want it for a trainee."""
    user = factories.make_user("onlooker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="survey", codename__startswith="view_"))
    return user


def signed_in(user):
    """A browser whose session has begun: what its first page notes costs queries of its own."""
    client = Client()
    client.force_login(user)
    session = client.session
    session.update({BEGAN: time.time(), USED: time.time(), ENROLLED: False})
    session.save()
    return client


@pytest.fixture
def editor(db):
    return member("Redaktion", "editor")


@pytest.fixture
def publisher(db):
    return member("Freigabe", "publisher")


@pytest.fixture
def desk(editor):
    """The editor's browser."""
    return signed_in(editor)


@pytest.fixture
def publishers_desk(publisher):
    return signed_in(publisher)


@pytest.fixture
def root(db):
    user = factories.make_user("root", is_staff=True, is_superuser=True)
    return signed_in(user)


@pytest.fixture
def paper(db):
    return make_paper()


def queries_of(client, page):
    """How many queries a page costs; kinds of record are looked up anew, as in a process that has just begun."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
