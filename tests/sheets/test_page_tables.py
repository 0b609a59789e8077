"""Which words of a page are a table, and which cells they form."""

from dataclasses import replace
from itertools import pairwise

import pytest

from survey.pages.document import Box
from survey.sheets.page_tables import find_grids, find_tables
from survey.sheets.table_parts import Part, PartCell
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


def test_tables_beside_each_other_are_two():
    lines = ("Landkreis  Plätze      Landkreis     Anträge", "LK Fulda       12      LK Offenbach       45")
    found = tables(make_page(*lines, "LK Kassel       3      LK Wetterau         6"))
    assert found == [
        [["Landkreis", "Plätze"], ["LK Fulda", "12"], ["LK Kassel", "3"]],
        [["Landkreis", "Anträge"], ["LK Offenbach", "45"], ["LK Wetterau", "6"]],
    ]


def test_tables_with_the_same_headings_below_each_other_are_several():
    table = ("Frage     Antwort", "Frage 1   Nein.", "Frage 2   Ja, seit")
    page = make_page("Kreis Fulda", *table, "Kreis Kassel", *table)
    read = [["Frage", "Antwort"], ["Frage 1", "Nein."], ["Frage 2", "Ja, seit"]]
    assert (tables(page), outside(page)) == ([read, read], ["Kreis Fulda", "Kreis Kassel"])


def test_filled_headings_and_the_rows_below_are_one_table():
    fills = [Box(48, 97, 120, 110), Box(120, 97, 165, 110), Box(165, 97, 240, 110)]
    assert tables(make_page(*TABLE, fills=fills)) == [READ]


def test_heading_of_a_group_stands_over_all_columns():
    lines = (*TABLE, "Regierungsbezirk Gießen", "LK Gießen          14   k. A.")
    assert tables(make_page(*lines))[0][3:] == [["Regierungsbezirk Gießen", None, None], ["LK Gießen", "14", "k. A."]]


def test_label_beside_the_middle_of_its_rows_stands_at_the_first():
    lines = (
        "Stadt      Jahr   Plätze",
        "           2013       12",
        "Fulda      2014       14",
        "           2015       19",
    )
    rest = ("           2013        1", "Hanau      2014        2", "           2015        3")
    found = tables(make_page(*lines, *rest))[0]
    assert [row[0] for row in found] == ["Stadt", "Fulda", None, None, "Hanau", None, None]


def test_specks_of_a_picture_are_no_words():
    words = make_page("LK Fulda 12").words
    specks = tuple(replace(word, confidence=0.9, text=word.text.replace("12", ".")) for word in words)
    cell = PartCell(Box(0, 0, 300, 300), specks)
    part = Part(1, (0, 300), (0, 300), ((cell,),))
    assert part.rows()[0][0].text == "LK Fulda"


YEARS = (
    "Kreis   Jahr   Plätze",
    "Fulda   2013       12",
    "        2014       14",
    "Hanau   2013        1",
    "        2014        2",
    "Kassel  2013        7",
    "        2014        9",
)
ROWS_OF_YEARS = [
    ["Kreis", "Jahr", "Plätze"],
    ["Fulda", "2013", "12"],
    ["", "2014", "14"],
    ["Hanau", "2013", "1"],
    ["", "2014", "2"],
    ["Kassel", "2013", "7"],
    ["", "2014", "9"],
]


def filled(rows):
    return [[cell or "" for cell in row] for row in rows]


def test_lines_after_every_second_row_part_groups_and_not_rows():
    rules = [Box(48, y, 160, y) for y in (110, 134, 158, 182)]
    assert filled(tables(make_page(*YEARS, rules=rules))[0]) == ROWS_OF_YEARS


def test_filled_labels_stand_for_the_rows_beside_them():
    fills = [Box(48, top, 85, bottom) for top, bottom in ((98, 110), (110, 134), (134, 158), (158, 182))]
    assert filled(tables(make_page(*YEARS, fills=fills))[0]) == ROWS_OF_YEARS


def test_columns_beside_lines_between_columns_alone_are_read():
    lines = ("Kreis     Plätze   Kosten   Bemerkung", "LK Fulda      12      400   Nein.")
    page = make_page(*lines, "LK Kassel     14       20   Ja, seit", rules=[Box(x, 98, x, 136) for x in (97, 133, 178)])
    assert tables(page) == [
        [
            ["Kreis", "Plätze", "Kosten", "Bemerkung"],
            ["LK Fulda", "12", "400", "Nein."],
            ["LK Kassel", "14", "20", "Ja, seit"],
        ]
    ]


def test_dashes_of_a_thick_line_are_one_line():
    row = [Box(x, y, x + 4.5, y + 1) for y in (97, 109, 121, 133) for x in range(48, 240, 9)]
    column = [Box(x, y, x + 1, y + 4.5) for x in (47, 118, 163, 242) for y in range(97, 130, 9)]
    grids = find_grids(make_document(make_page(*TABLE, rules=[*row, *column])))
    assert ([texts(grid) for grid in grids], [grid.guessed for grid in grids]) == ([READ], [frozenset()])


def test_first_row_below_headings_is_one_where_every_other_row_is_filled():
    rest = ("LK Gießen         14   k. A.", "LK Hanau           3   Ja.", "LK Marburg         5   Nein.")
    columns = ((48, 118), (118, 163), (163, 242))
    fills = [Box(left, top, right, top + 12) for top in (122, 146) for left, right in columns]
    page = make_page(*TABLE, *rest, fills=fills)
    assert [row[0] for row in tables(page)[0]] == [
        "Landkreis",
        "LK Fulda",
        "LK Kassel",
        "LK Gießen",
        "LK Hanau",
        "LK Marburg",
    ]


def test_title_of_the_next_table_ends_a_table():
    other = ("Kreis        Anträge   offen", "LK Hanau          45   Nein.", "LK Marburg         6   Ja, seit")
    found = tables(make_page(*TABLE, "Zu Frage 2", *other))
    assert [[row[0] for row in rows] for rows in found] == [
        ["Landkreis", "LK Fulda", "LK Kassel"],
        ["Kreis", "LK Hanau", "LK Marburg"],
    ]


def test_numbers_below_each_other_in_one_cell_are_doubted():
    lines = ("Kreis     Plätze   Antwort", "LK Fulda      12   Nein, noch", "              14   nicht.")
    rules = [Box(48, y, 200, y) for y in (98, 110, 134, 146)] + [Box(x, 98, x, 146) for x in (48, 97, 140, 200)]
    rows = find_grids(make_document(make_page(*lines, "LK Kassel      3   Ja.", rules=rules)))[0].rows
    assert [[doubt.kind for doubt in cell.doubts] for cell in rows[1]] == [[], ["values"], []]


def test_numbered_rows_have_a_column_of_numbers_however_near_the_labels_stand():
    names = ("Fulda", "Kassel", "Hanau", "Marburg", "Gießen", "Offenbach", "Hochtaunus", "Wetterau", "Bergstraße")
    lines = [f"{at:<3}{name:<14}{at * 7:>6}" for at, name in enumerate(names, start=8)]
    found = tables(make_page("Nr Kreis         Plätze", *lines))
    assert [row[:2] for row in found[0][1:]] == [[str(at), name] for at, name in enumerate(names, start=8)]


def pieces(y, *xs):
    """A line at one height, drawn cell by cell."""
    return [Box(left, y, right, y) for left, right in pairwise(xs)]


def test_joints_of_lines_part_columns_that_words_do_not():
    lines = (
        "Landkreis  Jahr      Bemerkung",
        "LK Fulda   2015 Nahverkehr fehlt",
        "LK Kassel  2016 Plan",
        "LK Hanau   2017",
    )
    rules = [each for y in (109, 121, 133, 145) for each in pieces(y, 50, 102, 127, 230)]
    assert tables(make_page(*lines, rules=rules))[0][1:] == [
        ["LK Fulda", "2015", "Nahverkehr fehlt"],
        ["LK Kassel", "2016", "Plan"],
        ["LK Hanau", "2017", ""],
    ]


def test_rest_of_a_row_stands_above_the_first_joints_of_the_next_page():
    lines = ("Landkreis   Gipfel       Frage 2", "LK Fulda    ein Gipfel   Nein.", "LK Kassel   es wurde von")
    rules = [each for y in (109, 121) for each in pieces(y, 50, 108, 173, 230)]
    below = ("            dem Kreis", "LK Hanau    keiner       Ja.")
    rest = make_page(*below, number=2, rules=[each for y in (109, 121) for each in pieces(y, 50, 108, 173, 230)])
    assert tables(make_page(*lines, rules=rules), rest) == [
        [
            ["Landkreis", "Gipfel", "Frage 2"],
            ["LK Fulda", "ein Gipfel", "Nein."],
            ["LK Kassel", "es wurde von\ndem Kreis", ""],
            ["LK Hanau", "keiner", "Ja."],
        ]
    ]


@pytest.mark.parametrize("beside", [0, 1, 2], ids=["first", "middle", "last"])
def test_label_stands_over_the_rows_of_its_keys_wherever_it_is_printed(beside):
    lines = ["Landkreis   Jahr   Plätze"]
    for name in ("LK Fulda", "LK Kassel"):
        for at, year in enumerate((2015, 2016, 2017)):
            lines.append(f"{name if at == beside else '':12}{year}   {at + 10}")
    assert tables(make_page(*lines))[0][1:] == [
        ["LK Fulda", "2015", "10"],
        [None, "2016", "11"],
        [None, "2017", "12"],
        ["LK Kassel", "2015", "10"],
        [None, "2016", "11"],
        [None, "2017", "12"],
    ]


def test_rows_below_filled_headings_keep_the_columns_of_these():
    fills = [Box(left, 98, right, 110) for left, right in ((50, 100), (100, 125), (125, 220))]
    rules = [Box(50, 110, 220, 110)]
    lines = ("Landkreis Jahr Antwort", "LK Fulda  2015 ja", "LK Hanau  2016 in Planung", "LK Kassel 2014 nein")
    page = make_page(*lines, fills=fills, rules=rules)
    assert tables(page)[0][1:] == [
        ["LK Fulda", "2015", "ja"],
        ["LK Hanau", "2016", "in Planung"],
        ["LK Kassel", "2014", "nein"],
    ]


def test_lines_between_groups_of_rows_are_none_between_rows():
    lines = ["Kreis     Antwort          Plätze"]
    lines += [f"LK {name}  Nein.            {at}" for at, name in enumerate("ABCDEFGHI")]
    rules = [Box(50, y, 220, y) for y in (110, 146, 182, 218)]
    assert [row[0] for row in tables(make_page(*lines, rules=rules))[0][1:]] == [f"LK {name}" for name in "ABCDEFGHI"]


def test_line_beside_a_table_that_looks_like_a_row_is_named():
    rules = [Box(50, y, 260, y) for y in (98, 110, 122, 134)] + [Box(x, 98, x, 134) for x in (50, 120, 160, 260)]
    (grid,) = find_grids(make_document(make_page(*TABLE, "LK Hanau           7   Nein.", rules=rules)))
    doubts = [(at, doubt) for at, row in enumerate(grid.rows) for cell in row for doubt in cell.doubts]
    assert [(at, doubt.kind, doubt.text, doubt.page) for at, doubt in doubts] == [(2, "row", "LK Hanau 7 Nein.", 1)]


def test_bars_that_a_machine_saw_in_dashed_lines_are_no_column():
    lines = ("Landkreis   |   Gipfel", "LK Fulda    |        2", "LK Kassel   |       17", "LK Hanau    |        9")
    page = make_page(*lines)
    seen = replace(page, words=tuple(replace(word, confidence=0.9) for word in page.words))
    assert [row[1:] for row in tables(seen)[0]] == [["Gipfel"], ["2"], ["17"], ["9"]]
