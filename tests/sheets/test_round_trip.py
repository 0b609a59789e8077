"""Any table is the same again, whatever format carried it."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from survey.intake import read_annex
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.sheet import Sheet

WHEN = datetime.datetime(2026, 11, 3, 12, 30, 6, tzinfo=datetime.UTC)
WORDS = st.text(alphabet="'=+-@#;,\t|\"\n aÄß1.€_x0D<>&{}[]—„“") | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"])
)
TEXTS = WORDS.filter(lambda text: not text or text.strip())  # spreadsheets read a cell of blanks as empty
LABELS = WORDS.map(str.strip).filter(bool)
HEADINGS = st.text(alphabet="aÄß1 ?;,|\"'=+-@\n", min_size=1).map(str.strip).filter(bool)


@st.composite
def tables(draw):
    headings = draw(st.lists(HEADINGS, min_size=1, max_size=4, unique=True))
    rows = st.tuples(LABELS, *[TEXTS] * len(headings))
    return ["respondent", *headings], draw(st.lists(rows, min_size=1, max_size=5))


def as_csv(separator, mark=""):
    return lambda headings, rows: (mark + "".join(csv.lines(headings, rows, separator=separator))).encode()


def as_sheet(module):
    return lambda headings, rows: module.write(Sheet("Tabelle", headings, rows), when=WHEN).read()


WRITERS = {
    "comma.csv": as_csv(","),
    "semicolon.csv": as_csv(";"),
    "tab.csv": as_csv("\t"),
    "bar.csv": as_csv("|"),
    "comma-mark.csv": as_csv(",", "\ufeff"),
    "semicolon-mark.csv": as_csv(";", "\ufeff"),
    "a.xlsx": as_sheet(xlsx),
    "a.ods": as_sheet(ods),
    "a.json": lambda headings, rows: "".join(json.lines(headings, rows)).encode(),
    "a.jsonl": lambda headings, rows: "".join(jsonlines.lines(headings, rows)).encode(),
}


@pytest.mark.parametrize("name", WRITERS)
@given(table=tables())
@example(table=(["respondent", "1"], [("0", ""), ("*0", "")]))  # below a table of somebody else's it were a note
def test_table_is_the_same_again(name, table):
    headings, rows = table
    read = read_annex(WRITERS[name](headings, rows), name)
    assert [read.label_heading, *read.headings] == headings
    assert [(record.label, *(cell.text for cell in record.cells)) for record in read.records] == rows
