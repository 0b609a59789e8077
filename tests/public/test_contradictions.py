"""Where the paper does not agree with itself stands on one screen, in neutral words, with rows and rule."""

import re

import pytest
from django.utils import translation

from survey.public.reading import reading
from survey.publishing.upgrades import upgrade
from tests.public.papers import (
    make_answer,
    make_claim,
    make_coding,
    make_content,
    make_districts,
    make_measured_content,
    make_row,
    publish,
)

HOME = "/en/inquiries/nordland-9-1/"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def found(content):
    return [
        (each.quote, each.place, each.label, each.found, each.rows)
        for each in reading(upgrade(content), edition=1).contradictions
    ]


def make_summed_content(printed, values=(("120", "exact"), ("30", "exact"), (None, "none"))):
    content = make_measured_content(values, claims=[])
    sums = [
        make_answer(1, "", "blank"),
        make_answer(2, "", "blank"),
        make_answer(3, "", number=printed, number_is="exact"),
    ]
    content["annexes"][0]["rows"].append(make_row(4, sums, {}, role="sum", printed="Summe", respondent=None))
    return content


@pytest.mark.parametrize(
    ("result", "label", "given"),
    [
        ("differs", "the table says otherwise", "3 of the 3 counties in the table"),
        ("depends_on_reading", "depends on how it is read", "2 to 3 of the 3 counties in the table"),
    ],
)
def test_statement_that_the_rows_do_not_give_is_told(result, label, given):
    claim = make_claim(result=result, low="2" if "to" in given else "3")
    assert found(make_content(claims=[claim])) == [
        ("In zwei Landkreisen", "Reply to question 1", label, given, "3 rows")
    ]


@pytest.mark.parametrize("result", ["matches", "cannot_be_checked"])
def test_statement_that_agrees_or_cannot_be_checked_is_not_told(result):
    assert found(make_content(claims=[make_claim(), make_claim(position=2, result=result)])) == found(
        make_content(claims=[make_claim()])
    )


def test_sum_that_the_rows_do_not_add_up_to_is_told_with_what_has_no_number():
    told = "The rows above it add up to 150. 1 of them has no number."
    assert found(make_summed_content("160")) == [
        ("160 km", "Anlage, Summe, Streuwege", "the table says otherwise", told, "3 rows")
    ]


def test_sum_that_the_rows_add_up_to_is_not_told():
    assert found(make_summed_content("150")) == []


def test_sum_over_all_rows_below_sums_of_groups_is_not_told():
    content = make_summed_content("150")
    rows = content["annexes"][0]["rows"]
    group = {
        **rows[3],
        "key": 5,
        "answers": [*rows[3]["answers"][:2], make_answer(3, "", number="120", number_is="exact")],
    }
    rows.insert(1, group)
    assert found(content) == []


def test_reference_to_what_has_no_text_is_told():
    reference = {"words": "s. 1b", "whole": False, "state": "open", "to": "1b", "target": "", "paper": ""}
    row = make_row(1, [make_answer(1, "s. 1b", references=[reference]), make_answer(2, "", "blank")])
    assert found(make_content(rows=[row], claims=[])) == [
        ("s. 1b", "LK Nordkreis, Frage 1", "leads nowhere: what this refers to has no text", "", "1 row")
    ]


def test_reading_page_counts_them_and_links_both_ways(client, db):
    make_districts()
    publish(make_content(claims=[make_claim()]))
    page = client.get(HOME).content.decode()
    heading = "Text of the reply and table: 1 statement does not follow from the table as it stands"
    assert re.findall(r'<a href="#contradictions">(Text[^<]+: [^<]+)</a>', page) == [heading]
    assert re.findall(r'<h2 id="contradictions">([^<]+)</h2>', page) == [heading]
    section = re.search(r'<section class="claims" aria-labelledby="contradictions">.*?</section>', page, re.DOTALL)[0]
    assert re.findall(r'id="(claim-\d+)"', section) == ["claim-1"]
    claim = re.search(r'<article class="claim claim-differs" id="claim-1">.*?</article>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', claim) == ["#reply-1", "#a1-r1-c1", "#a1-r2-c1", "#a1-r3-c1"]
    question = client.get(f"{HOME}questions/1/").content.decode()
    assert re.findall(r'href="([^"]+#contradictions)"', question) == [f"{HOME}#contradictions"]


def test_reading_page_without_any_says_how_many_statements_agree(client, db):
    publish(make_content(claims=[make_claim(result="matches")]))
    page = client.get(HOME).content.decode()
    assert re.findall(r'<h2 id="contradictions">([^<]+)</h2>', page) == ["Text of the reply and table"]
    assert "1 statement agrees with the table or cannot be checked with it" in page


def test_span_says_whose_rows_make_it(db):
    rows = [
        make_row(1),
        make_row(2, codings={"1a": make_coding("yes", "arguable")}),
        make_row(3, codings={"1a": make_coding("no")}),
    ]
    claim = make_claim(
        stated=None, stated_is="all", low="1", high="2", rows={"clear": ["1/1"], "arguable": ["1/2"], "others": ["1/3"]}
    )
    (claimed,) = reading(upgrade(make_content(rows=rows, claims=[claim])), edition=1).claims
    assert claimed.result.sentence == (
        "1 to 2 of the 3 counties in the table. 1 county denies it (LK Südkreis), 1 arguable (LK Ostkreis)."
    )
