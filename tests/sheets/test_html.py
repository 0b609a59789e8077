import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files.errors import FileError
from survey.sheets import html
from survey.sheets.read_options import ReadOptions
from survey.sheets.rich_text import struck_words
from tests.intake.golden import ANNEXES

PAGE = (ANNEXES / "spans.html").read_bytes()


def texts(table):
    return [(record.label, *(cell.text for cell in record.cells)) for record in table.records]


def test_html_table_is_chosen_by_its_number():
    table = html.read(PAGE, "a.html", ReadOptions("2"))
    assert (table.headings, texts(table)) == (("Frage 3",), [("LK Kassel", "Ja.")])
    assert [str(remark) for remark in table.remarks] == ["Table 1 of the page was not read."]


@pytest.mark.parametrize("part", ["0", "3", "Gipfel"])
def test_html_table_that_is_not_there_is_refused(part):
    with pytest.raises(FileError) as raised:
        html.read(PAGE, "a.html", ReadOptions(part))
    assert str(raised.value) == f"a.html: There is no table “{part}” in this page; it has 2, chosen by number."


def test_html_spans_repeat_their_text_where_that_is_wished():
    assert texts(html.read(PAGE, "a.html", ReadOptions("1", spread=True)))[1:] == [
        ("LK Fulda", "1", "0\xa0€", "geplant fett"),
        ("LK Gießen", "keine", "keine", "Nein <nie>."),
    ]


@given(st.text(alphabet='<>/tabledrh "=&;!-[]0123 \n') | st.text())
def test_html_of_any_kind_is_a_table_or_refused_with_a_sentence(text):
    try:
        html.read(f"<table>{text}".encode(errors="replace"), "a.html")
    except FileError as error:
        assert str(error).startswith("a.html")


def test_raised_digits_are_marks_and_struck_words_keep_their_line():
    rows = "<tr><td>LK Fulda<td>12<sup>1)</sup><td><del>Nein.</del> Ja.</tr>"
    table = html.read(f"<table><tr><th>Kreis<th>Zahl<th>Antwort</tr>{rows}</table>".encode(), "a.html")
    number, answer = (cell.text for cell in table.records[0].cells)
    assert (number, struck_words(answer), answer.endswith(" Ja.")) == ("12¹)", "Nein.", True)
