"""While a row is categorised, what the same district said in other papers stands beside it."""

import pytest
from django.urls import reverse

from survey.models import Inquiry
from tests import factories
from tests.admin.conftest import queries_of


@pytest.fixture
def fulda(db):
    return factories.make_respondent("Landkreis Fulda", district=factories.make_district("Fulda", key="06631"))


def paper(number, respondent, text, date, **asked):
    """A paper of one row, whose first column answers 1a; returns the row and the question."""
    inquiry = factories.make_inquiry(number)
    question = factories.make_question(inquiry, "1a", **asked)
    annex = factories.make_table({"LK Fulda": [text, "Sonst."]}, annex=factories.make_annex(inquiry, date=date))
    annex.columns.first().questions.add(question)
    row = annex.rows.get()
    row.respondent = respondent
    row.save()
    for code in ("yes", "no"):
        factories.make_code(question, code, label={"yes": "Ja", "no": "Nein"}[code])
    return row, question


def page(row):
    return reverse("admin:survey_row_code", args=[row.pk], query={"question": "1a"})


def others(client, row):
    return [
        (
            each.paper,
            each.is_same,
            [(text.text, [(part, str(label)) for part, label, _ in text.categories]) for text in each.texts],
        )
        for each in client.get(page(row)).context["others"]
    ]


def test_same_question_comes_first_and_shows_its_texts_alone(desk, fulda):
    early, first = paper("19/100", fulda, "Es gibt einen Gipfel.", "2015-03-26")
    factories.make_coding(early, first, "yes", quote="Es gibt einen Gipfel")
    paper("19/200", fulda, "Etwas anderes.", "2016-03-26")
    row, _question = paper("19/300", fulda, "Nicht mehr.", "2017-03-26", continues=first, comparability="same")
    number = Inquiry.objects.get(number="19/100").parliament.short_name
    assert others(desk, row) == [
        (f"{number} 19/100", True, [("Es gibt einen Gipfel.", [("1a", "Ja")])]),
        (f"{number} 19/200", False, [("Etwas anderes.", []), ("Sonst.", [])]),
    ]
    text = desk.get(page(row)).text
    assert "In anderen Drucksachen" in text and "dieselbe Frage" in text


def test_other_district_and_row_of_nobody_stand_beside_nothing(desk, fulda):
    gotha = factories.make_respondent("Landkreis Gotha", district=factories.make_district("Gotha", key="16067"))
    paper("19/100", gotha, "Es gibt einen Gipfel.", "2015-03-26")
    row, _question = paper("19/300", fulda, "Nicht mehr.", "2017-03-26")
    assert others(desk, row) == []
    row.respondent = None
    row.save()
    assert others(desk, row) == []


def test_first_reading_of_another_paper_is_hidden_from_its_second_reader(desk, editor, fulda):
    early, first = paper("19/100", fulda, "Es gibt einen Gipfel.", "2015-03-26")
    factories.make_coding(early, first, "yes", quote="Es gibt einen Gipfel")
    elsewhere = factories.make_row(early.annex, "LK Kassel")
    factories.make_coding(elsewhere, first, "no", role="second", by=editor, quote="x")
    row, _question = paper("19/300", fulda, "Nicht mehr.", "2017-03-26", continues=first, comparability="same")
    [(_paper, _same, [(_text, categories)])] = others(desk, row)
    assert categories == []


def test_page_costs_the_same_with_one_and_with_three_other_papers(desk, fulda):
    row, _question = paper("19/300", fulda, "Nicht mehr.", "2017-03-26")
    costs = []
    for number in range(1, 4):
        early, first = paper(f"19/{number}", fulda, "Es gibt einen Gipfel.", f"201{number}-03-26")
        factories.make_coding(early, first, "yes", quote="Es gibt einen Gipfel")
        costs.append(queries_of(desk, page(row)))
    assert len({*costs}) == 1
