"""Numbers of lines in the margin of a page."""

from survey.intake.line_numbers import without_line_numbers

LINES = [f"Zeile {name} der Seite" for name in "ABCDEFGHIJKLMNOPQRSTUVW"]


def test_numbers_that_count_every_fifth_line_are_left_out():
    numbered = [f"{at} {text}" if at % 5 == 0 else text for at, text in enumerate(LINES, start=1)]
    assert without_line_numbers(numbered) == LINES


def test_numbers_may_go_on_from_page_to_page():
    numbered = [f"{at} {text}" if at % 5 == 0 else text for at, text in enumerate(LINES, start=46)]
    assert without_line_numbers(numbered) == LINES


def test_other_numbers_stay():
    texts = ["5 Bänke stehen am Weg.", *LINES[:2], "10 am Fluss.", *LINES[:6], "15 im Wald.", *LINES[:3], "20 sonst."]
    assert without_line_numbers(texts) == texts
