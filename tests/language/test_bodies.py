import pytest

from survey.language.bodies import Guess, address, guess, likeness


@pytest.mark.parametrize(
    ("words", "guessed"),
    [
        ("Runden Tisch Asyl", Guess("round_table", "county", False)),
        ("Flüchtlingsgipfel", Guess("summit", "county", False)),
        ("Runde Tische in den Gemeinden", Guess("round_table", "municipal", True)),
        ("Bürgermeisterdienstversammlungen", Guess("meeting", "county", False)),
        ("Behördennetzwerk", Guess("network", "county", False)),
        ("Gipfel auf Landesebene", Guess("summit", "state", False)),
        ("AG Asyl", Guess("working_group", "county", False)),
        ("ein Gremium", Guess("other", "county", False)),
    ],
)
def test_kind_level_and_number_are_guessed_from_the_words(words, guessed):
    assert guess(words) == guessed


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Runden Tisches Asyl", "Runder Tisch Asyl", True),
        ("Runder Tisch Asyl", "Runder Tisch Asyl Fulda", True),
        ("Flüchtlingsgipfel", "Behördennetzwerk", False),
        ("", "Gipfel", False),
    ],
)
def test_names_are_alike_whatever_their_endings(one, other, alike):
    assert (likeness(one, other) > 0.75) == alike


def test_address_has_small_letters_and_hyphens_only():
    assert (
        address("Runder Tisch „Café für Flüchtlinge“ (Groß-Gerau)") == "runder-tisch-cafe-fuer-fluechtlinge-gross-gerau"
    )
    assert len(address("Netzwerk " * 40)) <= 100
