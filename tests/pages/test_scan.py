"""Pages that are pictures: what is recognised, how sure, where it stands; and what is said where that cannot be."""

import io

import pypdfium2
import pytest
from PIL import Image

from survey.files import sandbox
from survey.files.errors import FileError
from survey.files.limits import limits
from survey.pages import read, recognition, scan
from survey.pages.document import Box, Page, PageLine, Word
from tests.pages.making import column, joined, make_pdf, make_scan, text

LETTER = ["Antwort der Landesregierung", "Die Landkreise haben zwölf Plätze.", "Weitere Angaben liegen nicht vor."]
STRIP = (0, 620, 595, 842)  # the upper part of a page, recognised in a moment
NOT_INSTALLED = "tesseract with German data is not installed (Debian: tesseract-ocr, tesseract-ocr-deu)."


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)  # set by the reader, and put back here


def without_program(monkeypatch):
    for module in ("scan", "pdf"):
        monkeypatch.setattr(f"survey.pages.{module}.is_installed", lambda: False)


def refusal(data):
    with pytest.raises(FileError) as raised:
        read(data, "a.pdf")
    return str(raised.value)


def test_scanned_page_is_straightened_and_recognised():
    ruled = "0.7 w 70 700 m 400 700 l 70 640 m 400 640 l 70 640 m 70 700 l S "
    document = read(make_scan(make_pdf(column(LETTER) + ruled, box=STRIP), tilt=-0.8), "a.pdf")
    page = document.pages[0]
    assert ([line.text for line in document.lines], document.kind) == (LETTER, "scan")
    assert page.recognised
    assert 0.7 < page.tilt < 0.9
    assert all(word.confidence > 0.6 for word in page.words)
    assert abs(page.words[0].box.x0 - 70) < 5
    assert [(rule.x1 - rule.x0 > 300, rule.bottom - rule.top > 50) for rule in page.rules] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_scan_that_lies_on_its_side_is_turned_until_it_reads():
    document = read(make_scan(make_pdf(column(LETTER), box=STRIP), turn=90), "a.pdf")
    assert [line.text for line in document.lines] == LETTER
    assert (document.pages[0].turned, round(document.pages[0].width)) == (90, 595)


def test_picture_among_pages_of_text_is_recognised():
    document = read(joined(make_pdf(column(["Anlage"])), make_scan(make_pdf(column(LETTER), box=STRIP))), "a.pdf")
    assert [line.text for line in document.lines] == ["Anlage", *LETTER]
    assert [page.recognised for page in document.pages] == [False, True]
    assert document.kind == "pdf"


def test_page_whose_letters_are_drawn_as_outlines_is_recognised():
    outlines = "".join(f"{70 + at} 500 m {71 + at} 500 l S " for at in range(0, 400, 2))
    scanned = []

    def found(picture, dpi, name, number):
        scanned.append(number)
        return Page(number, 595, 842, recognised=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("survey.pages.pdf.read_picture", found)
        patch.setattr("survey.pages.pdf.is_installed", lambda: True)
        read(joined(make_pdf(column(["Anlage"])), make_pdf(outlines)), "a.pdf")
    assert scanned == [2]


def test_picture_among_pages_of_text_is_named_where_nothing_can_recognise_it(monkeypatch):
    without_program(monkeypatch)
    document = read(joined(make_pdf(column(["Anlage"])), make_scan(make_pdf(column(LETTER)))), "a.pdf")
    assert [line.text for line in document.lines] == ["Anlage"]
    assert [str(each) for each in document.remarks] == [
        f"Page 2 is a picture without text; it was not read: {NOT_INSTALLED}"
    ]


def test_scan_says_what_to_install_where_nothing_can_recognise_it(monkeypatch):
    without_program(monkeypatch)
    assert refusal(make_scan(make_pdf(column(LETTER)))) == (
        "a.pdf: The pages are pictures without text, and the program that reads them is not installed: tesseract with "
        "German data (Debian: tesseract-ocr, tesseract-ocr-deu)."
    )


def test_program_without_german_data_is_none(monkeypatch):
    recognition.is_installed.cache_clear()
    monkeypatch.setattr(recognition, "LANGUAGE", "klingon")
    assert not recognition.is_installed()
    recognition.is_installed.cache_clear()


def test_text_that_a_scanner_put_behind_its_picture_is_said_to_be_recognised(monkeypatch):
    without_program(monkeypatch)
    monkeypatch.setattr("survey.pages.pdf._is_picture", lambda page: True)
    document = read(make_pdf(text("Antwort", 70, 700, before="3 Tr")), "a.pdf")
    assert ([line.text for line in document.lines], document.pages[0].recognised) == (["Antwort"], True)
    assert [str(each) for each in document.remarks] == [
        "The words of page 1 were recognised by the program that scanned it."
    ]


def picture(kind="PNG", words=()):
    made, file = Image.new("L", (1240, 400), 255), io.BytesIO()
    if words:
        page = pypdfium2.PdfDocument(make_pdf(column(words), box=STRIP))[0]
        made = page.render(scale=150 / 72, grayscale=True).to_pil()
    made.save(file, kind, dpi=(150, 150))
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_picture_of_a_page_is_recognised(kind):
    document = read(picture(kind=kind, words=LETTER), "a.png")
    assert [line.text for line in document.lines] == LETTER
    assert (document.kind, round(document.pages[0].width)) == ("scan", 595)


def test_picture_without_words_is_refused():
    assert refusal(picture()) == (
        "a.pdf: No text was found in the picture. If it is a page, scan it anew, upright and with 300 dpi."
    )


def test_damaged_picture_is_refused():
    assert refusal(picture(words=LETTER)[:400]) == "a.pdf: The file is damaged or cut off."


def test_picture_of_too_many_dots_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "picture_pixels", 1000)
    assert refusal(picture()) == "a.pdf: The file is damaged or cut off."


def test_page_of_two_metres_is_recognised_at_fewer_dots(monkeypatch):
    monkeypatch.setattr(limits, "picture_pixels", 4_000_000)
    sizes = []
    monkeypatch.setattr("survey.pages.pdf.is_installed", lambda: True)

    def measured(picture, dpi, name, number):
        sizes.append(picture.size)
        box = Box(0, 0, 9, 9)
        return Page(number, 5669, 5669, (PageLine(1, "Plan", number, box),), (Word("Plan", box),))

    monkeypatch.setattr("survey.pages.pdf.read_picture", measured)
    monkeypatch.setattr("survey.pages.pdf._is_picture", lambda page: True)
    read(make_pdf("BT ET", box=(0, 0, 5669, 5669)), "a.pdf")
    assert [width * height <= 4_010_000 for width, height in sizes] == [True]


def test_picture_of_something_else_is_refused_before_anybody_looks_for_words_in_it(monkeypatch):
    monkeypatch.setattr(scan, "is_installed", lambda: True)
    monkeypatch.setattr(scan, "_read_turned", lambda *_: pytest.fail("a photograph is no page"))
    file = io.BytesIO()
    Image.effect_noise((1200, 1600), 90).save(file, "JPEG")
    assert refusal(file.getvalue()) == (
        "a.pdf: No text was found in the picture. If it is a page, scan it anew, upright and with 300 dpi."
    )


def test_page_in_the_shade_is_paper():
    light = Image.linear_gradient("L").resize((600, 600)).point(lambda grey: 90 + grey // 2)
    assert scan._is_paper(light)


def word(text, x0, x1, confidence, top=0):
    return Word(text, Box(x0, top, x1, top + 10), confidence=confidence)


def test_word_that_both_readings_see_is_as_sure_as_the_surer():
    first, second = [word("Fulda", 0, 30, 0.7)], [word("Fulda", 1, 30, 0.9)]
    assert [(each.text, each.confidence) for each in recognition._agreed(first, second)] == [("Fulda", 0.9)]


def test_word_that_both_readings_see_differently_is_unsure():
    first, second = [word("mitder", 0, 30, 0.8)], [word("mit", 0, 14, 0.95), word("der", 16, 30, 0.95)]
    assert [(each.text, each.confidence) for each in recognition._agreed(first, second)] == [("mit", 0.6), ("der", 0.6)]


def test_reading_of_the_whole_line_knows_large_letters():
    first, second = [word("usw.", 0, 30, 0.9)], [word("USW.", 0, 30, 0.96)]
    assert [(each.text, each.confidence) for each in recognition._agreed(first, second)] == [("usw.", 0.6)]


@pytest.mark.parametrize(
    ("read", "right"),
    [("tätıgen", "tätigen"), ("usW.).", "usw.)."), ("l", "1"), ("GmbH", "GmbH"), ("KdU", "KdU"), ("kW", "kW")],
)
def test_what_no_german_word_has_is_put_right(read, right):
    table = f"heading\n5\t1\t1\t1\t1\t1\t0\t0\t40\t30\t90\t{read}\n"
    assert [each.text for each in recognition._words(table, 300)] == [right]


def test_dust_is_no_word():
    table = "heading\n5\t1\t1\t1\t1\t1\t0\t0\t2\t2\t90\t.\n"
    assert list(recognition._words(table, 300)) == []


def test_words_at_one_height_are_a_row():
    words = [word("LK", 0, 10, 1, top=1), word("Fulda", 20, 50, 1), word("Ja.", 0, 10, 1, top=14)]
    assert [[each.text for each in row] for row in scan.level_rows(words)] == [["LK", "Fulda"], ["Ja."]]
