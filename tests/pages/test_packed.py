"""A document is the same after it was kept."""

from pathlib import Path

import pytest

from survey.intake import open_paper
from survey.pages import packed
from survey.pages.document import Box, Document, Doubt, Grid, GridCell, PageLine, ReaderWarning, Word

PAPERS = Path(__file__).parent.parent / "papers"
BOX = Box(1.0, 2.5, 3.0, 4.0)
WHOLE = Document(
    "a.pdf",
    "pdf",
    (PageLine(1, "Wie viele?", 1, BOX, 9.5, bold=True, words=(Word("Wie", BOX, confidence=0.5),)), PageLine(2, "–")),
    (),
    (Grid(((GridCell("a", doubts=(Doubt("word", "a", 1, BOX),), boxes=((1, BOX),)), None),), guessed=frozenset("x")),),
    footnotes=(("1", "Siehe"),),
    remarks=(ReaderWarning("%(a)s", {"a": 1}),),
)


def test_document_is_the_same_again():
    assert packed.unpack(packed.pack(WHOLE)) == WHOLE


@pytest.mark.parametrize("name", ["hessen-word.docx", "general-words.txt"])
def test_paper_is_the_same_again(name):
    document = open_paper((PAPERS / name).read_bytes(), name).document
    assert packed.unpack(packed.pack(document)) == document


def test_document_that_another_version_packed_is_none(monkeypatch):
    old = packed.pack(WHOLE)
    monkeypatch.setattr(packed, "_shape", lambda: "another")
    assert packed.unpack(old) is None
