"""Quotes that stand in no text, facts that rest on no quote."""

import pytest

from survey.checks.quotes import body_without_quote, quote_missing
from survey.models import Answer
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db

TEXT = 'Es gibt einen "Runden Tisch" im Kreis.'


@pytest.fixture
def answer():
    return factories.make_answer(TEXT)


@pytest.fixture
def inquiry(answer):
    return answer.row.annex.inquiry


@pytest.mark.parametrize(
    ("quote", "code", "expected"),
    [
        ('einen "Runden Tisch"', "yes", []),
        ("einen „Runden Tisch“", "yes", [("einen „Runden Tisch“", True)]),
        ("zwei Runde Tische", "yes", [("zwei Runde Tische", False)]),
        ("", "yes", [("", False)]),
        ("", "not_stated", []),
        ("zwei", "not_stated", [("zwei", False)]),
    ],
)
def test_quote_of_a_coding_stands_in_its_row(answer, inquiry, quote, code, expected):
    factories.make_coding(answer.row, code=code, quote=quote)
    assert [(each.details["quote"], each.details["nearly"]) for each in found(quote_missing, inquiry)] == expected


def test_quote_missing_names_row_part_and_reading(answer, inquiry):
    factories.make_coding(answer.row, quote="zwei", role="second")
    [each] = found(quote_missing, inquiry)
    assert (each.subject, each.row, each.details["part"]) == ("1/1 1 second", answer.row_id, "1")


def test_quote_stands_in_the_reading_text_not_in_the_print(answer, inquiry):
    factories.make_coding(answer.row, quote="Runden Tisch")
    assert found(quote_missing, inquiry) == []
    Answer.objects.filter(pk=answer.pk).update(wording="Es gibt ein Netzwerk.")
    assert subjects(quote_missing, inquiry) == ["1/1 1 first"]


def test_quote_of_a_claim_stands_in_its_reply_or_remark(inquiry):
    factories.make_claim(inquiry, reply=factories.make_reply(inquiry, "In zwei Landkreisen."))
    factories.make_claim(inquiry, remark=factories.make_remark(inquiry, "In drei Landkreisen."))
    assert subjects(quote_missing, inquiry) == ["claim 2"]


def test_quote_of_evidence_stands_in_its_place(answer, inquiry):
    body = factories.make_body(inquiry)
    remark = factories.make_remark(inquiry, "Ein Gipfel.")
    factories.make_evidence(body, "Runden Tisch", answer=answer)
    factories.make_evidence(body, "Ein Gipfel", remark=remark)
    assert found(quote_missing, inquiry) == []
    factories.make_evidence(body, "Ein Gipfel", field="rhythm", answer=answer)
    participation = factories.make_participation(body=body)
    factories.make_evidence(participation, "Der Landrat", field="role", answer=answer)
    assert [(each.subject, each.answer) for each in found(quote_missing, inquiry)] == [
        ("body runder-tisch-asyl rhythm", answer.pk),
        ("body runder-tisch-asyl: Landkreis Fulda (initiator) role", answer.pk),
    ]


def test_body_without_quote_is_one_that_no_words_name(answer, inquiry):
    body = factories.make_body(inquiry, "Runder Tisch")
    [each] = found(body_without_quote, inquiry)
    assert (each.subject, each.details) == ("body runder-tisch", {"body": "Runder Tisch", "facts": ["Runder Tisch"]})
    factories.make_evidence(body, "Runden Tisch", answer=answer)
    assert found(body_without_quote, inquiry) == []


def test_words_of_a_body_stand_where_it_is_named_or_have_evidence(answer, inquiry):
    body = factories.make_body(inquiry, rhythm="3 - 4 x im Jahr", coverage="im Kreis")
    factories.make_evidence(body, "Runden Tisch", answer=answer)
    [each] = found(body_without_quote, inquiry)
    assert each.details["facts"] == ["3 - 4 x im Jahr"]
    factories.make_evidence(body, "im Kreis", field="rhythm", answer=answer)
    assert found(body_without_quote, inquiry) == []


def test_meeting_without_words_is_a_fact_of_its_body(answer, inquiry):
    body = factories.make_body(inquiry)
    factories.make_evidence(body, "Runden Tisch", answer=answer)
    meeting = factories.make_meeting(body, words="am 10.12.2014")
    [each] = found(body_without_quote, inquiry)
    assert (each.subject, each.details["facts"]) == ("body runder-tisch-asyl", ["am 10.12.2014"])
    factories.make_evidence(meeting, "im Kreis", field="date", answer=answer)
    assert found(body_without_quote, inquiry) == []


def test_participation_needs_words_in_a_body_and_in_a_row(answer, inquiry):
    in_row = factories.make_participation(factories.make_actor("AWO", "welfare"), row=answer.row, role="participant")
    [each] = found(body_without_quote, inquiry)
    assert (each.subject, each.row) == ("1/1: AWO (participant)", answer.row_id)
    assert each.details == {"body": "LK Fulda", "facts": ["AWO"]}
    factories.make_evidence(in_row, "Kreis", field="actor", answer=answer)
    assert found(body_without_quote, inquiry) == []


def test_evidence_in_another_paper_counts_there(answer, inquiry):
    body = factories.make_body(inquiry)
    other = factories.make_answer("Runder Tisch Asyl.")
    factories.make_evidence(body, "Gibt es nicht", answer=other)
    assert found(body_without_quote, inquiry) == []
    assert found(quote_missing, inquiry) == []
    assert subjects(quote_missing, other.row.annex.inquiry) == ["body runder-tisch-asyl name"]
