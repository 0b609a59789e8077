import pytest

from survey.importing.references import proposals, question_keys, references_of_reply, settle
from survey.language.references import find
from survey.models import Reference
from tests.factories import make_answer, make_inquiry, make_question, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    inquiry = make_inquiry()
    for key in ("1a", "2"):
        make_question(inquiry, key)
    return inquiry


def said(references):
    return [(each.words, each.to_question.key, each.whole, each.position) for each in references]


def test_proposals_are_one_for_each_question_that_there_is(inquiry):
    found = proposals(find("s. 1a, 2 und 7"), question_keys(inquiry), from_answer=make_answer())
    assert said(found) == [("s. 1a, 2 und 7", "1a", True, 1), ("s. 1a, 2 und 7", "2", True, 1)]


def test_settle_numbers_what_is_new(inquiry):
    wanted = proposals(find("s. 1a und 2"), question_keys(inquiry), from_answer=make_answer())
    new, outdated = settle(wanted, [])
    assert (said(new), outdated) == ([("s. 1a und 2", "1a", True, 1), ("s. 1a und 2", "2", True, 2)], [])


def test_settle_takes_back_only_proposals(inquiry):
    questions = question_keys(inquiry)
    proposed, confirmed = (
        Reference(pk=pk, words="s. 1", whole=True, to_question=questions["1a"], state=state)
        for pk, state in ((1, "proposed"), (2, "confirmed"))
    )
    assert settle([], [proposed, confirmed]) == ([], [proposed])


def test_references_of_a_reply_stand_inside_its_text(inquiry):
    reply = make_reply(inquiry, "Für die Städte siehe Antwort zur Frage 1 a.")
    new, _outdated = references_of_reply(reply, question_keys(inquiry))
    assert [(each.to_question.key, each.whole, each.from_reply) for each in new] == [("1a", False, reply)]
