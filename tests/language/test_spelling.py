"""Slips of those who type."""

import pytest

from survey.language.analysis import analysed, stem
from survey.language.spelling import corrected, slips

SAID = [
    (analysed(text), text) for text in ("Der Runde Tisch tagt.", "Ein Runder Tisch und ein Gipfel.", "Der Rundfunk.")
]


@pytest.mark.parametrize("typed", ["Gipfl", "Gipffel", "Gapfel", "Gpifel"])
def test_slips_lead_back_to_the_word(typed):
    assert slips(typed)[stem("Gipfel")] == "gipfel"


@pytest.mark.parametrize("word", ["Rat", "eine", "x" * 31])
def test_slips_of_what_nobody_can_guess_are_none(word):
    assert slips(word) == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Gipfl", "Gipfel"),
        ("Runnder Tisch", "Runder Tisch"),
        ('"Runder Tsich" -Gipfel', '"Runder Tisch" -Gipfel'),
        ("Runder Tisch", ""),
        ("Landwirtschaft", ""),
    ],
)
def test_corrected_mends_slips_alone(typed, meant):
    assert corrected(typed, SAID) == meant
