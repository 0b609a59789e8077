"""Dates as papers print them."""

import datetime

import pytest

from survey.intake.dates import read_date


@pytest.mark.parametrize("printed", ["28. 04. 2015", "28.4.2015", "28. April 2015", "28. Apr. 2015", "2015-04-28"])
def test_day_in_many_writings(printed):
    assert read_date(printed) == datetime.date(2015, 4, 28)


@pytest.mark.parametrize("printed", ["31.02.2015", "April 2015", "2015-13-01", "28.04.15"])
def test_what_is_no_day_or_none_for_sure(printed):
    assert read_date(printed) is None


@pytest.mark.parametrize(("printed", "year"), [("28.04.15", 2015), ("28. 4. 98", 1998), ("28. April 2031", 2031)])
def test_years_of_two_digits_where_the_words_around_say_that_it_is_a_day(printed, year):
    assert read_date(printed, short_years=True) == datetime.date(year, 4, 28)
