"""The agreement of two readings in a sentence."""

import pytest
from django.utils.translation import override

from survey.publishing.agreement import in_words


def part(n, agreed, percent, alpha):
    return {"n": n, "agreed": agreed, "percent": percent, "alpha": alpha}


@pytest.mark.parametrize(
    ("found", "rows", "expected"),
    [
        (None, 20, ""),
        (part(0, 0, None, None), 20, ""),
        (
            part(20, 19, "95", "0.912"),
            20,
            "Zweiteinordnung: 20 von 20 Zeilen doppelt gelesen, 95 % gleich, Krippendorffs Alpha 0,91 (n = 20).",
        ),
        (
            part(3, 2, "66.7", "0"),
            20,
            "Zweiteinordnung: 3 von 20 Zeilen doppelt gelesen, 66,7 % gleich, Krippendorffs Alpha 0,00 (n = 3).",
        ),
        (
            part(3, 3, "100", None),
            20,
            "Zweiteinordnung: 3 von 20 Zeilen doppelt gelesen, 100 % gleich; Krippendorffs Alpha ist nicht bestimmbar, "
            "weil nur eine Einordnung vorkam (n = 3).",
        ),
        (
            part(1, 1, "100", None),
            None,
            "Zweiteinordnung: 1 Zeile doppelt gelesen, 100 % gleich; Krippendorffs Alpha ist",
        ),
    ],
)
def test_agreement_is_said_in_a_sentence(found, rows, expected):
    with override("de"):
        said = in_words(found, rows)
    assert said.startswith(expected) and bool(said) == bool(expected)
