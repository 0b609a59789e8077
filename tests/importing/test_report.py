import pytest
from django.utils.translation import override

from survey.files.errors import FileError
from survey.importing.report import ImportedChange, ImportRefused, ImportResult, in_words


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (ImportResult(dry_run=False, new=60), "60 new, 0 changed, 0 unchanged, 0 refused."),
        (ImportResult(dry_run=True, changed=2), "This would be imported: 0 new, 2 changed, 0 unchanged, 0 refused."),
        (ImportResult(dry_run=False, unchanged=60), "Nothing changed. 0 new, 0 changed, 60 unchanged, 0 refused."),
        (ImportResult(dry_run=False, moved=1, unchanged=3), "0 new, 0 changed, 3 unchanged, 0 refused."),
        (
            ImportResult(dry_run=False, new=3, refused=1),
            "Nothing was imported. 3 new, 0 changed, 0 unchanged, 1 refused.",
        ),
    ],
)
def test_report_says_what_happened(report, sentence):
    assert report.sentence == sentence


def test_report_notes_what_else_one_should_know():
    report = ImportResult(
        dry_run=False, unmatched=["Irgendwer"], missing=["LK Kassel"], left_out=[(86, "--\t--")], moved=2
    )
    assert report.notes() == [
        "No respondent found for “Irgendwer”.",
        "Not in the file, left as it is: “LK Kassel”.",
        "Line 86 holds no data and was left out: “--\t--”",
        "2 rows stand at another place of the table now.",
    ]


def test_report_takes_in_a_part():
    report = ImportResult(dry_run=False, new=1, changes=[ImportedChange("inquiry", None, "Titel")])
    report.add(ImportResult(dry_run=False, new=2, unchanged=3, missing=["LK Kassel"]))
    assert (report.new, report.unchanged, report.missing, len(report.changes)) == (3, 3, ["LK Kassel"], 1)


def test_report_for_scripts_is_plain_data():
    report = ImportResult(
        dry_run=True, changed=1, changes=[ImportedChange("LK Fulda, Frage 1", "Ja.", "Nein.")], left_out=[(2, "-")]
    )
    assert report.as_dict() == {
        "dry_run": True,
        "new": 0,
        "changed": 1,
        "unchanged": 0,
        "refused": 0,
        "moved": 0,
        "matched": 0,
        "footnotes": 0,
        "remarks": [],
        "unmatched": [],
        "missing": [],
        "refusals": [],
        "left_out": [{"line": 2, "text": "-"}],
        "changes": [{"place": "LK Fulda, Frage 1", "old": "Ja.", "new": "Nein."}],
        "proposals": [],
        "refused_rows": [],
        "earlier_batch": None,
        "batch": None,
        "sentence": "This would be imported: 0 new, 1 changed, 0 unchanged, 0 refused.",
    }


@pytest.mark.parametrize(
    "error",
    [
        FileError(
            "table.csv", 7, 2, "%(cells)d cells, but the table has %(columns)d columns.", {"cells": 5, "columns": 4}
        ),
        FileError("table.csv", None, None, "The file is empty."),
    ],
)
def test_errors_of_files_are_said_as_the_readers_say_them(error):
    assert in_words(error) == str(error)


def test_errors_of_files_are_said_in_german():
    with override("de"):
        said = in_words(FileError("table.csv", 7, None, "The file is empty."))
    assert said == "table.csv, Zeile 7: Die Datei ist leer."


def test_refusals_are_sentences():
    assert in_words(ImportRefused("The number is taken.")) == "The number is taken."
