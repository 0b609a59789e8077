"""Checks of questions that go on asking what an earlier paper asked."""

import pytest

from survey import checks
from survey.admin.findings import fix_links
from survey.checks.questions import question_differs
from survey.models import Finding
from survey.record import RecordPaper
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    """It continues a question of an earlier paper word for word."""
    earlier = factories.make_question(factories.make_inquiry(number="19/1613"), "2", text="Wer nimmt daran teil?")
    again = {"continues": earlier, "comparability": "same"}
    return factories.make_question(factories.make_inquiry(), "1", text="Wer nimmt  daran teil?", **again)


def found(question):
    return [(each.subject, each.details) for each in question_differs(RecordPaper(question.inquiry))]


def test_same_question_in_other_blanks_is_the_same(question):
    assert found(question) == []


@pytest.mark.parametrize("changed", ["later", "earlier"])
def test_question_whose_text_an_import_changed_is_no_longer_the_same(question, changed):
    record = question if changed == "later" else question.continues
    record.text = "Wer nahm daran teil?"
    record.save()
    assert found(question) == [("question 1", {"part": "1", "earlier": "2", "paper": "19/1613"})]


@pytest.mark.parametrize("said", [{"comparability": "changed"}, {"comparability_note": "Nur die Zeitform."}])
def test_what_is_said_of_the_change_answers_it(question, said):
    for name, value in {"text": "Wer nahm daran teil?", **said}.items():
        setattr(question, name, value)
    question.save()
    assert found(question) == []


def test_finding_leads_to_the_question(question):
    question.text = "Wer nahm daran teil?"
    question.save()
    checks.run(question.inquiry)
    finding = Finding.objects.get(check_name="question_differs")
    assert fix_links.places(finding)[0][0] == f"/admin/survey/question/{question.pk}/change/"
