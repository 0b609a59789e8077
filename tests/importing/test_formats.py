import pytest

from survey.importing.formats import EXPORT_FORMATS, FORMATS, TableDataset, export_format
from survey.importing.report import Refused
from survey.sheets.table import SheetError
from tests.importing.tables import make_table_file

TABLE = make_table_file(("LK Fulda", "=1+1", "Zwei\n\nAbsätze."), ("", "Mehr."), ("LK Kassel", "Nein."))


def test_formats_are_told_apart_by_the_ending_of_a_file():
    """The page for imports guesses the format by comparing endings with titles."""
    titles = [format_class().get_title() for format_class in FORMATS]
    assert titles == ["txt", "csv", "xlsx", "xls", "ods", "html", "pdf", "json", "jsonl"]
    assert [format_class().is_binary() for format_class in FORMATS] == [True] * 9
    assert [format_class().can_import() for format_class in FORMATS] == [True] * 9
    assert [format_class.extension for format_class in EXPORT_FORMATS] == ["csv", "xlsx", "ods", "json", "jsonl"]


@pytest.mark.parametrize("format_class", EXPORT_FORMATS, ids=lambda each: each.extension)
def test_format_reads_what_it_writes(format_class):
    dataset = TableDataset(TABLE)
    written = format_class().export_data(dataset)
    read = format_class(encoding="utf-8-sig").create_dataset(written)
    assert (read.headers, list(read)) == (dataset.headers, list(dataset))


def test_dataset_holds_a_line_per_labelled_row():
    dataset = TableDataset(TABLE)
    assert dataset.headers == ["respondent", "Frage 1", "Frage 2"]
    assert list(dataset) == [("LK Fulda", "=1+1\n\nMehr.", "Zwei\n\nAbsätze."), ("LK Kassel", "Nein.", "")]


def test_transcript_is_read_with_its_pages():
    data = b"\tFrage 1\nLK Fulda\tJa.\n\nLK Kassel\t<p>Nein.</p><p>Nie.</p>"
    records = FORMATS[0]().create_dataset(data).table.records
    assert [(each.label, each.page, each.cells[0].text) for each in records] == [
        ("LK Fulda", 1, "Ja."),
        ("LK Kassel", 2, "Nein.\n\nNie."),
    ]


@pytest.mark.parametrize("format_class", FORMATS, ids=lambda each: each.extension)
def test_format_says_what_is_wrong_with_a_file(format_class):
    with pytest.raises(SheetError):
        format_class().create_dataset(b"")


def test_export_format_is_the_one_of_the_name():
    assert [export_format(name).extension for name in ("a.csv", "b.XLSX", "c.ods", "d.json")] == [
        "csv",
        "xlsx",
        "ods",
        "json",
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "csv"])
def test_export_format_refuses_other_endings(name):
    with pytest.raises(Refused):
        export_format(name)
