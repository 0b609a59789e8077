"""Two changes of one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.language.merging import merged

BEFORE = "Es gibt einen Runden Tisch. Der Kreis lädt ein."


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("Es gibt zwei Runde Tische. Der Kreis lädt ein.", "Es gibt einen Runden Tisch. Die Stadt lädt ein.", "…"),
        (
            BEFORE,
            "Es gibt keinen Runden Tisch. Der Kreis lädt ein.",
            "Es gibt keinen Runden Tisch. Der Kreis lädt ein.",
        ),
        ("Es gibt zwei Runde Tische.", "Es gibt zwei Runde Tische.", "Es gibt zwei Runde Tische."),
        ("Es gibt zwei Tische.", "Es gibt drei Tische.", None),
        (BEFORE + " Oft.", BEFORE + " Selten.", None),
        ("Es gibt einen Runden Tisch.", "Es gibt einen Runden Tisch. Der Landkreis lädt ein.", None),
    ],
)
def test_changes_are_put_together_where_they_do_not_touch(one, other, both):
    expected = "Es gibt zwei Runde Tische. Die Stadt lädt ein." if both == "…" else both
    assert merged(BEFORE, one, other) == expected
    assert merged(BEFORE, other, one) == expected


TEXTS = st.text("ab .", max_size=20)


@given(TEXTS, TEXTS)
def test_who_changed_alone_is_right(before, changed):
    assert merged(before, changed, before) == merged(before, before, changed) == changed
    assert merged(before, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_order_of_the_two_does_not_matter(before, one, other):
    assert merged(before, one, other) == merged(before, other, one)
