"""Whatever a file holds, it is a table or one sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.intake import read_annex
from survey.sheets.table import SheetError

CELLS = ["", "Landkreis", "LK Fulda", "Summe", "Jahr", "2014", "12*", "* ohne Hanau", "---", "Quelle: x"]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), max_size=8)


def read(data, name):
    try:
        return read_annex(data, name)
    except SheetError as error:
        assert str(error).startswith(name)
        return None


@pytest.mark.parametrize("ending", ["txt", "csv", "xlsx", "xls", "ods", "html", "json", "jsonl", "pdf"])
@given(data=st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_table_or_refused(ending, data):
    read(data, f"a.{ending}")


@settings(max_examples=10)
@given(data=st.binary(max_size=300))
def test_old_spreadsheet_that_breaks_off_is_refused(data):
    assert read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data, "a.xls") is None


@given(rows=ROWS)
def test_rows_of_any_kind_are_a_table_that_holds_together(rows):
    table = read("\n".join(";".join(row) for row in rows).encode(), "a.csv")
    if table:
        assert {len(record.cells) for record in table.records} == {len(table.headings)}
        assert table.records[0].continues is False
