"""Which empty rows part a table in blocks, and which are districts that have said nothing."""

import pytest

from survey.intake import read_annex

BLOCKS = ("2013;", "LK A;1", "LK B;2", "2014;", "LK A;3", "LK B;4")


def rows(*lines):
    table = read_annex("\n".join(("Landkreis;Zahl", *lines)).encode(), "a.csv")
    return [(record.label, record.role, dict(record.breakdown)) for record in table.records]


def test_words_above_the_same_labels_are_headings_and_keys():
    assert rows(*BLOCKS) == [
        ("2013", "heading", {}),
        ("LK A", "", {"Jahr": "2013"}),
        ("LK B", "", {"Jahr": "2013"}),
        ("2014", "heading", {}),
        ("LK A", "", {"Jahr": "2014"}),
        ("LK B", "", {"Jahr": "2014"}),
    ]


def test_word_that_is_no_year_is_a_block():
    read = rows("Eigentum;", "LK A;1", "Körper;", "LK A;3")
    assert [keys for _, _, keys in read] == [{}, {"Block": "Eigentum"}, {}, {"Block": "Körper"}]


@pytest.mark.parametrize(
    "lines",
    [
        ("Fulda;", "LK A;1", "Hanau;", "LK B;2"),
        ("LK C;", "LK A;1", "LK D;", "LK A;2"),
        ("LK A;1", "2013;", "LK A;1", "2014;", "LK A;1"),
        ("2013;", "LK A;1", "LK A;2", "2014;", "LK A;1"),
        ("2013;", "LK A;1", "2013;", "LK A;1"),
        ("2013;", "LK A;1", "2014;", "LK A;1", "LK B;1", "LK C;1"),
    ],
    ids=["other-labels", "districts", "rows-before", "twice-in-a-block", "same-word", "few-again"],
)
def test_empty_rows_that_may_be_answers_are_left_alone(lines):
    assert {(role, str(keys)) for _, role, keys in rows(*lines)} == {("", "{}")}
