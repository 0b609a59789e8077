"""The encodings that texts come in, and what is put right."""

import pytest

from survey.files.text import decode_any, split_lines
from survey.intake import read_annex

TEXT = "Landkreis;Plätze;Träger\nLK Gießen;7;Stadt Grünberg – „Süd“\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.encode("mac_roman"), "Mac Roman"),
        (TEXT.encode().decode("cp1252", errors="replace").replace("\ufffd", "\x9d").encode(), "UTF-8 written twice"),
        (TEXT.encode("utf-16"), "UTF-16 LE"),
    ],
)
def test_text_is_read_in_any_usual_encoding(data, encoding):
    assert decode_any(data, "a.csv") == (TEXT, encoding)


@pytest.mark.parametrize("text", ["Ort;Name\nSão Tomé;Ângela Â§ 5\n", "respondent;Frage 1\nA;Ã¼\n"])
def test_letters_that_are_meant_stay(text):
    assert decode_any(text.encode(), "a.csv") == (text, "")


@pytest.mark.parametrize("word", ["Gie§en", "Gie\ufffden"])
def test_letters_that_look_wrong_are_said(word):
    table = read_annex(f"Kreis;Plätze\nLK {word};7\n".encode(), "a.csv")
    assert [str(each) for each in table.remarks] == [
        f"Letters look wrong, as in “{word}”: the file was read in another encoding on its way here."
    ]


def test_separators_of_unicode_end_lines_where_nothing_else_does():
    assert split_lines("eins\u2028zwei\u2029drei") == ["eins", "zwei", "drei"]
    assert split_lines("eins\u2028zwei\ndrei") == ["eins\u2028zwei", "drei"]
