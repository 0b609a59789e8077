"""Tables of numbers: what the address sorts and narrows, and what the lines say."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import translation

from survey.models import District
from survey.public.number_tables import ChosenNumbers, TablePlace, chosen, number_table
from survey.public.reading import reading
from survey.publishing.upgrades import upgrade
from tests.public.papers import make_answer, make_content, make_row, publish

HOME = "/inquiries/nordland-9-1/"
COLUMNS = [
    {"key": 1, "heading": "Schulen", "kind": "number", "unit": "", "questions": ["1"]},
    {"key": 2, "heading": "Ganztag", "kind": "number", "unit": "", "questions": ["2"]},
]


def make_numbers(*values):
    return [
        make_answer(key, value, "answered" if value else "no_data", number=value or None, number_is="exact")
        for key, value in enumerate(values, 1)
    ]


def make_number_content(sum_of_second="12"):
    """Three counties, the second without its second number, and a printed sum."""
    rows = [
        make_row(1, make_numbers("30", "2"), {}),
        make_row(2, make_numbers("4", ""), {}),
        make_row(3, make_numbers("100", "10"), {}),
        make_row(4, make_numbers("134", sum_of_second), {}, role="sum", printed="Summe", respondent=None),
    ]
    content = make_content(rows=[], bodies=[], claims=[])
    content["annexes"][0] |= {"columns": [column.copy() for column in COLUMNS], "rows": rows}
    return content


def made(query="", **kwargs):
    """The lines as the address chooses them, in English."""
    paper = reading(upgrade(make_number_content(**kwargs)), edition=1)
    found = chosen(RequestFactory().get(f"{HOME}?{query}"), paper.tables)
    with translation.override("en"):
        return number_table(paper.tables[0], TablePlace(HOME, (), found))


def names(table):
    return [line.row.printed for line in table.lines]


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["LK Nordkreis", "LK Ostkreis", "LK Südkreis", "Summe"]),
        ("sort=1:1", ["LK Ostkreis", "LK Nordkreis", "LK Südkreis", "Summe"]),
        ("sort=1:-1", ["LK Südkreis", "LK Nordkreis", "LK Ostkreis", "Summe"]),
        ("sort=1:2", ["LK Nordkreis", "LK Südkreis", "LK Ostkreis", "Summe"]),
        ("sort=1:-2", ["LK Südkreis", "LK Nordkreis", "LK Ostkreis", "Summe"]),
        ("sort=1:-0", ["LK Südkreis", "LK Ostkreis", "LK Nordkreis", "Summe"]),
        ("where=1:1:4..30", ["LK Nordkreis", "LK Ostkreis"]),
        ("where=1:2:0..", ["LK Nordkreis", "LK Südkreis"]),
        ("where=1:1:..30&where=1:2:2..", ["LK Nordkreis"]),
        ("column=1:1&from=&to=30,5", ["LK Nordkreis", "LK Ostkreis"]),
        ("column=1:1&from=&to=", ["LK Nordkreis", "LK Ostkreis", "LK Südkreis", "Summe"]),
    ],
)
def test_address_sorts_and_narrows(query, order):
    """A field without a number is no zero: it stands last and lies between no bounds."""
    assert names(made(query)) == order


def test_click_on_a_head_sorts_and_the_next_turns_it_round():
    def links(query):
        return [(head.href.partition("?")[2], head.order) for head in made(query).heads]

    assert links("") == [("sort=1%3A0#a1", ""), ("sort=1%3A-1#a1", ""), ("sort=1%3A-2#a1", "")]
    assert links("sort=1:-1") == [("sort=1%3A0#a1", ""), ("sort=1%3A1#a1", "descending"), ("sort=1%3A-2#a1", "")]


def test_filters_say_themselves_and_keep_the_order():
    table = made("sort=1:-1&where=1:1:4..30")
    (active,) = table.active
    assert (active.label, active.value, active.without) == ("Schulen", "4 to 30", f"{HOME}?sort=1%3A-1#a1")
    assert (table.shown, table.total, table.kept) == (2, 3, (("sort", "1:-1"), ("where", "1:1:4..30")))


@pytest.mark.parametrize(("second", "said"), [("12", (True, "")), ("13", (False, "12"))])
def test_printed_sum_says_what_its_rows_give(second, said):
    first, last = made(sum_of_second=second).lines[-1].fields
    assert (first.agrees, first.added) == (True, "")
    assert (last.agrees, last.added) == said


def test_bars_are_parts_of_the_largest_entry():
    widths = [[field.width for field in line.fields] for line in made().lines]
    assert widths == [[30.0, 20.0], [4.0, None], [100.0, 100.0], [None, None]]


def test_numbers_stand_beside_inhabitants_where_editors_want_it_and_say_whose_day_that_is():
    """A district without a known population gets no rate, nor does a column that nobody asked it for."""
    content = upgrade(make_number_content())
    content["annexes"][0]["columns"][0] = content["annexes"][0]["columns"][0] | {"per_thousand": True}
    (paper_table,) = reading(content, edition=1).tables
    counted = {"population": 20_000, "population_on": datetime.date(2018, 12, 31)}
    districts = SimpleNamespace(all=[District(slug="99001", **counted), District(slug="99002")])
    with translation.override("en"):
        table = number_table(paper_table, TablePlace(HOME, (), ChosenNumbers(), districts))
    rates = [[field.rate for field in line.fields] for line in table.lines]
    assert rates == [["1.50", ""], ["", ""], ["", ""], ["", ""]]
    assert table.counted_on.endswith("as counted on 31 December 2018. The table is of 2030.")
    with translation.override("en"):
        assert number_table(paper_table, TablePlace(HOME, (), ChosenNumbers())).counted_on == ""


def test_categorised_tables_and_long_texts_are_no_tables_of_numbers():
    coded, long = make_number_content(), make_number_content()
    long["annexes"][0]["rows"][0]["answers"][0]["text"] = "Das ist " * 6
    coded["annexes"][0]["rows"] = [make_row(1, make_numbers("1", "2"))]
    coded["annexes"][0]["columns"] = [COLUMNS[0] | {"questions": ["1a"]}, COLUMNS[1]]
    found = [reading(upgrade(content)).tables[0].is_numeric for content in (make_number_content(), coded, long)]
    assert found == [True, False, False]


def test_pages_show_lines_with_the_number_as_the_link(client, db):
    publish(make_number_content())
    for page in (f"{HOME}?sort=1:-2", f"{HOME}questions/2/?sort=1:-2"):
        text = client.get(page).text
        assert text.index(">10</a>") < text.index(">2</a>")
        assert 'aria-sort="descending"' in text
    wrong = ["sort=2:1", "sort=1:9", "sort=x", "where=1:0:1..", "where=1:1:a..", "column=x&from=1", "column=1:1&from=a"]
    assert [client.get(f"{HOME}?{query}").status_code for query in wrong] == [400] * len(wrong)


def test_question_page_takes_its_own_columns_alone(client, db):
    publish(make_number_content())
    of_another = ["sort=1:1", "where=1:1:1.."]
    assert [client.get(f"{HOME}questions/2/?{query}").status_code for query in of_another] == [400, 400]


def test_words_in_a_table_of_numbers_stand_on_the_page_of_their_question(client, db):
    content = make_number_content()
    annex = content["annexes"][0]
    annex["columns"] = [COLUMNS[0], COLUMNS[1] | {"kind": "text"}]
    annex["rows"] = [make_row(1, [*make_numbers("30"), make_answer(2, "nur in Nordstadt")], {})]
    publish(content)
    assert "nur in Nordstadt" in client.get(f"{HOME}questions/2/").text
