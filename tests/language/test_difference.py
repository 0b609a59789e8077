import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.language.difference import difference


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("gleich", "gleich", [("equal", "gleich")]),
        ("", "neu", [("added", "neu")]),
        ("alt", "", [("removed", "alt")]),
        (
            "mit Unterküften vor Ort",
            "mit Unterkünften vor Ort",
            [("equal", "mit "), ("removed", "Unterküften"), ("added", "Unterkünften"), ("equal", " vor Ort")],
        ),
        (
            "sehr aktiv.",
            "sehr aktiv.\n\nEs existiert ein Netzwerk.",
            [("equal", "sehr aktiv."), ("added", "\n\nEs existiert ein Netzwerk.")],
        ),
    ],
)
def test_difference_goes_word_by_word(old, new, expected):
    assert difference(old, new) == expected


WORDY = st.lists(st.sampled_from(["der", "Kreis", " ", "  ", "\n\n", ".", "Ärzte", "1"])).map("".join)


@given(WORDY, WORDY)
def test_difference_loses_nothing(old, new):
    pieces = difference(old, new)
    assert "".join(text for op, text in pieces if op != "added") == old
    assert "".join(text for op, text in pieces if op != "removed") == new
