"""A page answers 304 with one query, is rendered once, and is new when the data are."""

import gzip

import pytest
from django.core.cache import cache, caches

from survey.models import DataVersion, District, Notice
from survey.public import caching
from tests.public.papers import make_content, make_row, publish
from tests.public.test_pages import HOME, PAGES

FILES = [
    "/answers.csv",
    "/answers.json?q=Winterdienst",
    "/inquiries.csv",
    "/bodies.json",
    "/codings.csv",
    *("/catalog.ttl", "/catalog.jsonld", "/datapackage.json"),
    "/sitemap.xml",
]
EDITION_FILES = [
    "/inquiries/nordland-9-1.json",
    f"{HOME}editions/1.json",
    f"{HOME}annexes/1.csv",
    f"{HOME}annexes/1.xlsx",
    f"{HOME}answers.csv",
    f"{HOME}codings.csv",
    f"{HOME}datapackage.zip",
]


@pytest.fixture
def rendered(monkeypatch):
    """The templates that were rendered for public pages since the test began."""
    names = []
    kept = caching._rendered
    monkeypatch.setattr(caching, "_rendered", lambda request, response: names.append(1) or kept(request, response))
    return names


def again(client, path, response, **headers):
    return client.get(path, headers={"if-none-match": response.headers["ETag"], **headers})


@pytest.mark.parametrize("path", [*PAGES, *FILES, *EDITION_FILES])
def test_unchanged_page_or_file_answers_304_with_one_query(client, snow, django_assert_num_queries, path):
    first = client.get(path)
    first.getvalue()
    with django_assert_num_queries(1):
        second = again(client, path, first)
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert (second.headers["Vary"], second.headers["Cache-Control"]) == ("Accept-Encoding", "public, no-cache")


def test_unchanged_page_is_not_rendered(client, snow, rendered):
    first = client.get(HOME)
    cache.clear()
    again(client, HOME, first)
    assert len(rendered) == 1


def test_page_is_rendered_once_and_then_costs_one_query(client, snow, rendered, django_assert_num_queries):
    first = client.get(HOME).content
    with django_assert_num_queries(1):
        second = client.get(HOME).content
    assert first == second
    assert len(rendered) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: publish(number=3),
        lambda: District.objects.get(slug="99001").save(),
        lambda: Notice.objects.create(key="imprint", text="Neu"),
        lambda: DataVersion.objects.advance(),
    ],
)
def test_page_is_new_when_something_public_changes(client, snow, change):
    first = client.get(HOME)
    change()
    assert again(client, HOME, first).status_code == 200


def test_pages_that_a_paper_does_not_touch_stay_as_they_are(client, snow):
    """Only Westkreis, which no row names, and the other paper are untouched by an edition of this one."""
    publish(make_content("suedland-3-7", rows=[make_row(1)], bodies=[], number="3/7"))
    untouched = ["/inquiries/suedland-3-7/", "/inquiries/suedland-3-7/answers/1/1/1/", "/districts/99009/"]
    touched = [HOME, f"{HOME}questions/1/", f"{HOME}editions/1/", "/districts/99001/", "/answers/", "/", "/districts/"]
    touched += ["/bodies/nordkreis-schneerunde/"]
    District.objects.create(slug="99009", key="99009", name="Fernkreis", official_name="Fernkreis", state="99")
    first = {path: client.get(path) for path in (*touched, *untouched)}
    publish(number=3)
    assert {path: again(client, path, response).status_code for path, response in first.items()} == {
        **dict.fromkeys(touched, 200),
        **dict.fromkeys(untouched, 304),
    }


def test_search_is_kept_apart_from_pages(client, snow):
    client.get(HOME)
    client.get("/search/?q=Winterdienst")
    kept = caches["default"]
    assert [len(part.values) for part in (kept._usual, kept._apart)] == [1, 1]


def test_page_is_new_with_other_templates(client, snow, monkeypatch):
    first = client.get(HOME)
    monkeypatch.setattr(caching, "version", lambda *folders: "next")
    assert again(client, HOME, first).status_code == 200


def test_tag_hangs_on_language_path_and_known_parameters_alone(client, snow):
    tags = {path: client.get(path).headers["ETag"] for path in (HOME, f"/en{HOME}", f"{HOME}?text=1:printed")}
    assert len(set(tags.values())) == 3
    assert client.get(f"{HOME}?utm=1&text=").headers["ETag"] == tags[HOME]


def test_tag_does_not_hang_on_cookies_or_languages_of_the_browser(client, snow, django_user_model):
    first = client.get(HOME)
    client.force_login(django_user_model.objects.create_user("someone"))
    second = client.get(HOME, headers={"accept-language": "en"})
    assert (second.headers["ETag"], second.content) == (first.headers["ETag"], first.content)
    assert second.headers["Content-Language"] == "de"


def test_file_of_an_edition_hangs_on_its_digest_and_not_on_the_stand(client, snow):
    path = "/inquiries/nordland-9-1.json"
    first = client.get(path)
    DataVersion.objects.advance()
    assert again(client, path, first).status_code == 304
    publish(number=3, note="Dritte Fassung.")
    assert again(client, path, first).status_code == 200


def test_page_comes_zipped_to_whom_it_may(client, snow):
    plain, zipped = client.get(HOME), client.get(HOME, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(zipped.content) == plain.content
    assert (zipped.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)


def test_page_takes_no_other_method_than_reading(client, snow):
    assert client.post(HOME).status_code == 405
    assert client.head(HOME).status_code == 200
