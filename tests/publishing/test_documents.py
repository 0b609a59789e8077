"""What downloads are made of."""

import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import SearchRow
from survey.publishing.columns import LONG, NAMES
from survey.publishing.documents import csv_lines, edition_document, long_rows, wide_table
from survey.publishing.projection import answers
from survey.publishing.rows import rebuild
from survey.publishing.upgrades import parse
from survey.sheets import csv
from tests.publishing.paper import make_paper, publish_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return make_paper(counties=["Fulda"])


@pytest.fixture
def edition(inquiry):
    return publish_now(inquiry)


def answer_rows():
    return SearchRow.objects.filter(kind="answer").order_by("inquiry", "position")


def test_long_columns_are_those_of_the_contract():
    assert ", ".join(NAMES) == (
        "inquiry, annex, position, printed, respondent, kind, ags, column, questions, status, text, as_printed,"
        " edited, number, number_is, unit, refers_to, page, note, edition, url"
    )


def test_long_columns_take_their_values_from_fields_of_a_passage():
    fields = {field.name for field in SearchRow._meta.get_fields()}
    assert [column.source for column in LONG if column.source not in fields] == []


def test_long_rows_hold_one_line_per_answer(edition):
    assert [dict(zip(NAMES, row, strict=True)) for row in long_rows(answer_rows())][1] == {
        "inquiry": "hessen-19-1613",
        "annex": 1,
        "position": 1,
        "printed": "LK Fulda",
        "respondent": "Landkreis Fulda",
        "kind": "county",
        "ags": "06631",
        "column": "Frage 2",
        "questions": "2",
        "status": "answered",
        "text": "s. 1. Es gibt den Runden Tisch Fulda.\n\nDas Netzwerk Fulda besteht.",
        "as_printed": "s. 1. Es gibt den Runden Tisch Fulda.",
        "edited": True,
        "number": None,
        "number_is": "none",
        "unit": "",
        "refers_to": "1",
        "page": 1,
        "note": "",
        "edition": 1,
        "url": "http://127.0.0.1:8000/inquiries/hessen-19-1613/answers/1/1/2/",
    }


def test_long_rows_are_the_same_from_the_database_and_from_an_edition(edition):
    stored = list(long_rows(answer_rows()))
    assert list(long_rows(answers(edition, parse(edition.content)))) == stored
    assert list(long_rows(list(answer_rows()))) == stored


def test_long_rows_write_numbers_plainly_and_say_what_they_are(inquiry):
    row = inquiry.annexes.get().rows.get(printed="LK Fulda")
    row.answers.filter(column__key=1).update(number=Decimal("1200"), number_is="at_least")
    publish_now(inquiry)
    first = next(long_rows(answer_rows()))
    assert (str(first[NAMES.index("number")]), first[NAMES.index("number_is")]) == ("1200", "at least")


def test_long_rows_cost_one_query_for_one_row_and_for_three(edition):
    publish_now(make_paper("19/1614", ["Fulda", "Kassel", "Gießen"]))
    for slug, rows in (("hessen-19-1613", 4), ("hessen-19-1614", 8)):
        with CaptureQueriesContext(connection) as captured:
            assert len(list(long_rows(answer_rows().filter(inquiry=slug)))) == rows
        assert len(captured) == 1


@pytest.mark.parametrize("bom", [False, True])
def test_csv_lines_are_those_of_the_long_rows(inquiry, bom):
    """With what must be quoted or defused, and a number."""
    answers_there = inquiry.annexes.get().rows.get(printed="LK Fulda").answers
    answers_there.filter(column__key=1).update(number=Decimal("1200.50"), number_is="at_least", note="=A1, „zwei“")
    answers_there.filter(column__key=2).update(wording='- eins,\n"zwei"', note="@home")
    publish_now(inquiry)
    written = "".join(csv.lines(NAMES, long_rows(answer_rows()), bom=bom))
    assert "".join(csv_lines(answer_rows(), bom=bom)) == written
    assert [each in written for each in ("'=A1, „zwei“", '"\'- eins,\n""zwei"""', ",1200.5,at least,", ",'@home,")] == [
        True
    ] * 4


def test_csv_lines_cost_one_query_for_one_row_and_for_three(edition):
    publish_now(make_paper("19/1614", ["Fulda", "Kassel", "Gießen"]))
    for slug, rows in (("hessen-19-1613", 4), ("hessen-19-1614", 8)):
        with CaptureQueriesContext(connection) as captured:
            assert "".join(csv_lines(answer_rows().filter(inquiry=slug))).count("\r\n") == 1 + rows
        assert len(captured) == 1


def test_csv_lines_say_what_to_do_where_a_migration_left_them_empty(edition):
    SearchRow.objects.update(line="")
    with pytest.raises(RuntimeError, match=r"manage\.py rebuild"):
        list(csv_lines(answer_rows()))
    rebuild()
    assert "".join(csv_lines(answer_rows())) == "".join(csv.lines(NAMES, long_rows(answer_rows())))


def test_wide_table_is_as_printed_or_as_it_reads(edition):
    content = parse(edition.content)
    moved = "Das Netzwerk Fulda besteht."
    summit, table = "Im Kreis Fulda gibt es einen Gipfel.", "s. 1. Es gibt den Runden Tisch Fulda."
    headings = ["respondent", "Frage 1", "Frage 2"]
    city = ["Hess. Städtetag", "", ""]
    assert wide_table(content, 1) == (headings, [["LK Fulda", f"{summit}\n\n{moved}", table], city])
    assert wide_table(content, 1, reading=True) == (headings, [["LK Fulda", summit, f"{table}\n\n{moved}"], city])
    assert wide_table(content, 2) is None


def test_edition_document_holds_the_stored_content_as_it_is(edition):
    document = edition_document(edition)
    assert edition.content in document
    assert json.loads(document) == {
        "edition": {
            "slug": "hessen-19-1613",
            "number": 1,
            "published": edition.published_at.isoformat(),
            "note": "Erste Fassung.",
            "digest": edition.digest,
            "publisher": "Maria Muster",
            "review": "not_submitted",
            "override_reason": "",
            "unsure": 0,
            "unsure_reason": "",
            "withheld": 0,
        },
        "content": json.loads(edition.content),
        "parts": json.loads(edition.salts.parts),
    }
