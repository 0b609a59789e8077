"""Editors write short titles; the desk proposes them from the text."""

from django.urls import reverse

from survey.models import Question
from tests.factories import make_inquiry, make_question


def make_asked():
    question = make_question(make_inquiry(), "1a")
    question.text = "einen Flüchtlingsgipfel der vor Ort Beteiligten einberufen,"
    question.save()
    return question


def test_form_proposes_a_title_and_stores_none(desk):
    question = make_asked()
    page = desk.get(reverse("admin:survey_question_change", args=[question.pk])).content.decode()
    assert "„Flüchtlingsgipfel der vor Ort Beteiligten einberufen?“" in page
    assert Question.objects.get(pk=question.pk).short_title == ""


def test_proposals_are_taken_only_where_there_is_no_title(desk):
    question = make_asked()
    own = make_question(question.inquiry, "2", short_title="Runde Tische?")
    chosen = {"action": "take_proposed_titles", "_selected_action": [question.pk, own.pk]}
    assert desk.post(reverse("admin:survey_question_changelist"), chosen).status_code == 302
    titles = dict(Question.objects.filter(pk__in=[question.pk, own.pk]).values_list("pk", "short_title"))
    assert titles == {
        question.pk: "Flüchtlingsgipfel der vor Ort Beteiligten einberufen?",
        own.pk: "Runde Tische?",
    }
    assert question.history.first().history_change_reason == "short title proposed from the text"
