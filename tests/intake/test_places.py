"""Where a reader says that something is printed, the file has those words, and no others."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from survey.intake import read_annex, read_paper
from tests.intake.golden import ANNEXES

HERE = Path(__file__).parent.parent
# Real prints are read where they lie; without them, those of the repository are tested alone.
SHARED = Path(os.environ.get("PAPERS") or HERE.parent.parent / "shared" / "papers") / "printed"
SEEDS = [path for name in ("seed-ruled.pdf", "seed-rules.pdf") if (path := SHARED / name).exists()]
TABLES = [*sorted(ANNEXES.glob("*.pdf")), *SEEDS]
WHOLE = [HERE / "papers" / "hessen-printed.pdf", *SEEDS]


def squeezed(text):
    return re.sub(r"[\W_]+", "", text)


def words_in(pages, boxes):
    """The letters of the words whose middle lies in one of the boxes."""
    by_number = {page.number: page for page in pages}
    found = []
    for number, box in boxes:
        for word in by_number[number].words:
            x, y = word.box.middle
            if box.x0 - 0.1 <= x <= box.x1 + 0.1 and box.top - 0.1 <= y <= box.bottom + 0.1:
                found.append(word)
    return found


def letters(words):
    return letters_of("".join(word.text for word in words))


def letters_of(text):
    return sorted(squeezed(text))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_words_in_the_boxes_of_each_cell_are_its_text(path):
    table = read_annex(path.read_bytes(), path.name)
    cells = [cell for record in table.records for cell in record.cells if cell.text.strip()]
    assert cells
    assert [cell.text for cell in cells if not cell.boxes] == []
    wrong = [cell.text for cell in cells if letters(words_in(table.pages, cell.boxes)) != letters_of(cell.text)]
    assert wrong == []
    assert {cell.page for cell in cells} == {cell.boxes[0][0] for cell in cells}


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_words_in_the_boxes_of_each_text_of_a_paper_are_the_text(path):
    paper = read_paper(path.read_bytes(), path.name)
    for each in (*paper.remarks, *paper.questions, *paper.replies):
        found = letters(words_in(paper.pages, each.place.boxes))
        assert not Counter(letters_of(each.text)) - Counter(found)
    title = words_in(paper.pages, dict(paper.places)["title"].boxes)
    assert squeezed(paper.title) in squeezed("".join(word.text for word in title))
