"""Words taken out of texts, in whole or in part."""

import pytest

from survey.language.passages import Removal

MARKER = "[…]"


def removal(words="Landrat Peter Muster"):
    return Removal.of(words, MARKER)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Es lud Landrat Peter Muster ein.", "Es lud […] ein."),
        ("Es lud Landrat  Peter\n\nMuster ein.", "Es lud […] ein."),
        ("LANDRAT PETER MUSTER lud ein.", "[…] lud ein."),
        ("Landrat Peter Musters Einladung", "[…]s Einladung"),
        ("Vizelandrat Peter Muster", "Vizelandrat Peter Muster"),
        ("Landrat Paul Muster", "Landrat Paul Muster"),
    ],
)
def test_words_are_found_whatever_parts_them_but_not_inside_another_word(text, left):
    assert removal().whole(text) == left


def test_marks_and_backslashes_are_letters_like_others():
    assert Removal.of("(a.b) \\d", MARKER).whole("so (a.b) \\d und (axb) 5") == "so […] und (axb) 5"


@pytest.mark.parametrize(
    ("piece", "left"),
    [
        ("Peter Muster", "[…]"),
        ("Muster ein", "[…] ein"),
        ("Es lud Landrat", "Es lud […]"),
        ("Es lud", "Es lud"),
        ("steht hier nicht", "steht hier nicht"),
    ],
)
def test_piece_of_the_text_loses_what_lies_within_the_words(piece, left):
    assert removal().part(piece, "Es lud Landrat Peter Muster ein.") == left


@pytest.mark.parametrize(("said", "holds"), [("peter  muster", True), ("Pe", False), ("Peter Müller", False)])
def test_what_says_nothing_but_some_of_the_words_is_known(said, holds):
    assert removal().holds(said) == holds
