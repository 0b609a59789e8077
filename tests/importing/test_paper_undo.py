"""The import of a whole paper taken back: what it made goes, what it changed says again what it said."""

import pytest
from django.utils.translation import override

from survey.importing import ImportRefused
from survey.importing.batch_log import touched
from survey.importing.undo import in_the_way, undo
from survey.models import (
    Annex,
    Answer,
    Asker,
    Column,
    Inquiry,
    InquiryDate,
    Passage,
    PreliminaryRemark,
    Question,
    Reference,
    Reply,
    Row,
)
from tests.admin.papers import make_public
from tests.factories import make_claim, make_code, make_remark, make_user
from tests.importing.tables import as_printed, bring_file, bring_rows
from tests.intake.papers import ANNEX, QUESTIONS, SIGNATURE

pytestmark = pytest.mark.django_db

FACTS = (Asker, InquiryDate, PreliminaryRemark, Question, Reply, Annex)
CELLS = (Row, Column, Answer, Passage, Reference)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def editor(db):
    return make_user()


def record():
    """What editors see of the paper; the version of an answer goes on, and keys of passages are given anew."""
    held = {}
    for model in (Inquiry, *FACTS, *CELLS):
        names = [field.attname for field in model._meta.concrete_fields if field.name not in ("version", "id")]
        held[model] = sorted(model.objects.values_list(*names), key=str)
    held["replies"] = [[each.key for each in reply.questions.all()] for reply in Reply.objects.order_by("position")]
    return held


def test_undo_of_a_new_paper_leaves_an_empty_draft(editor):
    report = bring_file()
    batch = undo(report.batch, by=editor, reason="Falsche Drucksache.")
    assert {model: model.objects.count() for model in (*FACTS, *CELLS)} == dict.fromkeys((*FACTS, *CELLS), 0)
    assert (batch.inquiry.title, batch.source.name, batch.annex) == ("Runde Tische", "paper.txt", None)
    told = Question.history.filter(history_type="-").values_list("undoes", "history_change_reason", "history_user")
    assert set(told) == {(batch.pk, "Falsche Drucksache.", editor.pk)}


def test_paper_that_was_undone_can_be_brought_again(editor):
    first = bring_file()
    tables = as_printed(Annex.objects.get())
    undo(first.batch, by=editor, reason="Zu früh.")
    again = bring_file()
    # the inquiry stands already
    assert (again.new, again.unchanged, as_printed(Annex.objects.get())) == (first.new - 1, 1, tables)
    assert "That import was undone." in again.notes()[0]


def test_undo_of_a_changed_paper_restores_facts_and_cells(editor):
    bring_file()
    before = record()
    report = bring_file(
        questions=QUESTIONS.replace("In Fulda.", "In Kassel, wie zu Frage 1."),
        annex=ANNEX.replace("Zwei.", "Drei."),
        signature=SIGNATURE.replace("Max Muster", "Moritz Muster"),
    )
    assert record() != before
    undo(report.batch, by=editor, reason="Falsche Fassung.")
    assert record() == before


def test_undo_takes_the_first_paper_back_as_a_whole(editor, settings):
    content = (settings.BASE_DIR / "fixtures" / "hessen-19-1613" / "source.txt").read_bytes()
    report = bring_file(content)
    assert Answer.objects.count() == 60
    undo(report.batch, by=editor, reason="Probe.")
    assert {model: model.objects.count() for model in (*FACTS, *CELLS)} == dict.fromkeys((*FACTS, *CELLS), 0)


def test_batch_of_a_paper_shows_facts_and_cells(editor):
    bring_file()
    report = bring_file(questions=QUESTIONS.replace("In Fulda.", "In Kassel."), annex=ANNEX.replace("Zwei.", "Drei."))
    shown = [(each.place, each.old, each.new) for each in touched(report.batch)]
    assert shown == [("reply 2", "In Fulda.", "In Kassel."), ("LK Fulda, Frage 1", "Zwei.", "Drei.")]
    assert len(shown) == report.batch.new + report.batch.changed


def edit_question(inquiry):
    question = inquiry.questions.get(number=2)
    question.text = "Wo genau?"
    question.save()


def categorise(inquiry):
    make_code(inquiry.questions.get(number=1, part=""), "yes")


def state_a_number(inquiry):
    reply, question = Reply.objects.get(inquiry=inquiry, position=1), inquiry.questions.get(number=2)
    make_claim(inquiry, reply=reply, questions=[question])


def publish(inquiry):
    make_public(inquiry)


def edit_cell(inquiry):
    answer = Answer.objects.first()
    answer.note, answer.version = "Siehe Seite 2.", 2
    answer.save()


def import_again(inquiry):
    bring_rows(inquiry.annexes.get(), ("LK Fulda", "Drei."), headings=("Frage 1",))


@pytest.mark.parametrize(
    ("edit", "places"),
    [
        (edit_question, ["question 2"]),
        (categorise, ["question 1: category 1: yes"]),
        (state_a_number, ["reply 1: statement with a number", "question 2: statement with a number"]),
        (publish, ["edition hessen-19-1613 1"]),
        (edit_cell, ["LK Fulda, Frage 1"]),
        (import_again, ["LK Fulda, Frage 1", "table 1: import"]),
    ],
)
def test_undo_of_a_paper_refuses_and_names_what_was_made_of_it(editor, edit, places):
    report = bring_file()
    edit(report.batch.inquiry)
    before = record()
    named = in_the_way(report.batch)
    assert [any(each.startswith(place) for each in named) for place in places] == [True] * len(places), named
    with pytest.raises(ImportRefused, match="Someone has worked on this since the import"):
        undo(report.batch, by=editor, reason="Falsche Datei.")
    assert record() == before


def test_undo_refuses_where_a_changed_fact_was_changed_again(editor):
    bring_file()
    report = bring_file(signature=SIGNATURE.replace("Max Muster", "Moritz Muster"))
    Inquiry.objects.update(signatory="M. Muster")
    assert in_the_way(report.batch) == ["inquiry"]


def test_undo_keeps_what_an_editor_added_beside_a_changed_paper(editor):
    bring_file(remark="")
    report = bring_file(remark="", signature=SIGNATURE.replace("Max Muster", "Moritz Muster"))
    remark = make_remark(report.batch.inquiry)
    undo(report.batch, by=editor, reason="Falsche Fassung.")
    assert list(PreliminaryRemark.objects.all()) == [remark]
    assert Inquiry.objects.get().signatory == "Max Muster"
