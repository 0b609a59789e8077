import itertools
import json as stdlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files.errors import FileError
from survey.sheets import json


def written(headings, rows):
    return "".join(json.lines(headings, rows))


def test_json_lines_write_an_array_of_objects():
    rows = [["LK Fulda", Decimal("12"), True], ["Ärzte", Decimal("0.5"), None]]
    assert list(json.lines(["printed", "number", "edited"], rows)) == [
        '[\n{"printed": "LK Fulda", "number": 12, "edited": true}',
        ',\n{"printed": "Ärzte", "number": 0.5, "edited": null}',
        "\n]\n",
    ]


def test_json_lines_of_nothing_are_an_empty_array():
    assert stdlib.loads(written(["printed"], [])) == []


def test_json_lines_write_a_number_as_text_where_a_number_would_lose_digits():
    assert stdlib.loads(written(["n"], [[Decimal("0.12345678901234567890123")]])) == [
        {"n": "0.12345678901234567890123"}
    ]


def test_json_lines_take_one_row_at_a_time():
    lines = json.lines(["n"], ([number] for number in itertools.count()))
    assert list(itertools.islice(lines, 2)) == ['[\n{"n": 0}', ',\n{"n": 1}']


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), max_size=4))
def test_json_lines_are_json(rows):
    assert stdlib.loads(written(["a", "b"], rows)) == [{"a": a, "b": b} for a, b in rows]


def test_json_read_takes_the_first_keys_as_headings():
    data = '[{"respondent": "LK Fulda", "Frage 1": "=1", "n": 1.50}, {"n": null, "respondent": "LK Kassel"}]'
    table = json.read(data.encode(), "a.json")
    assert table.headings == ("Frage 1", "n")
    assert [(r.label, [cell.text for cell in r.cells]) for r in table.records] == [
        ("LK Fulda", ["=1", "1.50"]),
        ("LK Kassel", ["", ""]),
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"[", "a.json, line 1: This is not JSON."),
        (b"[" * 100_000, "a.json: This is not JSON."),
        (b"{}", "a.json: This is not a list of JSON objects."),
        (b"[[1]]", "a.json: This is not a list of JSON objects."),
        (b"[]", "a.json: The file holds nothing."),
        (b'[{"respondent": "a", "b": "c", "b": "d"}]', "a.json: Entry 1 has a key twice."),
        (
            b'[{"respondent": "a", "b": "c"}, {"respondent": "a", "d": "e"}]',
            "a.json: Entry 2 has a key that the first entry has not.",
        ),
        (b'[{"respondent": "a", "b": ["c"]}]', "a.json: Entry 1 holds a list or an object, not a text."),
    ],
)
def test_json_read_says_what_is_wrong(data, sentence):
    with pytest.raises(FileError) as raised:
        json.read(data, "a.json")
    assert str(raised.value) == sentence
