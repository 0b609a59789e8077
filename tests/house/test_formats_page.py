"""docs/formats.md against the readers and the golden pairs."""

import json
import re
from pathlib import Path, PurePath

from survey.importing.formats import FORMATS
from survey.intake import TRANSCRIPTS
from survey.sheets.wide import ONE_TABLE, SEVERAL_TABLES
from tests.intake.golden import ANNEXES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text()
FILE = re.compile(r"`([a-z0-9-]+\.[a-z]+)`")


def lines_of(heading):
    """The cells of the table below a heading, without its first two lines."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"][
        2:
    ]


def test_formats_page_lists_every_ending_that_is_read():
    endings = [ending for cells in lines_of("Endings") for ending in re.findall(r"`(\.\w+)`", cells[0])]
    assert sorted(endings) == sorted([*TRANSCRIPTS, *ONE_TABLE, *SEVERAL_TABLES])
    assert {f".{each.extension}" for each in FORMATS} <= set(endings)


def test_formats_page_names_each_golden_file_beside_its_ending():
    named = {name: cells[0] for cells in lines_of("Endings") for name in FILE.findall(cells[2])}
    assert set(named) == {path.name for path in ANNEXES.iterdir() if path.suffix != ".json"}
    assert [name for name, endings in named.items() if f"`{PurePath(name).suffix}`" not in endings] == []


def test_formats_page_says_the_encoding_that_the_reader_said():
    for encoding, file in lines_of("Encodings of texts"):
        golden = json.loads((ANNEXES / file.strip("`")).with_suffix(".json").read_text())
        assert golden.get("encoding", "UTF-8") == encoding


def test_formats_page_names_no_file_that_is_not_there():
    names = set(FILE.findall(PAGE))
    assert [name for name in names if not (ANNEXES / name).exists()] == []
