"""What a text gives: its lines with their numbers, pages parted by form feeds."""

import pytest

from survey.files.errors import FileError
from survey.pages import text


def lines(data):
    return [(line.number, line.page, line.text, line.after_blank) for line in text.read(data, "a.txt").lines]


def test_lines_keep_their_number_in_the_file():
    assert lines(b"Antwort\n\n  der \tRegierung \n") == [(1, None, "Antwort", False), (3, None, "der Regierung", True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_is_found_out(encoding):
    assert lines("Größe „ß“\r\nund mehr".encode(encoding)) == [
        (1, None, "Größe „ß“", False),
        (2, None, "und mehr", False),
    ]


def test_form_feed_ends_a_page_and_running_heads_are_edges():
    data = "Landtag\n1\neins\nzwei\ndrei\n\fLandtag\n2\nvier\nfünf\nsechs\n".encode()
    found = text.read(data, "a.txt")
    assert [(line.number, line.page, line.text) for line in found.lines] == [
        (3, 1, "eins"),
        (4, 1, "zwei"),
        (5, 1, "drei"),
        (8, 2, "vier"),
        (9, 2, "fünf"),
        (10, 2, "sechs"),
    ]
    assert [(line.page, line.text) for line in found.edges] == [(1, "Landtag"), (1, "1"), (2, "Landtag"), (2, "2")]


def test_signs_that_nobody_sees_are_left_out():
    assert lines("Flüchtlings\xadgipfel\u200b der Kreise".encode()) == [
        (1, None, "Flüchtlingsgipfel der Kreise", False)
    ]


def test_text_that_is_none_is_refused():
    with pytest.raises(FileError) as raised:
        text.read(b"Antwort\n\0\n", "a.txt")
    assert str(raised.value) == "a.txt, line 2: This is not a text: it holds a zero byte."
