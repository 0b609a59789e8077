"""Errors below /api: https://www.rfc-editor.org/rfc/rfc9457, whoever finds them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status", "title", "word"),
    [
        ("get", "/api/v1/answers/?status=maybe", 400, "Bad Request", "maybe"),
        ("get", "/api/v1/districts/?state=Atlantis", 400, "Bad Request", "Atlantis"),
        ("get", "/api/v1/nothing/", 404, "Not Found", "Adresse"),
        ("get", "/api/nothing.json", 404, "Not Found", "Adresse"),
        ("post", "/api/v1/answers/", 405, "Method Not Allowed", "GET"),
        ("delete", "/api/v1/openapi.json", 405, "Method Not Allowed", "DELETE"),
    ],
)
def test_error_is_a_problem(client, method, path, status, title, word):
    response = getattr(client, method)(path)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    told = response.json()
    assert (told["type"], told["title"], told["status"]) == ("about:blank", title, status)
    assert word in told["detail"]


def test_refused_method_names_those_that_are_allowed(client):
    response = client.post("/api/v1/answers/")
    assert response.headers["Allow"] == "GET, HEAD"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_pages_keep_their_own_errors(client):
    assert client.get("/nothing/").headers["Content-Type"] == "text/html; charset=utf-8"
