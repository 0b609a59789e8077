"""The headers of every kind of page: public, desk, files, pictures, API, feeds, and all ways of saying no."""

import pytest
from django.conf import settings

from survey.publishing.publish import take_back
from tests.publishing.paper import publisher

HOME = "/inquiries/hessen-19-1613"
SAME = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PUBLIC = [
    *(
        "/",
        "/en/",
        f"{HOME}/",
        f"{HOME}/questions/1/",
        f"{HOME}/answers/1/1/1/",
        "/answers/",
        "/districts/",
        "/bodies/",
    ),
    *("/search/?q=Gipfel", "/compare/", "/about/", "/corrections/", "/feed/", "/sitemap.xml", "/robots.txt"),
    *(
        f"{HOME}.json",
        f"{HOME}/answers.csv",
        f"{HOME}/answers.xlsx",
        f"{HOME}/annexes/1.csv",
        f"{HOME}/datapackage.zip",
    ),
    *("/api/v1/answers/", "/api/v1/openapi.json", "/answers.jsonl", "/codings.csv"),
]
REFUSALS = {
    "/nothing/": 404,
    "/answers/?kind=nonsense": 400,
    "/api/v1/inquiries/nothing/": 404,
    "/admin/": 302,
    "/admin/login/": 200,
    "/admin/nothing/": 302,
}

pytestmark = pytest.mark.django_db


def wrong_headers(response):
    wrong = {name: response.headers.get(name) for name, value in SAME.items() if response.headers.get(name) != value}
    policy = response.headers.get("Content-Security-Policy", "")
    missing = [
        part
        for part in (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
        if part not in policy
    ]
    loose = [word for word in ("unsafe-inline", "unsafe-eval", "*", "http:") if word in policy]
    return wrong, missing, loose


def test_every_public_page_and_file_has_its_headers_and_no_cookie(client, published):
    answers = {path: client.get(path) for path in PUBLIC}
    assert {path: each.status_code for path, each in answers.items() if each.status_code != 200} == {}
    assert {path: found for path, each in answers.items() if (found := wrong_headers(each)) != ({}, [], [])} == {}
    assert {path: list(each.cookies) for path, each in answers.items() if each.cookies} == {}
    kept = {path: each.headers.get("Cache-Control", "") for path, each in answers.items()}
    same_for_all = {"/robots.txt", "/api/v1/openapi.json"}  # nothing of a paper stands there
    assert {path: said for path, said in kept.items() if "no-cache" not in said} == dict.fromkeys(same_for_all, "")


@pytest.mark.parametrize(("path", "status"), REFUSALS.items())
def test_every_refusal_has_its_headers(client, published, path, status):
    response = client.get(path)
    assert (response.status_code, wrong_headers(response)) == (status, ({}, [], []))


def test_what_was_taken_back_has_its_headers(client, published):
    take_back(published.inquiry, by=publisher(), reason="Irrtum.")
    response = client.get(f"{HOME}/")
    assert (response.status_code, wrong_headers(response)) == (410, ({}, [], []))


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/account/", "/admin/survey/inquiry/", "/admin/survey/inquiry/1/", "/admin/auth/user/"]
)
def test_pages_of_the_desk_have_their_headers_and_are_kept_nowhere(published, desk, path):
    response = desk.get(path, follow=True)
    assert wrong_headers(response) == ({}, [], [])
    assert "no-store" in response.headers["Cache-Control"]


def test_uploaded_file_is_handed_out_as_bytes_to_be_kept(published, desk):
    source = published.inquiry.sources.get()
    response = desk.get(f"/admin/survey/source/{source.pk}/file/")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert wrong_headers(response) == ({}, [], [])


def test_settings_of_the_policy_allow_nothing_from_elsewhere():
    allowed = {word for words in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in words}
    assert allowed == {"'none'", "'self'", "data:"}
