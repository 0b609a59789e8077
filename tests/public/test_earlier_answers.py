"""In which editions an answer stood, and what changed in each."""

import re

import pytest
from django.utils import translation

from survey.models import Edition
from survey.public.earlier_answers import stood_in
from survey.publishing.withheld import content_of
from tests.public.papers import make_answer, make_coding, make_content, make_row, publish

CELL = "1/1/1"


def publish_texts(*texts):
    for number, text in enumerate(texts, 1):
        answers = [make_answer(1, text), make_answer(2, "", "blank")]
        publish(make_content(rows=[make_row(1, answers)]), number=number)


def told():
    editions = [(each, content_of(each)) for each in Edition.objects.order_by("number")]
    with translation.override("en"):
        return [
            (each.edition.number, str(each.words), [str(word) for word in each.changed])
            for each in stood_in(editions, CELL)
        ]


def test_edition_says_whether_the_answer_changed(db):
    publish_texts("Ja.", "Ja.", "Nein.")
    assert told() == [
        (3, "", ["text", "as in the source"]),
        (2, "unchanged", []),
        (1, "stands here first", []),
    ]


def test_edition_says_when_the_answer_came_and_went(db):
    publish(make_content(rows=[make_row(2)]))
    publish(make_content(rows=[make_row(1)]), number=2)
    publish(make_content(rows=[make_row(2)]), number=3)
    publish(make_content(rows=[make_row(2)]), number=4)
    assert told() == [
        (4, "not there", []),
        (3, "no longer there", []),
        (2, "stands here first", []),
        (1, "not there", []),
    ]


def test_edition_says_that_status_or_category_changed(db):
    publish(make_content(rows=[make_row(1)]))
    answers = [make_answer(1, status="declined"), make_answer(2, "", "blank")]
    publish(make_content(rows=[make_row(1, answers, {"1a": make_coding("no")})]), number=2)
    assert told()[0] == (2, "", ["status", "category"])


def test_category_of_another_question_is_no_change(db):
    publish(make_content(rows=[make_row(1)]))
    codings = {"1a": make_coding(), "2": make_coding("no")}
    publish(make_content(rows=[make_row(1, None, codings)]), number=2)
    assert told()[0] == (2, "unchanged", [])


def test_page_links_each_edition_and_what_changed(client, db):
    publish_texts("Ja.", "Nein.")
    page = client.get("/en/inquiries/nordland-9-1/answers/1/1/1/").content.decode()
    kept = re.search(r'<h2 id="kept">.*?</section>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', kept) == [
        "/en/inquiries/nordland-9-1/editions/2/#a1-r1-c1",
        "/en/inquiries/nordland-9-1/editions/1..2/",
        "/en/inquiries/nordland-9-1/editions/1/#a1-r1-c1",
    ]


@pytest.mark.parametrize("texts", [["Ja."], ["Ja.", "Nein.", "Ja."]])
def test_page_costs_as_many_queries_with_many_editions(client, db, django_assert_num_queries, texts):
    publish_texts(*texts)
    with django_assert_num_queries(4):  # stand, edition, all editions, contact
        client.get("/en/inquiries/nordland-9-1/answers/1/1/1/")
