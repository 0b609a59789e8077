"""What a cell says: as printed, and as it reads."""

import pytest

from survey.models import PassageEdit
from survey.record import RecordPaper, read_cell, read_row, read_table
from tests.factories import (
    cell,
    make_annex,
    make_answer,
    make_column,
    make_passage,
    make_question,
    make_row,
    make_table,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex():
    return make_table({"LK Fulda": ["Ja."], "LK Kassel": ["Nein. In Fulda doch."]}, headings=["Frage 1"])


def said(annex) -> dict[str, tuple[str, str]]:
    """As printed and as it reads, by row."""
    rows = RecordPaper(annex.inquiry).tables[0].rows
    return {row.printed: (row.cells[0].as_printed, row.cells[0].text) for row in rows}


def move(annex):
    passage = cell(annex, "LK Kassel", "Frage 1").passages.get()
    PassageEdit.objects.split(passage, len("Nein."), reason="Zwei Kreise.")
    passage = annex.rows.get(printed="LK Kassel").answers.get().passages.live().last()
    return PassageEdit.objects.move(passage, cell(annex, "LK Fulda", "Frage 1"), reason="Es geht um Fulda.")


def test_text_is_what_stands_there_until_an_editor_says_otherwise(annex):
    assert said(annex) == {"LK Fulda": ("Ja.", "Ja."), "LK Kassel": ("Nein. In Fulda doch.", "Nein. In Fulda doch.")}


def test_passage_that_was_moved_reads_where_it_belongs_and_stays_printed_where_it_stands(annex):
    edit = move(annex)
    assert said(annex) == {"LK Fulda": ("Ja.", "Ja.\n\nIn Fulda doch."), "LK Kassel": ("Nein. In Fulda doch.", "Nein.")}
    fulda = RecordPaper(annex.inquiry).tables[0].rows[0].cells[0]
    assert [(each.text, each.edit_id) for each in fulda.passages] == [("Ja.", None), (" In Fulda doch.", edit.pk)]


def test_wording_of_an_editor_stands_for_all_passages(annex):
    move(annex)
    annex.rows.get(printed="LK Fulda").answers.update(wording="Ja, doch.")
    assert said(annex)["LK Fulda"] == ("Ja.", "Ja, doch.")
    assert read_cell(cell(annex, "LK Fulda", "Frage 1")).own_text == "Ja.\n\nIn Fulda doch."


def test_passage_that_nobody_has_placed_is_printed_and_read_nowhere(annex):
    make_passage(cell(annex, "LK Fulda", "Frage 1"), "Verirrt.", answer=None, position=9)
    fulda = read_cell(cell(annex, "LK Fulda", "Frage 1"))
    assert (fulda.as_printed, fulda.text) == ("Ja.\n\nVerirrt.", "Ja.")
    assert [passage.text for passage in fulda.unassigned] == ["Verirrt."]


def test_answer_says_the_same_by_itself(annex):
    move(annex)
    found = {
        answer.row.printed: (answer.as_printed, answer.text) for row in annex.rows.all() for answer in row.answers.all()
    }
    assert found == said(annex)


def test_column_answers_its_question_its_whole_and_its_parts():
    column = make_column(questions=[make_question(key="2a")])
    make_answer(column=column)
    found = read_table(column.annex).columns[0]
    assert [key for key in ("1", "2", "2a", "2b", "22") if found.answers(key)] == ["2", "2a"]


def test_row_table_and_paper_read_the_same_cells(annex):
    move(annex)
    row = annex.rows.get(printed="LK Fulda")
    expected = RecordPaper(annex.inquiry).tables[0].rows[0].cells
    assert (read_row(row), read_table(annex).rows[0].cells) == (expected, expected)


def test_passage_that_stands_in_another_table_is_read_where_it_belongs(annex):
    other = make_table({"LK Fulda": ["Aus der zweiten."]}, annex=make_annex(annex.inquiry), headings=["Frage 3"])
    target = cell(annex, "LK Fulda", "Frage 1")
    PassageEdit.objects.move(other.rows.get().answers.get().passages.get(), target, reason="Es gehört hierher.")
    row = annex.rows.get(printed="LK Fulda")
    texts = [read_cell(target).text, read_row(row)[0].text, read_table(annex).rows[0].cells[0].text, target.text]
    assert texts == ["Ja.\n\nAus der zweiten."] * 4


def test_row_has_no_cell_where_nothing_was_recorded():
    row = make_row()
    make_column(row.annex)
    table = read_table(row.annex)
    assert (table.rows[0].cells, table.rows[0].cell(table.columns[0])) == ((), None)


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_costs_the_same_queries_for_many_rows(rows, django_assert_num_queries):
    names = [f"LK {number}" for number in range(rows)]
    annex = make_table({name: ["Ja."] for name in names}, headings=["Frage 1"])
    with django_assert_num_queries(7):  # table, columns, their questions, rows; answers, passages here and moved here
        read_table(annex)
    row = annex.rows.select_related("annex").first()
    with django_assert_num_queries(5):  # columns and their questions; answers, passages here and moved here
        read_row(row)
