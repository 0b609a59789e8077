"""What counts of the readings of one row in one part."""

import pytest

from survey.models import Coding, current_coding
from survey.models.open_work import in_force
from tests.factories import make_code, make_coding, make_question, make_row, make_user

pytestmark = pytest.mark.django_db

# Categories of first reading, second reading and settlement; what is current, and whether it is disputed.
CASES = [
    (None, None, None, None, False),
    ("yes", None, None, "yes", False),
    ("yes", "yes", None, "yes", False),
    ("yes", "no", None, None, True),
    ("yes", "no", "no", "no", False),
    ("yes", "yes", "no", "no", False),
    (None, "no", None, None, False),
    (None, None, "no", "no", False),
]


def made(*words):
    row = make_row()
    question = make_question(row.annex.inquiry)
    roles = zip(words, Coding.Role.values, strict=True)
    return row, [make_coding(row, question, word, role=role) for word, role in roles if word]


@pytest.mark.parametrize(("first", "second", "settled", "expected", "is_disputed"), CASES)
def test_settled_counts_else_first_where_no_second_differs(first, second, settled, expected, is_disputed):
    _row, codings = made(first, second, settled)
    current = current_coding(codings)
    assert (current.coding and current.coding.code.code, current.is_disputed) == (expected, is_disputed)
    assert current.is_open == (expected is None and not is_disputed)


@pytest.mark.parametrize(("first", "second", "settled", "expected", "is_disputed"), CASES)
def test_database_counts_the_same(first, second, settled, expected, is_disputed):
    row, _codings = made(first, second, settled)
    codes = {coding.code.code for coding in in_force(row.codings.all())}
    assert codes == ({expected} if expected else set())
    assert Coding.objects.filter(row=row).disputed().exists() == is_disputed


def test_category_in_two_versions_is_the_same():
    row = make_row()
    question = make_question(row.annex.inquiry)
    old, new = make_code(question, "yes"), make_code(question, "yes", version=2)
    codings = [make_coding(row, code=old), make_coding(row, code=new, role="second")]
    assert current_coding(codings) == (codings[0], False)


def test_second_reader_sees_own_readings_and_those_of_rows_that_are_read_twice():
    question, other, second = make_question(), make_user("other"), make_user("second")
    codes = {word: make_code(question, word) for word in ("yes", "no")}
    rows = [make_row(printed="LK Fulda")]
    rows += [make_row(rows[0].annex, printed) for printed in ("LK Kassel", "LK Gießen")]
    make_coding(rows[0], code=codes["yes"], by=other)  # hidden: it is still to be read a second time
    twice = make_coding(rows[1], code=codes["yes"], by=other)
    own_second = make_coding(rows[1], code=codes["no"], role="second", by=second)
    own_first = make_coding(rows[2], code=codes["yes"], by=second)
    assert set(Coding.objects.visible_to(second)) == {twice, own_second, own_first}
    assert Coding.objects.visible_to(other).count() == 4
