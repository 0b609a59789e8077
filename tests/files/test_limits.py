import pytest

from survey.files.errors import FileError
from survey.files.limits import limits
from survey.sheets import csv

TABLE = b"Landkreis,Frage 1\nLK Fulda,Ja.\nLK Kassel,Nein.\n"


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("file_bytes", 10, "a.csv: The file has more than the 10 bytes that are taken."),
        ("rows", 2, "a.csv, line 3: The table has more than the 2 rows that are taken."),
        ("columns", 1, "a.csv, line 1: The row has more than the 1 columns that are taken."),
    ],
)
def test_limit_is_said_with_its_place(monkeypatch, limit, value, sentence):
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(FileError) as raised:
        csv.read(TABLE, "a.csv")
    assert str(raised.value) == sentence


def test_limit_of_a_cell_holds_for_spreadsheets_too(monkeypatch):
    monkeypatch.setattr(limits, "cell", 5)
    with pytest.raises(FileError) as raised:
        limits.check_row("a.xlsx", 2, 1, ["LK", "Nein, nie."])
    assert str(raised.value) == "a.xlsx, line 2, column 2: The cell has more than the 5 characters that are taken."
