"""Bad tables beside the one sentence that a reader says about them; a new case is a new pair of files."""

from pathlib import Path

import pytest

from survey.files.errors import FileError
from survey.sheets.reader import read_table

CASES = sorted(
    path for path in (Path(__file__).parent.parent / "broken" / "annex").iterdir() if path.suffix != ".expected"
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_broken_annex_is_refused_with_one_sentence(path):
    with pytest.raises(FileError) as raised:
        raise next(bad.error for bad in read_table(path.read_bytes(), path.name).bad_rows)
    assert str(raised.value) == path.with_suffix(".expected").read_text().strip()
