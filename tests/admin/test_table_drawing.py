"""A table of a printed paper, drawn by an editor: its lines, headings, labels, keys and page breaks."""

import pytest
from django.urls import reverse

from survey.importing.prepared_paper import PreparedPaper
from survey.models import Source
from tests.factories import make_parliament
from tests.pages.making import column, make_pdf, text

PAPER = [
    "INSELRAT NORDERNEY",
    "Sammlung 3/17",
    "",
    "1. Wie viele Stege stehen noch am Hafen der Insel und wer haelt sie in Stand?",
    "Antwort:",
    "Sie stehen in der Liste.",
]
LEFT, AMOUNT, KEEPER = 70, 200, 330
ROWS = [
    ("Steg", "Laenge", "Wer ihn haelt"),
    ("Langer Steg", "120", "Die Insel"),
    ("Kurzer Steg", "40", "Der Verein"),
    ("Alter Steg", "15", "Niemand mehr"),
]
FURTHER = [("Neuer Steg", "90", "Die Werft"), ("Letzter Steg", "7", "Ein Fischer")]


def rows(found, y, leading=18):
    at = (LEFT, AMOUNT, KEEPER)
    return "".join(
        text(words, x, y - number * leading)
        for number, row in enumerate(found)
        for words, x in zip(row, at, strict=True)
        if words
    )


def paper(first=ROWS, further=FURTHER, above=(), y=600):
    lines = [*PAPER[:3], *above, *PAPER[3:]]
    return make_pdf(column(lines) + rows(first, y), rows(further, 780))


@pytest.fixture
def norderney(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return make_parliament("norderney", name="Inselrat von Norderney")


@pytest.fixture
def prepared(editor, norderney):
    made = PreparedPaper.of_file(editor, "stege.pdf", paper(), "norderney", number="3/17", title="Stege", kind="minor")
    made.run(dry_run=True)
    return made


def page_of(prepared, table=""):
    address = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
    return f"{address}?table={table}" if table else address


def line_of(prepared, words):
    return next(line.number for line in prepared.opened().lines if line.text.startswith(words))


def shown(desk, address):
    return desk.get(address).context


def table_of(context):
    [annex] = context["paper"].annexes
    return annex.table


def cells(context):
    return [(record.label, *(str(cell.text) for cell in record.cells)) for record in table_of(context).records]


def form_of(table):
    """What the form of a drawn table sends where nobody changes it."""
    said = {"act": "table", "heading_lines": str(table.shape.heading_lines), "label": table.shape.label}
    for area in table.areas:
        said |= {f"area-{area.at}-{side}": f"{value:g}" for side, _words, value in area.sides}
        said |= {f"area-{area.at}-columns": area.columns, f"area-{area.at}-rows": area.rows}
        said |= {f"area-{area.at}-goes-on": area.goes_on}
    return said | {"keys": list(table.shape.keys)}


def draw(desk, prepared, **said):
    """Send the form of the table with some of it changed; returns what the page shows then."""
    address = page_of(prepared, line_of(prepared, "Steg"))
    answer = desk.post(address, form_of(shown(desk, address)["table"]) | said)
    return shown(desk, answer["Location"])


def test_line_between_columns_is_moved_on_all_pages_and_the_reading_follows(desk, prepared):
    table = shown(desk, page_of(prepared, line_of(prepared, "Kurzer Steg")))["table"]
    assert (table.number, [area.area.page for area in table.areas]) == (line_of(prepared, "Steg"), [1, 2])
    after = draw(desk, prepared, **{"area-0-columns": "103 281.7"})
    assert [area.area.columns for area in after["table"].areas] == [(103.0, 281.7), (103.0, 281.7)]
    assert cells(after)[0] == ("Langer", "Steg 120", "Die Insel")
    after = draw(desk, prepared, **{"area-1-columns": "281.7"})
    assert [area.area.columns for area in after["table"].areas] == [(281.7,), (281.7,)]
    assert cells(after)[0] == ("Langer Steg 120", "Die Insel")
    after = draw(desk, prepared, act="table-column")
    assert [len(area.area.columns) for area in after["table"].areas] == [2, 2]


def test_drawing_is_undone_done_again_and_taken_back(desk, prepared):
    page = page_of(prepared, line_of(prepared, "Steg"))
    before = cells(shown(desk, page))
    changed = cells(draw(desk, prepared, **{"area-0-columns": "281.7"}))
    for act, expected in (("undo", before), ("redo", changed), ("reset", before), ("undo", changed)):
        desk.post(page, {"act": act})
        assert cells(shown(desk, page)) == expected
    desk.post(page, {"act": "table-seen"})
    assert cells(shown(desk, page)) == before
    assert "table" not in desk.post(page, {"act": "table-close"})["Location"].rpartition("?")[2]


def test_area_says_which_lines_are_the_table_and_no_word_is_lost(desk, prepared):
    after = draw(desk, prepared, act="table-drop-2", **{"area-0-top": "246", "heading_lines": "1"})
    table = table_of(after)
    assert (table.label_heading, *table.headings) == ("Langer Steg", "120", "Die Insel")
    assert [label for label, *_rest in cells(after)] == ["Kurzer Steg", "Alter Steg"]
    texts = [paragraph for part in after["parts"] for paragraph in part.paragraphs]
    assert any("Steg Laenge Wer ihn haelt" in text for text in texts)
    assert any("Die Werft" in text for text in texts)
    assert after["table"].number == line_of(prepared, "Langer Steg")


def test_row_goes_on_over_the_page_or_does_not(desk, prepared):
    labels = [label for label, *_rest in cells(draw(desk, prepared, **{"area-1-goes-on": "yes"}))]
    assert labels == ["Langer Steg", "Kurzer Steg", "Alter Steg Neuer Steg", "Letzter Steg"]
    labels = [label for label, *_rest in cells(draw(desk, prepared, **{"area-1-goes-on": "no"}))]
    assert labels == ["Langer Steg", "Kurzer Steg", "Alter Steg", "Neuer Steg", "Letzter Steg"]


def test_rows_are_drawn_as_well(desk, prepared):
    after = draw(desk, prepared, act="table-rows")
    drawn = after["table"].areas[0].area.rows
    assert len(drawn) == 3
    assert cells(after)[:2] == [("Langer Steg", "120", "Die Insel"), ("Kurzer Steg", "40", "Der Verein")]
    after = draw(desk, prepared, **{"area-0-rows": f"{drawn[0]} {drawn[2]}"})
    assert cells(after)[:2] == [
        ("Langer Steg Kurzer Steg", "120 40", "Die Insel Der Verein"),
        ("Alter Steg", "15", "Niemand mehr"),
    ]
    assert cells(draw(desk, prepared, **{"area-0-rows": ""}))[0] == ("Langer Steg", "120", "Die Insel")


def test_headings_labels_and_keys_are_as_an_editor_says(desk, prepared):
    after = draw(desk, prepared, label="Wer ihn haelt", keys=["Laenge"])
    table = table_of(after)
    assert (table.label_heading, table.keys, table.headings) == ("Wer ihn haelt", ("Laenge",), ("Laenge", "Steg"))
    assert after["table"].shape.areas == after["table"].seen.areas
    after = draw(desk, prepared, **{"area-0-columns": "281.7"})
    assert after["table"].misfits == ["Die Tabelle hat keine Spalte „Laenge“."]
    assert table_of(after).headings == ("Wer ihn haelt",)
    after = draw(desk, prepared, label="", keys=[], heading_lines="2")
    assert table_of(after).headings == ("Wer ihn haelt Die Insel",)


def test_lines_in_which_the_program_sees_no_table_become_one(desk, editor, norderney):
    loose = [("Ort", "Stoff"), ("Hafen", "Holz"), ("Ufer", "Stein")]
    table = "".join(
        text(words, 70 + 34 * at, 600 - 14 * row) for row, found in enumerate(loose) for at, words in enumerate(found)
    )
    data = make_pdf(column(PAPER) + table)
    made = PreparedPaper.of_file(editor, "lose.pdf", data, "norderney", number="3/17", title="Stege", kind="minor")
    made.run(dry_run=True)
    number = line_of(made, "Ort")
    assert shown(desk, page_of(made))["paper"].annexes == ()
    opened = shown(desk, desk.post(page_of(made), {"line": number, "kind": "table"})["Location"])
    assert (opened["table"].number, opened["table"].is_read) == (number, False)
    after = desk.post(page_of(made, number), form_of(opened["table"]) | {"area-0-columns": "101"})
    after = shown(desk, after["Location"])
    assert after["table"].refusal == "Die Tabelle hat Überschriften, aber keine Zeilen."
    desk.post(page_of(made, number), form_of(after["table"]) | {"act": "table-rows"})
    after = shown(desk, page_of(made, number))
    assert cells(after) == [("Hafen", "Holz"), ("Ufer", "Stein")]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"area-0-columns": "120 viel"}, "„viel“ ist keine Zahl von Punkten."),
        ({"area-0-left": "nan"}, "„nan“ ist keine Zahl von Punkten."),
        ({"area-0-left": "1e999"}, "„1e999“ ist keine Zahl von Punkten."),
        ({"heading_lines": "99"}, "Überschriften nehmen 0 bis 10 Zeilen ein, nicht „99“."),
    ],
)
def test_what_is_no_number_is_said_and_changes_nothing(desk, prepared, said, sentence):
    address = page_of(prepared, line_of(prepared, "Steg"))
    form = form_of(shown(desk, address)["table"]) | said
    assert desk.post(f"{address}&part=1", form).context["said"] == sentence
    assert shown(desk, address)["plan"].cuts == []


def test_area_beyond_the_page_ends_with_it_and_lines_beyond_the_area_are_none(desk, prepared):
    said = {"area-0-right": "99999", "area-0-bottom": "0", "area-0-columns": "5 162 162.5 281.7 9999"}
    area = draw(desk, prepared, **said)["table"].areas[0].area
    assert (area.box, area.columns) == ((70.0, 0.0, 595.0, 232.6), (162.0, 281.7))


def test_plan_is_kept_with_the_source_and_a_corrected_file_takes_what_still_fits(desk, editor, prepared):
    draw(desk, prepared, **{"area-0-columns": "281.7"})
    again = PreparedPaper.found(prepared.token)
    again.run(dry_run=True)
    again.run(dry_run=False)
    [kept] = Source.objects.get().reading_plan
    assert kept["table"]["areas"][0]["columns"] == [281.7]

    corrected = paper([*ROWS, ("Fester Steg", "11", "Die Insel")], above=["Zweite, berichtigte Ausgabe"], y=570)
    other = PreparedPaper.of_file(editor, "neu.pdf", corrected, "norderney", number="3/17")
    other.run(dry_run=True)
    context = shown(desk, page_of(other))
    assert context["misfits"] == []
    assert cells(context)[:2] == [("Langer Steg 120", "Die Insel"), ("Kurzer Steg 40", "Der Verein")]
    assert [label for label, _text in cells(context)][2:4] == ["Alter Steg 15", "Neuer Steg 90"]

    renamed = paper([("Bruecke", "Laenge", "Wer sie haelt"), *ROWS[1:]])
    other = PreparedPaper.of_file(editor, "anders.pdf", renamed, "norderney", number="3/17")
    other.run(dry_run=True)
    [misfit] = shown(desk, page_of(other))["misfits"]
    assert misfit == "„Tabelle“ passt nicht: „Steg Laenge Wer ihn haelt“"


def test_form_works_without_a_script_and_leads_back_to_the_table(desk, prepared):
    number = line_of(prepared, "Steg")
    html = desk.get(page_of(prepared)).content.decode()
    assert f'href="?page=1&amp;table={number}#bench-table"' in html
    answer = desk.post(page_of(prepared, number), {"act": "table-column"})
    assert answer["Location"] == f"{page_of(prepared, number)}#bench-table"
