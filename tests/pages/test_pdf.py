"""What a PDF gives: words, lines, rules and edges, with their places."""

import zlib
from pathlib import Path

import pytest

from survey.files import sandbox
from survey.files.errors import FileError
from survey.files.limits import limits
from survey.pages import read
from survey.pages.document import Box
from tests.pages.making import column, make_pdf, text

BROKEN = Path(__file__).parents[1] / "broken" / "annex"
PAPERS = Path(__file__).parent / "papers"


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    """In this process: a limit that a test changes holds, and no process is started for each page."""
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def lines(data):
    return [line.text for line in read(data, "a.pdf").lines]


def refusal(data):
    with pytest.raises(FileError) as raised:
        read(data, "a.pdf")
    return str(raised.value)


def test_line_knows_its_page_place_and_type():
    document = read(make_pdf(text("Antwort", 70, 742, size=12, font="F2") + text("der Regierung", 70, 722)), "a.pdf")
    first, second = document.lines
    assert (first.number, first.page, first.text, first.size, first.bold) == (1, 1, "Antwort", 12.0, True)
    assert (second.number, second.size, second.bold) == (2, 10.0, False)
    assert round(first.box.x0) == 70
    assert first.box.top < 100 < first.box.bottom < second.box.bottom  # 742 from below is 100 from above
    assert [word.text for word in second.words] == ["der", "Regierung"]
    assert document.pages[0].words == first.words + second.words


def test_blanks_come_from_the_distance_of_letters():
    assert lines((PAPERS / "no-blank-glyphs.pdf").read_bytes()) == [
        "Landkreis Frage 1 Plätze",
        "LK Fulda Ja, in 14 Gemeinden des Kreises 12",
        "LK Groß-Gerau Träger ist der Kreis 0",
        "LK Kassel k. A. 3",
    ]


def test_letters_printed_over_each_other_count_once():
    document = read((PAPERS / "doubled-letters.pdf").read_bytes(), "a.pdf")
    assert document.lines[0].text == "Landkreis Plätze 2013 Plätze 2014 Anmerkung"
    assert [line.text for line in document.lines[1:3]] == ["LK Fulda 12 14 Träger ist der Kreis", "LK Kassel 0 3 k. A."]


def test_page_of_sideways_text_is_turned_so_that_it_reads():
    page = read((PAPERS / "sideways-text.pdf").read_bytes(), "a.pdf").pages[0]
    assert [line.text for line in page.lines[:3]] == [
        "Anlage 1",
        "Landkreis Plätze 2013 Plätze 2014 Anmerkung",
        "LK Fulda 12 14 Träger ist der Kreis",
    ]
    assert (page.turned, round(page.width), round(page.height)) == (90, 842, 595)
    assert page.lines[1].words[0].box.x1 < page.lines[1].words[1].box.x0


def test_page_that_the_file_turns_is_read_as_one_looks_at_it():
    content = "q 0 1 -1 0 100 70 cm " + text("Anlage", 0, 0) + "Q"  # runs upwards on the sheet as the file has it
    page = read(make_pdf(content, page="/Rotate 90"), "a.pdf").pages[0]
    assert (page.turned, round(page.width), round(page.height)) == (0, 842, 595)
    assert (page.lines[0].text, round(page.lines[0].box.x0)) == ("Anlage", 70)


def test_few_sideways_words_keep_their_place_and_say_so():
    sideways = "q 0 1 -1 0 300 400 cm " + text("Kassel", 0, 0) + "Q "
    page = read(make_pdf(column(["Plätze nach Kreisen", "und Jahren"]) + sideways), "a.pdf").pages[0]
    word = page.lines[-1].words[0]
    assert (word.text, word.turned, page.turned) == ("Kassel", 90, 0)
    assert word.box.bottom - word.box.top > word.box.x1 - word.box.x0
    assert word.box.x0 < 300 < word.box.x1 + 10


def test_words_outside_of_the_visible_page_are_left_out():
    content = text("innen", 70, 700) + text("außen", 700, 700)
    assert lines(make_pdf(content, box=(0, 0, 900, 842), page="/CropBox [0 0 595 842]")) == ["innen"]


def test_word_that_the_edge_of_the_page_cuts_stays_whole():
    assert lines(make_pdf(text("bundesanzeiger.de", 560, 700))) == ["bundesanzeiger.de"]


def test_ligature_is_its_letters():
    differences = "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /f_f_i] >>"
    font = f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {differences} /ToUnicode 7 0 R >>"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <ff> "
        "endcodespacerange 1 beginbfchar <01> <006600660069> endbfchar endcmap end end"
    )
    unicode = f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"
    content = "BT /F4 10 Tf 70 700 Td (O\\001ziere) Tj ET"
    data = make_pdf(content, objects=(font, unicode), fonts="/F4 6 0 R")
    assert lines(data) == ["Offiziere"]


def test_note_written_over_the_page_is_read():
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F1 3 0 R >> >> /Length 40 >>"
    note = "<< /Type /Annot /Subtype /FreeText /Rect [70 600 170 620] /F 4 /Contents (x) /AP << /N 6 0 R >> >>"
    stream = f"{form}\nstream\n{'BT /F1 10 Tf 2 5 Td (Eingegangen) Tj ET':40}\nendstream"
    assert lines(make_pdf(text("Text", 70, 700), page="/Annots [7 0 R]", objects=(stream, note))) == [
        "Text",
        "Eingegangen",
    ]


def test_boxes_are_those_of_the_visible_page():
    page = read(make_pdf(text("innen", 170, 700), page="/CropBox [100 100 500 800]"), "a.pdf").pages[0]
    assert (page.width, page.height) == (400, 700)
    assert round(page.words[0].box.x0) == 70


def test_raised_digit_is_a_word_of_its_own_and_a_superscript_in_the_line():
    content = text("siehe Anlage", 70, 700) + text("3", 127.5, 704, size=6) + text("und folgende", 135, 700)
    line = read(make_pdf(content), "a.pdf").lines[0]
    assert line.text == "siehe Anlage³ und folgende"
    assert [(word.text, word.raised) for word in line.words] == [
        ("siehe", False),
        ("Anlage", False),
        ("3", True),
        ("und", False),
        ("folgende", False),
    ]


def test_lowered_digit_belongs_to_its_word():
    content = text("CO", 70, 700) + text("2", 85, 698, size=6) + text("und mehr", 95, 700)
    assert lines(make_pdf(content)) == ["CO2 und mehr"]


def test_spaced_heading_is_one_word_where_its_letters_are_spaced_by_the_type():
    assert lines(make_pdf(text("Vorbemerkung der Fragesteller", 70, 700, before="2.5 Tc"))) == [
        "Vorbemerkung der Fragesteller"
    ]


def test_digits_and_signs_of_a_spaced_line_are_spaced_as_its_letters_are():
    assert lines(make_pdf(text("Plätze (2024: 1.204) in Fulda", 70, 700, before="2.5 Tc"))) == [
        "Plätze (2024: 1.204) in Fulda"
    ]


def test_single_digits_of_columns_are_no_spaced_word():
    content = "".join(text(digit, 70 + 8 * at, 700) for at, digit in enumerate("12345"))
    assert lines(make_pdf(content)) == ["1 2 3 4 5"]


def test_text_that_is_not_shown_is_left_out_and_said():
    document = read(make_pdf(text("sichtbar", 70, 700) + text("versteckt", 70, 680, before="3 Tr")), "a.pdf")
    assert [line.text for line in document.lines] == ["sichtbar"]
    assert list(map(str, document.remarks)) == ["Page 1 holds text that is not shown; it was left out."]


def test_paragraph_begins_where_the_gap_is_wide():
    content = column(["eins", "zwei", "drei"]) + column(["vier", "fünf"], y=725)
    assert [line.text for line in read(make_pdf(content), "a.pdf").lines if line.after_blank] == ["vier"]


def test_running_heads_and_page_numbers_are_edges():
    texts = (["Die Kreise", "antworten"], ["wie folgt:", "Fulda"], ["hat zwölf", "Plätze."])
    pages = [
        text("Landtag – Drucksache 19/1", 70, 800) + column(each) + text(f"- {at} -", 290, 30)
        for at, each in enumerate(texts, start=3)
    ]
    document = read(make_pdf(*pages), "a.pdf")
    assert [line.text for line in document.lines] == [line for each in texts for line in each]
    assert [line.text for line in document.edges] == [
        line for at in "345" for line in ("Landtag – Drucksache 19/1", f"- {at} -")
    ]


def test_number_at_the_edge_of_one_page_is_no_page_number():
    pages = [column(["Ammerland", "geht weiter", "12"]), column(["Aurich", "geht weiter", "und weiter"])]
    assert "12" in lines(make_pdf(*pages))


def test_drawn_lines_are_rules_and_filled_areas_fills():
    drawn = "1 w 70 600 m 270 600 l S 70 500 200 0.5 re f 300 400 100 80 re S "
    drawn += "0.8 g 70 400 200 50 re f 1 g 70 300 99 30 re f "  # grey, and white
    page = read(make_pdf(text("Text", 70, 700) + drawn), "a.pdf").pages[0]
    assert page.fills == (Box(70, 392, 270, 442),)
    assert page.rules == (
        Box(70, 241.5, 270, 242.5),
        Box(70, 341.5, 270, 342),
        Box(300, 441.5, 400, 442.5),
        Box(399.5, 362, 400.5, 442),
        Box(300, 361.5, 400, 362.5),
        Box(299.5, 362, 300.5, 442),
    )


ACTION = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
SCRIPT = "The file holds a script, which papers do not need. Print it into a new PDF and bring in that one."
ATTACHMENT = "/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >>"


def packed(words):
    """A stream of objects, as programs write them to save room; without a check sum, which is no text."""
    stream = zlib.compress(f"9 0 {words}".encode(), level=0)[:-4].decode("latin-1")
    return f"<< /Type /ObjStm /N 1 /First 4 /Length {len(stream)} >>\nstream\n{stream}\nendstream"


def test_files_within_a_pdf_are_named_and_not_read():
    attached = "<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream"
    document = read(make_pdf(text("Text", 70, 700), catalog=ATTACHMENT, objects=[attached]), "a.pdf")
    assert list(map(str, document.remarks)) == [
        "The file holds other files, which were not read: a.exe. Bring them in by themselves."
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (make_pdf(text("Text", 70, 700))[:-200], "The file is damaged or cut off."),
        (b"%PDF-1.7\nnothing else\n%%EOF", "The file is damaged or cut off."),
        ((BROKEN / "encrypted-pdf.pdf").read_bytes(), "The file is encrypted. Save it without password."),
        (make_pdf(text("Text", 70, 700), catalog=f"/OpenAction {ACTION}"), SCRIPT),
        (make_pdf(text("Text", 70, 700), page="/AA << /O << /S /JavaScript /JS (x) >> >>"), SCRIPT),
        (make_pdf(text("Text", 70, 700), page=f"/Annots [<< /Type /Annot /Subtype /Link /A {ACTION} >>]"), SCRIPT),
        (make_pdf(text("Text", 70, 700), catalog=f"/Names << /JavaScript << /Names [(a) {ACTION}] >> >>"), SCRIPT),
        (make_pdf(text("Text", 70, 700), catalog="/OpenAction << /S /Launch /F (a.exe) >>"), SCRIPT),
        (make_pdf(text("Text", 70, 700), objects=[packed(ACTION)]), SCRIPT),
    ],
    ids=["cut off", "nothing in it", "encrypted", "script", "of page", "of link", "of file", "program", "packed"],
)
def test_pdf_that_is_not_read_is_refused_with_one_sentence(data, sentence):
    assert refusal(data) == f"a.pdf: {sentence}"


def test_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "pages", 2)
    assert refusal(make_pdf(*["BT ET"] * 3)) == (
        "a.pdf: The file has 3 pages; at most 2 are taken. Bring in its papers one by one."
    )
