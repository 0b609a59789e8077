"""A table as spreadsheet programs copy it: tabs between the cells, quotation marks around a cell that has lines."""

import re

from survey.files.errors import FileError
from survey.files.text import decode_any
from survey.sheets import csv
from survey.sheets.read_options import DEFAULT, ReadOptions
from survey.sheets.table import Table

# Without tabs inside: where a transcript has a mark that nobody closed, the lines after it have some.
QUOTED = re.compile(r'(?:^|\t)"((?:[^"\t]|"")*)"(?=\t|\r?$)', re.MULTILINE)


def read(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Table | None:
    """The table; None where no such cell stands in the text: then each line is a row, as in a transcript."""
    text, _encoding = decode_any(data, name)
    if not any("\n" in cell[1] for cell in QUOTED.finditer(text)):
        return None
    try:
        return csv.read(data, name, options)
    except FileError:
        return None
