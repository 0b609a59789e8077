"""What looks like a table and holds questions stays text."""

import pytest

from survey.intake.grids import with_tables
from survey.pages.document import Box, Document, Grid, GridCell, PageLine


def document(lines, guessed):
    boxes = [Box(50, 100 + 12 * at, 500, 110 + 12 * at) for at in range(len(lines))]
    found = tuple(PageLine(at + 1, text, 1, boxes[at]) for at, text in enumerate(lines))
    rows = tuple(
        tuple(
            GridCell(text, boxes=((1, Box(50 + 200 * at, 100 + 12 * row, 240 + 200 * at, 110 + 12 * row)),))
            for at, text in enumerate(cells)
        )
        for row, cells in enumerate([("Landkreis", "Plätze"), *((f"LK {name}", "12") for name in "ABCDEF")])
    )
    return Document("paper.pdf", "pdf", lines=found, grids=(Grid(rows, guessed=guessed),))


@pytest.mark.parametrize(
    ("lines", "is_table"),
    [
        (["Landkreis Plätze", "LK A 12", "LK B 12", "LK C 12", "LK D 12"], True),
        (["1.", "Wie viele gibt es? Wo sind", "sie zu finden?", "2.", "Wer pflegt sie?"], False),
        (["Landkreis Plätze", "LK A 12", "Frage 2", "Wann endet das?"], False),
    ],
)
def test_lines_that_number_questions_are_no_guessed_table(lines, is_table):
    assert bool(with_tables(document(lines, frozenset({"columns"})), "paper.pdf")[1]) == is_table


def test_numbers_alone_are_cells_where_lines_are_drawn():
    lines = ["1.", "LK Fulda 12", "2.", "LK Kassel 13"]
    assert with_tables(document(lines, frozenset()), "paper.pdf")[1]
