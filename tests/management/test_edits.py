"""manage.py export_annex --editing and --reading, and import_edits."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from survey.models import Answer
from tests.factories import make_annex, make_inquiry, make_table, make_user
from tests.importing.tables import counts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def sheet(tmp_path):
    """An editing sheet of a table with two cells, and what it takes to change it."""
    make_table({"LK Fulda": ["Ja.", "1-2"]}, annex=make_annex(make_inquiry("19/1613")), headings=("Frage 1", "Frage 2"))
    path = tmp_path / "sheet.csv"
    call_command("export_annex", "hessen-19-1613", "1", "--editing", to=str(path))
    return path


def rewrite(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_export_annex_writes_an_editing_sheet(sheet, capsys):
    call_command("export_annex", "hessen-19-1613", "1", "--editing", to=str(sheet))
    assert capsys.readouterr().out == f"Wrote 2 rows with 12 columns to {sheet}.\n"
    lines = list(csv.DictReader(sheet.open(encoding="utf-8-sig", newline="")))
    assert [(line["key"], line["text"]) for line in lines] == [("'a1-r1-c1", "Ja."), ("'a1-r1-c2", "'1-2")]


def test_export_annex_writes_the_table_as_it_reads(sheet, tmp_path):
    Answer.objects.filter(column__heading="Frage 1").update(wording="Ja, seit 2014.")
    path = tmp_path / "reading.csv"
    call_command("export_annex", "hessen-19-1613", "1", "--reading", to=str(path))
    assert list(csv.reader(path.open(newline=""))) == [
        ["respondent", "Frage 1", "Frage 2"],
        ["LK Fulda", "Ja, seit 2014.", "1-2"],
    ]


def test_import_edits_reports_what_it_changed(sheet, capsys):
    rewrite(sheet, ",Ja.,answered,", ",Ja gewiss.,answered,")
    make_user("redaktion")
    capsys.readouterr()
    call_command("import_edits", str(sheet), "--json", inquiry="hessen-19-1613", by="redaktion")
    report = json.loads(capsys.readouterr().out)
    assert [report[name] for name in ("changed", "unchanged", "refused")] == [1, 1, 0]
    assert report["changes"] == [{"place": "LK Fulda, Frage 1: edited text", "old": "Ja.", "new": "Ja gewiss."}]
    assert Answer.objects.get(wording="Ja gewiss.").history.first().history_user.username == "redaktion"


def test_import_edits_of_an_unchanged_sheet_says_so(sheet, capsys):
    before = counts()
    capsys.readouterr()
    call_command("import_edits", str(sheet), inquiry="hessen-19-1613")
    assert capsys.readouterr().out == "Nothing changed. 0 new, 0 changed, 2 unchanged, 0 refused.\n"
    assert counts() == before


def test_import_edits_refuses_all_for_one_line_unless_told_to_skip_it(sheet, capsys):
    rewrite(sheet, ",Ja.,answered,", ",Ja.,vielleicht,")
    rewrite(sheet, ",'1-2,answered,", ",Drei.,answered,")
    said = r"^Nothing was imported, one line is refused: line 2, a1-r1-c1: "
    with pytest.raises(CommandError, match=said):
        call_command("import_edits", str(sheet), inquiry="hessen-19-1613")
    capsys.readouterr()
    call_command("import_edits", str(sheet), "--skip-refused", inquiry="hessen-19-1613")
    said, why = capsys.readouterr().out.splitlines()
    assert said == "0 new, 1 changed, 0 unchanged, 1 refused."
    assert why.startswith("line 2, a1-r1-c1: “vielleicht” is none of these words: ")
    assert Answer.objects.filter(wording="Drei.").count() == 1


def test_editing_sheet_of_another_format_is_refused(sheet):
    with pytest.raises(CommandError, match=r"must end in one of \.xlsx, \.ods, \.csv, \.json, \.jsonl"):
        call_command("export_annex", "hessen-19-1613", "1", "--editing", to="table.pdf")


def test_refused_lines_put_right_in_their_file_come_in(sheet, tmp_path):
    rewrite(sheet, ",Ja.,answered,", ",Ja gewiss.,vielleicht,")
    refused = tmp_path / "refused.csv"
    with pytest.raises(CommandError, match="one line is refused"):
        call_command("import_edits", str(sheet), inquiry="hessen-19-1613", refused=str(refused))
    rewrite(refused, ",vielleicht,", ",answered,")
    call_command("import_edits", str(refused), inquiry="hessen-19-1613")
    assert list(Answer.objects.exclude(wording=None).values_list("wording", "status")) == [("Ja gewiss.", "answered")]
