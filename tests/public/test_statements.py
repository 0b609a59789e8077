"""Statements beside a paper and misprints in it, on the pages that show their places."""

import pytest
from django.utils import translation

from survey.public.reading import reading
from survey.publishing.upgrades import upgrade
from survey.wording.marks import Mark, Sic, paragraphs, plain, with_misprints
from tests.public.papers import make_answer, make_content, make_row, publish

HOME = "/inquiries/nordland-9-1/"
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
    assert client.get(f"{HOME[:-1]}.json").json()["content"]["statements"][0]["text"] == WORDS


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
