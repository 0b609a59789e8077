"""Pictures of pages, as they are shown beside what was read."""

import io

import pytest
from PIL import Image

from survey.files import sandbox
from survey.files.errors import FileError
from survey.files.limits import limits
from survey.pages.pictures import render_page
from tests.pages.making import make_pdf, text

BLACK = make_pdf("0 g 70 700 100 72 re f")


@pytest.fixture(autouse=True)
def read_here(monkeypatch):
    monkeypatch.setattr(sandbox, "_is_sandboxed", True)


def shown(data, page=1, **form):
    return Image.open(io.BytesIO(render_page(data, "a.pdf", page, **form))).convert("L")


def test_page_has_the_width_that_is_asked_for():
    assert shown(BLACK, width=1190).size == (1190, 1684)


def test_boxes_of_words_fit_the_picture():
    picture = shown(BLACK, dpi=72)
    assert (picture.getpixel((120, 100)), picture.getpixel((120, 160)), picture.getpixel((60, 100))) == (0, 255, 255)


def test_turned_page_is_shown_turned():
    picture = shown(BLACK, width=842, turned=90)
    assert picture.size == (842, 595)
    assert (picture.getpixel((842 - 106, 120)), picture.getpixel((842 - 60, 120))) == (0, 255)


def test_page_of_two_metres_has_fewer_dots(monkeypatch):
    monkeypatch.setattr(limits, "picture_pixels", 1_000_000)
    width, height = shown(make_pdf(text("Plan", 70, 70), box=(0, 0, 5669, 5669)), dpi=300).size
    assert width * height <= 1_003_000


def test_page_that_is_not_there_is_refused():
    with pytest.raises(FileError) as raised:
        render_page(BLACK, "a.pdf", 2)
    assert str(raised.value) == "a.pdf: The file has no page 2; it has 1."
