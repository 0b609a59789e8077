"""What cannot be drawn as it is asked for, or only large: a picture or one sentence, and little memory."""

import io
import pickle
import subprocess
import sys

import pytest
from PIL import Image

from survey.files.errors import FileError
from survey.pages.facsimile import PictureCut, PrintedSheet, draw
from tests.pages.making import make_pdf, text

MEGABYTE = 1_000_000
MOST = 200 * MEGABYTE
TWO_METRES = 5669  # points
# All that the sandbox does, in a process of which the highest memory is known.
SCRIPT = """
import pickle, re, sys
from survey.pages import facsimile
made = facsimile._drawn(*pickle.load(sys.stdin.buffer))
most = re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1]
sys.stdout.buffer.write(pickle.dumps((made, int(most) * 1024)))
"""


def drawn(data, name, sheet, cut):
    """The picture, and how much memory drawing it took."""
    order = pickle.dumps((data, name, sheet, cut))
    done = subprocess.run([sys.executable, "-c", SCRIPT], input=order, capture_output=True, check=True)
    made, memory = pickle.loads(done.stdout)
    return Image.open(io.BytesIO(made)), memory


def large_pdf():
    return make_pdf(text("Zwei Meter", 100, 5000), box=(0, 0, TWO_METRES, TWO_METRES))


def large_picture(mode, kind):
    file = io.BytesIO()
    Image.new(mode, (6300, 6300), 1).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    "cut", [PictureCut(200), PictureCut(200, part=(0, 0, 1024, 1024), size=(1024, 1024)), PictureCut(110)]
)
def test_page_of_two_metres_is_drawn_small(cut):
    picture, memory = drawn(large_pdf(), "plan.pdf", PrintedSheet(1, TWO_METRES, TWO_METRES), cut)
    assert picture.width * picture.height <= 8_100_000
    assert memory < MOST


@pytest.mark.parametrize(("mode", "kind"), [("1", "PNG"), ("L", "PNG"), ("1", "TIFF"), ("RGB", "JPEG")])
def test_scan_of_forty_million_dots_is_drawn_small(mode, kind):
    sheet = PrintedSheet(1, 1134, 1134)
    picture, memory = drawn(large_picture(mode, kind), f"scan.{kind.lower()}", sheet, PictureCut(200))
    assert picture.size == sheet.size(200)
    assert memory < MOST


@pytest.mark.parametrize(
    "part",
    [
        (9000, 9000, 40, 40),
        (0, 0, 10**9, 10**9),
        (0, 0, 1, 1),
        (100, 100, 0, 0),
        (100, 100, -50, -50),
        (10**9, 0, 1, 1),
    ],
)
def test_box_outside_of_the_page_is_a_picture(part):
    sheet = PrintedSheet(1, 595, 842)
    picture = Image.open(
        io.BytesIO(draw(make_pdf(text("Eins", 70, 700)), "eins.pdf", sheet, PictureCut(150, part=part)))
    )
    width, height = sheet.size(150)
    assert (1 <= picture.width <= width, 1 <= picture.height <= height) == (True, True)


@pytest.mark.parametrize("number", [0, 2, 10**6])
def test_page_that_is_not_there_is_a_sentence(number):
    with pytest.raises(FileError):
        draw(make_pdf(text("Eins", 70, 700)), "eins.pdf", PrintedSheet(number, 595, 842), PictureCut(110))


def test_size_that_a_file_lies_about_is_bounded():
    """A page of no width, and one as wide as numbers go."""
    for width, height in ((0.1, 842), (10**7, 10**7), (10**9, 0.1)):
        sheet = PrintedSheet(1, width, height)
        across, down = sheet.size(200)
        assert across * down <= 8_100_000
