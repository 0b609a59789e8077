"""manage.py import_annex with decisions, undo_import and run_import."""

import csv
import json

import pytest
from django.core.management import call_command
from django.utils.translation import override

from survey.importing.prepared_table import PreparedTable
from survey.models import Answer, Batch, RespondentName
from tests.factories import make_annex, make_inquiry, make_question, make_respondent, make_user
from tests.importing.tables import as_printed
from tests.management.test_imports import refusal, write

pytestmark = pytest.mark.django_db

ANNEX = {"inquiry": "hessen-19-1613", "annex": 1}
TABLE = "respondent,Frage 1,Sonstiges\r\nLK Fulda,Ja.,Neu.\r\nIrgendwer,Nein.,\r\n"
BAD = TABLE + "LK Gießen,Ja.,Nein.,zu viel\r\nLK Kassel,Ja.,,,auch\r\n"


@pytest.fixture(autouse=True)
def english(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with override("en"):
        yield


@pytest.fixture
def annex(db):
    inquiry = make_inquiry("19/1613")
    for key in ("1", "2"):
        make_question(inquiry, key)
    return make_annex(inquiry)


@pytest.fixture
def run(capsys):
    """Run a command; returns the lines it wrote."""

    def run(name, *args, **options):
        capsys.readouterr()
        call_command(name, *map(str, args), **options)
        return capsys.readouterr().out.splitlines()

    return run


def test_columns_are_mapped_and_remembered(annex, tmp_path, run):
    file = write(tmp_path, "table.csv", TABLE)
    run("import_annex", file, **ANNEX, map=["Sonstiges=2"])
    questions = {column.heading: [each.key for each in column.questions.all()] for column in annex.columns.all()}
    assert questions == {"Frage 1": ["1"], "Sonstiges": ["2"]}
    renamed = write(tmp_path, "renamed.csv", TABLE.replace("Sonstiges", "Anderes").replace("Neu.", "Neuer."))
    lines = run("import_annex", renamed, **ANNEX, column=["Anderes=Sonstiges"])
    assert lines[0] == "0 new, 1 changed, 3 unchanged, 0 refused."
    assert run("import_annex", renamed, **ANNEX)[0] == "Nothing changed. 0 new, 0 changed, 4 unchanged, 0 refused."


def test_column_is_ignored(annex, tmp_path, run):
    run("import_annex", write(tmp_path, "table.csv", TABLE), **ANNEX, ignore=["Sonstiges"])
    assert as_printed(annex) == [["LK Fulda", "Ja."], ["Irgendwer", "Nein."]]


def test_respondent_is_named_and_kept(annex, tmp_path, run):
    fulda = make_respondent("Landkreis Fulda")
    run("import_annex", write(tmp_path, "table.csv", TABLE), **ANNEX, respondent=["Irgendwer=landkreis-fulda"])
    assert annex.rows.get(printed="Irgendwer").respondent == fulda
    assert RespondentName.objects.get().name == "Irgendwer"


def test_name_of_somebody_else_is_kept_only_when_confirmed(annex, tmp_path, run):
    make_respondent("Landkreis Fulda")
    make_respondent("Rüsselsheim", "municipality")
    file, said = write(tmp_path, "table.csv", TABLE), {"respondent": ["LK Fulda=russelsheim"]}
    assert refusal("import_annex", file, **ANNEX, **said) == (
        "“LK Fulda” means Landkreis Fulda (06631). If somebody else is meant all the same, add --confirm-names."
    )
    run("import_annex", file, **ANNEX, **said, confirm_names=True)
    assert annex.rows.get(printed="LK Fulda").respondent.name == "Rüsselsheim"


def test_refused_rows_stop_the_others_and_name_the_first(annex, tmp_path):
    sentence = "2 rows are refused. The first: Line 4: 4 cells, but the table has 3 columns."
    assert refusal("import_annex", write(tmp_path, "table.csv", BAD), **ANNEX) == sentence


def test_refused_rows_are_skipped_and_written_to_a_file(annex, tmp_path, run):
    file, refused = write(tmp_path, "table.csv", BAD), tmp_path / "refused.csv"
    lines = run("import_annex", file, **ANNEX, skip_refused=True, refused=str(refused))
    assert lines[:3] == [
        "4 new, 0 changed, 0 unchanged, 2 refused.",
        "Line 4: 4 cells, but the table has 3 columns.",
        "Line 5: 5 cells, but the table has 3 columns.",
    ]
    assert list(csv.reader(refused.open(newline=""))) == [
        ["respondent", "Frage 1", "Sonstiges", "refused because", "", ""],
        ["LK Gießen", "Ja.", "Nein.", "4 cells, but the table has 3 columns.", "zu viel", ""],
        ["LK Kassel", "Ja.", "", "5 cells, but the table has 3 columns.", "", "auch"],
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"map": ["Sonstiges=9"]}, "“Sonstiges”: the inquiry has no question 9."),
        ({"map": ["Sonstiges"]}, "“Sonstiges”: an equals sign is missing."),
        ({"column": ["Sonstiges=Frage 7"]}, "The table has no column “Frage 7”."),
        ({"ignore": ["Frage 1", "Sonstiges"]}, "All columns of the file are ignored: there is nothing to import."),
        ({"respondent": ["Irgendwer=niemand"]}, "There is no respondent “niemand”."),
        ({"refused": "table.pdf"}, "“table.pdf”: the name must end in one of .csv, .xlsx."),
    ],
)
def test_decisions_that_fit_nothing_are_refused(annex, tmp_path, change, sentence):
    assert (
        refusal("import_annex", write(tmp_path, "table.csv", BAD if "refused" in change else TABLE), **ANNEX, **change)
        == sentence
    )


def test_same_file_twice_is_told(annex, tmp_path, run):
    make_user("editor", first_name="Erika", last_name="Beispiel")
    file = write(tmp_path, "table.csv", TABLE)
    run("import_annex", file, **ANNEX, by="editor")
    lines = run("import_annex", file, **ANNEX, by="editor")
    assert lines[0] == "Nothing changed. 0 new, 0 changed, 4 unchanged, 0 refused."
    assert lines[1].startswith("Already imported by Erika Beispiel on ")


def test_undo_import_takes_it_back(annex, tmp_path, run):
    make_user("editor")
    report = json.loads(run("import_annex", write(tmp_path, "table.csv", TABLE), **ANNEX, json=True)[0])
    undone = run("undo_import", report["batch"], by="editor", reason="Falsche Datei.", json=True)
    assert json.loads(undone[0]) == {"batch": report["batch"], "new": 4, "changed": 0}
    assert (Answer.objects.count(), Batch.objects.get().undone_reason) == (0, "Falsche Datei.")


def test_undo_import_refuses_what_is_not_there_or_undone(annex, tmp_path, run):
    make_user("editor")
    assert refusal("undo_import", 99, by="editor", reason="x") == "There is no import 99."
    report = json.loads(run("import_annex", write(tmp_path, "table.csv", TABLE), **ANNEX, json=True)[0])
    run("undo_import", report["batch"], by="editor", reason="Falsche Datei.")
    assert refusal("undo_import", report["batch"], by="editor", reason="x") == "This import is undone already."


def test_run_import_does_what_the_page_prepared(annex, run):
    job = PreparedTable.of_table(make_user(), annex, "table.csv", TABLE.encode())
    assert run("run_import", job.token, dry_run=True) == ["previewed"]
    assert run("run_import", job.token) == ["imported"]
    assert refusal("run_import", "x") == "There is no prepared import “x”."
