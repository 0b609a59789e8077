"""Columns without a question: what their headings mean is one click away."""

import pytest
from django.utils.translation import override

from survey import checks
from survey.models import Finding
from survey.proposals.accepting import accept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def annex():
    """Two questions, and columns whose headings mean the first, the second and neither."""
    inquiry = factories.make_inquiry()
    factories.make_question(inquiry, "1", text="Gibt es in den Kreisen ein Konzept?")
    factories.make_question(inquiry, "2", text="Wie viele Plätze gibt es?")
    annex = factories.make_annex(inquiry)
    for heading in ("1. Konzept", "Wie viele Plätze?", "Anmerkung"):
        factories.make_column(annex, heading)
    checks.run(inquiry)
    return annex


def answered(annex):
    return {each.heading: [question.key for question in each.questions.all()] for each in annex.columns.all()}


def test_columns_without_a_question_are_one_finding_that_proposes_what_headings_mean(annex):
    finding = Finding.objects.get(check_name="column_without_question")
    with override("en"):
        proposed = checks.propose(finding)
    assert proposed == "Let them answer: “1. Konzept” 1, “Wie viele Plätze?” 2."


def test_accepting_it_gives_the_columns_their_questions(annex):
    finding = Finding.objects.get(check_name="column_without_question")
    outcome = accept([finding], by=factories.make_user(), reason="Nach den Überschriften.")
    assert outcome.done == [finding]
    assert answered(annex) == {
        "1. Konzept": ["1"],
        "Wie viele Plätze?": ["2"],
        "Anmerkung": [],
    }
    [left] = Finding.objects.open().filter(check_name="column_without_question")
    assert left.details["columns"] == "“Anmerkung”"


def test_paper_that_asks_nothing_has_no_such_columns():
    annex = factories.make_annex()
    factories.make_column(annex, "Anmerkung")
    checks.run(annex.inquiry)
    assert not Finding.objects.filter(check_name="column_without_question").exists()
