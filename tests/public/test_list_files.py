"""Inquiries, bodies and codings as files: the columns that are described, and the filters of the pages."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from survey.publishing.columns import ALL_BODIES, ALL_CODINGS, INQUIRIES
from tests.public.papers import make_body, make_content, publish
from tests.public.test_pages import HOME

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def papers(db):
    publish()
    body = make_body("ostkreis-runde", name="Runde", kind="alliance", districts=[])
    publish(make_content(slug="nordland-9-2", number="9/2", title="Streuwege", subjects=["Verkehr"], bodies=[body]))


def lines(client, path):
    return list(csv.DictReader(io.StringIO(client.get(path).getvalue().decode(), newline="")))


@pytest.mark.parametrize(
    ("name", "columns"), [("inquiries", INQUIRIES), ("bodies", ALL_BODIES), ("codings", ALL_CODINGS)]
)
def test_list_has_the_columns_that_are_described(client, name, columns):
    names = [column.name for column in columns]
    assert list(lines(client, f"/{name}.csv")[0]) == names
    for row in json.loads(client.get(f"/{name}.json").getvalue()):
        lists = {column for column, value in row.items() if isinstance(value, list)}
        assert (list(row), lists) == (names, {column.name for column in columns if column.items})


def test_inquiries_name_paper_edition_and_address(client):
    _first, second = lines(client, "/inquiries.csv")
    wanted = ("slug", "number", "title", "answered_on", "edition_number", "annexes", "is_recorded", "subjects", "url")
    assert [second[name] for name in wanted] == [
        *("nordland-9-2", "9/2", "Streuwege", "2030-02-12", "1", "1", "true", "Verkehr"),
        f"{SITE}/inquiries/nordland-9-2/",
    ]


def test_lists_take_the_filters_of_their_pages(client):
    assert [line["slug"] for line in lines(client, "/inquiries.csv?q=Streuwege")] == ["nordland-9-2"]
    assert [line["slug"] for line in lines(client, "/bodies.csv?kind=alliance")] == ["ostkreis-runde"]
    assert client.get("/bodies.csv?kind=nonsense").status_code == 400


def test_bodies_say_words_and_address(client):
    line = next(line for line in lines(client, "/bodies.csv") if line["slug"] == "nordkreis-schneerunde")
    assert (line["inquiry"], line["districts"], line["quote"]) == ("nordland-9-1", "99001", "Winterdienst")
    assert line["url"] == f"{SITE}/bodies/nordkreis-schneerunde/"


def test_codings_of_one_inquiry_are_those_of_all(client):
    own = lines(client, f"{HOME}codings.csv")
    assert [(line["printed"], line["question"], line["code"], line["quote_in"]) for line in own] == [
        (f"LK {name}", "1a", "yes", "Frage 1") for name in ("Nordkreis", "Ostkreis", "Südkreis")
    ]
    assert [line for line in lines(client, "/codings.csv") if line["inquiry"] == "nordland-9-1"] == own


@pytest.mark.parametrize("path", ["/answers", "/bodies", "/inquiries", f"{HOME}codings"])
@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_spreadsheet_has_heads_in_the_language_of_the_reader(client, path, extension):
    books = [
        CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{path}.{extension}{query}").getvalue()))
        for query in ("", "?language=de", "?language=en")
    ]
    named, german, english = [book.get_sheet_by_index(0).to_python()[0] for book in books]
    assert len(named) == len(german) == len(english)
    assert {"Art", "Fassung"} <= set(german)
    assert {"kind", "edition"} <= set(english)
    assert {" " in head for head in named} == {False}
    assert [book.sheet_names[-1] for book in books] == ["Quelle und Lizenz", "Quelle und Lizenz", "Source and licence"]


def test_text_files_keep_their_names_in_every_language(client):
    assert client.get("/answers.csv?language=de").getvalue() == client.get("/answers.csv").getvalue()
    assert client.get("/answers.xlsx?language=fr").status_code == 400


@pytest.mark.parametrize(("prefix", "language"), [("", "de"), ("/en", "en")])
@pytest.mark.parametrize(
    ("page", "file"),
    [("/inquiries/", "/inquiries"), ("/bodies/", "/bodies"), ("/answers/", "/answers"), (HOME, f"{HOME}codings")],
)
def test_pages_lead_to_lists_with_heads_in_their_language(client, prefix, language, page, file):
    shown = client.get(prefix + page).text
    assert f'href="{file}.xlsx?language={language}"' in shown
    assert f'href="{file}.csv"' in shown
