"""What a page of the web gives: lines, the numbers of lists, tables; nothing that nobody sees."""

import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.pages import read


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def document(body):
    return read(f"<!DOCTYPE html><html><head><title>Titel</title></head><body>{body}</body></html>".encode(), "a.html")


def lines(body):
    return [line.text for line in document(body).lines]


def test_blocks_are_lines_with_their_type():
    found = document("<h1>Antwort</h1><p>der <b>Regie</b>rung\n zu&nbsp;1.<div>und<span> mehr</span></div> Rest")
    assert [(line.text, line.bold, line.size, line.after_blank) for line in found.lines] == [
        ("Antwort", True, 24.0, True),
        ("der Regierung zu 1.", False, 12.0, True),
        ("und mehr", False, 12.0, True),
        ("Rest", False, 12.0, True),
    ]


def test_typed_break_ends_a_line_and_no_paragraph():
    found = document("<p>eins<br>zwei")
    assert [(line.text, line.after_blank) for line in found.lines] == [("eins", True), ("zwei", False)]


def test_numbers_of_lists_are_printed():
    body = (
        "<ol><li>Wie viele?<ol type=a><li>seit wann<li>und wo</ol><li><p>Warum?</p><p>weiter</p></ol>"
        "<ol start=7><li>Wozu?<li value=9>Wohin?</ol><ul><li>Punkt</ul>"
    )
    assert lines(body) == [
        "1. Wie viele?",
        "a. seit wann",
        "b. und wo",
        "2. Warum?",
        "weiter",
        "7. Wozu?",
        "9. Wohin?",
        "• Punkt",
    ]


def test_what_nobody_sees_is_left_out():
    found = document("<script>alert(1)</script><p>Ja.<span style='display: none'>geheim</span><!-- nein -->")
    assert [line.text for line in found.lines] == ["Ja."]
    assert [str(each) for each in found.remarks] == ["The file holds hidden text, which was left out."]


def test_struck_and_raised_words():
    found = document("<p><s>Nein. </s>Ja, 12<sup>1</sup>")
    assert [(line.text, line.struck) for line in found.lines] == [("Ja, 12¹", "Nein.")]


def test_lines_of_preformatted_text_are_kept():
    assert lines("<pre>eins\n  zwei</pre>") == ["eins", "zwei"]


def test_table_keeps_spans_headings_and_paragraphs():
    found = document(
        "<p>davor<table><caption>Tabelle 1</caption><thead><tr><th rowspan=2>Kreis<th colspan=2>Plätze"
        "<tr><th>2013<th>2014</thead><tr><td>LK Fulda<td><p>eins<p>zwei<td>12<sup>1</sup></table>danach"
    )
    assert [line.text for line in found.lines] == ["davor", "Tabelle 1", "danach"]
    grid = found.grids[0]
    assert (grid.after_line, grid.heading_rows) == (2, 2)
    assert [[each and (each.text, each.row_span, each.column_span) for each in row] for row in grid.rows] == [
        [("Kreis", 2, 1), ("Plätze", 1, 2), None],
        [None, ("2013", 1, 1), ("2014", 1, 1)],
        [("LK Fulda", 1, 1), ("eins\n\nzwei", 1, 1), ("12", 1, 1)],
    ]
    assert grid.rows[2][2].marks == ("1",)


def test_table_within_a_cell_is_a_table_of_its_own():
    found = document("<table><tr><td>außen<td>Text<table><tr><td>innen<td>12</table></table>")
    assert [[[each.text for each in row] for row in grid.rows] for grid in found.grids] == [
        [["außen", "Text"]],
        [["innen", "12"]],
    ]


def test_span_that_asks_for_more_than_there_is_ends_with_the_table():
    grid = document("<table><tr><td rowspan=900000>a<td>b<tr><td>c</table>").grids[0]
    assert [[each and (each.text, each.row_span) for each in row] for row in grid.rows] == [
        [("a", 2), ("b", 1)],
        [None, ("c", 1)],
    ]


def test_declaration_of_xml_is_no_hindrance():
    data = '<?xml version="1.0" encoding="UTF-8"?>\n<html><body><p>Größe</p></body></html>'.encode()
    assert [line.text for line in read(data, "a.html").lines] == ["Größe"]


def test_page_without_words_is_refused():
    with pytest.raises(FileError) as raised:
        document("<script>alert(1)</script>")
    assert str(raised.value) == "a.html: The file holds no words."
