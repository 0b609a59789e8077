"""The data package of an edition."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.utils import translation

from survey.publishing.datapackage import datapackage
from survey.publishing.parts import parts_digest
from tests.factories import make_coding
from tests.publishing.paper import make_paper, publish_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return publish_now(make_paper(counties=["Fulda"]))


@pytest.fixture
def package(edition):
    return zipfile.ZipFile(io.BytesIO(datapackage(edition).read()))


def lines(package, name):
    return list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))


def test_datapackage_holds_all_tables_and_the_content(package, edition):
    assert package.namelist() == [
        "datapackage.json",
        "answers.csv",
        "annex-1.csv",
        "codebook.csv",
        "codings.csv",
        "agreement.csv",
        "bodies.csv",
        "statements.csv",
        "content.json",
        "parts.json",
    ]
    assert package.read("content.json").decode() == edition.content
    parts = json.loads(package.read("parts.json"))
    assert parts_digest(json.loads(edition.content), parts) == edition.digest


def test_datapackage_describes_every_file_as_it_is(package):
    described = json.loads(package.read("datapackage.json"))
    assert (described["name"], described["version"], described["profile"]) == (
        "hessen-19-1613",
        "1",
        "tabular-data-package",
    )
    for resource in described["resources"]:
        data = package.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        header = next(csv.reader(io.StringIO(data.decode(), newline="")))
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_datapackage_names_the_licence_of_each_file(package):
    described = json.loads(package.read("datapackage.json"))
    named = {resource["path"]: resource["licenses"][0]["name"] for resource in described["resources"]}
    assert (named["annex-1.csv"], named["answers.csv"], named["codings.csv"]) == ("other-pd", "CC-BY-4.0", "CC-BY-4.0")
    assert [licence["name"] for licence in described["licenses"]] == ["CC-BY-4.0", "other-pd"]
    assert described["contributors"][-1]["role"] == "publisher"


def test_datapackage_gives_the_same_bytes_in_every_language(edition):
    first = datapackage(edition).read()
    with translation.override("en"):
        assert datapackage(edition).read() == first


def test_datapackage_dates_its_files_as_the_edition(package, edition):
    year, month, day, hour, minute, second = edition.published_at.utctimetuple()[:6]
    even = second // 2 * 2  # ZIP files count every other second
    assert {entry.date_time for entry in package.infolist()} == {(year, month, day, hour, minute, even)}


def test_datapackage_says_codings_with_their_rows(package):
    (line,) = lines(package, "codings.csv")
    wanted = ("printed", "respondent", "ags", "question", "code", "certainty", "quote", "quote_in", "state")
    assert [line[name] for name in wanted] == [
        "LK Fulda",
        "Landkreis Fulda",
        "06631",
        "1a",
        "yes",
        "clear",
        "gibt es einen Gipfel",
        "Frage 1",
        "in_force",
    ]
    assert [line["code"] for line in lines(package, "codebook.csv")] == ["yes"]


def test_datapackage_says_how_far_two_readings_agree(package, edition):
    assert lines(package, "agreement.csv") == [{"question": "1a", "n": "0", "agreed": "0", "percent": "", "alpha": ""}]
    for row, word in zip(edition.inquiry.annexes.get().rows.filter(codings__role="first"), ("yes",), strict=True):
        make_coding(row, row.codings.get().question, word, role="second", quote="gibt es einen Gipfel")
    later = zipfile.ZipFile(io.BytesIO(datapackage(publish_now(edition.inquiry)).read()))
    assert lines(later, "agreement.csv") == [{"question": "1a", "n": "1", "agreed": "1", "percent": "100", "alpha": ""}]


def test_datapackage_says_bodies_with_the_words_they_rest_on(package):
    (line,) = lines(package, "bodies.csv")
    wanted = ("usual_name", "districts", "meetings", "initiators", "participants", "found_in", "quote")
    assert [line[name] for name in wanted] == [
        "Runder Tisch Fulda 19/1613",
        "06631",
        "2014-12-10 (held)",
        "Landkreis Fulda",
        "",
        "1/1/2",
        "Runden Tisch Fulda",
    ]
