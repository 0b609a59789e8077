"""An import taken back leaves the record as it was; what someone has edited since stops it."""

import pytest
from django.utils.translation import override

from survey.importing import ImportRefused, import_table
from survey.importing.batch_log import touched_cells
from survey.importing.mapping import Target
from survey.importing.undo import in_the_way, undo
from survey.models import (
    AnnexNote,
    Answer,
    Column,
    Passage,
    PassageEdit,
    Reference,
    RespondentName,
    Row,
    Source,
)
from survey.sheets.table import TableNote
from tests.factories import (
    cell,
    make_annex,
    make_batch,
    make_coding,
    make_column,
    make_finding,
    make_inquiry,
    make_question,
    make_respondent,
    make_user,
)
from tests.importing.tables import as_printed, bring_rows, make_table_file

pytestmark = pytest.mark.django_db

FULDA = ("LK Fulda", "Ja.", "s. 1")
KASSEL = ("LK Kassel", "Nein.")
MODELS = (Row, Column, Answer, Passage, Reference, AnnexNote, RespondentName)
KEPT = ("id", "version")


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def annex():
    annex = make_annex(make_inquiry())
    make_question(annex.inquiry, "1")
    return annex


@pytest.fixture
def editor(db):
    return make_user()


def record():
    """What editors see; keys of answers and passages are given anew, and versions go on."""
    held = {}
    for model in MODELS:
        names = [field.attname for field in model._meta.concrete_fields if field.name not in KEPT]
        held[model] = sorted(model.objects.values_list(*names), key=str)
    return held


def taken_back(report, editor, reason="Falsche Datei."):
    return undo(report.batch, by=editor, reason=reason)


def refusal(report, editor):
    before = record()
    with pytest.raises(ImportRefused) as raised:
        taken_back(report, editor)
    assert record() == before
    return str(raised.value)


def test_undo_of_a_first_import_leaves_an_empty_table(annex, editor):
    before = record()
    report = bring_rows(annex, FULDA, ("", "", "Und mehr."), KASSEL, by=editor)
    batch = taken_back(report, editor)
    assert record() == before
    assert (batch.undone_by, batch.undone_reason, batch.undone_at is not None) == (editor, "Falsche Datei.", True)


def test_undo_of_changes_restores_what_stood_there(annex, editor):
    make_column(annex, "Plätze", kind="number")
    bring_rows(annex, (*FULDA, "12"), (*KASSEL, "", "k. A."), headings=("Frage 1", "Frage 2", "Plätze"))
    before = record()
    changed = [("LK Kassel", "Doch.", "s. 1", "7"), ("LK Gießen", "Ja.", "", ""), (*FULDA, "ca. 13")]
    report = bring_rows(annex, *changed, headings=("Frage 1", "Frage 2", "Plätze"), by=editor)
    assert record() != before
    taken_back(report, editor)
    assert record() == before


def test_undo_of_a_change_is_a_new_version_of_the_answer(annex, editor):
    """Who has its form open meanwhile is told that it was changed."""
    bring_rows(annex, FULDA)
    report = bring_rows(annex, ("LK Fulda", "Doch.", "s. 1"), by=editor)
    version = cell(annex, "LK Fulda", "Frage 1").version
    taken_back(report, editor)
    assert cell(annex, "LK Fulda", "Frage 1").version == version + 1


def test_undo_takes_back_names_columns_and_footnotes(annex, editor):
    bring_rows(annex, ("Irgendwer", "Ja."), ("Rest", "Nein."), headings=("Frage 1",))
    before, mapping = record(), annex.mapping
    fulda = make_respondent("Landkreis Fulda")
    table = make_table_file(("Irgendwer", "Ja.", "Eins."), ("Rest", "Nein.*", "Zwei."), headings=("F. 1", "Neu"))
    table = table.__class__(**(vars(table) | {"notes": (TableNote("*", "Vorläufig.", 9, ((1, 0),)),)}))
    report = import_table(
        table,
        annex,
        by=editor,
        dry_run=False,
        mapping={"F. 1": Target(column=1), "Neu": Target(questions=("1",))},
        names={"Irgendwer": fulda.pk, "Rest": None},
    )
    annex.refresh_from_db()
    assert (annex.mapping, AnnexNote.objects.count(), RespondentName.objects.count()) == (
        {"F. 1": {"column": 1}, "Neu": {"questions": ["1"]}},
        1,
        2,
    )
    taken_back(report, editor)
    annex.refresh_from_db()
    assert (record(), annex.mapping) == (before, mapping)


def test_undo_says_in_the_histories_why_and_by_whom(annex, editor):
    report = bring_rows(annex, FULDA)
    taken_back(report, editor)
    told = {("-", report.batch.pk, editor.pk)}
    for model in (Row, Column, Answer):
        gone = model.history.filter(history_type="-")
        assert set(gone.values_list("history_type", "undoes", "history_user")) == told


def test_undo_keeps_the_file_and_what_the_import_did(annex, editor):
    source = Source(inquiry=annex.inquiry, name="table.csv", content=b"The file.")
    report = import_table(make_table_file(FULDA), annex, by=editor, dry_run=False, source=source)
    batch = taken_back(report, editor)
    assert bytes(batch.source.content) == b"The file."
    cells = [(each.address, each.place, each.old, each.new) for each in touched_cells(batch)]
    assert cells == [("1/1/1", "LK Fulda, Frage 1", None, "Ja."), ("1/1/2", "LK Fulda, Frage 2", None, "s. 1")]


def test_undo_gives_no_key_anew(annex, editor):
    taken_back(bring_rows(annex, FULDA), editor)
    bring_rows(annex, FULDA)
    assert list(annex.rows.values_list("key", flat=True)) == [2]


def test_undo_closes_what_the_checks_had_found(annex, editor):
    report = bring_rows(annex, FULDA, KASSEL)
    assert annex.inquiry.findings.open().exists()
    taken_back(report, editor)
    open_ones = annex.inquiry.findings.open()
    assert (open_ones.count(), annex.inquiry.findings.exclude(answer=None, row=None).count()) == (0, 0)


def test_undo_twice_is_refused(annex, editor):
    report = bring_rows(annex, FULDA)
    taken_back(report, editor)
    assert refusal(report, editor) == "This import is undone already."


def test_undo_of_a_batch_without_protocol_is_refused(annex, editor):
    with pytest.raises(ImportRefused):
        undo(make_batch(annex.inquiry, annex=annex), by=editor, reason="Alt.")


def edit_status(annex):
    answer = cell(annex, "LK Fulda", "Frage 1")
    answer.status, answer.decided, answer.version = "declined", True, 2
    answer.save()


def raise_version(annex):
    Answer.objects.filter(pk=cell(annex, "LK Fulda", "Frage 1").pk).update(version=2)


def move_passage(annex):
    passage = cell(annex, "LK Fulda", "Frage 1").passages.get()
    PassageEdit.objects.move(passage, cell(annex, "LK Kassel", "Frage 1"), reason="Gehört dorthin.")


def choose_respondent(annex):
    row = annex.rows.get(printed="LK Fulda")
    row.respondent = make_respondent("Landkreis Fulda")
    row.save()


def code_row(annex):
    make_coding(annex.rows.get(printed="LK Fulda"), code="yes")


def dismiss_finding(annex):
    answer = cell(annex, "LK Fulda", "Frage 1")
    make_finding(annex.inquiry, "blank_cell", "1/1/1", answer=answer, state="dismissed", reason="Geprüft.")


def import_again(annex):
    bring_rows(annex, ("LK Fulda", "Doch.", "s. 1"), KASSEL)


@pytest.mark.parametrize(
    ("edit", "places"),
    [
        (edit_status, ["LK Fulda, Frage 1"]),
        (raise_version, ["LK Fulda, Frage 1"]),
        (move_passage, ["LK Fulda, Frage 1", "LK Kassel, Frage 1"]),
        (choose_respondent, ["row LK Fulda"]),
        (code_row, ["LK Fulda: coding"]),
        (dismiss_finding, ["LK Fulda, Frage 1: finding"]),
        (import_again, ["LK Fulda, Frage 1"]),
    ],
)
def test_undo_refuses_and_names_the_cells_where_someone_has_edited(annex, editor, edit, places):
    report = bring_rows(annex, FULDA, KASSEL, by=editor)
    edit(annex)
    assert in_the_way(report.batch) == places
    assert all(place in refusal(report, editor) for place in places)


def test_undo_of_the_last_import_lets_the_one_before_be_undone(annex, editor):
    first = bring_rows(annex, FULDA, KASSEL)
    second = bring_rows(annex, ("LK Fulda", "Doch.", "s. 1"), KASSEL)
    taken_back(second, editor)
    assert as_printed(annex) == [list(FULDA), [*KASSEL, ""]]
    assert refusal(first, editor).startswith("Someone has worked on this since the import: “LK Fulda, Frage 1”.")


def test_undo_costs_the_same_queries_for_many_cells(annex, editor, django_assert_max_num_queries):
    counts = []
    for rows in (2, 20):
        report = bring_rows(annex, *[(f"LK {number}", "Ja.", "Nein.") for number in range(rows)])
        with django_assert_max_num_queries(200) as queries:
            taken_back(report, editor)
        counts.append(len(queries))
    assert counts[0] == counts[1]
