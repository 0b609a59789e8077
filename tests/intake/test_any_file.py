"""Whatever a file holds, it is a table or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files.errors import FileError
from survey.intake import LAYOUTS, read_annex, read_paper
from survey.intake.catalogue import DATES, read_catalogue
from tests.examples import one_in
from tests.intake.papers import make_paper

CELLS = ["", "Landkreis", "LK Fulda", "Summe", "Jahr", "2014", "12*", "* ohne Hanau", "---", "Quelle: x"]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), max_size=8)

ENTRIES = st.lists(
    st.sampled_from(
        ["", "19", "19/1613", "1613", "KA", "Runde Tische", "A, B; C (D)", "17.02.2015", "x", "Titel", "Drs"]
    ),
    min_size=1,
    max_size=7,
)

LINES = [
    "Deutscher Bundestag Drucksache 29/1",
    "Niedersächsischer Landtag – 19. Wahlperiode",
    "auf die Kleine Anfrage der Abgeordneten A, B, weiterer Abgeordneter und der Fraktion C",
    "– Drucksache 29/0 –",
    "Anfrage des Abgeordneten A (B), eingegangen am 01.02.2029",
    "betreffend Bänke",
    "V o r b e m e r k u n g d e r F r a g e s t e l l e r",
    "1. Wo?",
    "Frage 1. Wo?",
    "a) Hier?",
    "Hier.",
    "\tFrage 1",
    "LK Fulda\t12",
    "Wiesbaden, 30. April 2029",
    "Anlage",
    "",
]


def read(data, name):
    try:
        return read_annex(data, name)
    except FileError as error:
        assert str(error).startswith(name)
        return None


@pytest.mark.parametrize("ending", ["txt", "csv", "xlsx", "xls", "ods", "html", "json", "jsonl", "pdf"])
@given(data=st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_table_or_refused(ending, data):
    read(data, f"a.{ending}")


@one_in(3)
@given(data=st.binary(max_size=300))
def test_old_spreadsheet_that_breaks_off_is_refused(data):
    assert read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data, "a.xls") is None


@given(rows=ROWS)
def test_rows_of_any_kind_are_a_table_that_holds_together(rows):
    table = read("\n".join(";".join(row) for row in rows).encode(), "a.csv")
    if table:
        assert {len(record.cells) for record in table.records} == {len(table.headings)}
        assert table.records[0].continues is False


@pytest.mark.parametrize("layout", LAYOUTS)
@given(lines=st.lists(st.sampled_from(LINES), max_size=14))
def test_lines_of_any_kind_are_a_paper_that_holds_together_or_refused(layout, lines):
    try:
        paper = read_paper("\n".join(lines).encode(), "a.txt", layout)
    except FileError as error:
        assert str(error).startswith("a.txt")
        return
    keys = {question.key for question in paper.questions}
    assert all(set(reply.questions) <= keys for reply in paper.replies)
    assert {annex.in_reply for annex in paper.annexes} <= {0, *range(1, len(paper.replies) + 1)}
    assert len({annex.number for annex in paper.annexes}) == len(paper.annexes)


@pytest.mark.parametrize("ending", ["txt", "csv", "xlsx", "ods"])
@given(data=st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_catalogue_or_refused(ending, data):
    try:
        read_catalogue(data, f"a.{ending}")
    except FileError as error:
        assert str(error).startswith(f"a.{ending}")


@given(rows=st.lists(ENTRIES, max_size=8))
def test_lines_of_any_kind_are_entries_or_refused(rows):
    headings = ["WP", "Drs", "Art", "Titel", "Fragesteller", "Anfrage vom", "Antwort vom"]
    lines = [";".join(f'"{cell}"' for cell in row) for row in [headings, *rows]]
    file = read_catalogue("\n".join(lines).encode(), "a.csv")
    assert len(file.entries) + len(file.refusals) == sum(any(row) for row in rows)
    assert len({(entry.term, entry.number) for entry in file.entries}) == len(file.entries)
    assert all({*entry.dates, *entry.impossible} <= set(DATES) for entry in file.entries)


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-16", "UTF-16 LE"),
        ("utf-16-be", "UTF-16 BE"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
        ("utf-8-sig", ""),
    ],
)
def test_text_in_another_encoding_reads_the_same_and_the_encoding_is_said(codec, said):
    text = make_paper(questions="Frage 1. Wie groß sind „Brücken“?\n\nSie müssen größer werden.").decode()
    plain, other = (read_paper(text.encode(each), "paper.txt", "hessen") for each in ("utf-8", codec))
    named = [dict(each.params)["encoding"] for each in other.findings if each.kind == "file"]
    assert (other.questions, other.replies) == (plain.questions, plain.replies)
    assert named == ([said] if said else [])
