import pytest

from survey.language.parts import find, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) Keiner. b) Eine Gruppe.", [("a", "a) Keiner. "), ("b", "b) Eine Gruppe.")]),
        ("b) Ein Gremium.", [("b", "b) Ein Gremium.")]),
        ("Vorweg: a) Keiner.\n\nb) Eine.", [("a", "a) Keiner.\n\n"), ("b", "b) Eine.")]),
        ("(a) Keiner.", [("a", "(a) Keiner.")]),
        ("b) Ja. a) Nein.", [("b", "b) Ja. a) Nein.")]),
        ("Teil(a) und 1a) nicht", []),
        ("Es gibt keinen.", []),
        ("", []),
    ],
)
def test_find_gives_each_letter_its_span(text, expected):
    assert [(part.letter, text[part.start : part.end]) for part in find(text)] == expected


@pytest.mark.parametrize(("letter", "expected"), [("a", "a) Keiner."), ("b", "b) Eine.\n\nUnd noch eine."), ("c", "")])
def test_text_of_a_letter_goes_to_the_next_one(letter, expected):
    assert text_of("Vorweg: a) Keiner.\n\nb) Eine.\n\nUnd noch eine.", letter) == expected
