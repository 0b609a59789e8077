"""What was taken back, gone, moved, never there or asked wrongly says so at every address and in every format."""

import json

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from survey.models import DataVersion, Edition, FormerSlug, Tombstone
from survey.publishing import rows
from tests.public.papers import make_content, publish
from tests.public.test_pages import HOME

FILES = [
    "/inquiries/nordland-9-1.json",
    f"{HOME}editions/1.json",
    f"{HOME}annexes/1.csv",
    f"{HOME}annexes/1.xlsx",
    f"{HOME}annexes/1.ods",
    f"{HOME}annexes/1.json",
    f"{HOME}answers.csv",
    f"{HOME}answers.xlsx",
    f"{HOME}answers.ods",
    f"{HOME}answers.json",
    f"{HOME}codings.csv",
    f"{HOME}datapackage.zip",
]
PAGES = [
    HOME,
    f"{HOME}questions/1/",
    f"{HOME}questions/99/",
    f"{HOME}answers/1/1/1/",
    f"{HOME}answers/9/9/9/",
    f"{HOME}editions/",
    f"{HOME}editions/1/",
    f"{HOME}editions/2/",
    f"{HOME}editions/1..2/",
    "/bodies/nordkreis-schneerunde/",
    "/compare/?inquiry=nordland-9-1",
]


@pytest.fixture
def taken_back(snow):
    """What publishing does when an inquiry is taken back."""
    Edition.objects.update(is_current=False)
    rows.remove(snow.slug)
    for path in (HOME, "/bodies/nordkreis-schneerunde/"):
        Tombstone.objects.create(
            kind="taken_back",
            path=path,
            inquiry=snow.slug,
            date=timezone.now(),
            reason="Falsche Vorlage.",
            last_edition=2,
        )
    DataVersion.objects.advance()


def today():
    return timezone.localdate()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_page_taken_back_says_when_and_why(client, taken_back, path, prefix):
    response = client.get(prefix + path)
    assert response.status_code == 410
    assert "Falsche Vorlage." in response.content.decode()
    assert f'lang="{prefix[1:] or "de"}"' in response.content.decode()


@pytest.mark.parametrize("path", FILES)
def test_file_taken_back_says_when_and_why(client, taken_back, path):
    response = client.get(path)
    assert response.status_code == 410
    if path.endswith(".json"):
        said = json.loads(response.content)
        assert (said["gone"], said["reason"], said["last_edition"]) == (today().isoformat(), "Falsche Vorlage.", None)
    else:
        sentence, reason = response.content.decode().splitlines()
        assert (date_format(today(), "DATE_FORMAT") in sentence, reason) == (True, "Falsche Vorlage.")


def test_what_was_taken_back_is_in_no_list(client, taken_back):
    for path in ("/", "/inquiries/", "/answers/", "/bodies/", "/search/?q=Winterdienst", "/feed/", "/answers.csv"):
        assert "Winterdienst in den" not in client.get(path).getvalue().decode()


def test_page_that_was_cached_is_gone_after_a_take_back(client, snow, request):
    client.get(HOME)
    request.getfixturevalue("taken_back")
    assert client.get(HOME).status_code == 410


def make_gone(path, inquiry="nordland-9-1"):
    return Tombstone.objects.create(
        kind="gone", path=path, inquiry=inquiry, date=timezone.now(), reason="Zeile entfernt.", last_edition=1
    )


@pytest.mark.parametrize("path", [f"{HOME}answers/1/9/1/", f"{HOME}questions/9/", "/bodies/alte-runde/"])
def test_part_that_the_current_edition_lacks_leads_to_the_last_that_had_it(client, snow, path):
    make_gone(path)
    response = client.get(path)
    assert response.status_code == 410
    assert f'href="http://127.0.0.1:8000{HOME}editions/1/"' in response.content.decode()


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ods"])
def test_table_that_the_current_edition_lacks_is_gone_in_every_format(client, snow, extension):
    make_gone(f"{HOME}annexes/7")
    response = client.get(f"{HOME}annexes/7.{extension}")
    assert response.status_code == 410
    assert response.content.decode().splitlines()[1:] == ["Zeile entfernt.", f"http://127.0.0.1:8000{HOME}editions/1/"]


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/inquiries/alt/", HOME),
        ("/en/inquiries/alt/questions/1/?map=borders", f"/en{HOME}questions/1/?map=borders"),
        ("/inquiries/alt.json", "/inquiries/nordland-9-1.json"),
        ("/inquiries/alt/annexes/1.csv?bom=1", f"{HOME}annexes/1.csv?bom=1"),
    ],
)
def test_former_address_redirects_with_all_that_follows_it(client, snow, path, there):
    FormerSlug.objects.create(kind="inquiry", slug="alt", now="nordland-9-1")
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, there)


def test_former_address_of_a_body_redirects(client, snow):
    FormerSlug.objects.create(kind="body", slug="alte-runde", now="nordkreis-schneerunde")
    response = client.get("/bodies/alte-runde/")
    assert (response.status_code, response.headers["Location"]) == (301, "/bodies/nordkreis-schneerunde/")


@pytest.mark.parametrize(
    "path",
    [
        "/inquiries/nordland-9-99/",
        f"{HOME}questions/9/",
        f"{HOME}answers/1/1/9/",
        f"{HOME}editions/9/",
        f"{HOME}editions/1..9/",
        f"{HOME}annexes/9.csv",
        "/inquiries/nordland-9-99.json",
        "/districts/77777/",
        "/bodies/keine-runde/",
        "/answers/?page=9",
        "/nichts/hier/",
    ],
)
def test_what_never_was_is_not_found(client, snow, path):
    assert client.get(path).status_code == 404


def test_not_found_searches_for_the_words_of_the_address(client, snow):
    page = client.get("/nichts/runder-tisch/").content.decode()
    assert 'name="q" maxlength="300" value="nichts runder tisch"' in page


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/en/answers/?term=neun", "The parameter “term” cannot be “neun”."),
        ("/en/answers/?district=06 631", "The parameter “district” cannot be “06 631”."),
        ("/en/answers/?code=2a:", "The parameter “code” cannot be “2a:”."),
        ("/en/answers/?page=0", "The parameter “page” cannot be “0”."),
        ("/en/answers/?page=zwei", "The parameter “page” cannot be “zwei”."),
        ("/en/search/?q=...", "The search holds no word."),
        (
            "/en/inquiries/?sort=colour",
            "The parameter “sort” cannot be “colour”. Possible are: recorded, answered, published, title.",
        ),
        (
            f"/en{HOME}?text=1:colour",
            "The parameter “text” cannot be “1:colour”. Possible are: 1:edited, 1:printed, 1:changes.",
        ),
        (
            f"/en{HOME}questions/1/?map=globe",
            "The parameter “map” cannot be “globe”. Possible are: tiles, borders.",
        ),
        (
            "/en/bodies/?level=high",
            "The parameter “level” cannot be “high”. Possible are: municipal, county, regional, state.",
        ),
    ],
)
def test_bad_value_is_refused_with_a_sentence(client, snow, path, sentence):
    response = client.get(path)
    assert response.status_code == 400
    assert response.context["sentence"] == sentence


def test_bad_value_of_a_file_is_refused_in_its_format(client, snow):
    assert client.get("/answers.csv?sep=|").status_code == 400
    response = client.get("/answers.json?status=maybe")
    assert (response.status_code, list(json.loads(response.content))) == (400, ["error"])


def test_unknown_parameters_are_ignored(client, snow):
    assert client.get("/answers/?utm_source=x&fbclid=y").content == client.get("/answers/").content


def test_editions_of_an_inquiry_come_back_with_it(client, taken_back):
    Tombstone.objects.all().delete()
    publish(make_content(), number=3)
    assert client.get(f"{HOME}editions/1/").status_code == 200
