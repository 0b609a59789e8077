"""Who may open and who may send what: all pages of the desk, five roles, with the forms that the pages show.

`desk_rights.txt` beside this file says it, to be read by people; a page that is new gets a line there.
"""

import logging
import re
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from survey.models import FormerSlug, Tombstone
from survey.publishing.content import digest, encode
from survey.publishing.freeze import freeze
from survey.publishing.publish import publish
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.security.desk_pages import pages, sent_from

TABLE = Path(__file__).with_name("desk_rights.txt")
ROLES = {"anonymous": "?", "no group": "-", "Redaktion": "R", "Freigabe": "F", "Administration": "A"}
MADE_BY_DJANGO = re.compile(r"_(add|change|changelist|delete|export|history|simple_history)$")
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    """A refusal is logged with all its frames; here are thousands."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def sent(paper):
    """Each page with what its form sends: as the account that may everything sees it."""
    publish(paper, by=factories.make_user("other"), note="Erste Fassung.", seen=digest(encode(freeze(paper))))
    FormerSlug.objects.create(kind="inquiry", slug="alt", now=paper.slug)
    gone = {"kind": "gone", "path": "/bodies/alt/", "inquiry": paper.slug, "reason": "Aufgelöst."}
    Tombstone.objects.create(date=timezone.now(), **gone)
    root = signed_in(factories.make_user("root", is_staff=True, is_superuser=True))
    return {page: sent_from(root.get(page.address)) for page in pages(paper)}


def client_of(role):
    if role == "anonymous":
        return Client()
    if role == "no group":
        return signed_in(factories.make_user("nobody", is_staff=True))
    return signed_in(member(role, f"matrix-{role}"))


def table():
    """Who may open and who may send, by page: letters of the roles."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return {name: (opens, sends) for name, opens, sends in lines}


def is_let_in(response):
    """A page, or a way on to another; not back to the start, where there is no such record for this account."""
    way = response.headers.get("Location", "").partition("?")[0]
    return response.status_code == 200 or (response.status_code == 302 and way not in ("/admin/", "/admin/login/"))


def sends(client, page, data):
    """Whether the form is taken, and what is written where it is not; all of it is undone."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        taken = is_let_in(client.post(page.address, data or {}))
        transaction.set_rollback(True)
    written = [each["sql"] for each in queries if each["sql"].lstrip().upper().startswith(WRITING)]
    return taken, [] if taken else written


def test_each_role_opens_and_sends_what_the_table_says(sent):
    """What is refused is tried on every page; what is allowed, on those that Django does not make by itself."""
    told, wrong = table(), []
    for role, letter in ROLES.items():
        client = client_of(role)
        for page, data in sent.items():
            opens, may_send = (letter in letters for letters in told[page.name])
            if opens and MADE_BY_DJANGO.search(page.name):
                continue
            taken, written = sends(client, page, data)
            opened = is_let_in(client.get(page.address))
            if (opened, taken) != (opens, may_send) or written:
                wrong.append((role, page.name, f"opens: {opened}, sends: {taken}", written))
    assert wrong == []


def test_table_names_every_page_of_the_desk_and_no_other(paper):
    assert {page.name for page in pages(paper)} == set(table())


def test_most_pages_are_tried_with_a_form(sent):
    assert len([data for data in sent.values() if data and len(data) > 1]) > 150
