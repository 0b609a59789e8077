"""What counts of the readings of one row in one part."""

import pytest

from survey.models import Coding, current_coding
from survey.models.open_work import in_force
from tests.factories import make_code, make_coding, make_question, make_row

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
