"""A further layout is a row in LAYOUTS: nothing else has to know of it."""

import re
from dataclasses import replace

from survey.intake import read_paper
from survey.intake.layouts import HESSEN, LAYOUTS, Field
from tests.intake.papers import make_paper

NAMED = re.compile(r"landtag\s+von\s+nordland", re.IGNORECASE)


def test_made_up_layout_is_recognised_and_read(monkeypatch):
    own = Field(re.compile(r"(?<![^\n])Landtag von Nordland(?=\n|$)"))
    nordland = replace(HESSEN, slug="nordland", parliament="Landtag von Nordland", named=NAMED)
    content = make_paper().replace(b"HESSISCHER LANDTAG", b"Landtag von Nordland")
    assert read_paper(content, "paper.txt").parliament == ""
    monkeypatch.setitem(LAYOUTS, "nordland", replace(nordland, fields=(own, *HESSEN.fields[1:])))
    paper = read_paper(content, "paper.txt")
    assert (paper.parliament, paper.title, len(paper.questions)) == ("nordland", "Runde Tische", 2)
