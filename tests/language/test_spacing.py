import pytest

from survey.language.spacing import plain, unkerned, unspaced


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", "Vorbemerkung der Fragesteller"),
        ("V o r b e m e r k u n g d e r B u n d e s r e g i e r u n g", "Vorbemerkung der Bundesregierung"),
        ("A N T W O R T", "ANTWORT"),
        ("Frage 1 a b", "Frage 1 a b"),
    ],
)
def test_unspaced_reads_letters_set_apart(printed, text):
    assert unspaced(printed) == text


def test_plain_leaves_out_what_says_nothing():
    assert plain("\u20021.\u00a0Wie vie\u00adle\u200b\tja") == " 1. Wie viele\tja"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Landesregie\u00ad ", "Landesregie- "),
        ("Landesregie¬", "Landesregie-"),
        ("auﬂisten", "auflisten"),
        ("fu\u0308r", "für"),
        ("f¨ur G¨aste und ¨Amter", "für Gäste und Ämter"),
        ("f ¨ur", "für"),
        ("für\u2028die", "für die"),
    ],
)
def test_plain_writes_cut_and_composed_letters_as_others_do(printed, text):
    assert plain(printed) == text


def test_unkerned_joins_a_capital_with_the_word_that_asks():
    assert unkerned("W ie viele ? W elche? Gruppe W er") == "Wie viele? Welche? Gruppe Wer"
