"""Text, number and status of one cell agree, whoever writes them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from survey.models.cell_text import contradictions, number_anew
from tests import factories


@pytest.mark.parametrize(
    ("status", "text", "number", "number_is", "fields"),
    [
        ("answered", "12", "12", "exact", []),
        ("answered", "1.200,00 €", "1200", "exact", []),
        ("answered", "12", "13", "exact", ["number"]),
        ("answered", "ca. 12", "12", "exact", ["number"]),
        ("answered", "4, geplant: 2", "4", "exact", []),
        ("answered", "12", None, "none", []),
        ("blank", "", None, "none", []),
        ("blank", " \n", None, "none", []),
        ("blank", "Ja.", None, "none", ["status"]),
        ("blank", "", "4", "exact", ["number"]),
        ("no_data", "k. A.", None, "none", []),
    ],
)
def test_contradictions_name_the_field_that_the_text_denies(status, text, number, number_is, fields):
    assert [*contradictions(status, text, number and Decimal(number), number_is)] == fields


@pytest.mark.parametrize(
    ("before", "text", "stood", "expected"),
    [
        ("12", "13", (Decimal(12), "exact"), (Decimal(13), "exact")),
        ("12", "ca. 12", (Decimal(12), "exact"), (Decimal(12), "about")),
        ("12", "viele", (Decimal(12), "exact"), (None, "none")),
        ("4, geplnt: 2", "4, geplant: 2", (Decimal(4), "exact"), (Decimal(4), "exact")),
        ("", "5", (None, "none"), (Decimal(5), "exact")),
    ],
)
def test_changed_text_is_read_again(before, text, stood, expected):
    assert number_anew(before, text, stood) == expected


@pytest.mark.django_db
def test_answer_refuses_an_empty_field_with_a_text_and_a_number_beside_another():
    column = factories.make_column(factories.make_annex(), "Plätze", kind="number")
    answer = factories.make_answer("12", column=column)
    answer.status = "blank"
    with pytest.raises(ValidationError) as refused:
        answer.full_clean()
    assert [*refused.value.message_dict] == ["status"]
    answer.status, answer.number, answer.number_is = "answered", Decimal(13), "exact"
    with pytest.raises(ValidationError) as refused:
        answer.full_clean()
    assert [*refused.value.message_dict] == ["number"]
    answer.wording = "13"
    answer.full_clean()
