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


NAME = "Zoë Müller-Weiß"


@pytest.mark.parametrize(
    "spelled",
    [
        "Zoë Müller-Weiß",
        "zoë müller-weiß",
        "ZOË MÜLLER-WEISS",
        "Zoë Mueller-Weiss",
        "Zoe\u0308 Mu\u0308ller-Weiß",
        "Zoë\u00a0Müller\u2011Weiß",
        "Zoë\u202fMüller\u2013Weiß",
        "Zoë Mül\u00adler-Weiß",
        "Zoë Mül\u00ad\nler-Weiß",
        "Zoë Mül-\nler-Weiß",
        "Zoë Müller -\nWeiß",
        "Zoë Müller Weiß",
        "Zoë Müller-\u200bWeiß",
        "Zoë \u200bMüller\u200b-\u200bWeiß",
        "Zoë Mül-\u200b\nler-Weiß",
        "Zoë\u200bMül\u200bler-Weiß",
        "Z\u200doë\ufeff Müller-We\u2060iß",
        "Zoë \n\t Müller-Weiß",
        "Ｚｏë Müller-Weiß",
    ],
)
def test_words_are_found_in_every_spelling(spelled):
    assert removal(NAME).whole(f"Frau {spelled} lud ein.") == "Frau […] lud ein."


@pytest.mark.parametrize("other", ["Zoë Möller-Weiß", "Zoe Müller-Weiß", "Zoë Müller-Weise", "Zoë Müller, Weiß"])
def test_other_names_stay(other):
    assert removal(NAME).whole(f"Frau {other} lud ein.") == f"Frau {other} lud ein."


def test_ligatures_of_a_text_layer_are_letters():
    assert removal("Gräfin Pfiffig").whole("Die Gräﬁn Pﬁﬀig kam.") == "Die […] kam."


def test_piece_in_another_spelling_loses_its_part_too():
    text = "Es lud Zoe\u0308 Mu\u0308l\u00adler-Weiß ein."
    assert removal(NAME).part("Mueller‑Weiss ein", text) == "[…] ein"
    assert removal(NAME).part("  Es lud Zoë", text) == "  Es lud […]"


def test_words_of_one_sign_each_take_no_longer_with_their_number():
    text = "- " * 20_000
    assert removal("a-b-c-d-e-f-g-h").spans(text) == []
