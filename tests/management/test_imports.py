"""manage.py import_paper, import_annex, export_annex and load_layer."""

import csv
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.utils.translation import override

from survey.models import Answer, Batch, Inquiry, Passage, Source
from tests.factories import make_annex, make_inquiry, make_parliament, make_table, make_user
from tests.importing.editorial_data.layers import make_layer
from tests.importing.tables import as_printed, bring_rows, counts
from tests.intake.papers import QUESTIONS, make_paper
from tests.sheets.hostile import LARGE_FILES, REFUSED

pytestmark = pytest.mark.django_db

BROKEN = Path(__file__).parent.parent / "broken"
OPTIONS = ("--parliament=hessen", "--number=19/1613", "--skip-checks")
PAPER = {"parliament": "hessen", "number": "19/1613"}
EMPTY = "Not found in the text, and left empty: received, forwarded, asked in."
ANNEX = {"inquiry": "hessen-19-1613", "annex": 1}
LABELLED = "respondent,Frage 1,Frage 2\r\nLK Fulda,Zwei.,s. 1.\r\n"
PRINT = LABELLED.replace("respondent", "Landkreis")  # no export of ours


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def parliament():
    return make_parliament()


@pytest.fixture
def paper(tmp_path, parliament):
    """The file of a small paper, which `broken` pairs are imported over."""
    path = tmp_path / "paper.txt"
    path.write_bytes(make_paper())
    return path


@pytest.fixture
def imported(paper, run):
    run("import_paper", paper, **PAPER)
    return Inquiry.objects.get()


@pytest.fixture
def run(capsys):
    """Run a command; returns the lines it wrote."""

    def run(name, *args, **options):
        capsys.readouterr()
        call_command(name, *map(str, args), **options)
        return capsys.readouterr().out.splitlines()

    return run


def refusal(name, *args, **options):
    """What a command says that does nothing; the database must stay as it was."""
    before = counts()
    with pytest.raises(CommandError) as raised:
        call_command(name, *map(str, args), **options)
    assert counts() == before
    assert raised.value.returncode == 1
    return str(raised.value)


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, newline="")
    return path


def broken(kind):
    pairs = sorted(path for path in (BROKEN / kind).iterdir() if path.suffix != ".expected")
    return pytest.mark.parametrize("path", pairs, ids=lambda path: path.name)


def expected(path):
    return path.with_suffix(".expected").read_text().strip()


def test_import_paper_makes_a_draft_and_says_so(paper, run):
    unmatched = "No respondent found for “LK Fulda”."
    assert run("import_paper", paper, **PAPER) == ["13 new, 0 changed, 0 unchanged, 0 refused.", EMPTY, unmatched]
    assert Inquiry.objects.get().stage == "draft"


def test_import_paper_twice_says_that_nothing_changed(imported, paper, run):
    before = counts()
    assert run("import_paper", paper, **PAPER)[0] == "Nothing changed. 0 new, 0 changed, 13 unchanged, 0 refused."
    assert counts() == before


def test_import_paper_dry_run_changes_nothing(paper, run):
    before = counts()
    lines = run("import_paper", paper, **PAPER, dry_run=True)
    assert lines[0] == "This would be imported: 13 new, 0 changed, 0 unchanged, 0 refused."
    assert counts() == before


def test_import_paper_names_the_user_and_reports_to_scripts(paper, run):
    editor = make_user()
    report = json.loads("\n".join(run("import_paper", paper, **PAPER, by="editor", json=True)))
    batch = Batch.objects.get()
    counted = {name: report[name] for name in ("new", "changed", "unchanged", "refused", "dry_run", "batch")}
    assert counted == {"new": 13, "changed": 0, "unchanged": 0, "refused": 0, "dry_run": False, "batch": batch.pk}
    assert report["changes"][-1] == {"place": "LK Fulda, Frage 2", "old": None, "new": "s. 1."}
    assert report["unmatched"] == ["LK Fulda"]
    assert batch.by == editor


def test_import_paper_leaves_what_was_edited_until_it_is_to_be_overwritten(imported, tmp_path, run):
    imported.signatory = "Maximilian Muster"
    imported.save()
    signature = "Wiesbaden, 30. April 2016\n\nMax Mustermann"
    corrected = write(tmp_path, "corrected.txt", make_paper(signature=signature).decode())
    signed, said = [], []
    for overwrite in ([], ["paper-signatory"], []):
        said.append(run("import_paper", corrected, **PAPER, overwrite=overwrite))
        imported.refresh_from_db()
        signed.append(imported.signatory)
    assert signed == ["Maximilian Muster", "Max Mustermann", "Max Mustermann"]
    kept = "Left as it was edited: signed by. There it says “Maximilian Muster”, and the file says “Max Mustermann”."
    assert [(kept in lines, " 1 changed," in lines[0]) for lines in said] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_import_paper_says_what_was_not_understood(tmp_path, parliament, run):
    content = make_paper(annex="Anlage\n\n\tFrage 1\nIrgendwer\tJa.\n---\t---").decode()
    lines = run("import_paper", write(tmp_path, "paper.txt", content), **PAPER)
    assert lines[1:] == [
        EMPTY,
        "No respondent found for “Irgendwer”.",
        "Line 39 holds no data and was left out: “---\t---”",
    ]


@broken("paper")
def test_broken_paper_changes_nothing(path, parliament):
    assert refusal("import_paper", path, **PAPER) == expected(path)


@broken("paper")
def test_broken_paper_changes_nothing_of_one_that_is_there(path, imported):
    assert refusal("import_paper", path, **PAPER) == expected(path)


@broken("annex")
def test_broken_table_changes_nothing(path, imported):
    assert refusal("import_annex", path, **ANNEX) == expected(path)


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in LARGE_FILES])
def test_hostile_table_changes_nothing(name, tmp_path):
    make, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    annex = make_annex()
    assert refusal("import_annex", path, inquiry=annex.inquiry.slug, annex=annex.number) == f"{name}{sentence}"


@broken("import")
def test_paper_that_cannot_be_brought_changes_nothing(path, imported):
    assert refusal("import_paper", path, **PAPER) == expected(path)


def test_command_that_does_nothing_exits_with_1_and_one_line(paper, capsys, monkeypatch):
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    command = load_command_class(get_commands()["import_paper"], "import_paper")
    paper.write_bytes(b"%PDF-1.7")
    with pytest.raises(SystemExit) as exited:
        command.run_from_argv(["manage.py", "import_paper", str(paper), *OPTIONS])
    captured = capsys.readouterr()
    assert (exited.value.code, captured.out) == (1, "")
    assert captured.err == "CommandError: paper.txt: The file is damaged or cut off.\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"parliament": "bayern"}, "There is no parliament “bayern”."),
        ({"by": "niemand"}, "There is no active user “niemand”."),
        ({"number": "1613"}, "“1613” is not a number such as 19/1613."),
    ],
)
def test_import_paper_refuses_what_it_does_not_know(paper, change, sentence):
    assert refusal("import_paper", paper, **(PAPER | change)) == sentence


OTHERS = [
    ("niedersachsen-signed", "Niedersächsischer Landtag"),  # on record
    ("bundestag-minor", "Deutscher Bundestag"),  # not on record
]


@pytest.mark.parametrize(("name", "printed"), OTHERS)
def test_paper_of_another_parliament_than_was_chosen_is_refused(name, printed, parliament):
    make_parliament("niedersachsen", name="Niedersächsischer Landtag")
    path = Path(__file__).parent.parent / "papers" / f"{name}.txt"
    sentence = f"The file is a paper of “{printed}”, and “{parliament}” was chosen."
    assert refusal("import_paper", path, parliament="hessen") == sentence
    assert (Inquiry.objects.count(), Source.objects.count()) == (0, 0)


def test_import_paper_refuses_a_file_that_is_not_there(tmp_path, parliament):
    missing = tmp_path / "missing.txt"
    sentence = f"{missing} cannot be read: No such file or directory."
    assert refusal("import_paper", missing, **PAPER) == sentence


def test_import_annex_changes_the_cells_of_one_table(imported, tmp_path, run):
    file = write(tmp_path, "table.csv", PRINT.replace("Zwei.", "Drei."))
    assert run("import_annex", file, **ANNEX)[0] == "0 new, 1 changed, 1 unchanged, 0 refused."
    assert as_printed(imported.annexes.get()) == [["LK Fulda", "Drei.", "s. 1."]]
    assert list(Source.objects.order_by("pk").values_list("name", flat=True)) == ["paper.txt", "table.csv"]


def test_import_annex_that_changes_nothing_keeps_no_file(imported, tmp_path, run):
    before = counts()
    file = write(tmp_path, "table.csv", LABELLED)
    assert run("import_annex", file, **ANNEX)[0] == "Nothing changed. 0 new, 0 changed, 2 unchanged, 0 refused."
    assert counts() == before


def test_import_annex_reads_a_transcript(tmp_path, run):
    annex = make_annex(make_inquiry("19/1613"))
    file = write(tmp_path, "table.txt", "\tFrage 1\nLK Fulda\t<p>Ja.</p><p>Sehr.</p>\n\n\tUnd mehr.")
    run("import_annex", file, **ANNEX)
    assert as_printed(annex) == [["LK Fulda", "Ja.\n\nSehr.\n\nUnd mehr."]]
    assert list(Passage.objects.values_list("page", "raw")) == [(1, "<p>Ja.</p><p>Sehr.</p>"), (2, "")]


def test_import_annex_dry_run_changes_nothing(imported, tmp_path, run):
    before = counts()
    file = write(tmp_path, "table.csv", PRINT.replace("Zwei.", "Drei."))
    assert run("import_annex", file, **ANNEX, dry_run=True)[0].startswith("This would be imported: 0 new, 1 changed")
    assert counts() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"inquiry": "hessen-1"}, "There is no inquiry “hessen-1”."),
        ({"annex": 2}, "“hessen-19-1613” has no table 2."),
    ],
)
def test_import_annex_refuses_a_table_that_is_not_there(imported, tmp_path, change, sentence):
    assert refusal("import_annex", write(tmp_path, "table.csv", LABELLED), **(ANNEX | change)) == sentence


NEW = ANNEX | {"annex": 7, "new": True, "printed_label": "Anlage 7"}


def test_import_annex_makes_a_new_table(imported, tmp_path, run):
    file = write(tmp_path, "table.csv", LABELLED)
    run("import_annex", file, **NEW)
    annex = imported.annexes.get(number=7)
    assert (annex.label, annex.rows.count() > 0) == ("Anlage 7", True)
    assert annex.history.get().history_change_reason == "Made for an import."
    before = counts()
    assert refusal("import_annex", file, **NEW).startswith("“hessen-19-1613” takes no new table 7: ")
    assert counts() == before


def test_import_annex_makes_no_table_in_a_dry_run_or_where_it_is_refused(imported, tmp_path, run):
    before = counts()
    lines = run("import_annex", write(tmp_path, "table.csv", LABELLED), **NEW, dry_run=True)
    assert lines[0].startswith("This would be imported: ")
    refusal("import_annex", BROKEN / "annex" / "no-rows.csv", **NEW)
    assert counts() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods", "json"])
def test_export_annex_writes_what_import_annex_reads(ending, tmp_path, run):
    annex = make_annex(make_inquiry("19/1613"))
    bring_rows(annex, ("LK Fulda", "=1+1", "Zwei\n\nAbsätze."), ("", "Mehr."), ("LK Kassel", "-"))
    file = tmp_path / f"table.{ending}"
    assert run("export_annex", "hessen-19-1613", 1, to=str(file)) == [f"Wrote 2 rows with 2 columns to {file}."]
    before = counts()
    assert run("import_annex", file, **ANNEX)[0] == "Nothing changed. 0 new, 0 changed, 4 unchanged, 0 refused."
    assert counts() == before


def test_export_annex_writes_the_table_wide_and_as_printed(tmp_path, run):
    make_table({"LK Fulda": ["Ja.", "=1+1"], "LK Kassel": []}, annex=make_annex(make_inquiry("19/1613")))
    file = tmp_path / "table.csv"
    report = json.loads(run("export_annex", "hessen-19-1613", 1, to=str(file), json=True)[0])
    assert report == {"file": str(file), "rows": 2, "columns": 3}
    assert list(csv.reader(file.open(newline=""))) == [
        ["respondent", "Frage 1", "Frage 2", "Frage 3"],
        ["LK Fulda", "Ja.", "'=1+1", ""],
        ["LK Kassel", "", "", ""],
    ]


def test_export_annex_refuses_what_it_cannot_write(imported, tmp_path):
    sentence = "“table.pdf”: the name must end in one of .csv, .xlsx, .ods, .json, .jsonl."
    assert refusal("export_annex", "hessen-19-1613", 1, to="table.pdf") == sentence
    folder = tmp_path / "missing" / "table.csv"
    sentence = f"{folder} cannot be written: No such file or directory."
    assert refusal("export_annex", "hessen-19-1613", 1, to=str(folder)) == sentence


def test_load_layer_reports_what_it_did(imported, tmp_path, run):
    answer = {"annex": "1", "row": "LK Fulda", "column": "Frage 2", "status": "refers", "refers_to": "1"}
    make_layer(tmp_path, answers=[answer])
    assert run("load_layer", tmp_path, inquiry="hessen-19-1613") == ["0 new, 1 changed, 0 unchanged, 0 refused."]
    assert Answer.objects.get(decided=True).references.get().state == "confirmed"
    lines = run("load_layer", tmp_path, inquiry="hessen-19-1613")
    assert lines == ["Nothing changed. 0 new, 0 changed, 1 unchanged, 0 refused."]


def test_load_layer_refuses_with_file_line_and_quote(imported, tmp_path):
    claim = {"position": "1", "said_in": "reply 1", "quote": "In zwei Kreisen", "rule": "rows", "stated": "2"}
    make_layer(tmp_path, claims=[claim | {"stated_is": "number"}])
    sentence = "claims.csv, line 2: The quote does not stand in “reply 1”: “In zwei Kreisen”."
    assert refusal("load_layer", tmp_path, inquiry="hessen-19-1613") == sentence


def test_changed_paper_is_reported_fact_by_fact(imported, paper, run):
    paper.write_bytes(make_paper(questions=QUESTIONS.replace("In Fulda.", "In Kassel.")))
    report = json.loads(run("import_paper", paper, **PAPER, json=True)[0])
    assert report["changes"] == [{"place": "reply 2", "old": "In Fulda.", "new": "In Kassel."}]


def test_import_paper_brings_only_what_is_named_and_proposes_the_rest(paper, run):
    assert run("import_paper", paper, **PAPER, only=["question", "date-asked"])[0] == (
        "4 new, 0 changed, 0 unchanged, 0 refused."
    )
    inquiry = Inquiry.objects.get()
    assert (inquiry.questions.count(), inquiry.dates.get().kind, inquiry.ministry) == (2, "asked", "")
    report = json.loads(run("import_paper", paper, **PAPER, json=True, dry_run=True)[0])
    assert [each["token"] for each in report["proposals"]] == [
        "paper-askers_printed",
        "paper-ministry_printed",
        "paper-ministry",
        "paper-signatory",
        "paper-signed_at",
        "asker-1",
        "date-answered",
        "date-distributed",
        "remark-1",
        "reply-1",
        "reply-2",
        "table-1",
    ]
    run("import_paper", paper, **PAPER)
    assert run("import_paper", paper, **PAPER)[0] == "Nothing changed. 0 new, 0 changed, 13 unchanged, 0 refused."


def test_import_paper_without_a_question_leaves_out_its_reply_and_says_so(paper, run):
    lines = run("import_paper", paper, **PAPER, without=["question-2"])
    assert "Left out: reply 2. It goes only together with question 2." in lines
    assert list(Inquiry.objects.get().replies.values_list("position", flat=True)) == [1]


def test_import_paper_refuses_a_kind_of_fact_that_there_is_not(paper):
    sentence = "“questions” is no kind of fact. There are: paper, asker, date, remark, question, reply, table."
    assert refusal("import_paper", paper, **PAPER, only=["questions"]) == sentence


def test_import_paper_takes_title_and_kind_that_the_text_does_not_say(tmp_path, parliament, run):
    path = write(tmp_path, "paper.txt", "Frage 1. Wie viele?\n\nZwei.\n")
    sentence = "Not found in the text, but no paper can be without: title, kind."
    assert refusal("import_paper", path, **PAPER) == sentence
    run("import_paper", path, **PAPER, title="Runde Tische", kind="minor")
    assert Inquiry.objects.values_list("title", "kind").get() == ("Runde Tische", "minor")
    assert run("import_paper", path, **PAPER)[0] == "Nothing changed. 0 new, 0 changed, 3 unchanged, 0 refused."
