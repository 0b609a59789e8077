"""Printed sums against the numbers above them."""

import pytest

from survey.checks.sums import sum_against_cells
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def column():
    return factories.make_column(factories.make_annex(), "Plätze", kind="number")


def add(column, printed, number=None, role="entry", number_is="exact", **kwargs):
    row = factories.make_row(column.annex, printed, role=role, **kwargs)
    number_is = "none" if number is None else number_is
    text = "" if number is None else str(number)
    factories.make_answer(text, row=row, column=column, number=number, number_is=number_is)


def differing(column):
    return [
        (each.subject, each.details["stated"], each.details["low"], each.details["high"], each.details["of"])
        for each in found(sum_against_cells, column.annex.inquiry)
    ]


def test_sum_that_is_right_is_no_finding(column):
    add(column, "LK Fulda", 10)
    add(column, "LK Kassel", 20)
    add(column, "Summe", 30, "sum")
    assert differing(column) == []


def test_sum_that_differs_names_both_numbers(column):
    add(column, "LK Fulda", 10)
    add(column, "LK Kassel", 20)
    add(column, "Summe", 31, "sum")
    [each] = found(sum_against_cells, column.annex.inquiry)
    assert each.details == {
        "row": "Summe",
        "column": "Plätze",
        "stated": "31",
        "low": "30",
        "high": "30",
        "of": 2,
        "without_number": 0,
        "inexact": 0,
    }


def test_sum_may_be_that_of_its_part_or_of_all_rows(column):
    add(column, "Regierungsbezirk Kassel", role="heading")
    add(column, "LK Fulda", 10)
    add(column, "LK Kassel", 20)
    add(column, "zusammen", 30, "sum")
    add(column, "Regierungsbezirk Gießen", role="heading")
    add(column, "LK Gießen", 5)
    add(column, "zusammen", 6, "sum")
    add(column, "Insgesamt", 35, "sum")
    assert differing(column) == [("1/7/1", "6", "5", "5", 1)]


def test_sum_above_its_rows_is_that_of_the_rows_below(column):
    add(column, "Hessen insgesamt", 31, "sum")
    add(column, "LK Fulda", 10)
    add(column, "LK Kassel", 20)
    assert differing(column) == [("1/1/1", "31", "30", "30", 2)]


def test_figures_that_are_at_least_leave_the_sum_open_above(column):
    add(column, "LK Fulda", 10, number_is="at_least")
    add(column, "LK Kassel", 20)
    add(column, "Summe", 40, "sum")
    add(column, "Summe, berichtigt", 29, "sum")
    assert differing(column) == [("1/4/1", "29", "30", "…", 2)]
    [each] = found(sum_against_cells, column.annex.inquiry)
    assert (each.details["inexact"], each.details["without_number"]) == (1, 0)


def test_field_without_a_number_leaves_the_sum_open_above(column):
    add(column, "LK Fulda", 10)
    add(column, "LK Kassel")
    add(column, "Summe", 12, "sum")
    assert differing(column) == []


def test_sum_with_a_second_key_adds_up_what_has_the_same(column):
    for year, number in (("2013", 1), ("2014", 2)):
        add(column, "LK Fulda", number, breakdown=[["Jahr", year]])
    add(column, "Summe", 1, "sum", breakdown=[["Jahr", "2013"]])
    add(column, "Summe", 3, "sum", breakdown=[["Jahr", "2014"]])
    assert [each[:3] for each in differing(column)] == [("1/4/1", "3", "2")]


@pytest.mark.parametrize("heading", ["Anteil", "Quote in %", "Durchschnitt je Kreis"])
def test_shares_are_not_added_up(heading):
    column = factories.make_column(factories.make_annex(), heading, kind="number")
    add(column, "LK Fulda", 10)
    add(column, "Insgesamt", 12, "sum")
    assert subjects(sum_against_cells, column.annex.inquiry) == []
