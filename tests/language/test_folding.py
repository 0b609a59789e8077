"""Spellings of one word fold alike, and each letter of the folded text leads back."""

import pytest

from survey.language.folding import fold, folded

TEXTS = [
    "",
    "a",
    "Lu\u0308den\u00adscheid",
    "Die Gräﬁn \u00a0\n kam\u2011",
    "\u00adx",
    "Lü\u00ad\n den",
    "Straße ẞ",
    "´s",
    "ﷺ",
    "Lu\u034f\u0308den",
    "Lu\u0364den\u3164",
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_ways_of_folding_agree(text):
    assert folded(text).text == fold(text)
    assert len(folded(text).sources) == len(fold(text))


def test_each_letter_leads_to_its_source():
    text = "Lu\u0308den\u00adscheid"
    start = folded(text).text.index("eden")
    assert [text[slice(*folded(text).span(at, at + 1))] for at in range(start, start + 4)] == [
        "u\u0308", "d", "e", "n\u00ad",
    ]  # fmt: skip


def test_run_of_blanks_is_one_blank_that_spans_them_all():
    text = "a \u00a0\n b"
    assert (fold(text), folded(text).span(1, 2)) == ("a b", (1, 5))


@pytest.mark.parametrize(
    "spelled",
    [
        "Lu\u034f\u0308denscheid-Süd",  # a grapheme joiner parts trema from umlaut
        "Lüden\u034fscheid-Süd",
        "Lüden\u3164scheid-Süd",
        "Lu\u0364denscheid-Su\u0364d",  # a small e above, as old prints have it
        *(f"Lüdenscheid{hyphen}Süd" for hyphen in "\u2010\u2011\u2012\u2013\u2014\u2e17\u2e3a\u2e40\u301c\u2212\uff0d"),
    ],
)
def test_rare_spellings_fold_as_the_usual_one(spelled):
    assert fold(spelled) == fold("Lüdenscheid-Süd")
