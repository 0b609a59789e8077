"""docs/formats.md against the readers and the golden pairs."""

import json
import re
from pathlib import Path, PurePath

from survey.importing.formats import EXPORT_FORMATS
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
    assert {f".{each.extension}" for each in EXPORT_FORMATS} <= set(endings)


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


def _facts(golden):
    """What of a real annex a golden table shows, each by the words of the page."""
    records = golden["records"]
    yield "stand inside the reply to a question", len(golden["left_out"]) > 2
    yield "have subjects for rows, not respondents", golden["label_heading"] == "Maßnahme"
    yield "put headings between groups of rows", any(each.get("role") == "heading" for each in records)
    yield "have a second and a third key", any(len(each.get("breakdown", ())) == 2 for each in records)
    yield "give two bodies one row", any(" und " in each["label"] for each in records)
    yield "say the unit above the table or in headings", len(set(golden.get("units", ()))) > 1
    yield "print the headings again after a page break", records[-1]["page"] == 2 and len(golden["left_out"]) == 1
    yield "have headings over two or three lines", any(" / " in each for each in golden["headings"])
    yield "go on in rows without label", any(each["continues"] for each in records)
    yield "print a district once for many lines", [each["label"] for each in records].count("LK Fulda") > 1
    yield "break names by a hyphen, in a field", any("-\n" in each["label"] for each in records)
    yield "break names by a hyphen, over two rows", "-\n" in records[0]["label"] and records[1]["continues"]
    yield "draw lines with dashes", any("--" in text for _, text in golden["left_out"])
    yield "add up", any(each.get("role") == "sum" for each in records)
    yield (
        "repeat all rows in blocks",
        records[0].get("role") == "heading" and any("breakdown" in each for each in records),
    )
    yield "mark what footnotes speak of", bool(golden.get("notes"))


def test_formats_page_names_a_file_for_all_that_real_annexes_do():
    said = dict(lines_of("What real annexes do"))
    paths = {what: (ANNEXES / file.strip("`")).with_suffix(".json") for what, file in said.items()}
    goldens = {what: json.loads(path.read_text()) for what, path in paths.items()}
    shown = {what: {fact for fact, is_so in _facts(golden) if is_so} for what, golden in goldens.items()}
    assert list(said) == [fact for fact, _ in _facts(next(iter(goldens.values())))]
    assert [what for what, facts in shown.items() if what not in facts] == []
