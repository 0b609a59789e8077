"""A further layout is a row in LAYOUTS: nothing else has to know of it."""

import re
from dataclasses import replace

from survey.intake import read_paper
from survey.intake.layouts import HESSEN, LAYOUTS, Field
from tests.intake.papers import make_paper

NAMED = re.compile(r"bürgerkammer\s+nordland", re.IGNORECASE)


def test_made_up_layout_is_recognised_and_read(monkeypatch):
    own = Field(re.compile(r"(?<![^\n])Bürgerkammer Nordland(?=\n|$)"))
    nordland = replace(HESSEN, slug="kammer", parliament="Bürgerkammer Nordland", named=NAMED)
    content = make_paper().replace(b"HESSISCHER LANDTAG", "Bürgerkammer Nordland".encode())
    assert read_paper(content, "paper.txt").parliament != "kammer"
    monkeypatch.setitem(LAYOUTS, "kammer", replace(nordland, fields=(own, *HESSEN.fields[1:])))
    paper = read_paper(content, "paper.txt")
    assert (paper.parliament, paper.title, len(paper.questions)) == ("kammer", "Runde Tische", 2)
