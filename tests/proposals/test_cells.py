"""Accepting what is proposed about a cell: its status, its number, its parts."""

from decimal import Decimal

from survey import proposals
from tests import factories
from tests.factories import cell
from tests.proposals.looking import accept, effects, find, state


def test_empty_field_gets_the_status_that_the_editor_chooses(annex, editor):
    finding = find(annex, "blank_cell", "1/1/3")
    accept(finding, editor, reason="Gelesen.", choice={"status": "elsewhere", "note": "Steht bei Frage 1."})
    answer = cell(annex, "LK Fulda", "Frage 3")
    decided = (answer.status, answer.decided, answer.note, answer.version)
    assert decided == ("elsewhere", True, "Steht bei Frage 1.", 2)
    entry = answer.history.first()
    assert (entry.history_user, entry.history_change_reason, state(finding)) == (editor, "Gelesen.", "accepted")


def test_empty_field_is_proposed_as_empty(annex, editor):
    accept(find(annex, "blank_cell", "1/1/3"), editor)
    answer = cell(annex, "LK Fulda", "Frage 3")
    assert (answer.status, answer.decided) == ("blank", True)


def test_status_unknown_needs_a_note(annex, editor):
    finding = find(annex, "blank_cell", "1/1/3")
    outcome = accept(finding, editor, choice={"status": "unknown", "note": ""})
    assert (len(outcome.refused), state(finding), cell(annex, "LK Fulda", "Frage 3").decided) == (1, "open", False)


def make_number(annex, text):
    column = factories.make_column(annex, "Zahl", kind="number")
    return factories.make_answer(text, row=annex.rows.first(), column=column)


def test_number_is_offered_and_entered(annex, editor):
    answer = make_number(annex, "etwa 4, geplant: 2")
    finding = find(annex, "number_unread")
    assert finding.details["proposal"] == {"act": "enter_number", "number": "4", "number_is": "about"}
    accept(finding, editor, choice={"number": Decimal(4), "number_is": "about", "status": "answered"})
    answer.refresh_from_db()
    assert (answer.number, answer.number_is, answer.decided, state(finding)) == (4, "about", True, "accepted")


def test_number_may_be_none_but_a_status(annex, editor):
    answer = make_number(annex, "wird nicht erhoben")
    accept(find(annex, "number_unread"), editor, choice={"number": None, "number_is": "none", "status": "no_data"})
    answer.refresh_from_db()
    assert (answer.number, answer.number_is, answer.status, answer.decided) == (None, "none", "no_data", True)


def test_lettered_parts_are_confirmed_and_nothing_else_is_stored(annex, editor):
    column = annex.columns.first()
    column.questions.set([factories.make_question(annex.inquiry, key) for key in ("1a", "1b")])
    answer = cell(annex, "LK Fulda", "Frage 1")
    answer.printed_passages.all().delete()
    factories.make_passage(answer, "a) Es gibt keinen. b) Es gibt einen.")
    finding = find(annex, "lettered_parts")
    assert [after for _place, _before, after in effects(finding)] == ["a) Es gibt keinen.", "b) Es gibt einen."]
    outcome = accept(finding, editor)
    assert (outcome.done, state(finding), finding.carried_out) == ([finding], "accepted", False)
    assert answer.history.count() == 1


def test_finding_that_holds_all_the_same_is_open_again_and_not_a_new_one(annex, editor, monkeypatch):
    finding = find(annex, "blank_cell", "1/1/3")
    monkeypatch.setattr(proposals.act_of(finding), "carry_out", lambda *args, **kwargs: None)
    outcome = accept(finding, editor)
    assert (outcome.done, outcome.still_open, outcome.opened) == ([], [finding], 0)
