import pytest

from survey.language.markup import paragraphs, reading_text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Ohne.", ("Ohne.",)),
        (" mit Rand ", (" mit Rand ",)),
        ("<p>Eins.</p>", ("Eins.",)),
        ("<p>Eins.</p> <p>Zwei.</p>", ("Eins.", "Zwei.")),
        ("Davor <p>mitten</p> danach", ("Davor", "mitten", "danach")),
        ("<p>Zeile<br/>Zeile</p>", ("Zeile\nZeile",)),
        ("<P class='x'>Eins.</P><p></p>", ("Eins.",)),
        ("a < b und <pre>", ("a < b und <pre>",)),
        ("", ("",)),
    ],
)
def test_paragraphs_takes_markup_away_and_nothing_else(raw, expected):
    assert paragraphs(raw) == expected


def test_reading_text_parts_paragraphs_by_a_blank_line():
    assert reading_text("<p>Eins.</p><p>Zwei.</p>") == "Eins.\n\nZwei."
