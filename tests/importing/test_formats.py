import pytest
from tablib import Dataset

from survey.importing.formats import EXPORT_FORMATS, export_format
from survey.importing.report import ImportRefused
from survey.intake import read_annex

ROWS = [("LK Fulda", "=1+1", "Zwei\n\nAbsätze."), ("LK Kassel", "Nein.", "")]


def test_lists_and_tables_can_be_taken_in_every_format():
    assert [format_class.extension for format_class in EXPORT_FORMATS] == ["csv", "xlsx", "ods", "json", "jsonl"]


@pytest.mark.parametrize("format_class", EXPORT_FORMATS, ids=lambda each: each.extension)
def test_what_a_format_writes_is_read_as_it_was(format_class):
    written = format_class().export_data(Dataset(*ROWS, headers=["respondent", "Frage 1", "Frage 2"]))
    table = read_annex(written, f"file.{format_class.extension}")
    assert table.headings == ("Frage 1", "Frage 2")
    assert [(each.label, *(cell.text for cell in each.cells)) for each in table.records] == ROWS


def test_export_format_is_the_one_of_the_name():
    assert [export_format(name).extension for name in ("a.csv", "b.XLSX", "c.ods", "d.json")] == [
        "csv",
        "xlsx",
        "ods",
        "json",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "csv"])
def test_export_format_refuses_other_endings(name):
    with pytest.raises(ImportRefused):
        export_format(name)
