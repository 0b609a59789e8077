import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.intake import transcript
from survey.sheets import pdf
from survey.sheets.read_options import ReadOptions
from tests.intake.golden import ANNEXES

BREAK = (ANNEXES / "page-break-in-a-row.pdf").read_bytes()
TWO = (ANNEXES / "two-tables.pdf").read_bytes()


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """In this process: what another one imports, these tests could not change."""
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def texts(table):
    return [[record.label, *(cell.text for cell in record.cells)] for record in table.records]


def whole_rows(table):
    """The text of each labelled row with what continues it, whatever parts it."""
    rows = []
    for label, *cells in texts(table):
        if label:
            rows.append([label, *cells])
        else:
            rows[-1][1:] = [f"{above} {cell}" for above, cell in zip(rows[-1][1:], cells, strict=True)]
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def refusal(data, options=ReadOptions()):  # noqa: B008 - frozen
    with pytest.raises(FileError) as raised:
        pdf.read(data, "a.pdf", options)
    return str(raised.value)


def test_pdf_of_the_first_paper_says_what_its_transcript_says():
    table = pdf.read((ANNEXES / "hessen-19-1613-printed.pdf").read_bytes(), "a.pdf")
    typed = transcript.read((ANNEXES / "hessen-19-1613.txt").read_bytes(), "a.txt")
    assert table.headings == typed.headings
    assert whole_rows(table) == whole_rows(typed)


def test_pdf_row_that_is_open_at_the_page_break_is_not_lost():
    rows = [(record.label, record.continues, record.page) for record in pdf.read(BREAK, "a.pdf").records]
    assert rows[3:7] == [("LK Fluss-Aue", False, 1), ("", True, 2), ("", True, 3), ("LK Bergheim", False, 3)]


def test_pdf_reader_says_each_join_at_a_page_break():
    remarks = [str(remark) for remark in pdf.read(BREAK, "a.pdf").remarks]
    assert remarks == [
        "This table was read from the lines of a PDF. Compare it with the print before you go on.",
        "The break behind page 1 seems to cut “LK Fluss-Aue”, Frage 2: "
        "“… der Haupt- und Ehrenamtlichen. Die” would go on with “Teilnehmer kommen aus den Vereinen. …”.",
        "The break behind page 2 seems to cut “LK Fluss-Aue”, Frage 2: "
        "“… Vereinen. Die Teilnehmer kommen aus” would go on with “den Vereinen. Die Teilnehmer kommen …”.",
        "Page 2 was read as the rest of the table of the page before. Compare the rows at the page break.",
        "Page 2 begins with a row without label; it was taken as the rest of “LK Fluss-Aue”. Compare it.",
        "Page 3 was read as the rest of the table of the page before. Compare the rows at the page break.",
        "Page 3 begins with a row without label; it was taken as the rest of “LK Fluss-Aue”. Compare it.",
    ]


def test_pdf_cell_keeps_its_lines_beside_the_words_in_one_piece():
    cell = pdf.read(BREAK, "a.pdf").records[0].cells[0]
    assert cell.raw.splitlines()[:2] == ["Es gibt keinen Gipfel. Die", "Bürgermeisterdienst-"]
    assert cell.text.startswith("Es gibt keinen Gipfel. Die Bürgermeisterdienstversammlung")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Flüchtlings-\ngipfel", "Flüchtlingsgipfel"),
        ("Haupt-\nund Ehrenamt", "Haupt- und Ehrenamt"),
        ("Marburg-\nBiedenkopf", "Marburg-Biedenkopf"),
        ("www.fluechtlinge-\nmtk.de", "www.fluechtlinge-mtk.de"),
        ("zwei\nWörter", "zwei Wörter"),
    ],
)
def test_pdf_words_that_a_line_breaks_are_put_together(lines, text):
    assert pdf.unwrapped(lines) == text


@pytest.mark.parametrize(
    ("spread", "rows"),
    [
        (False, [["Musterstadt", "2014", "90.000,00 €"], ["", "2015", "k. A."]]),
        (True, [["Musterstadt", "2014", "90.000,00 €"], ["Musterstadt", "2015", "k. A."]]),
    ],
)
def test_pdf_merged_cells_are_read_as_chosen(spread, rows):
    assert texts(pdf.read(TWO, "a.pdf", ReadOptions("2", spread))) == rows


def test_pdf_tables_that_were_not_read_are_named():
    assert [str(remark) for remark in pdf.read(TWO, "a.pdf").remarks][1:] == [
        "Table 2 of the file (page 1) was not read."
    ]


def test_pdf_table_that_is_not_there_cannot_be_chosen():
    sentence = "a.pdf: There is no table “3” in this file; it has 2, chosen by number."
    assert refusal(TWO, ReadOptions("3")) == sentence


def test_pdf_that_breaks_off_anywhere_is_refused():
    lengths = range(0, len(TWO) - 10, 2_500)
    assert {refusal(TWO[:length]) for length in lengths} == {
        "a.pdf: The file is empty.",
        "a.pdf: The file is damaged or cut off.",
    }
