"""Where a question ends; each case is its lines, and how many of them are the question."""

import pytest

from survey.intake.asking import question_end
from survey.pages.document import PageLine


def end_of(*texts, bold=0):
    lines = [PageLine(at + 1, text, bold=at < bold) for at, text in enumerate(texts)]
    return question_end(lines, 0, len(lines), texts[0]).end


@pytest.mark.parametrize(
    ("count", "lines"),
    [
        (1, ["Wie viele gibt es?", "Es gibt zwölf."]),
        (2, ["Wie viele gibt es (bitte nach", "Jahren aufschlüsseln)?", "Zwölf."]),
        (2, ["Wie viele gibt es?", "(Bitte nach Jahren aufschlüsseln.)", "Zwölf."]),
        (2, ["Wie viele gibt es?", "Bitte nach Landkreisen aufschlüsseln.", "Zwölf."]),
        (2, ["Ist das so, und wenn ja,", "welche?", "Ja."]),
        (1, ["Wie viele gibt es?[1]", "Es gibt zwölf."]),
        (2, ["Wie viele gibt es?", "Bitte nach Jahren aufschlüsseln.[2]", "Es gibt zwölf."]),
        (2, ["Plant man das?", "Wenn ja, wann?", "Nein."]),
        (2, ["Verbände haben das gefordert.", "Wie bewertet man die Forderung?", "Gut."]),
        (3, ["Wer zahlt, und zwar", "a) der Bund,", "b) das Land?", "Niemand."]),
        (1, ["Wo? Falls nirgends, wird um Auskunft gebeten.", "Nirgends."]),
        (2, ["Was kostet es bis zum 1.", "Januar 2029?", "Nichts."]),
        (2, ["Wer zahlt das", "im Jahr 2014", "Die Fragen 1 und 2 werden", "gemeinsam beantwortet.", "Niemand."]),
        (
            2,
            [
                "Wer zahlt das",
                "im Jahr 2014",
                "Wegen des Sachzusammenhangs werden die Fragen 1",
                "bis 3 zusammen beantwortet.",
            ],
        ),
        (2, ["Welche wurden gefördert", "und wo", "Antwort:", "Keine?"]),
        (2, ["Die Fragen 1 und 2 wurden 2019 nicht beantwortet.", "Warum nicht?", "Es gab keine."]),
        (1, ["Wie wirkt sich das aus?", "Wie sich das auswirkt, kann nicht gesagt werden."]),
    ],
)
def test_question_goes_on_while_it_asks(count, lines):
    assert end_of(*lines) == count


def test_question_ends_where_bold_type_ends():
    assert end_of("Es wird dazu eine Übersicht", "der Länder erbeten", "Das ist sie?", bold=2) == 2


def test_lettered_parts_in_plain_type_belong_to_a_question_in_bold_type():
    assert end_of("Wer pflegt die Bänke?", "a) Seit wann?", "b) Wie oft?", "a) Im Jahr 2021 war es einer.", bold=1) == 3
