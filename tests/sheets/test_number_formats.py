"""Numbers as a German spreadsheet program shows them; days as ISO."""

import datetime

import pytest

from survey.sheets.number_formats import as_duration, general, is_plain, shown

EURO = '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'
MARCH = datetime.date(2015, 3, 1)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (6631, "00000", "06631"),
        (68.66000000000001, "0.00", "68,66"),
        (1234.5, '#,##0.00\\ "€"', "1.234,50 €"),
        (1234.5, "#,##0.00\\ [$€-407]", "1.234,50 €"),
        (-5.4, EURO, "-5,40 €"),
        (0, EURO, "0"),
        (-5.4, "#,##0.00;[Red](#,##0.00)", "(5,40)"),
        (1234567, "#,##0,", "1.235"),
        (2.5, "0.##", "2,5"),
        (2, '0 "Stellen"', "2 Stellen"),
        (0.5, "# ?/?", "0,5"),
        (12.5, "0.00E+00", "12,5"),
        (0.125, "0.0%", "12,5 %"),
        (1.0, "0%", "100 %"),
        (1 / 3, "0.00%", "33,33 %"),
        (0.005, "0%", "1 %"),
        (-0.07, "0\\ %", "-7 %"),
        (-0.001, "0%", "0 %"),
        (float("inf"), "0.00%", "inf"),
        ("k. A.", "0.00", "k. A."),
        (True, "0", "true"),
    ],
)
def test_shown_is_what_a_german_sheet_shows_of_a_number(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (MARCH, "mmm yy", "Mrz 15"),
        (MARCH, "mmmm yyyy", "März 2015"),
        (MARCH, "yyyy", "2015"),
        (MARCH, "dd/mm", "01/03"),
        (MARCH, "dd.mm.yyyy", "2015-03-01"),
        (datetime.time(14, 30), "h:mm:ss", "14:30"),
        (datetime.time(14, 30, 5), "h:mm:ss", "14:30:05"),
        (datetime.datetime(2015, 3, 1, 14, 30), "h:mm", "14:30"),
        (datetime.timedelta(hours=255, minutes=10), "[h]:mm", "255:10"),
        (datetime.timedelta(hours=-1), "[h]:mm", "-1:00"),
        (datetime.datetime(1900, 1, 9, 15, 10), "[h]:mm", "255:10"),
    ],
)
def test_shown_makes_no_day_of_what_shows_none(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-05, "0,00001"),
        (0.1 + 0.2, "0,3"),
        (1 / 3, "0,333333333"),
        (1.138, "1,138"),
        (5.0, "5"),
        (12345678.123456, "12345678,12"),
    ],
)
def test_general_has_neither_exponent_nor_seventeen_digits(value, text):
    assert general(value) == text


@pytest.mark.parametrize("code", ["", "General", "@", "yyyy-mm-dd", "dd.mm.yyyy"])
def test_format_is_plain_where_it_shows_what_is_read_without_one(code):
    assert is_plain(code)


@pytest.mark.parametrize("code", ["0", "mmm yy", "h:mm", "[h]:mm", '"d" 0'])
def test_format_is_not_plain_where_it_shows_more_or_less(code):
    assert not is_plain(code)


def test_duration_of_ods_is_a_span_of_time():
    assert as_duration("PT255H09M59.9S") == datetime.timedelta(hours=255, minutes=9, seconds=59.9)
    assert as_duration("PT") == "PT"
