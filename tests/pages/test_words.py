"""Letters to words: what no small PDF says."""

from survey.pages.glyphs import Glyph
from survey.pages.words import text_lines


def glyphs(words, x=0.0, base=10.0, width=5.0, size=10.0):
    return [
        Glyph(letter, x + at * width, base - 8, x + (at + 1) * width, base + 2, base, size, bold=False)
        for at, letter in enumerate(words)
    ]


def texts(letters):
    return [[word.text for word in line] for line in text_lines(letters)]


def test_soft_hyphen_is_printed_at_the_end_of_a_word_only():
    assert texts(glyphs("Flücht\xadlings\xad")) == [["Flüchtlings-"]]


def test_letter_and_its_accent_are_one():
    assert texts(glyphs("u\u0308ber")) == [["über"]]


def test_sign_of_a_symbol_font_is_what_is_printed():
    assert texts(glyphs("\uf0fc")) == [["✓"]]


def test_letter_printed_again_a_little_aside_counts_once_and_is_bold():
    line = text_lines(sorted(glyphs("Fulda") + glyphs("Fulda", x=0.4), key=lambda glyph: glyph.text))[0]
    assert [(word.text, word.bold) for word in line] == [("Fulda", True)]


def test_blank_that_kerning_took_back_parts_no_word():
    letters = [*glyphs("W"), *glyphs(" ", x=5.0), *glyphs("ie", x=5.2)]
    assert texts(letters) == [["Wie"]]
