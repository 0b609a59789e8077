"""An editing sheet taken back leaves each cell as it was; what someone has edited since stops it."""

import pytest
from django.utils.translation import override

from survey.importing import ImportRefused
from survey.importing.batch_log import touched_cells
from survey.importing.editing import import_edits
from survey.importing.undo import in_the_way, undo
from survey.models import Answer, Source
from tests.factories import make_annex, make_row, make_table, make_user
from tests.importing.editing.sheets import bring_back, exported, sheet_of

pytestmark = pytest.mark.django_db
KEY = "a1-r1-c1"
FIELDS = ("row", "column", "wording", "status", "decided", "number", "number_is", "note")


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def annex():
    return make_table({"LK Fulda": ["Ja.", "1-2"], "LK Kassel": ["", "06631"]}, headings=("Frage 1", "Frage 2"))


@pytest.fixture
def editor(db):
    return make_user()


def record():
    return sorted(Answer.objects.values_list(*FIELDS), key=str)


def edited(annex, **changes):
    lines = exported(annex)
    for key, values in changes.items():
        lines[key.replace("_", "-")] |= values
    return bring_back(annex, lines)


def test_undo_restores_every_field_of_every_cell(annex, editor):
    edited(annex, a1_r1_c1={"text": "Ja, seit 2014.", "note": "Alt."}, a1_r1_c2={"number": "12", "number_is": "about"})
    before = record()
    changes = {"text": "Nein.", "status": "declined", "number": "7", "number_is": "at least", "note": "Neu."}
    report = edited(annex, a1_r1_c1=changes, a1_r1_c2={"number": "", "number_is": ""}, a1_r2_c1={"status": "no data"})
    assert (report.changed, record() == before) == (3, False)
    batch = undo(report.batch, by=editor, reason="Falsche Datei.")
    assert record() == before
    assert (batch.undone_by, batch.undone_reason) == (editor, "Falsche Datei.")


def test_undo_takes_back_the_answer_of_a_gap(annex, editor):
    make_row(annex, "LK Gießen")
    before = record()
    report = edited(annex, a1_r3_c2={"note": "Fehlt im Druck."})
    undo(report.batch, by=editor, reason="Doch nicht.")
    assert record() == before


def test_undo_of_a_sheet_of_two_tables(annex, editor):
    second = make_table({"LK Fulda": ["Zwei."]}, headings=("Frage 1",), annex=make_annex(annex.inquiry, number=2))
    before = record()
    lines = exported(annex) | exported(second)
    for key in (KEY, "a2-r1-c1"):
        lines[key]["note"] = "Geprüft."
    report = bring_back(annex, lines)
    assert (report.changed, report.batch.annex) == (2, None)
    undo(report.batch, by=editor, reason="Doch nicht.")
    assert record() == before


def test_batch_of_a_sheet_shows_its_cells_before_and_after(annex):
    report = edited(annex, a1_r1_c1={"text": "Nein.", "note": "Neu."}, a1_r2_c1={"status": "no data"})
    assert [(each.address, each.place, each.old, each.new) for each in touched_cells(report.batch)] == [
        ("1/1/1", "LK Fulda, Frage 1", "Ja.\npublic note: ", "Nein.\npublic note: Neu."),
        ("1/2/1", "LK Kassel, Frage 1", "status: answered", "status: no data"),
    ]


def test_undo_refuses_and_names_the_cell_that_was_edited_since(annex, editor):
    report = edited(annex, a1_r1_c1={"note": "Neu."}, a1_r2_c1={"status": "no data"})
    answer = Answer.objects.get(row__annex=annex, row__key=1, column__key=1)
    answer.note, answer.version = "Noch neuer.", answer.version + 1
    answer.save()
    before = record()
    assert in_the_way(report.batch) == ["LK Fulda, Frage 1"]
    with pytest.raises(ImportRefused, match="LK Fulda, Frage 1"):
        undo(report.batch, by=editor, reason="Falsche Datei.")
    assert record() == before


def test_same_sheet_twice_says_who_brought_it(annex):
    lines = exported(annex)
    lines[KEY]["note"] = "Neu."
    table, maria = sheet_of(lines.values()), make_user("maria")
    said = []
    for _time in range(2):
        source = Source(inquiry=annex.inquiry, name="editing.json", content=b"The same.")
        said.append(import_edits(table, annex.inquiry, by=maria, dry_run=False, source=source).notes())
    assert said[0] == []
    assert said[1][0].startswith("Already imported by maria on ")


def test_undo_costs_the_same_queries_for_many_cells(annex, editor, django_assert_max_num_queries):
    counts = []
    for keys in ([KEY], list(exported(annex))):
        lines = exported(annex)
        for key in keys:
            lines[key]["note"] = "Neu."
        report = bring_back(annex, lines)
        with django_assert_max_num_queries(200) as queries:
            undo(report.batch, by=editor, reason="Doch nicht.")
        counts.append(len(queries))
    assert counts[0] == counts[1]
