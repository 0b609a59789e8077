"""Who may open and who may send what: every page of the desk in five roles, with the forms that the pages show.

`who_may_what.md` beside this file says it, to be read by people; a page that is new gets its entry there. Refusals are
tried on every page; what is allowed is tried on all pages but those that are made in one way for all records.
"""

import logging
import re
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver

from survey.models import ImportSession
from survey.publishing import page_pictures
from tests import factories
from tests.admin.conftest import member, onlooker, signed_in
from tests.browser import desk_pages
from tests.security.desk_requests import form_of, pages

TABLE = Path(__file__).with_name("who_may_what.md")
# Freigabe and Administration first: their pages have the forms that the others send, too.
ROLES = {"F": "Freigabe", "A": "Administration", "R": "Redaktion", "V": "view rights alone", "-": "nobody"}
SHOWN_FORMS = "FA"
# Whose own name it is.
OWN = {"account": {"survey_account"}}
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) "(?!django_session")(\w+)')

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


class Asked(NamedTuple):
    """What came of a request: whether it was let in, and the tables that were written to."""

    method: str
    role: str
    page: str
    is_let_in: bool
    written: frozenset[str]


def allowed() -> dict[tuple[str, str], str]:
    """The letters of the roles that may, by method and page, as the tables of the file say."""
    found, suffixes = {}, []
    for line in TABLE.read_text().splitlines():
        first, *cells = [each.strip() for each in line.strip("|").split("|")]
        if not line.startswith("| "):
            continue
        if first in ("Record", "Page"):
            suffixes = [f"_{each}" for each in cells] if first == "Record" else [""]
            continue
        for suffix, cell in zip(suffixes, cells, strict=True):
            opens, _, sends = cell.partition("/")
            found |= {("GET", first + suffix): opens, ("POST", first + suffix): sends or opens} if cell else {}
    return found


MAY = allowed()


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[list[Asked], dict[str, dict]]:
    """All that was asked, and the form of each page; what is written is undone."""
    logging.disable(logging.CRITICAL)  # a refusal is logged, and here are thousands
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.VAR_DIR", tmp_path_factory.mktemp("var"))
        patch.setattr("survey.admin.presence.note", lambda inquiry, user: None)
        for name in ("whole", "crop"):
            patch.setattr(page_pictures, name, lambda *args: b"")  # a process of its own, which nothing here is about
        everything = list(pages(factories.make_user("root", is_staff=True, is_superuser=True)))
        forms = {page.name: page.sent_in_one_way for page in everything if page.sent_in_one_way is not None}
        requests = [each for role in ROLES for each in asked_by(role, everything, forms)]
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return requests, forms


@pytest.fixture
def requests(asked):
    return asked[0]


def asked_by(role, everything, forms):
    client = client_of(role)
    for page in everything:
        for method in ("GET", "POST"):
            is_allowed = role in MAY[method, page.name]
            shows_form = method == "GET" and is_allowed and role in SHOWN_FORMS and page.name not in forms
            if is_allowed and page.is_in_one_way and not shows_form:
                continue
            with nullcontext() if shows_form and not page.is_in_one_way else undrawn():
                response, written = answer_of(client, method, page.address, forms.get(page.name, {}))
            if shows_form:
                forms[page.name] = form_of(page, response)
            yield Asked(method, role, page.name, is_let_in(response), written)


@contextmanager
def undrawn():
    """Pages as empty as they are quick: who is let in is decided before they are drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda *args, **kwargs: "")
        yield


def client_of(role):
    """Prepared imports are shown to their owner alone: they are given to each role in its turn."""
    if role == "-":
        return Client()
    user = onlooker() if role == "V" else member(ROLES[role], f"matrix-{role}")
    ImportSession.objects.update(owner=user)
    return signed_in(user)


def answer_of(client, method, address, form):
    """The response, and the tables that were written to for it."""
    written = set()

    def note(execute, sql, *args):
        if match := WRITES.match(sql):
            written.add(match[1])
        return execute(sql, *args)

    with connection.execute_wrapper(note), transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address, form)
        transaction.set_rollback(True)
    return response, frozenset(written)


def is_let_in(response):
    """To the page, on to another, or told what is wrong with the form; not back to the start or to the login."""
    way = response.headers.get("Location", "").partition("?")[0]
    return response.status_code in (200, 204, 400) or (
        response.status_code == 302 and way not in ("/admin/", "/admin/login/")
    )


def test_table_names_every_page_of_the_desk_and_no_other():
    assert {page for _method, page in MAY} == desk_pages.names() - desk_pages.BEFORE_THE_DESK


def test_each_role_opens_and_sends_what_the_table_says(requests):
    """Who is refused is refused whatever is sent, and nothing of it is kept."""
    assert [each for each in requests if each.is_let_in != (each.role in MAY[each.method, each.page])] == []
    assert [each for each in requests if each.written and not each.is_let_in] == []


def test_looking_at_a_page_changes_nothing(requests):
    assert [each for each in requests if each.method == "GET" and each.written] == []


def test_who_may_only_look_changes_nothing_by_sending_forms(requests):
    assert [each for each in requests if each.role in "V-" and each.written - OWN.get(each.page, set())] == []


def test_forms_are_those_that_change_something_where_they_may(asked):
    requests, forms = asked
    assert len([form for form in forms.values() if len(form) > 1]) > 150
    assert len({each.page for each in requests if each.written}) > 25


def test_no_address_takes_a_form_without_its_token():
    """Of the whole site; the API reads only, and its views are exempt because of that."""
    exempt = {route for route, view in views(get_resolver()) if getattr(view, "csrf_exempt", False)}
    assert {route for route in exempt if not re.match(r"(en/)?api/v1/", route)} == set()


def views(resolver, before=""):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from views(each, route)
        else:
            yield route, each.callback
