import pytest

from survey.language.quotes import locate, normalise


@pytest.mark.parametrize(
    ("quote", "text", "span"),
    [
        ("Runder Tisch", "Ein Runder Tisch. Runder Tisch", (4, 16)),
        ("runder Tisch", "Ein Runder Tisch", None),
        ("Runder  Tisch", "Ein Runder Tisch", None),
        ("", "Ein Runder Tisch", None),
    ],
)
def test_locate_finds_exactly_the_first(quote, text, span):
    assert locate(quote, text) == span


def test_normalise_evens_out_marks_dashes_and_blanks():
    assert normalise("  „Runder\u00a0Tisch“ – Asyl\n\nKreis\u00adweit ") == '"Runder Tisch" - Asyl Kreisweit'
