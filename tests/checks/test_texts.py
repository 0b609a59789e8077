"""Checks of the paper as a whole: its dates and its statements."""

import pytest

from survey.checks.texts import claim_against_rows, dates_out_of_order
from tests import factories
from tests.checks.looking import found, subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry():
    return factories.make_inquiry()


def make_dates(inquiry, **dates):
    for kind, date in dates.items():
        factories.make_date(inquiry, kind, date)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"asked": "2015-02-17", "answered": "2015-04-14", "distributed": "2015-04-28"}, []),
        ({"asked": "2015-02-17", "received": "2015-02-17"}, []),
        ({"asked": "2015-04-20", "answered": "2015-04-14"}, ["date answered"]),
        ({"answered": "2015-04-14", "distributed": "2015-04-13"}, ["date distributed"]),
        (
            {"asked": "2015-04-20", "received": "2015-04-19", "forwarded": "2015-04-18"},
            ["date received", "date forwarded"],
        ),
        ({}, []),
    ],
)
def test_dates_out_of_order_name_the_later_step(inquiry, dates, expected):
    make_dates(inquiry, **dates)
    assert subjects(dates_out_of_order, inquiry) == expected


@pytest.mark.parametrize(("date", "expected"), [("2015-04-14", []), ("2015-04-15", ["1 date"]), (None, [])])
def test_table_is_not_younger_than_the_answer(inquiry, date, expected):
    make_dates(inquiry, answered="2015-04-14")
    factories.make_annex(inquiry, date=date)
    assert subjects(dates_out_of_order, inquiry) == expected


def test_dates_out_of_order_hold_both_dates(inquiry):
    make_dates(inquiry, asked="2015-04-20", answered="2015-04-14")
    [each] = found(dates_out_of_order, inquiry)
    assert (each.looked_at, each.details) == (
        "2015-04-20 2015-04-14",
        {"first": "asked", "first_date": "2015-04-20", "second": "answered", "second_date": "2015-04-14"},
    )


@pytest.fixture
def rows(inquiry):
    """Two rows, the first clearly and the second arguably yes."""
    question = factories.make_question(inquiry, "1a")
    annex = factories.make_annex(inquiry)
    factories.make_column(annex, questions=[question])
    factories.make_coding(factories.make_row(annex), question, "yes")
    factories.make_coding(factories.make_row(annex, "LK Kassel"), question, "yes", certainty="arguable")
    return question


def claim(rows, stated, **kwargs):
    return factories.make_claim(rows.inquiry, stated, questions=[rows], codes=rows.codes.all(), **kwargs)


def test_claim_that_differs_is_found_with_both_ends(rows):
    claim(rows, 3, quote="In drei Landkreisen")
    [each] = found(claim_against_rows, rows.inquiry)
    assert each.subject == "claim 1"
    assert each.details == {
        "quote": "In drei Landkreisen",
        "stated": "3",
        "low": "1",
        "high": "2",
        "of": 2,
        "added_up": False,
        "differs": True,
    }


def test_claim_that_depends_on_the_reading_is_found(rows):
    claim(rows, 2)
    [each] = found(claim_against_rows, rows.inquiry)
    assert each.details["differs"] is False


def test_claim_that_matches_or_cannot_be_checked_is_no_finding(rows):
    factories.make_claim(rows.inquiry, 2)
    factories.make_claim(rows.inquiry, 7, rule="none")
    factories.make_row(rows.inquiry.annexes.get(), "LK Gießen")
    claim(rows, 7)
    assert subjects(claim_against_rows, rows.inquiry) == ["claim 1"]  # three rows now: two were stated


def test_claim_is_looked_at_anew_when_other_rows_bear_it_out(rows):
    claim(rows, 2)
    [before] = found(claim_against_rows, rows.inquiry)
    first, second = rows.inquiry.annexes.get().rows.all()
    first.codings.update(certainty="arguable")
    second.codings.update(certainty="clear")
    [after] = found(claim_against_rows, rows.inquiry)
    assert (after.details, after.digest == before.digest) == (before.details, False)
