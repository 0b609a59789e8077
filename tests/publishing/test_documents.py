"""What downloads are made of."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey.models import AnswerLines, SearchRow
from survey.publishing import kept_lines
from survey.publishing.columns import LONG, NAMES
from survey.publishing.documents import edition_document, joined, long_rows, rows_for, wide_table
from survey.publishing.kept_lines import csv_lines
from survey.publishing.projection import answers
from survey.publishing.rebuilding import rebuild
from survey.publishing.upgrades import parse
from survey.sheets import csv
from tests.publishing.paper import make_paper, publish_now

pytestmark = pytest.mark.django_db

# PostgreSQL stores none.
NUL = "\x00" if connection.vendor == "sqlite" else ""


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
        " edited, number, number_is, unit, refers_to, page, note, edition, url, as_of, as_of_is, short_titles, codes,"
        " certainty, pages, source, box"
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
        "as_of": datetime.date(2015, 3, 26),
        "as_of_is": "table",
        "short_titles": [],
        "codes": [],
        "certainty": [],
        "pages": [1],
        "source": None,
        "box": "",
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
    written = "".join(csv.lines(NAMES, joined(long_rows(answer_rows())), bom=bom))
    assert "".join(csv_lines(answer_rows(), bom=bom)) == written
    assert [each in written for each in ("'=A1, „zwei“", '"\'- eins,\n""zwei"""', ",1200.5,at least,", ",'@home,")] == [
        True
    ] * 4


def test_csv_lines_cost_two_queries_for_one_row_and_for_three(edition):
    publish_now(make_paper("19/1614", ["Fulda", "Kassel", "Gießen"]))
    for slug, rows in (("hessen-19-1613", 4), ("hessen-19-1614", 8)):
        with CaptureQueriesContext(connection) as captured:
            assert "".join(csv_lines(answer_rows().filter(inquiry=slug))).count("\r\n") == 1 + rows
        assert len(captured) == 2  # which answers, and what is kept of them


def test_csv_lines_say_what_to_do_where_a_migration_left_them_empty(edition):
    AnswerLines.objects.all().delete()
    with pytest.raises(RuntimeError, match=r"manage\.py rebuild"):
        list(csv_lines(answer_rows()))
    rebuild()
    assert "".join(csv_lines(answer_rows())) == "".join(csv.lines(NAMES, joined(long_rows(answer_rows()))))


@pytest.mark.parametrize("together", [1, 2, 3, 500])
def test_csv_lines_of_some_answers_are_taken_from_what_is_kept_of_all(monkeypatch, together):
    """From several papers, kept and asked for in portions of any size; one text holds what marks the address."""
    monkeypatch.setattr(kept_lines, "TOGETHER", together)
    monkeypatch.setattr(kept_lines, "ASKED_AT_ONCE", together + 1)
    for number in ("19/1613", "19/1614"):
        inquiry = make_paper(number, ["Fulda", "Kassel", "Gießen"])
        inquiry.annexes.get().rows.get(printed="LK Kassel").answers.update(note=f"eine{NUL}Null, „zwei“\nZeilen")
        publish_now(inquiry)
    for wanted in ({}, {"column_key": 2}, {"printed": "LK Kassel"}, {"position__gte": 8}, {"position": 0}):
        found = answer_rows().filter(**wanted)
        rows = [[_without_null(value) for value in row] for row in joined(long_rows(found))]
        assert "".join(csv_lines(found)) == "".join(csv.lines(NAMES, rows))


def _without_null(value):
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value


def test_lists_are_lists_in_json_and_joined_elsewhere(edition):
    SearchRow.objects.filter(kind="answer").update(
        short_titles=["Gipfel", "wo"], codes=["1a:yes", "1b:no"], pages=[5, 6]
    )
    places = [NAMES.index(name) for name in ("short_titles", "codes", "pages")]
    found = {each: next(iter(rows_for(each, long_rows(answer_rows())))) for each in ("json", "jsonl", "csv", "ods")}
    as_lists, as_text = [["Gipfel", "wo"], ["1a:yes", "1b:no"], [5, 6]], ["Gipfel | wo", "1a:yes 1b:no", "5 6"]
    assert {each: [row[at] for at in places] for each, row in found.items()} == {
        "json": as_lists,
        "jsonl": as_lists,
        "csv": as_text,
        "ods": as_text,
    }


def test_wide_table_says_with_codes_how_each_row_is_categorised(edition):
    content = parse(edition.content)
    table = wide_table(content, 1, codes=True)
    assert table.headings == ["respondent", "Frage 1", "Frage 2", "1a", "1a_certainty"]
    assert [row[3:] for row in table.rows] == [["yes", "clear"], ["", ""]]
    content["annexes"][0]["rows"][0]["codings"]["1a"] |= {"state": "disputed", "code": "", "certainty": ""}
    assert [row[3:] for row in wide_table(content, 1, codes=True).rows] == [["", ""], ["", ""]]


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
    document = "".join(edition_document(edition))
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
