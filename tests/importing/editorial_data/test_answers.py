import pytest

from survey.models import Answer, Reference, Reply
from tests.factories import cell

LINE = {"annex": "1", "row": "LK Kassel", "column": "Frage 1", "status": "refers", "refers_to": "2"}


def states(**origin):
    found = Reference.objects.filter(**origin).order_by("position")
    return [(each.words, each.to_question.key, each.whole, each.state) for each in found]


def test_answer_is_decided_with_status_wording_and_note(load, annex):
    load(answers=[LINE | {"status": "answered", "wording": "Siehe dort.", "note": "Wie bei 2.", "refers_to": ""}])
    answer = cell(annex, "LK Kassel", "Frage 1")
    assert (answer.status, answer.wording, answer.note, answer.decided, answer.version) == (
        "answered",
        "Siehe dort.",
        "Wie bei 2.",
        True,
        2,
    )


def test_answer_without_a_wording_reads_as_its_passages(load, annex):
    load(answers=[LINE])
    assert cell(annex, "LK Kassel", "Frage 1").wording is None


def test_reference_to_a_text_is_confirmed(load, annex):
    load(answers=[LINE])
    assert states(from_answer=cell(annex, "LK Kassel", "Frage 1")) == [("s. 2", "2", True, "confirmed")]


def test_reference_to_a_part_without_a_text_of_its_own_is_open(load, annex):
    Reference.objects.all().delete()
    Answer.objects.update(status="answered")
    answer = cell(annex, "LK Kassel", "Frage 1")
    answer.printed_passages.update(text="s. 1a")
    load(answers=[LINE | {"refers_to": "1a"}])
    assert states(from_answer=answer) == [("s. 1a", "1a", True, "open")]


def test_reference_that_the_cell_does_not_make_is_refused(refusal):
    assert refusal(answers=[LINE | {"refers_to": "2 1a"}]) == "answers.csv, line 2: The text does not refer to 1a."


def test_reference_of_a_reply_is_confirmed(load, annex):
    make = {"reply": "reply 1", "refers_to": "1a"}
    Reply.objects.get().questions.add(annex.inquiry.questions.get(part="a"))
    assert load(replies=[make]).changed == 1
    assert states(from_reply=Reply.objects.get()) == [("siehe Frage 1 a", "1a", False, "confirmed")]
    assert load(replies=[make]).changes_nothing


@pytest.mark.parametrize("key", ["reply 9", "remark 1"])
def test_reply_that_is_none_is_refused(refusal, key):
    assert refusal(replies=[{"reply": key, "refers_to": "2"}]) == f"replies.csv, line 2: There is no “{key}”."
