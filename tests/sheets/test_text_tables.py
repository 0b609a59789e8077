"""Tables in lines of text with one blank between two columns."""

import pytest

from survey.pages.document import Box, PageLine
from survey.sheets.table_notes import TableNotes, read_notes
from survey.sheets.text_tables import find_text_tables, split_values


def tables(text):
    lines = [PageLine(number, line) for number, line in enumerate(text.strip("\n").splitlines(), start=1)]
    return find_text_tables(lines)


def texts(table):
    return [[cell.text for cell in row] for row in table.grid.rows]


YEARS = """
Die Zahlen stehen in der folgenden Tabelle:
Delikte Jahr Jahr Jahr
2014 2015 2016
einfacher Diebstahl 6.234 6.816 -
schwerer Diebstahl 5.050 k. A. 4.778
(Einbruch)
Straftaten gegen das 10 15 9
Leben
gesamt 11.294 12.069 4.787
Quelle: Landeskriminalamt, Stand: 17. März 2026
2. Für jede der Gruppen: Wie viele wurden aufgeklärt?
"""


def test_lines_with_as_many_values_are_a_table():
    assert texts(tables(YEARS)[0]) == [
        ["Delikte", "Jahr 2014", "Jahr 2015", "Jahr 2016"],
        ["einfacher Diebstahl", "6.234", "6.816", "-"],
        ["schwerer Diebstahl (Einbruch)", "5.050", "k. A.", "4.778"],
        ["Straftaten gegen das Leben", "10", "15", "9"],
        ["gesamt", "11.294", "12.069", "4.787"],
    ]


def test_table_says_its_lines_and_notes_and_that_it_is_guessed():
    table = tables(YEARS)[0]
    assert (table.first, table.end, table.grid.after_line, table.grid.guessed) == (1, 10, 1, {"text"})
    assert table.notes == ("Quelle: Landeskriminalamt, Stand: 17. März 2026",)


def test_line_with_fewer_values_says_not_which_are_missing():
    table = tables("Biologie 136 3 148\nChemie 26 27\nDeutsch 154 1 155\nPhysik 48 2 50\n")[0]
    assert texts(table)[2] == ["Chemie", "26 27", "", ""]
    assert table.unplaced == (1,)


def test_headings_of_several_words_are_not_divided():
    table = tables("Kreis Zahl der Plätze davon belegt\nFulda 12 3\nKassel 4 2\nHanau 7 7\n")[0]
    assert (texts(table)[0], table.headings_known) == (["", "(1)", "(2)"], False)


def test_line_without_values_heads_a_group():
    table = tables("LK Fulda 12 3\nLK Kassel 4 2\nStädte insgesamt\nHanau 7 7\nOffenbach 6 1\n")[0]
    assert texts(table)[3] == ["Städte insgesamt", "", ""]


def test_label_of_several_lines_stands_before_its_values():
    text = "LK Fulda 12 3\nLK Kassel 4 2\nZulassung der Beru-\nfung in Hanau\n7 7\nOffenbach 6 1\n"
    assert texts(tables(text)[0])[3] == ["Zulassung der Berufung in Hanau", "7", "7"]


def test_table_goes_on_behind_a_page_break_with_its_headings_again():
    text = "2014 2015\nFulda 12 3\nKassel 4 2\nHanau 5 5\n\n7\nDrucksache 19/11\n2014 2015\nOffenbach 6 1\n"
    assert [row[0] for row in texts(tables(text)[0])] == ["", "Fulda", "Kassel", "Hanau", "Offenbach"]


def test_cells_keep_page_and_place_of_their_line():
    box = Box(50, 100, 200, 110)
    lines = [PageLine(n, f"{name} 1 2", page=3, box=box) for n, name in enumerate(("Fulda", "Kassel", "Hanau"), 1)]
    cell = find_text_tables(lines)[0].grid.rows[1][1]
    assert (cell.text, cell.page, cell.boxes) == ("1", 3, ((3, box),))


@pytest.mark.parametrize(
    "text",
    [
        "Dies war in den Jahren 2014 und 2015 so.\nEs betraf 12 Kreise und 3 Städte.\nAm 3. Mai 2016 endete es.",
        "Wir antworten, wie am 12. März 2014\nund im Jahr 2015\nschon mitgeteilt wurde, bis 2016\n",
        "1. Wie viele Plätze gibt es?\n2. Wie viele sind belegt?\n3. Seit wann?",
    ],
    ids=["sentences", "lines that end in years", "questions"],
)
def test_text_is_no_table(text):
    assert tables(text) == ()


@pytest.mark.parametrize(
    ("line", "label", "values"),
    [
        ("Ammerland 1 12", "Ammerland", ["1", "12"]),
        ("Kosten 1.234,50 € 7 %", "Kosten", ["1.234,50 €", "7 %"]),
        ("Betriebe 2016 1) 2020", "Betriebe", ["2016 1)", "2020"]),
        ("am 24.01.2025", "am 24.01.2025", []),
    ],
)
def test_values_are_those_at_the_end_of_a_line(line, label, values):
    assert split_values(line) == (label, values)


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("Quelle: Landesamt (Stand: 31.12.2016).", TableNotes("Landesamt", "31.12.2016")),
        ("Quelle: DWH FI, Stand: 17. März 2026", TableNotes("DWH FI", "17. März 2026")),
        ("Stand: 26.03.2015", TableNotes("", "26.03.2015")),
        ("1) ohne Honorarkräfte", TableNotes("", "", ("1) ohne Honorarkräfte",))),
    ],
)
def test_notes_below_a_table_name_source_and_day(line, notes):
    assert read_notes([line]) == notes
