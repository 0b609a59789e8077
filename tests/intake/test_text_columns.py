"""Texts whose lines a program set side by side, as they stand on a page of two columns."""

import textwrap

import pytest

from survey.intake import read_paper
from survey.intake.text_columns import has_columns, one_below_the_other

PROSE = (
    "Die Zahl der Bänke an den Wegen des Landes ist in den vergangenen Jahren gestiegen, und das in allen Kreisen. "
    "Zuständig für die Pflege sind die Gemeinden, die dafür Mittel aus dem Haushalt des Landes erhalten, soweit sie "
    "diese bis zum Ende des Jahres beantragen. Eine Statistik darüber wird nicht geführt, da die Gemeinden nicht "
    "verpflichtet sind, darüber zu berichten, wie viele Bänke sie aufgestellt haben und in welchem Zustand sie sind. "
    "Die Landesregierung hat die Gemeinden gebeten, ihr bis zum Frühjahr mitzuteilen, wo weitere Bänke fehlen."
)
HEAD = """Landtag von Musterland                                          Drucksache 98/12
98. Wahlperiode                                                       03.03.2029

Kleine Anfrage
des Abgeordneten Max Muster (CDU)
und
Antwort
des Ministeriums für Erfundenes

Bänke an Wegen
"""


def side_by_side(text, gap=4):
    lines = textwrap.wrap(text, 38)
    half = (len(lines) + 1) // 2
    return [f"{a:<{38 + gap}}{b}".rstrip() for a, b in zip(lines[:half], [*lines[half:], ""], strict=False)]


def test_columns_are_read_one_after_the_other():
    texts = side_by_side(PROSE * 2)
    assert has_columns(texts)
    assert " ".join(text.strip() for _at, text in one_below_the_other(texts)).split() == (PROSE * 2).split()


def test_line_over_the_whole_width_parts_what_stands_above_and_below_it():
    above, below = side_by_side(PROSE), side_by_side(PROSE)
    heading = "Eine Überschrift, die über die ganze Breite der Seite reicht, steht hier"
    read = [text.strip() for _at, text in one_below_the_other([*above, heading, *below])]
    assert " ".join(read).split() == [*PROSE.split(), *heading.split(), *PROSE.split()]


@pytest.mark.parametrize(
    "texts",
    [
        textwrap.wrap(PROSE, 80),
        [f"Landkreis {name:<30}{number:>6}      ja" for number, name in enumerate("ABCDEFGHIJKLMNOPQRST")],
        [f"{'Landkreis ' + name:<42}Hat Mittel beantragt und erhalten" for name in "ABCDEFGHIJKLMNOPQRST"],
    ],
)
def test_prose_and_tables_are_no_columns(texts):
    assert one_below_the_other(texts) == list(enumerate(texts))


def test_paper_in_columns_is_read_in_order_and_that_is_said():
    body = f"1. Wie viele Bänke stehen an den Wegen des Landes? {PROSE} 2. Wer pflegt sie und wo? {PROSE}"
    parts = [
        line
        for piece in body.replace(" 2. Wer", "\n2. Wer").replace("? Die Zahl", "?\nDie Zahl").split("\n")
        for line in textwrap.wrap(piece, 38)
    ]
    half = (len(parts) + 1) // 2
    rows = [f"{a:<42}{b}".rstrip() for a, b in zip(parts[:half], [*parts[half:], ""], strict=False)]
    paper = read_paper((HEAD + "\f" + "\n".join(rows)).encode(), "paper.txt")
    assert [reply.text.split() for reply in paper.replies] == [PROSE.split()] * 2
    assert [each.kind for each in paper.findings] == ["file"]
