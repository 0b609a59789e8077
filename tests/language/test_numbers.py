from decimal import Decimal

import pytest

from survey.language.numbers import NO_NUMBER, Number, decimal_text, find, read, read_cell, word_value


@pytest.mark.parametrize(
    ("text", "value", "number_is"),
    [
        ("0", "0", "exact"),
        ("1.234", "1234", "exact"),
        ("1 234 567", "1234567", "exact"),
        ("1.234,50", "1234.50", "exact"),
        ("-3", "-3", "exact"),
        ("ca. 350", "350", "about"),
        ("rund 1.200", "1200", "about"),
        ("mindestens 5", "5", "at_least"),
        ("bis zu 10", "10", "at_most"),
        ("höchstens zwei", "2", "at_most"),
        (" zwölf ", "12", "exact"),
    ],
)
def test_read_takes_german_numbers(text, value, number_is):
    assert read(text) == Number(Decimal(value), number_is)


def test_read_takes_english_numbers():
    assert read("about 1,234.5", "en") == Number(Decimal("1234.5"), "about")


@pytest.mark.parametrize("text", ["", "-", "k. A.", "1.5", "3 - 5", "25 von 29", "12.03.2015", "keine", "ca."])
def test_read_refuses_what_is_not_exactly_one_number(text):
    assert read(text) == NO_NUMBER


def test_find_returns_words_and_figures_with_their_place():
    text = "In zehn der Landkreise, in einem geplant; rund 350 am 24.07.2014."
    assert [(found.value, found.number_is, text[found.start : found.end]) for found in find(text)] == [
        (Decimal(10), "exact", "zehn"),
        (Decimal(350), "about", "rund 350"),
    ]


@pytest.mark.parametrize(
    ("word", "value"), [("zwei", 2), ("Zehn", 10), ("einem", 1), ("null", 0), ("twelve", 12), ("alle", None)]
)
def test_word_value_knows_small_numbers(word, value):
    assert word_value(word) == value


@pytest.mark.parametrize(
    ("text", "value", "number_is"),
    [
        ("1 138", "1138", "exact"),
        ("1.138", "1138", "exact"),
        ("90.000,00 €", "90000", "exact"),
        ("12,5 %", "12.5", "exact"),
        ("rund 350", "350", "about"),
        ("ca. 1.200 Euro", "1200", "about"),
        ("mindestens 2", "2", "at_least"),
        ("0", "0", "exact"),
        ("12*", "12", "exact"),
        ("12 ¹)", "12", "exact"),
        ("1\u2009138", "1138", "exact"),
        ("+33,3", "33.3", "exact"),
        ("€ 90.000", "90000", "exact"),
        ("1.138,- €", "1138", "exact"),
        ("EUR 1.138,–", "1138", "exact"),
        ("0,5", "0.5", "exact"),
        ("1,138,000", "1138000", "exact"),
        ("1,138.50", "1138.5", "exact"),
        ("about 1,138.5 EUR", "1138.5", "about"),
        ("rd. 12", "12", "about"),
        ("gut 20", "20", "about"),
        ("min. 3", "3", "at_least"),
        ("ab 5", "5", "at_least"),
        ("1\u2007138", "1138", "exact"),
        ("12¹⁾", "12", "exact"),
        ("0,125", "0.125", "exact"),
        ("68,66", "68.66", "exact"),
        ("-3", "-3", "exact"),
        ("Null", "0", "exact"),
    ],
)
def test_read_cell_takes_what_columns_of_numbers_print(text, value, number_is):
    assert read_cell(text) == Number(Decimal(value), number_is)


@pytest.mark.parametrize(
    "text",
    [
        *("06631", "+", "€ -", "4, noch in Planung: 2", "2013: 4", "1.5", "über 20", "-", "k. A.", "€", "*", "3 / 4"),
        *(
            "255:10",
            "3+4",
            "0.500",
            "0.500,5",
            "12,000",
            "1,234",
            "€ 1,234",
            "1,000 €",
            "NULL",
            "null",
            "ab 2015",
            "keine",
            "12 1)",
            "121)",
        ),
        *("2014/15", "1.2014", "12.5.2015", "10 - 12", "10 T€", "10 Mio. €", "12 (davon 3)", "- 3", "–3", "< 5", "½"),
        *("1 23", "1.234 567", "1\n234", "1. 234", "5.", "12 Personen", "ca.", "1E5", "Nr. 5", "zehn bis zwölf"),
    ],
)
def test_read_cell_refuses_what_is_not_surely_a_number(text):
    assert read_cell(text) == NO_NUMBER


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), (Decimal("0.0000"), "0"), (Decimal("100.0000"), "100"), (Decimal("12.5000"), "12.5"), (18, "18")],
)
def test_decimal_text_is_the_same_on_every_database(value, text):
    assert decimal_text(value) == text
