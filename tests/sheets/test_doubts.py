"""What a table says against itself: each doubt in the cell that an editor should look at."""

import pytest

from survey.pages.document import Box, GridCell, Word
from survey.sheets.doubts import with_doubts
from survey.sheets.page_tables import find_grids
from tests.sheets.drawn_pages import make_document, make_page

NUMBERS = [["Kreis", "Plätze", "frei"], *([f"LK {name}", "12", "3"] for name in ("Fulda", "Kassel", "Gießen", "Hanau"))]


def doubts(rows, guessed=()):
    found = with_doubts([[GridCell(text) for text in row] for row in rows], guessed)
    return [
        (at, column, doubt.kind)
        for at, row in enumerate(found)
        for column, cell in enumerate(row)
        for doubt in cell.doubts
    ]


def test_table_of_one_kind_has_none():
    assert doubts(NUMBERS, {"columns", "rows"}) == []


def test_two_values_in_a_column_of_numbers_and_none_beside():
    assert doubts([*NUMBERS, ["LK Marburg", "12 138", ""]]) == [(5, 1, "values"), (5, 2, "empty")]


def test_thousands_are_one_value():
    assert (
        doubts([*NUMBERS, ["LK Marburg", "12 138", "4"]][:1] + [["LK Fulda", f"{at} 138", "4"] for at in range(5)])
        == []
    )


@pytest.mark.parametrize(
    ("guessed", "expected"), [({"columns"}, []), ({"rows"}, [(1, 1, "cut"), (2, 1, "cut")])], ids=["drawn", "guessed"]
)
def test_sentence_that_goes_on_in_the_next_row(guessed, expected):
    long = "Der Landkreis hat im Jahr 2014 mehrere Treffen geplant und"
    rows = [["Kreis", "Frage 1"], ["LK Fulda", long], ["LK Kassel", "durchgeführt."]]
    assert sorted(doubts(rows, guessed)) == expected


def test_label_that_is_cut_and_row_without_one():
    rows = [*NUMBERS, ["", "7", "2"], ["LK Schwalm-", "7", "2"]]
    assert doubts(rows) == [(5, 1, "label"), (5, 2, "label"), (6, 0, "cut")]


def test_words_far_from_each_other_or_beyond_their_cell():
    words = (
        *make_page("Kreis     Frage 1", "Fulda     Nein.", "Kassel    Ja.       Nein.").words,
        Word("unsicher", Box(190, 136, 240, 144), 8, confidence=0.3),
    )
    lines = [Box(48, y, 230, y) for y in (98, 109, 121, 133, 146)] + [Box(x, 98, x, 146) for x in (48, 98, 230)]
    page = make_page(rules=lines)
    (grid,) = find_grids(make_document(page.__class__(1, 595, 842, words=words, rules=page.rules)))
    found = [(at, doubt.kind, doubt.text) for at, row in enumerate(grid.rows) for cell in row for doubt in cell.doubts]
    assert found == [(2, "wide", "Ja. Nein."), (3, "word", "unsicher"), (3, "edge", "unsicher")]


@pytest.mark.parametrize(("confidence", "expected"), [(0.97, [(2, 1, "unseen")]), (None, [])])
def test_empty_field_of_a_scanned_column_of_numbers(confidence, expected):
    """A machine overlooks a single dash or digit; in a text layer an empty field is empty."""
    texts = [["Kreis", "Zahl", "Bemerkung"], ["LK Fulda", "3", ""], ["LK Kassel", "", "neu"], ["LK Gießen", "7", ""]]
    texts += [["LK Nord", "12", ""], ["LK Süd", "5", ""]]
    rows = [[GridCell(text, 1, confidence=confidence if text else None) for text in row] for row in texts]
    found = with_doubts(rows, ())
    assert [
        (at, column, doubt.kind)
        for at, row in enumerate(found)
        for column, cell in enumerate(row)
        for doubt in cell.doubts
    ] == expected


def test_number_without_the_unit_of_its_column_and_one_that_begins_with_it():
    costs = [["Kreis", "Kosten"], *([f"LK {at}", f"{at},50 €"] for at in range(1, 6))]
    assert doubts([*costs, ["LK 6", "626.352,32"], ["LK 7", "€ 83.449,41 €"]]) == [(6, 1, "unit"), (7, 1, "unit")]


@pytest.mark.parametrize(("guessed", "expected"), [({"columns"}, [1, 2, 3]), ((), [])], ids=["guessed", "drawn"])
def test_day_and_text_in_each_cell_may_be_two_columns(guessed, expected):
    rows = [["Kreis", "Stellen"], *([f"LK {at}", f"0{at}.04.2021 Drei Sitzungen"] for at in range(1, 4))]
    assert doubts(rows, guessed) == [(at, 1, "wide") for at in expected]
