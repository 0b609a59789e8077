"""A database that is locked, gone or full is said in a sentence; kept pages are shown meanwhile, and forms kept."""

import errno
import time

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, close_old_connections, connection
from django.test import RequestFactory
from django.urls import reverse

from survey.models import DataVersion
from survey.operation.faults import Fault, fault_of
from survey.public import caching
from tests import factories
from tests.admin.conftest import member, signed_in
from tests.admin.forms import address, shown
from tests.operation import making
from tests.public.conftest import empty_cache, snow  # noqa: F401  fixtures
from tests.public.test_pages import HOME


@pytest.fixture(autouse=True)
def answers(client):
    """What a browser gets, and no exception of the server's; each test begins with a process that saw nothing."""
    client.raise_request_exception = False
    caching.last_seen.__init__()


@pytest.fixture
def later(monkeypatch):
    """Let seconds pass by the clock of the kept pages."""
    passed = []
    now = time.monotonic
    monkeypatch.setattr(caching.time, "monotonic", lambda: now() + sum(passed))
    return passed.append


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (making.locked, Fault.LOCKED),
        (making.full, Fault.FULL),
        (making.gone, Fault.GONE),
        (lambda folder: OSError(errno.ENOSPC, "No space left on device"), Fault.FULL),
        (lambda folder: OSError(errno.ENOENT, "No such file"), None),
        (lambda folder: InterfaceError("connection already closed"), Fault.GONE),
        (lambda folder: psycopg.errors.AdminShutdown(), Fault.GONE),
        (lambda folder: psycopg.errors.DiskFull(), Fault.FULL),
        (lambda folder: psycopg.errors.QueryCanceled(), Fault.BUSY),
        (lambda folder: psycopg.errors.TooManyConnections(), Fault.BUSY),
        (lambda folder: psycopg.errors.DeadlockDetected(), Fault.LOCKED),
        (lambda folder: psycopg.errors.UndefinedTable(), None),
        (lambda folder: ValueError("ours"), None),
    ],
)
def test_fault_is_told_from_an_error_of_ours(tmp_path, error, fault):
    wrapped = RuntimeError("while saving")
    wrapped.__cause__ = error(tmp_path)
    assert fault_of(wrapped) == fault


def test_kept_page_is_shown_without_its_database_with_its_age(client, snow, tmp_path, later):  # noqa: F811
    before = client.get(HOME)
    later(90)
    with making.failing(making.gone(tmp_path)):
        kept = client.get(HOME)
    assert (kept.status_code, kept.content) == (200, before.content)
    assert int(kept.headers["Age"]) >= 90, "the seconds of the test itself are added"
    assert kept.headers["Cache-Control"] == "no-store"


def test_who_has_a_page_is_told_that_it_holds_though_it_is_kept_elsewhere_alone(client, snow, tmp_path, later):  # noqa: F811
    """A web server keeps what another node has rendered; this one has only said that it holds."""
    known = {"if-none-match": client.get(HOME).headers["ETag"]}
    cache.clear()
    later(90)
    with making.failing(making.gone(tmp_path)):
        response = client.get(HOME, headers=known)
        assert (response.status_code, response.content) == (304, b"")
        assert int(response.headers["Age"]) >= 90
        assert response.headers["ETag"] == known["if-none-match"]
        assert client.get(HOME, headers={"if-none-match": 'W/"another"'}).status_code == 503
        later(settings.KEPT_SECONDS_WITHOUT_DATABASE)
        assert client.get(HOME, headers=known).status_code == 503


def test_kept_page_is_shown_for_a_while_only(client, snow, tmp_path, later):  # noqa: F811
    client.get(HOME)
    later(settings.KEPT_SECONDS_WITHOUT_DATABASE + 1)
    with making.failing(making.gone(tmp_path)):
        assert client.get(HOME).status_code == 503


def test_page_kept_from_before_a_change_is_not_shown(client, snow, tmp_path):  # noqa: F811
    """What was taken back is not shown again because the database is gone."""
    client.get(HOME)
    DataVersion.objects.advance()
    client.get("/about/")
    with making.failing(making.gone(tmp_path)):
        assert client.get("/about/").status_code == 200
        assert client.get(HOME).status_code == 503


@pytest.mark.parametrize(
    "path", [f"{HOME}coverage.svg", "/feed/", "/answers.csv", f"{HOME}annexes/1.csv", "/api/v1/answers/"]
)
def test_pictures_files_and_programs_are_told_to_come_again(client, snow, tmp_path, path):  # noqa: F811
    assert client.get(path).status_code == 200
    with making.failing(making.gone(tmp_path)):
        response = client.get(path)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (HOME, "Die Datenbank ist gerade nicht erreichbar"),
        (f"/en{HOME}", "The database cannot be reached just now"),
        ("/api/v1/answers/", "Die Datenbank ist gerade nicht erreichbar"),
        ("/admin/", "Die Datenbank ist gerade nicht erreichbar"),
        ("/en/admin/", "The database cannot be reached just now"),
    ],
)
def test_page_that_is_not_kept_says_why(client, db, editor, tmp_path, path, sentence):
    client.force_login(editor)
    with making.failing(making.gone(tmp_path)):
        response = client.get(path)
    assert (response.status_code, sentence in response.content.decode()) == (503, True)


def test_pages_come_back_by_themselves(client, snow, tmp_path, later):  # noqa: F811
    with making.failing(making.gone(tmp_path)):
        assert client.get(HOME).status_code == 503
    assert client.get(HOME).status_code == 503  # not asked again within a second
    later(1)
    response = client.get(HOME)
    assert (response.status_code, "Age" in response.headers) == (200, False)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks a server that goes away: PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_server_that_went_away_is_found_again(client):
    """All connections are ended and none is let in; afterwards the same process answers."""
    paper = factories.make_inquiry()
    name = connection.settings_dict["NAME"]
    elsewhere = psycopg.connect(**connection.get_connection_params() | {"dbname": "postgres"}, autocommit=True)
    assert client.get("/").status_code == 200
    with elsewhere as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            assert [client.get(path).status_code for path in ("/", "/inquiries/", "/answers.csv")] == [200, 503, 503]
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    close_old_connections()  # as a server does before each request, and the test client does not
    caching.last_seen.failed = 0
    assert [client.get(path).status_code for path in ("/", "/inquiries/", "/answers.csv")] == [200, 200, 200]
    paper.refresh_from_db()


# The desk


@pytest.fixture
def editor(db):
    return member("Redaktion", "editor")


@pytest.fixture
def answer(db):
    return factories.cell(factories.make_table({"LK Fulda": ["Erster Absatz."]}), "LK Fulda", "Frage 1")


def refused(editor, answer, cause, **changes):
    """The page one gets instead of saving, and the form that was sent."""
    desk = signed_in(editor)
    desk.raise_request_exception = False
    sent = shown(desk.get(address(answer))) | changes
    with making.failing(cause, only="UPDATE"):
        return desk, desk.post(address(answer), sent)


def test_form_is_kept_while_somebody_publishes(editor, answer, tmp_path):
    written = "Der Kreis\n\n<b>prüft</b> es."
    desk, page = refused(editor, answer, making.locked(tmp_path), wording=written, change_reason="Gelesen.")
    text = page.content.decode()
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert "Jemand veröffentlicht gerade; Ihr Text steht noch hier" in text
    assert "Der Kreis\n\n&lt;b&gt;prüft&lt;/b&gt; es.</textarea>" in text
    answer.refresh_from_db()
    assert (answer.wording, answer.version) == (None, 1)
    again = {field.name: field.value for field in page.context["kept"]}
    assert desk.post(page.context["action"], again).status_code == 302
    answer.refresh_from_db()
    assert answer.wording == written


def test_full_disk_is_said_and_the_form_kept(editor, answer, tmp_path):
    _, page = refused(editor, answer, making.full(tmp_path), wording="Der Kreis prüft es.")
    assert page.status_code == 507
    assert "Kein Platz" in page.content.decode()
    assert "Der Kreis prüft es.</textarea>" in page.content.decode()


def test_password_is_asked_for_again_and_not_written_back(client, editor, tmp_path):
    with making.failing(making.locked(tmp_path)):
        page = client.post(reverse("admin:login"), {"username": "editor", "password": "streng geheim"})
    text = page.content.decode()
    assert page.status_code == 503
    assert '<input type="password" name="password" required>' in text
    assert "streng geheim" not in text
    assert '<input type="hidden" name="username" value="editor">' in text


def test_file_is_asked_for_again(editor, tmp_path):
    desk = signed_in(editor)
    desk.raise_request_exception = False
    upload = tmp_path / "tabelle.csv"
    upload.write_text("Kreis;Antwort\n")
    with making.failing(making.locked(tmp_path), only="INSERT"), upload.open("rb") as file:
        page = desk.post(reverse("admin:survey_inquiry_import"), {"file": file, "number": "19/1"})
    assert page.status_code == 503
    assert '<input type="file" name="file">' in page.content.decode()


def test_error_of_ours_is_still_one(monkeypatch):
    from survey.operation import fault_pages

    try:
        raise ValueError("ours")
    except ValueError:
        assert fault_pages.server_error(RequestFactory().get("/")).status_code == 500
