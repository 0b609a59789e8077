import pytest

from survey.importing.formats import CsvFormat
from survey.importing.resources import AnnexResource
from tests.factories import make_annex, make_column, make_row, make_table

pytestmark = pytest.mark.django_db


def test_export_holds_what_is_printed():
    annex = make_table({"LK Fulda": ["=1+1", "Nein."], "LK Kassel": []}, headings=("Frage 1", "Frage 2"))
    dataset = AnnexResource(annex).export()
    assert dataset.headers == ["respondent", "Frage 1", "Frage 2"]
    assert list(dataset) == [("LK Fulda", "=1+1", "Nein."), ("LK Kassel", "", "")]
    assert CsvFormat().export_data(dataset).decode().splitlines()[1] == "LK Fulda,'=1+1,Nein."


def test_export_holds_every_row_of_a_table_that_is_read_in_parts(monkeypatch):
    monkeypatch.setattr("survey.importing.existing.CELLS_AT_ONCE", 2)
    annex = make_table({f"LK {number}": [f"{number}."] for number in range(5)}, headings=("Frage 1",))
    assert list(AnnexResource(annex).export()) == [(f"LK {number}", f"{number}.") for number in range(5)]


def test_export_costs_the_same_queries_for_many_rows(django_assert_num_queries):
    # 1 headings, 1 keys, 1 columns, 1 rows, 1 answers, 1 passages
    for labels in (["LK 1"], ["LK 1", "LK 2", "LK 3"]):
        annex = make_table({label: ["Ja."] for label in labels})
        with django_assert_num_queries(6):
            AnnexResource(annex).export()


def test_export_of_a_table_with_gaps_fills_them():
    annex = make_annex()
    make_column(annex)
    make_row(annex)
    assert list(AnnexResource(annex).export()) == [("LK Fulda", "")]
