"""Statements beside a paper and misprints in it, on the pages that show their places."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.utils import translation

from survey.models import DataVersion
from survey.models.edition import new_state
from survey.public.reading import reading
from survey.publishing import rows
from survey.publishing.columns import ALL_STATEMENTS
from survey.publishing.upgrades import upgrade
from survey.wording.marks import Mark, Sic, paragraphs, plain, with_misprints
from tests.public.papers import make_answer, make_content, make_row, publish

HOME = "/inquiries/nordland-9-1/"
LINK = re.compile("<http://127.0.0.1:8000([^>]*)>")
WORDS = "Das stimmt so nicht mehr."


def make_statement(place, number=1, **kwargs):
    return {
        "number": number,
        "place": place,
        "kind": "respondent",
        "author": "Nordkreis, Pressestelle",
        "date": "2030-03-05",
        "source": "Schreiben an die Redaktion",
        "address": "",
        "text": WORDS,
    } | kwargs


def make_stated(places, **kwargs):
    statements = [make_statement(place, number) for number, place in enumerate(places, 1)]
    return upgrade(make_content(**kwargs)) | {"statements": statements, "misprints": []}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "pages"),
    [
        ("1/1/1", ["", "answers/1/1/1/", "questions/1/", "editions/1/"]),
        ("reply 1", ["", "questions/1/", "editions/1/"]),
        ("remark 1", ["", "editions/1/"]),
        ("question 1a", ["", "questions/1/", "editions/1/"]),
        ("", ["", "editions/1/"]),
    ],
)
def test_statement_stands_beside_its_place_as_no_part_of_the_paper(client, place, pages):
    publish(make_stated([place]))
    for page in pages:
        text = client.get(f"{HOME}{page}").text
        assert (text.count(WORDS), text.count("Nicht Teil der Drucksache.")) == (1, 1)
        assert "Stellungnahme: Nordkreis, Pressestelle (Auskunft gebende Stelle), 5. März 2030." in text
    elsewhere = ["answers/1/2/1/", "questions/2/"]
    assert [WORDS in client.get(f"{HOME}{page}").text for page in elsewhere] == [False, False]
    assert json.loads(client.get(f"{HOME[:-1]}.json").getvalue())["content"]["statements"][0]["text"] == WORDS


def test_statements_of_a_place_stand_in_the_order_of_their_days():
    content = make_stated(["reply 1", "reply 1"])
    content["statements"][0]["date"] = "2031-01-01"
    (reply,) = reading(content).questions[0].replies
    assert [statement.number for statement in reply.statements] == [2, 1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Der iniitierte Gipfel", "Der iniitierte| [sic: initiierte]| Gipfel"),
        ("Der iniitierten", "Der iniitierten"),
        ("iniitierte, iniitierte.", "iniitierte| [sic: initiierte]|, iniitierte| [sic: initiierte]|."),
        ("Eins\n\niniitierte", "Eins/iniitierte| [sic: initiierte]"),
    ],
)
def test_misprint_is_told_behind_its_whole_word(text, shown):
    found = with_misprints(paragraphs(text), [Sic("iniitierte", " [sic: initiierte]", "Gemeint ist …")])
    assert "/".join("|".join(piece.text for piece in paragraph if piece.text) for paragraph in found) == shown
    assert plain(found) == text.replace("\n\n", " ")


def test_misprint_inside_a_quote_is_told_and_the_quote_stays_marked():
    ((first, note, last),) = with_misprints(
        paragraphs("Ein Gipfl hier", [Mark("Ein Gipfl hier", "#a")]), [Sic("Gipfl", " [sic: Gipfel]", "")]
    )
    assert [(piece.text, piece.kind) for piece in (first, note, last)] == [
        ("Ein Gipfl", "quote"),
        (" [sic: Gipfel]", "sic"),
        (" hier", "quote"),
    ]


@pytest.mark.django_db
def test_pages_say_what_a_misprint_means_and_files_keep_the_text(client):
    rows = [make_row(1, [make_answer(1, "Der Gipfl tagt."), make_answer(2, "", "blank")])]
    content = make_stated([], rows=rows)
    content["misprints"] = [
        {"place": "1/1/1", "words": "Gipfl", "meaning": "Gipfel"},
        {"place": "question 1a", "words": "ihn", "meaning": "ihm"},
    ]
    publish(content)
    with translation.override("en"):
        pages = [client.get(f"/en{HOME}{page}").text for page in ("", "answers/1/1/1/", "questions/1/")]
    assert [page.count("[sic: Gipfel]") for page in pages] == [1, 2, 1]
    assert [page.count("[sic: ihm]") for page in pages] == [1, 0, 1]
    assert "Printed like this in the source; what is meant: Gipfel" in pages[0]
    assert "sic" not in client.get(f"{HOME}answers.csv").getvalue().decode()


def lines(client, path):
    return list(csv.DictReader(io.StringIO(client.get(path).getvalue().decode(), newline="")))


@pytest.fixture
def stated(db):
    """Two statements on 9/1, of a respondent on a cell and of the ministry on the paper."""
    content = make_stated(["1/1/1", ""])
    content["statements"][1] |= {
        "kind": "ministry",
        "author": "Ministerium für Schnee",
        "address": "https://a.example/",
    }
    return publish(content)


def test_files_tell_each_statement_with_its_place_day_and_source(client, stated):
    first, second = lines(client, "/statements.csv")
    assert list(first) == [column.name for column in ALL_STATEMENTS]
    assert first == {
        **{"inquiry": "nordland-9-1", "number": "1", "place": "1/1/1", "kind": "respondent"},
        **{"author": "Nordkreis, Pressestelle", "date": "2030-03-05", "source": "Schreiben an die Redaktion"},
        **{"address": "", "text": WORDS, "edition": "1"},
        "url": "http://127.0.0.1:8000/inquiries/nordland-9-1/answers/1/1/1/",
    }
    assert second["url"] == "http://127.0.0.1:8000/inquiries/nordland-9-1/"
    assert lines(client, f"{HOME}statements.csv") == [first, second]
    assert [line["number"] for line in lines(client, "/statements.csv?kind=ministry")] == ["2"]
    assert lines(client, "/statements.csv?inquiry=nordland-9-2") == []
    assert client.get("/statements.csv?kind=nobody").status_code == 400


def test_api_gives_statements_in_pages_with_what_files_say(client, stated):
    page = client.get("/api/v1/statements/?limit=1")
    (first,) = json.loads(page.getvalue())
    assert (first["number"], first["author"], first["date"]) == (1, "Nordkreis, Pressestelle", "2030-03-05")
    (second,) = json.loads(client.get(LINK.match(page.headers["Link"])[1]).getvalue())
    assert json.loads(client.get("/statements.json").getvalue()) == [first, second]
    since = {day: client.get(f"/api/v1/statements/?modified_since={day}") for day in ("2030-03-01", "2030-03-02")}
    assert [len(json.loads(found.getvalue())) for found in since.values()] == [2, 0]


def test_page_leads_to_the_files_where_there_are_statements(client, stated):
    assert f'href="{HOME}statements.csv"' in client.get(HOME).text
    publish(make_stated([], slug="nordland-9-2", number="9/2"))
    assert "statements.csv" not in client.get("/inquiries/nordland-9-2/").text
    assert 'href="/statements.csv"' in client.get("/data/").text


def test_statements_are_those_of_the_current_edition_alone(client, stated):
    publish(make_stated(["reply 1"]), number=2, day="2030-04-01")
    assert [(line["place"], line["edition"]) for line in lines(client, "/statements.csv")] == [("reply 1", "2")]
    rows.remove("nordland-9-1")
    assert lines(client, "/statements.csv") == []


def test_data_package_holds_statements(client, stated):
    package = zipfile.ZipFile(io.BytesIO(client.get(f"{HOME}datapackage.zip").getvalue()))
    told = list(csv.DictReader(io.StringIO(package.read("statements.csv").decode(), newline="")))
    assert [(line["kind"], line["text"]) for line in told] == [("respondent", WORDS), ("ministry", WORDS)]
    resources = json.loads(package.read("datapackage.json"))["resources"]
    (licence,) = next(each["licenses"] for each in resources if each["name"] == "statements")
    assert licence["name"] == "other-closed"  # the words of others are not ours to give away


def test_withheld_words_leave_the_files_and_the_api(client, db):
    edition = publish(make_stated(["1/1/1"], rows=[make_row(1, [make_answer(1, WORDS), make_answer(2, "", "blank")])]))
    addresses = ["/statements.csv", f"{HOME}statements.json", "/api/v1/statements/"]
    assert all(WORDS in client.get(address).getvalue().decode() for address in addresses)
    edition.withheld = [{"place": "1/1/1", "words": WORDS, "reason": "Persönliches", "date": "2030-03-06"}]
    edition.state = new_state()
    edition.save()
    DataVersion.objects.advance(*rows.replace(edition))
    told = [client.get(address).getvalue().decode() for address in addresses]
    assert [(WORDS in each, "Persönliches" in each) for each in told] == [(False, True)] * 3
