import datetime
import pickle

import pytest

from survey.files.errors import FileError
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.reader import read_table
from survey.sheets.sheet import Sheet
from survey.sheets.table import Record, SheetCell, Table

HEADINGS = ["respondent", "Frage 1"]
ROWS = [["LK Fulda", "Ja."]]
WHEN = datetime.datetime(2026, 11, 3)
FILES = {
    "csv": "".join(csv.lines(HEADINGS, ROWS)).encode(),
    "json": "".join(json.lines(HEADINGS, ROWS)).encode(),
    "jsonl": "".join(jsonlines.lines(HEADINGS, ROWS)).encode(),
    "xlsx": xlsx.write(Sheet("Anlage", HEADINGS, ROWS), when=WHEN).read(),
    "ods": ods.write(Sheet("Anlage", HEADINGS, ROWS), when=WHEN).read(),
}


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("name", ["a.{}", "A.{}", "upload"])
def test_read_table_takes_each_format_by_ending_or_content(ending, name):
    table = read_table(FILES[ending], name.format(ending).replace("A.csv", "A.CSV"))
    line = None if ending.startswith("json") else 2
    record = Record("LK Fulda", (SheetCell("Ja.", line=line),), line=line)
    assert table == Table(("Frage 1",), (record,), "respondent")


def test_sheet_error_is_one_sentence_with_its_place():
    error = FileError(
        "source.txt", 7, None, "%(cells)d cells, but the table has %(columns)d columns.", {"cells": 5, "columns": 4}
    )
    assert str(error) == "source.txt, line 7: 5 cells, but the table has 4 columns."
    assert (error.reason, error.template) == (
        "5 cells, but the table has 4 columns.",
        "%(cells)d cells, but the table has %(columns)d columns.",
    )


def test_sheet_error_without_place_or_values():
    assert str(FileError("a.csv", None, "Frage 1", "100% wrong.")) == "a.csv, column Frage 1: 100% wrong."


def test_sheet_error_survives_the_way_to_another_process():
    error = FileError("a.csv", 1, 2, "“%(a)s”", {"a": "b"})
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_blocks_gather_lines_and_lose_none():
    assert list(chunks(["ab", "cd", "e", "f"], size=3)) == [b"abcd", b"ef"]
    assert list(chunks([])) == []
