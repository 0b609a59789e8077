"""A file of the record that is read again: what hangs on a text stays with it, however the replies are counted."""

import pytest
from django.utils.translation import override

from survey import editing
from survey.importing import import_paper
from survey.importing.undo import in_the_way, undo
from survey.intake import open_paper, read_paper
from survey.intake.cuts import Cut, CutKind
from survey.models import Inquiry, Reply, Source
from tests import factories
from tests.intake.papers import make_paper

QUESTIONS = """Frage 1. Wie viele gibt es?

Frage 2. Wo gibt es sie?

Es gibt zwei davon.

In Fulda und in Kassel.

Frage 3. Seit wann?

Seit Jahren."""
CONTENT = make_paper(questions=QUESTIONS, annex="")


def cuts(*said, content=CONTENT):
    lines = open_paper(content, "paper.txt").lines
    found = {line.text: line.number for line in lines}
    return tuple(Cut.at(lines, found[text], CutKind.REPLY, name) for text, name in said)


BOTH = cuts(("Es gibt zwei davon.", "1"), ("In Fulda und in Kassel.", "2"))


def bring(plan=(), content=CONTENT, **kwargs):
    paper = read_paper(content, "paper.txt", "", plan)
    facts = {"parliament": factories.make_parliament(), "number": "19/1613", "by": None, "dry_run": False} | kwargs
    with override("en"):
        return import_paper(paper, content, "paper.txt", **facts)


@pytest.fixture
def inquiry(db):
    bring()
    return Inquiry.objects.get()


def replies(inquiry):
    return [(each.position, each.text, [q.key for q in each.questions.all()]) for each in inquiry.replies.all()]


READ = [(1, "Es gibt zwei davon.\nIn Fulda und in Kassel.", ["1", "2"]), (2, "Seit Jahren.", ["3"])]
READ_AGAIN = [
    (1, "Es gibt zwei davon.", ["1"]),
    (2, "In Fulda und in Kassel.", ["2"]),
    (3, "Seit Jahren.", ["3"]),
]


def test_reply_that_comes_in_between_moves_no_other_text(inquiry):
    assert replies(inquiry) == READ
    last = inquiry.replies.get(position=2)
    claim = factories.make_claim(inquiry, reply=last, quote="Seit Jahren")
    statement = factories.make_statement(inquiry, place="reply 2")
    report = bring(BOTH)
    assert replies(inquiry) == READ_AGAIN
    assert (report.new, report.changed, report.missing) == (1, 1, [])
    for record in (claim, statement, last):
        record.refresh_from_db()
    assert (claim.reply, statement.place, last.position) == (last, "reply 3", 3)
    assert [cut["name"] for cut in Source.objects.get().reading_plan] == ["1", "2"]
    assert bring(BOTH).changes_nothing


def test_reading_again_is_undone_with_its_plan(inquiry):
    source = Source.objects.get()
    report = bring(BOTH)
    factories.make_statement(inquiry, place="reply 1")
    later = factories.make_statement(inquiry, place="reply 3")
    assert in_the_way(report.batch) == ["Antwort 1: Stellungnahme Landkreis Fulda, 5. März 2026"]
    inquiry.statements.exclude(pk=later.pk).delete()
    undo(report.batch, by=factories.make_user(), reason="Doch nicht.")
    later.refresh_from_db()
    assert (replies(inquiry), later.place) == (READ, "reply 2")
    kept = Source.objects.get()
    assert (kept.reading_plan, kept.reading) == ([], source.reading)


def test_plan_that_changes_no_text_is_kept_with_what_the_reader_is_unsure_of(inquiry):
    plan = cuts(("Seit Jahren.", "3"))
    assert [bring(plan, dry_run=True).changes_nothing, bring(plan).changes_nothing] == [False, False]
    assert [cut["name"] for cut in Source.objects.get().reading_plan] == ["3"]
    assert (replies(inquiry), bring(plan).changes_nothing) == (READ, True)


def test_what_an_editor_changed_is_proposed_as_such(inquiry):
    Reply.objects.filter(position=1).update(text="Es gibt drei davon.\n\nIn Fulda und in Kassel.")
    report = bring(BOTH, dry_run=True)
    assert {each.token: each.is_edited for each in report.proposals} == {"reply-1": False, "reply-2": True}
    assert {each.token: each.place for each in report.proposals} == {"reply-1": "reply 1", "reply-2": "reply 2"}


CORRECTED = CONTENT.replace(b"Frage 1. Wie viele gibt es?", "Frage 1. Wie viele Brücken gibt es?".encode())
KEPT = "Left as it was edited: question 1. There it says “Wie viele sind es?”, and the file says “Wie viele Brücken"


@pytest.fixture
def edited(inquiry):
    question = inquiry.questions.get(number=1)
    question.text = "Wie viele sind es?"
    question.save()
    return question


def test_what_an_editor_changed_stays_where_a_file_says_something_else(edited):
    report = bring(content=CORRECTED.replace(b"Seit Jahren", b"Seit 2014"))
    edited.refresh_from_db()
    assert (edited.text, replies(edited.inquiry)[-1][1]) == ("Wie viele sind es?", "Seit 2014.")
    assert (report.changed, any(note.startswith(KEPT) for note in english(report.notes))) == (1, True)


def test_what_an_editor_changed_is_overwritten_where_somebody_chooses_that(edited):
    bring(content=CORRECTED)
    report = bring(content=CORRECTED, overwritten={"question-1"}.__contains__)
    edited.refresh_from_db()
    assert (edited.text, [each.place for each in report.changes]) == ("Wie viele Brücken gibt es?", ["question 1"])
    undo(report.batch, by=factories.make_user(), reason="Doch nicht.")
    edited.refresh_from_db()
    assert edited.text == "Wie viele sind es?"


def test_text_that_was_split_at_the_desk_is_the_same_when_its_file_comes_again(inquiry):
    reply = inquiry.replies.get(position=1)
    [first, second, _third] = inquiry.questions.all()
    split = editing.TextSplit(reply, reply.text.index("In Fulda"), {}, [first, second], [second])
    split.carry_out(reason="Zwei Antworten.")
    before = replies(inquiry)
    assert bring().changes_nothing
    corrected = CONTENT.replace(b"in Kassel", b"in Hanau").replace(b"Seit Jahren", b"Seit 2014")
    report = bring(content=corrected)
    assert [(each.place, each.new) for each in report.changes] == [("reply 3", "Seit 2014.")]
    assert any("it was split or joined at the desk" in note for note in english(report.notes))
    assert replies(inquiry) == [*before[:2], (3, "Seit 2014.", ["3"])]


def test_text_that_was_joined_at_the_desk_is_the_same_when_its_file_comes_again(inquiry):
    bring(BOTH)
    first, second, _third = inquiry.replies.all()
    editing.TextJoin(first, second).carry_out(reason="Eine Antwort.")
    assert bring(BOTH).changes_nothing
    assert bring(content=CONTENT.replace(b"Seit Jahren", b"Seit 2014")).changed == 1
    joined = "Es gibt zwei davon.\n\nIn Fulda und in Kassel."
    assert [text for _position, text, _keys in replies(inquiry)] == [joined, "Seit 2014."]


def english(notes):
    with override("en"):
        return notes()
