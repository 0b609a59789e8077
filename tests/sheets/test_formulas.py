import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.sheets.formulas import defuse, protect, restore, unprotect

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


@pytest.mark.parametrize(
    "text", ["1-2", "06631", "3/4", "12:30", "1E5", "Mai 2015", "wahr", " TRUE ", "=1+1", "'12", "1.3."]
)
def test_protect_keeps_a_spreadsheet_program_from_guessing(text):
    assert (protect(text), unprotect("'" + text)) == ("'" + text, text)


@pytest.mark.parametrize("text", ["", "Ja.", "'Gipfel'", "Im Landkreis gibt es seit 2014 einen Runden Tisch Asyl."])
def test_protect_leaves_other_text_alone(text):
    assert (protect(text), unprotect(text)) == (text, text)


@given(RISKY_TEXT | st.text(alphabet="'=12-./ wahrWAHR"))
def test_unprotect_is_the_exact_inverse_of_protect(text):
    assert unprotect(protect(text)) == text
