"""Lists of inquiries as files beside what the reader makes of them; a new odd one is a new pair."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from survey.intake.catalogue import read_catalogue

CATALOGUES = Path(__file__).parent.parent / "catalogues"
CASES = sorted(path for path in CATALOGUES.iterdir() if path.suffix != ".json")


def described(catalogue):
    """All that is not empty; the cells of a line stand in the file."""
    found = json.loads(json.dumps(asdict(catalogue), default=str))
    for entry in found["entries"]:
        del entry["cells"]
    return _filled(found)


def expected(path):
    return json.loads(path.with_name(f"{path.name}.json").read_text())


def _filled(value):
    if isinstance(value, dict):
        return {name: _filled(each) for name, each in value.items() if each}
    return [_filled(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_catalogue_reads_as_the_file_beside_it(path):
    assert described(read_catalogue(path.read_bytes(), path.name)) == expected(path)
