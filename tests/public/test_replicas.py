"""Pages and files are read from a replica that has all that was published, and else from the primary."""

from functools import partial

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import OperationalError, connection, connections, router
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from survey.models import Inquiry, PublishedInquiry, SearchRow
from survey.models.reading import PAGES, REPLICAS, STREAMS, read_connection, reading_from
from survey.public import replicas
from survey.public.replicas import from_replica
from survey.publishing.publish import take_back
from tests.public.papers import publish
from tests.public.test_pages import HOME

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the replica is a copy of a file")


class Replica:
    """A file that follows the database of the tests when it is told to."""

    def __init__(self, path):
        self.path = path

    def follow(self):
        for alias in REPLICAS:
            if alias in connections.databases:
                connections[alias].close()
        self.path.write_bytes(connection.connection.serialize())

    def mark(self):
        """What is read from here says so, though nothing was published."""
        SearchRow.objects.using(STREAMS).update(title="von der Replik", respondent="von der Replik")
        PublishedInquiry.objects.using(PAGES).update(title="von der Replik")

    def leave(self):
        for alias in REPLICAS:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = str(self.path / "gone")


def connect(replica):
    """What Django's test case forbids for databases that the settings do not name."""
    if replica.connection is None:
        with replica.wrap_database_errors:
            replica.connect()


@pytest.fixture
def aliases(settings, monkeypatch):
    """Both names lead to databases of their own, with the router that is set where there are replicas."""
    settings.DATABASE_ROUTERS = ["survey.models.reading.ReadRouter"]
    monkeypatch.setattr(replicas, "failed", {})

    def name(**options):
        for alias in REPLICAS:
            connections.databases[alias] = connections.databases["default"] | options
            connections[alias].ensure_connection = partial(connect, connections[alias])

    yield name
    for alias in REPLICAS:
        if alias in connections.databases:
            connections[alias].close()
            del connections[alias]
            del connections.databases[alias]


@pytest.fixture
def replica(aliases, snow, tmp_path):
    """It has what was published so far."""
    made = Replica(tmp_path / "replica.sqlite3")
    made.follow()
    aliases(NAME=str(made.path))
    return made


@on_sqlite
def test_page_is_made_from_the_replica_and_its_version_read_from_the_primary(client, replica):
    captured = [CaptureQueriesContext(connections[alias]) for alias in ("default", PAGES)]
    with captured[0] as of_primary, captured[1] as of_replica:
        assert client.get(HOME).status_code == 200
    assert ["dataversion" in each["sql"] for each in of_primary] == [True]
    assert len(of_replica) > 3


@on_sqlite
def test_search_reads_index_and_rows_from_the_replica(client, replica):
    replica.mark()
    assert "von der Replik" in client.get("/search/?q=Winterdienst").content.decode()


@on_sqlite
def test_kept_page_asks_no_replica(client, replica):
    client.get(HOME)
    with CaptureQueriesContext(connections[PAGES]) as of_replica:
        client.get(HOME)
    assert len(of_replica) == 0


@on_sqlite
def test_replica_that_is_behind_is_not_answered_from_until_it_has_followed(client, replica):
    publish(number=3, note="Von eben.")
    replica.mark()
    assert "von der Replik" not in client.get("/inquiries/").content.decode()
    assert client.get(f"{HOME}editions/3/").status_code == 200
    cache.clear()
    replica.follow()
    replica.mark()
    assert "von der Replik" in client.get("/inquiries/").content.decode()


@on_sqlite
def test_replica_that_is_ahead_is_not_answered_from(client, replica):
    """What it has is not what the version of the page names."""
    replica.mark()
    connections[PAGES].cursor().execute("UPDATE survey_dataversion SET number = number + 1 WHERE key = 'lists'")
    assert "von der Replik" not in client.get("/inquiries/").content.decode()


@on_sqlite
def test_paper_that_is_taken_back_is_gone_though_the_replica_has_it(client, replica, django_user_model):
    paths = [HOME, f"{HOME}answers.csv", "/inquiries/nordland-9-1.json"]
    assert [client.get(path).status_code for path in paths] == [200] * 3
    take_back(Inquiry.objects.get(), by=django_user_model.objects.create_user("f", is_superuser=True), reason="Irrtum.")
    assert [client.get(path).status_code for path in paths] == [410] * 3


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/answers.csv?q=Winterdienst", "/answers.jsonl", f"{HOME}answers.jsonl", "/api/v1/answers/"]
)
def test_download_is_read_from_the_replica_while_it_is_sent(client, replica, path):
    replica.mark()
    response = client.get(path)
    with CaptureQueriesContext(connections["default"]) as of_primary:
        text = response.getvalue().decode()
    assert (
        "von der Replik" in text or path == "/answers.csv?q=Winterdienst"
    )  # its lines are kept as they were published
    assert len(of_primary) == 0


@on_sqlite
def test_replica_that_is_away_is_not_asked_again_for_a_while(client, replica, monkeypatch):
    replica.leave()
    asked = []
    monkeypatch.setattr(connections[PAGES], "connect", lambda: asked.append(1) or fail())
    assert [client.get(path).status_code for path in (HOME, "/districts/", "/bodies/")] == [200] * 3
    assert len(asked) == 1
    monkeypatch.setattr(replicas, "ASK_AGAIN_AFTER", 0)
    client.get("/inquiries/")
    assert len(asked) == 2


def fail(cause=None):
    raise OperationalError("away") from cause


class View:
    """Fails where it is read from a replica."""

    def __init__(self, error=None):
        self.error, self.read_from = error, []

    def __call__(self, request):
        self.read_from.append(read_connection().alias)
        if self.read_from[-1] in REPLICAS:
            fail(self.error)
        return HttpResponse("x")


@on_sqlite
@pytest.mark.parametrize("alias", REPLICAS)
def test_page_whose_replica_goes_away_midway_is_made_by_the_primary(replica, alias):
    view = View()
    assert from_replica(alias)(view)(RequestFactory().get("/")).content == b"x"
    assert view.read_from == [alias, "default"]


@on_sqlite
def test_statement_that_takes_too_long_is_not_asked_of_the_primary_too(replica):
    view = View(psycopg.errors.QueryCanceled())
    with pytest.raises(OperationalError):
        from_replica(PAGES)(view)(RequestFactory().get("/"))
    assert view.read_from == [PAGES]


def test_without_a_replica_the_view_is_asked_and_nothing_else(django_assert_num_queries):
    view = View()
    with django_assert_num_queries(0):
        from_replica(PAGES)(view)(RequestFactory().get("/"))
    assert view.read_from == ["default"]


def test_accounts_and_what_is_written_are_of_the_primary(aliases):
    with reading_from(PAGES):
        assert [router.db_for_read(model) for model in (SearchRow, User)] == [PAGES, "default"]
        assert router.db_for_write(SearchRow) == "default"
        assert router.db_for_read(SearchRow) == "default", "who writes reads what was written"
    with reading_from(PAGES):
        assert router.db_for_read(SearchRow) == PAGES
    assert router.db_for_read(SearchRow) == "default"


def test_record_that_was_read_from_a_replica_is_saved_on_the_primary(aliases):
    read, other = SearchRow(), SearchRow()
    read._state.db, other._state.db = PAGES, "backup"
    assert [router.db_for_write(SearchRow, instance=each) for each in (read, other)] == ["default", "backup"]


def test_replicas_are_not_migrated(aliases):
    assert [router.allow_migrate(alias, "survey") for alias in (*REPLICAS, "default")] == [False, False, True]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no such limit")
def test_page_is_read_in_one_state_and_with_the_limit_of_its_transaction(aliases, settings):
    settings.PUBLIC_STATEMENT_SECONDS = 0.05
    aliases()

    def view(request):
        with read_connection().cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('statement_timeout'), current_setting('transaction_isolation'),"
                " current_setting('transaction_read_only')"
            )
            return HttpResponse(" ".join(cursor.fetchone()))

    assert from_replica(PAGES)(view)(RequestFactory().get("/")).content == b"50ms repeatable read on"
    with connections[PAGES].cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",), "the session that the pooler gives to others has none"
