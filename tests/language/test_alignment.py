"""Which text of a later reading is which of an earlier one."""

import pytest

from survey.language.alignment import ComparedText, aligned

ONE, TWO, THREE, FOUR = "Ja, in Fulda.", "Nein, nirgends im Land.", "Das ist nicht bekannt.", "Siehe Anlage."


@pytest.mark.parametrize(
    ("earlier", "later", "pairs"),
    [
        ([ONE, TWO], [ONE, TWO], {0: 0, 1: 1}),
        ([ONE, TWO], ["ja in  Fulda", "Nein!"], {0: 0, 1: 1}),
        ([ONE, TWO], [ONE, THREE, TWO], {0: 0, 2: 1}),
        ([ONE, THREE, TWO], [ONE, TWO], {0: 0, 1: 2}),
        ([f"{ONE} {TWO}", THREE], [ONE, TWO, THREE], {1: 0, 2: 1}),
        ([ONE, TWO, THREE], [f"{ONE} {TWO}", THREE], {0: 1, 1: 2}),
        ([ONE, TWO, FOUR], [ONE, "Nein, nirgends.", THREE, FOUR], {0: 0, 1: 1, 3: 2}),
        ([ONE], [TWO], {0: 0}),
        ([], [ONE], {}),
    ],
)
def test_texts_are_known_again_in_their_order(earlier, later, pairs):
    assert aligned([ComparedText.of(each) for each in earlier], [ComparedText.of(each) for each in later]) == pairs


def test_what_stands_beside_a_text_counts_along():
    known = [ComparedText.of("Nein.", "question 1", "question 2")]
    assert aligned(known, [ComparedText.of("Ja.", "question 1"), ComparedText.of("Gut.", "question 3")]) == {0: 0}
