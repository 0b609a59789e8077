"""/healthz says up or down to everybody, and all to who may know; for people it is a page."""

import json

import pytest
from django.utils import timezone

from survey.models import LastRun
from survey.publishing.content import SCHEMA
from tests.operation import making

TOKEN = {"authorization": "Bearer a long word"}
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def token(settings, client):
    settings.MONITOR_TOKEN = "a long word"
    client.raise_request_exception = False


def test_public_learns_up_or_down_only(client, db, tmp_path):
    up = client.get("/healthz", **ELSEWHERE)
    assert (up.status_code, up.content) == (200, b"up\n")
    with making.failing(making.gone(tmp_path)):
        down = client.get("/healthz", **ELSEWHERE)
    assert (down.status_code, down.content) == (503, b"down\n")
    assert LastRun.objects.count() == 0  # nobody makes us write


@pytest.mark.parametrize(
    ("headers", "extra", "knows"),
    [
        (TOKEN, ELSEWHERE, True),
        ({"authorization": "Bearer another"}, ELSEWHERE, False),
        ({}, {"REMOTE_ADDR": "127.0.0.1"}, True),
        ({}, {"REMOTE_ADDR": "::1"}, True),
        ({"x-forwarded-for": "203.0.113.7"}, {"REMOTE_ADDR": "127.0.0.1"}, False),
        ({"via": "1.1 nginx"}, {"REMOTE_ADDR": "127.0.0.1"}, False),
    ],
)
def test_token_or_this_machine_opens_the_report(client, db, headers, extra, knows):
    response = client.get("/healthz", headers=headers, **extra)
    assert (response.headers["Content-Type"] == "application/json") == knows


def test_no_token_opens_nothing(client, db, settings):
    settings.MONITOR_TOKEN = ""
    assert client.get("/healthz", headers={"authorization": "Bearer "}, **ELSEWHERE).content == b"up\n"


def test_report_tells_write_space_versions_and_last_backup(client, db):
    LastRun.objects.note(LastRun.Name.BACKUP, file="/backups/one", bytes=7)
    told = client.get("/healthz").json()
    assert told["status"] == "up"
    assert (told["database"]["read"], told["database"]["write"], told["disk"]["write"]) == ("ok", "ok", "ok")
    assert told["disk"]["total_bytes"] > told["disk"]["free_bytes"] > 0
    assert (told["versions"]["schema"], told["versions"]["migrations_missing"]) == (SCHEMA, 0)
    assert set(told["versions"]) == {"anlage", "schema", "django", "python", "database", "migrations_missing"}
    backup = told["last"]["backup"]
    assert (backup["file"], backup["bytes"]) == ("/backups/one", 7)
    assert 0 <= backup["age_seconds"] < 600
    assert LastRun.objects.get(name=LastRun.Name.HEALTH).at <= timezone.now()


def test_database_locked_by_a_publish_is_up(client, db, tmp_path):
    with making.failing(making.locked(tmp_path), only="INSERT"):
        response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]["write"]) == (200, "locked")


def test_lost_database_is_down_and_its_error_not_told(client, db, tmp_path):
    with making.failing(making.gone(tmp_path)):
        response = client.get("/healthz")
    told = response.json()
    assert (response.status_code, told["status"], told["database"]["read"]) == (503, "down", "gone")
    assert str(tmp_path) not in json.dumps(told)


@pytest.mark.parametrize(
    ("path", "up", "down"),
    [
        ("/healthz", "Diese Seite läuft", "Diese Seite ist gerade gestört"),
        ("/en/healthz", "This site is running", "This site is disturbed just now"),
    ],
)
def test_people_get_a_page(client, db, tmp_path, path, up, down):
    page = client.get(path, headers={"accept": "text/html,*/*"})
    assert (page.status_code, f"<h1>{up}</h1>" in page.content.decode()) == (200, True)
    with making.failing(making.gone(tmp_path)):
        page = client.get(path, headers={"accept": "text/html,*/*"})
    assert (page.status_code, f"<h1>{down}</h1>" in page.content.decode()) == (503, True)
    assert "no-store" in page.headers["Cache-Control"]
