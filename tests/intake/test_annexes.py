"""Annexes as files beside what a reader makes of them; a new odd one is a new pair."""

import pytest

from survey.intake import read_annex
from tests.intake.golden import ANNEXES, described, expected

CASES = sorted(path for path in ANNEXES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_annex_reads_as_the_file_beside_it(path):
    assert described(read_annex(path.read_bytes(), path.name)) == expected(path)
