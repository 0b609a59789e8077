"""Which words of a page are taken for a table without lines."""

from survey.sheets.gutters import guess

WIDTH = 5  # of a letter


def page(*lines, pitch=12):
    """Words with their places: each letter and each blank of a line is as wide as any other."""
    words = []
    for number, line in enumerate(lines, 1):
        at = 0
        for text in line.split(" "):
            if text:
                facts = {"x0": at * WIDTH, "x1": (at + len(text)) * WIDTH - 1, "bottom": number * pitch}
                words.append({**facts, "text": text})
            at += len(text) + 1
    return words


TABLE = (
    "Landkreis     Gipfel   Frage 2",
    "LK Fulda           2   Nein.",
    "LK Kassel          0   Ja, seit März",
)


def test_words_in_columns_are_a_table():
    found = guess(page("Anlage 1", *TABLE))
    assert found.rows == [
        ["Landkreis", "Gipfel", "Frage 2"],
        ["LK Fulda", "2", "Nein."],
        ["LK Kassel", "0", "Ja, seit März"],
    ]
    assert found.outside == ["Anlage 1"]


def test_line_through_the_white_ends_the_table():
    found = guess(page(*TABLE, "Die Angaben beruhen auf den Meldungen der Kreise."))
    assert (len(found.rows), found.outside) == (3, ["Die Angaben beruhen auf den Meldungen der Kreise."])


def test_foot_of_the_page_is_no_row():
    found = guess(page(*TABLE, "", "", "", "Seite 1"))
    assert (len(found.rows), found.outside) == (3, ["Seite 1"])


def test_text_is_no_table():
    assert guess(page("Der Landkreis hat   sich mit", "dem Thema befasst und", "wird das auch  künftig tun.")) is None


def test_text_in_two_columns_is_no_table():
    lines = (
        "Herr Abgeordneter,   Frau Präsidentin,",
        "wir haben gehört,    wir danken sehr,",
        "dass es so ist.      und gehen heim.",
    )
    assert guess(page(*lines)) is None


def test_headings_alone_are_no_table():
    assert guess(page(TABLE[0], TABLE[1])) is None
