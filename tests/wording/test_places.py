"""Places inside a paper: what stands at one, and the one at which something stands."""

import pytest

from survey.wording.places import cell_place, place_of, record_at, row_place
from tests.factories import make_answer, make_question, make_remark, make_reply

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (make_answer, "1/1/1"),
        (lambda: make_question(key="2a"), "question 2a"),
        (make_reply, "reply 1"),
        (make_remark, "remark 1"),
    ],
)
def test_record_is_found_again_at_its_place(make, place):
    record = make()
    inquiry = record.row.annex.inquiry if hasattr(record, "row") else record.inquiry
    assert (place_of(record), record_at(inquiry, place)) == (place, record)


@pytest.mark.parametrize("place", ["", "1/1", "1/1/2", "1/x/1", "question 9", "reply 2", "remark x", "claim 1"])
def test_nothing_stands_at_another_place(place):
    assert record_at(make_answer().row.annex.inquiry, place) is None


def test_place_of_a_cell_begins_with_that_of_its_row():
    answer = make_answer()
    row = answer.row
    row.annex.number, row.key, answer.column.key = 2, 13, 3
    assert (row_place(row.annex, row), cell_place(row.annex, row, answer.column)) == ("2/13", "2/13/3")
