from decimal import Decimal

import pytest
from django.utils.translation import override

from survey.importing import ImportRefused
from survey.importing.editing import import_edits
from survey.importing.files_to_edit import FORMATS
from survey.models import Answer, Batch, Finding
from tests.factories import make_column, make_row, make_source, make_table, make_user
from tests.importing.editing.sheets import bring_back, bring_back_file, exported, sheet_of
from tests.importing.tables import counts

pytestmark = pytest.mark.django_db
KEY = "a1-r1-c1"


def cell(annex, row, column):
    return Answer.objects.get(row__annex=annex, row__key=row, column__key=column)


@pytest.fixture
def annex():
    return make_table({"LK Fulda": ["Ja.", "1-2"], "LK Kassel": ["", "06631"]}, headings=("Frage 1", "Frage 2"))


@pytest.fixture
def lines(annex):
    return exported(annex)


def test_sheet_has_a_line_and_a_key_for_each_cell(lines):
    assert list(lines) == ["a1-r1-c1", "a1-r1-c2", "a1-r2-c1", "a1-r2-c2"]
    line = lines[KEY] | {"seen": ""}
    assert line == {
        "key": KEY,
        "printed": "LK Fulda",
        "column": "Frage 1",
        "questions": "",
        "page": "1",
        "as_printed": "Ja.",
        "text": "Ja.",
        "status": "answered",
        "number": "",
        "number_is": "",
        "note": "",
        "seen": "",
    }


@pytest.mark.parametrize("extension", FORMATS)
def test_sheet_brought_back_as_it_is_changes_nothing(annex, extension):
    before = counts()
    report = bring_back_file(annex, extension)
    assert (report.changed, report.unchanged, report.refused) == (0, 4, 0)
    assert counts() == before


def test_edit_changes_its_cell_alone_and_says_who(annex, lines):
    editor = make_user("maria")
    lines[KEY] |= {"text": "Ja, seit 2014.", "note": "Aus dem Anschreiben ergänzt."}
    report = bring_back(annex, lines, by=editor)
    answer = cell(annex, 1, 1)
    assert (report.changed, report.unchanged) == (1, 3)
    assert (answer.wording, answer.note, answer.version) == ("Ja, seit 2014.", "Aus dem Anschreiben ergänzt.", 2)
    last = answer.history.first()
    assert (last.history_user, last.batch_id, last.history_change_reason) == (editor, report.batch.pk, None)
    assert list(Answer.objects.filter(version=2)) == [answer]


def test_preview_says_the_same_and_writes_nothing(annex, lines):
    lines[KEY]["text"] = "Ja, seit 2014."
    before = counts()
    with override("en"):
        report = bring_back(annex, lines, dry_run=True)
    assert counts() == before
    assert [(change.place, change.old, change.new) for change in report.changes] == [
        ("LK Fulda, Frage 1: edited text", "Ja.", "Ja, seit 2014.")
    ]


def test_batch_keeps_the_file_and_its_counts(annex, lines):
    lines[KEY]["text"] = "Ja, seit 2014."
    source = make_source(annex.inquiry, content=b"sheet", name="editing.xlsx")
    report = import_edits(sheet_of(lines.values()), annex.inquiry, by=None, dry_run=False, source=source)
    assert list(Batch.objects.values_list("changed", "unchanged", "refused", "source__name", "annex")) == [
        (1, 3, 0, "editing.xlsx", annex.pk)
    ]
    assert report.batch == Batch.objects.get()


def test_checks_run_when_edits_have_come_in(annex, lines):
    lines["a1-r2-c1"]["status"] = "unknown"
    bring_back(annex, lines)
    assert not Finding.objects.open().filter(check_name="blank_cell", subject="1/2/1").exists()
    assert Finding.objects.open().filter(check_name="unmatched_row").count() == 2


def test_status_of_a_sheet_is_a_decision(annex, lines):
    lines["a1-r2-c1"]["status"] = "no data"
    bring_back(annex, lines)
    answer = cell(annex, 2, 1)
    assert (answer.status, answer.decided) == ("no_data", True)


def test_text_that_reads_as_the_passages_do_is_no_wording(annex, lines):
    lines[KEY]["text"] = "Ja, seit 2014."
    bring_back(annex, lines)
    again = exported(annex)
    again[KEY]["text"] = "Ja."
    assert bring_back(annex, again).changed == 1
    assert cell(annex, 1, 1).wording is None


@pytest.mark.parametrize(
    ("typed", "number", "number_is"), [("1138", "1138", "exact"), ("12,5", "12.5", "exact"), ("0", "0", "exact")]
)
def test_number_of_a_sheet_is_read_exactly(annex, lines, typed, number, number_is):
    lines[KEY]["number"] = typed
    bring_back(annex, lines)
    answer = cell(annex, 1, 1)
    assert (answer.number, answer.number_is) == (Decimal(number), number_is)


def test_changed_text_of_a_sheet_is_read_again_and_contradictions_are_refused(annex, lines):
    annex.columns.filter(heading="Frage 2").update(kind="number")
    report = bring_back(annex, {KEY: lines["a1-r2-c2"] | {"text": "ca. 12"}})
    answer = cell(annex, 2, 2)
    assert (report.changed, answer.number, answer.number_is) == (1, 12, "about")
    for change in ({"number": "13"}, {"status": "blank"}):
        report = bring_back(annex, {KEY: exported(annex)["a1-r2-c2"] | change})
        assert (report.changed, ["ca. 12" in refusal for refusal in report.refusals]) == (0, [True])


def test_number_taken_away_leaves_no_number(annex, lines):
    lines[KEY] |= {"number": "4", "number_is": "at least"}
    bring_back(annex, lines)
    assert cell(annex, 1, 1).number_is == "at_least"
    again = exported(annex)
    again[KEY] |= {"number": "", "number_is": ""}
    bring_back(annex, again)
    assert (cell(annex, 1, 1).number, cell(annex, 1, 1).number_is) == (None, "none")


def test_columns_left_out_of_the_sheet_stay_as_they_are(annex, lines):
    lines[KEY]["text"] = "Ja, seit 2014."
    slim = {key: {name: line[name] for name in ("key", "text", "seen")} for key, line in lines.items()}
    assert (bring_back(annex, slim).changed, cell(annex, 1, 1).wording) == (1, "Ja, seit 2014.")


def test_gap_of_the_table_is_filled(annex):
    make_row(annex, "LK Gießen")
    lines = exported(annex)
    lines["a1-r3-c2"]["note"] = "Fehlt im Druck."
    assert bring_back(annex, lines).changed == 1
    assert cell(annex, 3, 2).note == "Fehlt im Druck."


def edit(annex, **values):
    """Someone changes the first cell here, after the export."""
    user = make_user("bruno", first_name="Bruno", last_name="Beispiel")
    answer = cell(annex, 1, 1)
    for name, value in values.items():
        setattr(answer, name, value)
    answer._history_user = user
    answer.save()


def test_cell_changed_here_meanwhile_is_refused_and_says_by_whom(annex, lines):
    edit(annex, wording="Ja, zwei.")
    lines[KEY]["text"] = "Ja, drei."
    with override("en"):
        report = bring_back(annex, lines)
    [refusal] = report.refusals
    assert refusal.startswith("a1-r1-c1: Bruno Beispiel has changed this cell on ")
    assert refusal.endswith("after the sheet was exported. Now it says: “Ja, zwei.”")
    assert cell(annex, 1, 1).wording == "Ja, zwei."


def test_change_made_here_meanwhile_stays_where_the_sheet_left_the_field_alone(annex, lines):
    edit(annex, wording="Ja, zwei.")
    lines[KEY]["note"] = "Siehe Anschreiben."
    report = bring_back(annex, lines)
    answer = cell(annex, 1, 1)
    assert (report.refused, answer.wording, answer.note) == (0, "Ja, zwei.", "Siehe Anschreiben.")


def test_refused_line_stops_all_unless_it_is_skipped(annex, lines):
    lines[KEY]["as_printed"] = "Nein."
    lines["a1-r1-c2"]["note"] = "Notiz."
    before = counts()
    assert (bring_back(annex, lines).refused, counts()) == (1, before)
    report = bring_back(annex, lines, skip_refused=True)
    assert (report.changed, report.refused, cell(annex, 1, 2).note) == (1, 1, "Notiz.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"as_printed": "Nein."}, "What is printed never changes. Write into “text” how it should read."),
        ({"status": "maybe"}, "“maybe” is none of these words: answered, empty field, reference, "),
        ({"number": "1.138"}, "“1.138” is not surely a number. Write digits without thousands: 1138 or 12,5."),
        ({"number": "viele"}, "“viele” is not surely a number."),
        ({"number": "1,23456"}, "“1,23456” has more digits than are kept."),
        ({"number": "4", "number_is": "vielleicht"}, "“vielleicht” is none of these words: exact, about, "),
        ({"text": ""}, "A text cannot be edited away. Give a status, such as “unknown”, and a note."),
        ({"seen": "s-1"}, "The column “seen” was changed."),
        ({"key": "a1-r9-c9"}, "“a1-r9-c9” is the key of no cell of this inquiry."),
    ],
)
def test_bad_line_is_refused_with_a_sentence(annex, lines, changes, reason):
    lines[KEY] |= changes
    with override("en"):
        [refusal] = bring_back(annex, lines).refusals
    assert refusal.removeprefix(f"{lines[KEY]['key']}: ").startswith(reason)


def test_key_that_stands_twice_is_refused(annex, lines):
    with override("en"):
        table = sheet_of([lines[KEY], lines[KEY]])
        [refusal] = import_edits(table, annex.inquiry, by=None, dry_run=True).refusals
    assert refusal == "a1-r1-c1: The key “a1-r1-c1” stands in the sheet twice."


def test_text_cut_off_by_a_spreadsheet_program_is_refused(annex, lines):
    edit(annex, wording="x" * 40_000)
    lines = exported(annex)
    lines[KEY]["text"] = "x" * 32_767
    with override("en"):
        [refusal] = bring_back(annex, lines).refusals
    assert "cut off by the spreadsheet program" in refusal


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"respondent": "LK Fulda", "Frage 1": "Ja."}, "This is no editing sheet"),
        ({"key": KEY, "text": "Ja."}, "This is no editing sheet"),
        ({"key": KEY, "wording": "Ja.", "seen": "s"}, "An editing sheet has no column “wording”."),
    ],
)
def test_file_that_is_no_editing_sheet_is_refused(annex, line, sentence):
    with override("en"), pytest.raises(ImportRefused, match=sentence):
        import_edits(sheet_of([line]), annex.inquiry, by=None, dry_run=False)


def test_cells_changed_between_comparing_and_writing_are_refused(annex, lines, monkeypatch):
    lines[KEY]["text"] = "Ja, drei."
    monkeypatch.setattr("survey.importing.editing.importing._start_batch", lambda edits, *rest: raise_version(edits))
    before = Answer.objects.get(pk=cell(annex, 1, 1).pk).wording
    with pytest.raises(ImportRefused):
        bring_back(annex, lines)
    assert cell(annex, 1, 1).wording == before


def raise_version(edits):
    Answer.objects.filter(pk=edits.edits[0].line.answer.pk).update(version=7)
    return Batch.objects.create(inquiry=edits.inquiry)


def test_sheet_costs_the_same_queries_for_many_cells(annex, django_assert_num_queries):
    # the table, columns, their questions, rows, answers, passages printed there and moved there; answers to write
    with django_assert_num_queries(8):
        exported(annex)
    make_column(annex)
    for name in ("LK Gießen", "LK Offenbach"):
        make_row(annex, name)
    with django_assert_num_queries(8):
        exported(annex)
