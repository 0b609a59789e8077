"""Categories that say for which numbers they hold: the rows of a column of numbers, categorised at once."""

import pytest
from django.urls import reverse

from survey.models import Answer, Code, Coding, Column
from tests import factories
from tests.admin.forms import address

NUMBERS = {"LK A": "0", "LK B": "12", "LK C": "ca. 3", "LK D": "mindestens 5", "LK E": "k. A.", "LK F": "7"}
READ = {
    "LK A": (0, "exact"),
    "LK B": (12, "exact"),
    "LK C": (3, "about"),
    "LK D": (5, "at_least"),
    "LK F": (7, "exact"),
}


@pytest.fixture
def question(db):
    inquiry = factories.make_inquiry()
    question = factories.make_question(inquiry, "1a")
    texts = {row: [text, "Wort"] for row, text in NUMBERS.items()}
    annex = factories.make_table(texts, annex=factories.make_annex(inquiry), headings=["Zahl", "Text"])
    column = annex.columns.get(heading="Zahl")
    column.questions.add(question)
    Column.objects.filter(pk=column.pk).update(kind="number")
    for row, (number, number_is) in READ.items():
        Answer.objects.filter(column=column, row__printed=row).update(number=number, number_is=number_is)
    factories.make_code(question, "none", label="keiner", number_from=0, number_to=0)
    factories.make_code(question, "some", label="einige", number_from=1, number_to=9)
    factories.make_code(question, "many", label="viele", number_from=5)
    return question


def page(question):
    return reverse("admin:survey_question_by_numbers", args=[question.pk])


def shown(response):
    return {
        each.row.printed: str(each.code.label if each.code else each.obstacle)
        for each, _address in response.context["readings"]
    }


def test_page_says_of_each_open_row_what_its_number_decides(desk, question):
    read = factories.make_coding(question.inquiry.annexes.get().rows.get(printed="LK F"), question, "some", quote="7")
    assert read.pk
    assert shown(desk.get(page(question))) == {
        "LK A": "keiner",
        "LK B": "viele",
        "LK C": "einige",
        "LK D": "viele",
        "LK E": "keine Zahl",
    }
    assert Coding.objects.count() == 1


def test_number_that_two_categories_hold_or_none_stays_open(desk, question):
    question.codes.filter(code="none").delete()
    assert {shown(desk.get(page(question)))[row] for row in ("LK A", "LK F")} == {
        "keine Kategorie gilt für diese Zahl",
        "mehrere Kategorien gelten für diese Zahl",
    }


def test_confirmed_rows_are_categorised_with_their_quote(desk, question, editor):
    decided = desk.get(page(question)).context["decided"]
    response = desk.post(page(question), {"row": decided})
    assert response.url == reverse("admin:survey_question_codings", args=[question.pk])
    found = {
        each.row.printed: (each.code.code, each.certainty, each.quote, each.role, each.by)
        for each in Coding.objects.select_related("row", "code")
    }
    assert found == {
        "LK A": ("none", "clear", "0", "first", editor),
        "LK B": ("many", "clear", "12", "first", editor),
        "LK C": ("some", "arguable", "ca. 3", "first", editor),
        "LK D": ("many", "clear", "mindestens 5", "first", editor),
    }
    entry = Coding.objects.first().history.get()
    assert (entry.history_type, entry.history_user, entry.history_change_reason) == (
        "+",
        editor,
        "categorised by number",
    )
    history = desk.get(address(Coding.objects.first(), "history"))
    assert "Nach der Zahl eingeordnet." in history.text


def test_rules_that_changed_since_they_were_shown_write_nothing(desk, question):
    decided = desk.get(page(question)).context["decided"]
    question.codes.filter(code="many").update(number_from=13)
    response = desk.post(page(question), {"row": decided})
    assert (response.status_code, Coding.objects.count()) == (200, 0)
    assert desk.post(page(question), {"row": ["1:x", "nonsense"]}).status_code == 200


def test_page_is_offered_where_a_column_of_numbers_answers(desk, question):
    link = page(question)
    for name in ("codebook", "codings"):
        assert link in desk.get(reverse(f"admin:survey_question_{name}", args=[question.pk])).text
    Column.objects.update(kind="text")
    assert link not in desk.get(reverse("admin:survey_question_codings", args=[question.pk])).text


def test_numbers_of_a_category_are_shown_as_they_are_typed(desk, question):
    code = question.codes.get(code="some")
    form = desk.get(address(code)).text
    assert 'name="number_from" value="1"' in form and 'name="number_to" value="9"' in form
    words = [each.numbers for each in question.codes.order_by("pk")]
    assert words == ["0", "1 bis 9", "ab 5"]
    assert "1 bis 9" in desk.get(reverse("admin:survey_question_codebook", args=[question.pk])).text


def test_bounds_are_given_in_their_order(desk, question):
    code = question.codes.get(code="some")
    response = desk.post(
        reverse("admin:survey_code_version", args=[code.pk]),
        {"label": "einige", "definition": "Einige.", "number_from": "9", "number_to": "1", "reason": "Andere Grenzen."},
    )
    assert "Die erste Zahl ist größer als die letzte." in response.text
    assert Code.objects.filter(code="some").count() == 1
