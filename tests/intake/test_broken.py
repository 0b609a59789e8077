"""Bad papers beside the one sentence that a reader says about them; a new case is a new pair of files."""

from pathlib import Path

import pytest

from survey.intake import read_paper
from survey.intake.paper import PaperError

CASES = sorted((Path(__file__).parent.parent / "broken" / "paper").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_broken_paper_is_refused_with_one_sentence(path):
    with pytest.raises(PaperError) as raised:
        read_paper(path.read_bytes(), path.name, "hessen")
    assert str(raised.value) == path.with_suffix(".expected").read_text().strip()
