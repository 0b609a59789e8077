"""A paper of a parliament that does not exist says so on each page and in each file."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from survey.models import Parliament
from survey.publishing.freeze import freeze
from tests.factories import make_inquiry, make_parliament
from tests.public.papers import make_content, make_districts, publish

HOME = "/inquiries/erfunden-9-1/"
MARK = "erfunden"
SAID = "Erfunden:"
BANNER = '<p class="banner made-up">'
OWN_PAGES = [
    HOME,
    f"{HOME}questions/1/",
    f"{HOME}answers/1/1/1/",
    f"{HOME}sources/",
    f"{HOME}sources/1/",
    f"{HOME}editions/",
    f"{HOME}editions/1/",
    f"{HOME}editions/1..2/",
]
NAMING_IT = ["/", "/inquiries/", "/answers/", "/districts/99001/", "/search/?q=Winterdienst", "/feed/"]
FILES = [
    f"{HOME[:-1]}.json",
    f"{HOME}editions/1.json",
    f"{HOME}answers.csv",
    f"{HOME}answers.json",
    f"{HOME}codings.csv",
    "/answers.csv",
    "/inquiries.csv",
    "/inquiries.json",
    "/bodies.csv",
    "/catalog.ttl",
    "/api/v1/inquiries/",
    "/api/v1/answers/",
]
PARLIAMENT = {
    "slug": MARK,
    "name": "Landtag Nordland (erfunden)",
    "short_name": "LT Nordland (erfunden)",
    "state": "99",
}


@pytest.fixture
def paper(db):
    make_districts()
    content = make_content("erfunden-9-1", parliament=PARLIAMENT | {"is_made_up": True})
    publish(content)
    return publish(content | {"title": "Winterdienst, berichtigt"}, number=2, day="2030-04-01")


def text_of(response):
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode()


@pytest.mark.parametrize("path", OWN_PAGES)
def test_each_of_its_pages_says_so_first(client, paper, path):
    main = text_of(client.get(path)).partition("<main")[2]
    assert main.partition(BANNER)[2].lstrip().startswith(f"<strong>{SAID}</strong>")


def test_pages_of_other_papers_do_not(client, paper):
    publish(make_content("nordland-9-2", number="9/2"))
    assert BANNER not in text_of(client.get("/inquiries/nordland-9-2/"))


@pytest.mark.parametrize("path", NAMING_IT)
def test_what_names_it_says_so(client, paper, path):
    assert "Winterdienst, berichtigt (erfunden)" in text_of(client.get(path))


@pytest.mark.parametrize("path", FILES)
def test_each_line_of_a_file_says_so(client, paper, path):
    assert MARK in text_of(client.get(path))


def test_document_and_data_package_say_so(client, paper):
    document = json.loads(text_of(client.get(f"{HOME[:-1]}.json")))
    assert document["content"]["parliament"]["is_made_up"] is True
    package = io.BytesIO(client.get(f"{HOME}datapackage.zip").getvalue())
    told = json.loads(zipfile.ZipFile(package).read("datapackage.json"))
    assert told["title"] == "Landtag Nordland (erfunden), 9/1: Winterdienst, berichtigt (erfunden)"


def test_table_as_a_file_has_it_in_its_name(client, paper):
    assert MARK in client.get(f"{HOME}annexes/1.csv")["Content-Disposition"]


def test_edition_says_of_no_other_parliament_whether_it_is_made_up(db):
    """So that the digests of editions stay as they are."""
    inquiry = make_inquiry(parliament=make_parliament())
    assert freeze(inquiry)["parliament"] == {
        "slug": "hessen",
        "name": "Hessischer Landtag",
        "short_name": "Landtag Hessen",
        "state": "06",
    }


def test_edition_marks_the_name_of_a_made_up_parliament(db):
    parliament = make_parliament("erfunden", name="Landtag Nordland", short_name="LT", state="99", is_made_up=True)
    assert freeze(make_inquiry(parliament=parliament))["parliament"] == {
        "slug": "erfunden",
        "name": "Landtag Nordland (erfunden)",
        "short_name": "LT (erfunden)",
        "state": "99",
        "is_made_up": True,
    }


def test_address_of_a_made_up_parliament_says_so(db):
    parliament = Parliament(slug="nordland", name="Landtag Nordland", is_made_up=True)
    with pytest.raises(ValidationError, match="erfunden"):
        parliament.clean()
    with pytest.raises(IntegrityError):
        parliament.save()
