"""Each paper in tests/papers beside what its layout's reader makes of it; a new odd one is a new pair of files."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from survey.intake import LAYOUTS, read_paper

PAPERS = sorted(path for path in (Path(__file__).parent.parent / "papers").iterdir() if path.suffix != ".json")


def layout_of(path):
    """The longest of the layouts that the name begins with: "sachsen-anhalt-cover" is not one of Saxony."""
    return max((layout for layout in LAYOUTS if path.stem.startswith(layout)), key=len)


def described(paper):
    """All that is not empty; of a table what says that it is the right one."""
    found = {name: value for name, value in asdict(replace(paper, pages=(), places=(), running=())).items() if value}
    for kind in ("remarks", "questions", "replies", "notes"):
        for item in found.get(kind, ()):
            item.pop("place")
            item.pop("printed", None)
    found.pop("form_lines", None)
    for annex in found.get("annexes", ()):
        annex["guessed"] = sorted(annex["guessed"])
        for name in ("doubts", "guessed", "joined", "source", "as_of"):
            if not annex[name]:
                del annex[name]
    found["findings"] = [[each.kind, each.sentence, each.line] for each in paper.findings]
    for annex in found.get("annexes", ()):
        table, _lines = annex.pop("table"), annex.pop("lines")
        rows = [[record["label"], *(cell["text"] for cell in record["cells"])] for record in table["records"]]
        annex["rows"] = [["", *table["headings"]], *rows]
    return json.loads(json.dumps(found, default=str))


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_paper_is_read_as_its_pair_says(path):
    paper = read_paper(path.read_bytes(), path.name, layout_of(path))
    assert described(paper) == json.loads(path.with_suffix(".json").read_text())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_a_paper(layout):
    assert [path.stem for path in PAPERS if layout_of(path) == layout]


@pytest.mark.parametrize(
    "path", [path for path in PAPERS if "without-head" not in path.stem], ids=lambda path: path.stem
)
def test_layout_is_recognised_from_the_head(path):
    """A parliament without a layout of its own takes what its file begins with."""
    assert read_paper(path.read_bytes(), path.name, "landtag").layout == layout_of(path)


def test_paper_of_a_parliament_that_nothing_names_is_read_in_the_general_layout():
    paper = read_paper(b"Frage 1. Wo?\n\nHier.", "paper.txt", "nowhere")
    assert (paper.layout, [reply.text for reply in paper.replies]) == ("general", ["Hier."])


def test_docs_name_each_layout_with_its_papers():
    page = (Path(__file__).parents[2] / "docs" / "papers.md").read_text()
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| `")]
    told = {row[0].strip(" `"): (row[1].strip(), re.findall(r"`([\w.-]+)`", row[3])) for row in rows}
    assert told == {
        slug: (layout.parliament, [path.name for path in PAPERS if layout_of(path) == slug])
        for slug, layout in LAYOUTS.items()
    }
