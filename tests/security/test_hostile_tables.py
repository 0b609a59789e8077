"""Some hundred hostile tables: read or refused with a sentence, and harmless where they are handed on."""

import csv as standard_csv
import re
import time
import zipfile
from io import BytesIO, StringIO
from itertools import chain

import pytest

from survey.files.errors import FileError
from survey.intake import read_annex
from survey.sheets import csv, ods, xlsx
from survey.sheets.sheet import Sheet
from tests.security.hostile_tables import SECRET, made
from tests.sheets.test_round_trip import WHEN

LIVE = re.compile(r"[=+\-@\t\r]")
LIVE_CELL = re.compile(rb"<f[ >]|:formula=")  # of a spreadsheet
NUMBER = re.compile(r"[-+]?\d[\d.,]*%?$")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Each file with the table that is read from it, or the sentence by which it is refused."""
    path = tmp_path_factory.mktemp("local") / "secret"
    path.write_text(SECRET)
    found = {}
    for name, data in made(str(path)).items():
        begun = time.process_time()
        try:
            found[name] = read_annex(data, name), time.process_time() - begun
        except Exception as stopped:  # which ones may come is what a test asks
            found[name] = stopped, time.process_time() - begun
    return found


def read(tables):
    return {name: table for name, (table, _seconds) in tables.items() if not isinstance(table, Exception)}


def test_there_are_enough_of_them_and_both_ends_are_met(tables):
    assert len(tables) > 300
    assert 100 < len(read(tables)) < len(tables) - 50


def test_what_is_not_read_is_refused(tables):
    ends = {name: repr(end) for name, (end, _) in tables.items() if isinstance(end, Exception)}
    assert {name: end for name, end in ends.items() if not end.startswith("FileError")} == {}


def test_refusal_is_one_sentence_that_names_the_file_and_nothing_of_the_program(tables):
    said = {name: str(found) for name, (found, _) in tables.items() if isinstance(found, FileError)}
    wrong = [name for name, text in said.items() if not re.match(rf"{re.escape(name)}[^\n]*: [A-Z“].*[.”!]$", text)]
    assert [said[name] for name in wrong] == []
    assert [
        text for text in said.values() if re.search(r"Error|Exception|Traceback|/usr/|site-packages|0x", text)
    ] == []


def test_none_of_them_keeps_the_processor_busy(tables):
    assert {name: seconds for name, (_, seconds) in tables.items() if seconds > 3} == {}


def test_no_file_of_this_machine_comes_into_a_table(tables):
    assert [name for name, table in read(tables).items() if SECRET in repr(table)] == []


def cells(table):
    yield [table.label_heading, *table.headings]
    for record in table.records:
        yield [record.label, *(cell.text for cell in record.cells)]


def test_no_formula_is_live_where_a_table_is_handed_on(tables):
    """CSV, XLSX and ODS, as they are written from what was read."""
    wrong = []
    for name, table in read(tables).items():
        headings, *lines = cells(table)
        written = StringIO("".join(csv.lines(headings, lines)), newline="")
        for each in chain.from_iterable(standard_csv.reader(written)):
            wrong += [(name, each)] if LIVE.match(each) and not NUMBER.match(each) else []
        for module in (xlsx, ods):
            data = module.write(Sheet("Tabelle", headings, lines), when=WHEN).read()
            wrong += [(name, module.__name__) for part in xml_of(data) if LIVE_CELL.search(part)]
    assert wrong == []


def xml_of(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
