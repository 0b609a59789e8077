import pytest

from survey.files.errors import FileError
from survey.intake.transcript import read
from tests.intake.golden import ANNEXES


def hessen():
    path = ANNEXES / "hessen-19-1613.txt"
    return read(path.read_bytes(), path.name)


def test_transcript_of_hessen_has_20_rows_on_9_pages():
    pages = [(record.page, record.label) for record in hessen().records]
    assert pages == [
        (1, "LK Bergstraße"),
        (1, "LK Darmstadt-Dieburg"),
        (1, "LK Groß-Gerau"),
        (2, "LK Main-Kinzig"),
        (2, "LK Odenwald"),
        (2, "LK Offenbach"),
        (3, "LK Rheingau-Taunus"),
        (3, "LK Wetterau"),
        (3, "LK Gießen"),
        (3, "LK Limburg-Weilburg"),
        (4, "LK Marburg-Biedenkopf"),
        (4, "LK Vogelsberg"),
        (5, "LK Fulda"),
        (6, ""),
        (6, "LK Hersfeld-Rotenburg"),
        (7, "LK Kassel"),
        (8, "LK Schwalm-Eder"),
        (8, "LK Werra-Meißner"),
        (9, "LK Main-Taunus"),
        (9, "Hess. Städtetag"),
        (9, "Hess. Städte- und Gemeindebund"),
    ]


def test_transcript_of_hessen_has_one_continuation_and_two_dash_rows():
    table = hessen()
    assert [record.line for record in table.records if record.continues] == [21]
    assert table.left_out == ((19, "----------\t---\t--\t--"), (25, "-----------\t---\t--\t--"))


def test_transcript_of_hessen_has_10_empty_cells():
    table = hessen()
    empty = [
        (record.label, heading)
        for record in table.records
        if not record.continues
        for heading, cell in zip(table.headings, record.cells, strict=True)
        if not cell.text
    ]
    assert empty == [
        ("LK Groß-Gerau", "Frage 2"),
        ("LK Odenwald", "Frage 3"),
        ("LK Offenbach", "Frage 3"),
        ("LK Rheingau-Taunus", "Frage 3"),
        ("LK Gießen", "Frage 1"),
        ("LK Hersfeld-Rotenburg", "Frage 2"),
        ("Hess. Städtetag", "Frage 2"),
        ("Hess. Städtetag", "Frage 3"),
        ("Hess. Städte- und Gemeindebund", "Frage 2"),
        ("Hess. Städte- und Gemeindebund", "Frage 3"),
    ]


def test_transcript_keeps_every_line_of_hessen_letter_by_letter():
    path = ANNEXES / "hessen-19-1613.txt"
    table = hessen()
    rows = [(r.line, "\t".join([r.label, *(cell.raw or cell.text for cell in r.cells)])) for r in table.records]
    heading = (1, "\t".join([table.label_heading, *table.headings]))
    lines = enumerate(path.read_text().split("\n"), start=1)
    assert sorted([heading, *rows, *table.left_out]) == [(number, text) for number, text in lines if text]


def test_transcript_counts_lines_from_where_it_stands():
    table = read(b"\tFrage 1\nLK Fulda\tJa.\n", "source.txt", first_line=68)
    assert (table.records[0].line, table.records[0].cells[0].line) == (69, 69)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\tFrage 1\nLK Fulda\tJa.\tNein.\n", "a.txt, line 2: 3 cells, but the table has 2 columns."),
        (b"\tFrage 1\n\tJa.\n", "a.txt, line 2, column 1: The row has no label, and no row stands above it."),
        (b"\tFrage 1\n", "a.txt: The table has headings, but no rows."),
        (b"Ein Satz.\n", "a.txt, line 1: This is not a table: the first line has only one cell."),
        (b" \n \n", "a.txt: The file is empty."),
    ],
)
def test_transcript_refuses_what_is_no_table(data, sentence):
    with pytest.raises(FileError) as raised:
        read(data, "a.txt")
    assert str(raised.value) == sentence


def test_transcript_leaves_a_bad_row_out_with_its_line_and_what_continues_it():
    table = read(b"\tFrage 1\nLK Fulda\tJa.\nLK Kassel\tNein.\tDoch.\n\tNie.\nLK Gie\xc3\x9fen\tJa.\n", "a.txt")
    assert [record.label for record in table.records] == ["LK Fulda", "LK Gießen"]
    assert [(bad.cells, bad.error.line, str(bad.error)) for bad in table.bad_rows] == [
        (("LK Kassel", "Nein.", "Doch."), 3, "a.txt, line 3: 3 cells, but the table has 2 columns."),
        (("", "Nie."), 4, "a.txt, line 4: It belongs to line 3, which is refused."),
    ]
