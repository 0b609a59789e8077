"""How far two readings agree."""

import subprocess
import sys
from decimal import Decimal

import pytest

from survey.record import RecordPaper
from survey.record.agreement import Agreement, agreement, of_part
from tests import factories


def pairs(text):
    """ "yy yn nn": first and second reading of a row each."""
    return [tuple(pair) for pair in text.split()]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("", (0, 0, None, None)),
        ("yy yy", (2, 2, "100.0", None)),  # one category alone: nothing to tell chance by
        ("yy nn", (2, 2, "100.0", "1.000")),
        ("yy ny nn yn", (4, 2, "50.0", "0.125")),
        ("yn", (1, 0, "0.0", "0.000")),
        ("yy yy yy nn nn pp pp pn yn yy", (10, 8, "80.0", "0.705")),
    ],
)
def test_agreement_in_percent_and_as_alpha(read, expected):
    n, agreed, percent, alpha = expected
    assert agreement(pairs(read)) == Agreement(n, agreed, percent and Decimal(percent), alpha and Decimal(alpha))


@pytest.mark.django_db
def test_agreement_of_a_part_counts_rows_read_twice_and_not_what_settled_them():
    row, part = factories.make_row(printed="Polizei"), None
    for printed, first, second in (("LK Fulda", "yes", "no"), ("LK Kassel", "no", "no"), ("LK Gießen", "yes", None)):
        row = factories.make_row(row.annex, printed)
        part = part or factories.make_question(row.annex.inquiry, "1")
        factories.make_coding(row, part, first)
        if second:
            factories.make_coding(row, part, second, role="second")
    factories.make_coding(row.annex.rows.get(printed="LK Gießen"), part, "yes", role="settled")
    found = of_part(RecordPaper(row.annex.inquiry), "1")
    assert (found.n, found.agreed, found.percent) == (2, 1, Decimal("50.0"))


def test_library_is_not_loaded_before_it_is_needed():
    program = (
        "import django, sys; django.setup(); import survey.record.agreement, survey.admin;"
        "sys.exit('krippendorff' in sys.modules)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""}
    assert subprocess.run([sys.executable, "-c", program], env=environment).returncode == 0
