"""Questions that a paper numbers in a way of its own."""

import pytest

from survey.intake.layouts import GENERAL
from survey.intake.number_styles import plainly_numbered, roman_value, spelled
from survey.pages.document import PageLine

ASKED = ("Wie viele Bänke stehen am Rhein?", "Wer pflegt sie?", "Was kostet das?")


def lines(*texts):
    return [PageLine(number, text) for number, text in enumerate(texts, start=1)]


def numbered(*texts):
    return [line.text for line in plainly_numbered(lines(*texts), GENERAL.question)]


@pytest.mark.parametrize("form", ["{}:", "{} –", "{} -", "F{}:", "Zu Frage {}", "Zu Frage Nr. {}:", "{}", "{}. Frage:"])
def test_numbers_of_another_form_are_written_with_a_dot(form):
    texts = [f"{form.format(number)} {text}" for number, text in enumerate(ASKED, start=1)]
    assert numbered(*texts) == [f"{number}. {text}" for number, text in enumerate(ASKED, start=1)]


def test_roman_numbers_and_labels_are_written_with_digits():
    assert numbered(
        "I. Wie viele?", "II. Wer pflegt sie?", "Zu Frage I:", "Es sind 40.", "Zu II:", "Die Gemeinden."
    ) == [*("1. Wie viele?", "2. Wer pflegt sie?", "Zu Frage 1:", "Es sind 40.", "Zu 2:", "Die Gemeinden.")]


def test_roman_headings_above_numbered_questions_stay():
    texts = ("I. Allgemeines", "1. Wie viele?", "2. Wer?", "II. Kosten", "3. Was kostet das?", "4. Wann?")
    assert numbered(*texts) == list(texts)


def test_numbers_of_the_usual_form_keep_others_as_they_are():
    texts = ("1. Wie viele?", "12 Bänke.", "2. Wer?", "3: 4 ist kein Ergebnis.", "3. Was kostet das?")
    assert numbered(*texts) == list(texts)


def test_questions_without_numbers_take_those_of_the_labels_below_them():
    assert numbered(
        "Wie viele Bänke stehen", "am Rhein?", "Zu Frage 1:", "Es sind 40.", "Wer pflegt sie?", "Zu Frage 2:"
    ) == [
        *("1. Wie viele Bänke stehen", "am Rhein?", "Zu Frage 1:", "Es sind 40.", "2. Wer pflegt sie?", "Zu Frage 2:")
    ]


def test_several_questions_may_stand_above_one_label():
    assert numbered("Wie viele?", "Wer pflegt sie?", "Zu den Fragen 1 und 2:", "Die Gemeinden 40.") == [
        *("1. Wie viele?", "2. Wer pflegt sie?", "Zu den Fragen 1 und 2:", "Die Gemeinden 40.")
    ]


def test_text_above_a_label_that_does_not_ask_gets_no_number():
    texts = ("Die Bänke sind alt.", "Zu Frage 1:", "Es sind 40.")
    assert numbered(*texts) == list(texts)


@pytest.mark.parametrize(("printed", "value"), [("I", 1), ("IV", 4), ("VIII", 8), ("XIX", 19), ("XXXIV", 34)])
def test_value_of_a_roman_number(printed, value):
    assert roman_value(printed) == value


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("F r a g e 3:", "Frage 3:"),
        ("3. Frage: Wie?", "3. Wie?"),
        ("3. Frage", "3."),
        ("3. Frage an die Regierung",) * 2,
    ],
)
def test_odd_spellings_of_a_number(printed, plain):
    assert spelled(printed) == plain
