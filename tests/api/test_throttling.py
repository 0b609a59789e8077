"""One address may ask the API so often, and is told when to go on."""

import json

import pytest
from django.core.cache import caches

from tests.public.papers import publish

ANSWERS = "/api/v1/answers/"


@pytest.fixture(autouse=True)
def two_a_minute(db, settings):
    settings.API_REQUESTS_A_MINUTE = 2
    publish()
    yield
    caches["requests"].clear()


def statuses(client, count, **headers):
    return [client.get(ANSWERS, **headers).status_code for _time in range(count)]


def test_too_many_requests_are_told_when_to_go_on(client):
    assert statuses(client, 2) == [200, 200]
    response = client.get(ANSWERS)
    assert (response.status_code, response.headers["Content-Type"]) == (429, "application/problem+json")
    told = json.loads(response.content)
    assert (told["status"], told["title"]) == (429, "Too Many Requests")
    assert "Retry-After" in told["detail"]
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]
    assert (response.headers["Cache-Control"], "ETag" in response.headers) == ("no-store", False)


def test_all_lists_count_together_and_what_is_unchanged_does_not(client):
    tag = client.get(ANSWERS).headers["ETag"]
    assert {client.get(ANSWERS, headers={"If-None-Match": tag}).status_code for _time in range(3)} == {304}
    assert client.get("/api/v1/bodies/").status_code == 200
    assert client.get("/api/v1/districts/").status_code == 429


def test_each_address_has_its_own_limit(client):
    assert statuses(client, 3, REMOTE_ADDR="192.0.2.1") == [200, 200, 429]
    assert statuses(client, 1, REMOTE_ADDR="192.0.2.2") == [200]


def test_made_up_proxies_are_no_way_around_it(client):
    made_up = [client.get(ANSWERS, headers={"X-Forwarded-For": f"192.0.2.{at}"}).status_code for at in range(3)]
    assert made_up == [200, 200, 429]


def test_pages_and_files_have_no_limit(client):
    statuses(client, 3)
    assert {client.get(path).status_code for path in ("/answers/", "/answers.csv")} == {200}


def test_no_limit_where_the_operator_wants_none(client, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    assert statuses(client, 5) == [200] * 5
