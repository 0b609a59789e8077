"""Which words of a page are a table, and which cells they form."""

import pytest

from survey.pages.document import Box
from survey.sheets.page_tables import find_grids, find_tables
from tests.sheets.drawn_pages import make_document, make_page

TABLE = (
    "Landkreis     Gipfel   Frage 2",
    "LK Fulda           2   Nein.",
    "LK Kassel          0   Ja, seit März",
)
READ = [["Landkreis", "Gipfel", "Frage 2"], ["LK Fulda", "2", "Nein."], ["LK Kassel", "0", "Ja, seit März"]]


def texts(grid):
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


def tables(*pages):
    return [texts(grid) for grid in find_grids(make_document(*pages))]


def outside(*pages):
    return [text for table in find_tables(make_document(*pages)) for _, text in table.outside]


def test_words_in_columns_are_a_table():
    page = make_page("Anlage 1", *TABLE)
    assert (tables(page), outside(page)) == ([READ], ["Anlage 1"])


def test_line_through_the_white_ends_the_table():
    page = make_page(*TABLE, "Die Angaben beruhen auf den Meldungen der Kreise.")
    assert (tables(page), outside(page)) == ([READ], ["Die Angaben beruhen auf den Meldungen der Kreise."])


def test_foot_of_the_page_is_no_row():
    page = make_page(*TABLE, "", "", "", "Seite 1")
    assert (tables(page), outside(page)) == ([READ], ["Seite 1"])


@pytest.mark.parametrize(
    "lines",
    [
        ("Der Landkreis hat   sich mit", "dem Thema befasst und", "wird das auch  künftig tun."),
        (
            "Herr Abgeordneter Muster,   Frau Präsidentin, liebe",
            "wir haben es gut gehört,    Gäste, wir danken sehr",
            "dass es so ist und dann     und gehen nun heim, es",
            "auch so bleiben wird und    ist schon spät geworden",
        ),
        ("1.   Wie viele Plätze gibt es", "     in den Kreisen?", "2.   Wie viele sind belegt?", "3.   Und seit wann?"),
        ("V o r b e m e r k u n g   d e r   F r a g e s t e l l e r",),
        TABLE[:2],
    ],
    ids=["text", "text in two columns", "numbered list", "spaced heading", "headings and one row"],
)
def test_text_is_no_table(lines):
    assert tables(make_page(*lines)) == []


def test_heading_over_several_words_parts_no_column():
    lines = ("Landkreis     Gipfel 2014   Kosten in Euro", "LK Fulda                2             500")
    page = make_page(*lines, "LK Kassel               0            1200")
    assert tables(page)[0][0] == ["Landkreis", "Gipfel 2014", "Kosten in Euro"]


def test_long_cells_are_parted_by_lines_between_rows():
    lines = ("Kreis     Frage 1             Frage 2", "LK Fulda- Ein Gipfel wurde    Nein.", "Hanau     einberufen.")
    rules = [Box(50, y, 250, y) for y in (98, 110, 134, 146)]
    page = make_page(*lines, "LK Kassel Nein, auch nicht    Ja.", rules=rules)
    assert tables(page)[0][1:] == [
        ["LK Fulda-\nHanau", "Ein Gipfel wurde\neinberufen.", "Nein."],
        ["LK Kassel", "Nein, auch nicht", "Ja."],
    ]


def test_table_goes_on_on_the_next_page():
    rest = ("LK Marburg-B.      3   Nein.", "LK Gießen         14   k. A.")
    found = tables(make_page("Anlage 1", *TABLE), make_page(*rest, number=2))
    assert found == [[*READ, ["LK Marburg-B.", "3", "Nein."], ["LK Gießen", "14", "k. A."]]]


def test_row_cut_by_a_page_break_is_one_and_its_join_is_named():
    document = make_document(
        make_page(*TABLE, "LK Gießen         14   Ja, in vielen Ge-"),
        make_page("                       meinden des Kreises.", "LK Hanau           1   Nein.", number=2),
    )
    table = find_tables(document)[0]
    cut = table.grid().rows[3]
    assert [cell.text for cell in cut] == ["LK Gießen", "14", "Ja, in vielen Ge-\nmeinden des Kreises."]
    assert [page for page, _box in cut[2].boxes] == [1, 2]
    assert [(join.label, join.column, join.above.text, join.below.text) for join in table.joins()] == [
        ("LK Gießen", 2, "Ja, in vielen Ge-", "meinden des Kreises.")
    ]


def test_numbers_of_two_pages_are_never_joined():
    first = make_page("Kreis     Jahr   Plätze", "LK Fulda  2014      12", "          2015      14")
    found = tables(first, make_page("          2016      19", "LK Hanau  2014       3", number=2))
    assert found[0][3:] == [["", "2016", "19"], ["LK Hanau", "2014", "3"]]
