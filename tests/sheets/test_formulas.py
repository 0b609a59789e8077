import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sheets.formulas import defuse, restore

RISKY_TEXT = st.text(alphabet="'=+-@\t\r\n aÄ1") | st.text()


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("=1+1", "'=1+1"),
        ("+49 611", "'+49 611"),
        ("- die Kirchen", "'- die Kirchen"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("''-", "'''-"),
    ],
)
def test_defuse_puts_an_apostrophe_before_what_might_run(text, defused):
    assert defuse(text) == defused


@pytest.mark.parametrize("text", ["", "Runder Tisch", "'Gipfel'", "1=1", " =1", "'"])
def test_defuse_leaves_other_text_alone(text):
    assert (defuse(text), restore(text)) == (text, text)


@given(RISKY_TEXT)
def test_restore_is_the_exact_inverse_of_defuse(text):
    assert restore(defuse(text)) == text


@given(RISKY_TEXT)
def test_defuse_leaves_nothing_that_begins_a_formula(text):
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r"))
