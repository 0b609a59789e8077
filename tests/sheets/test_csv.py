import csv as stdlib
import datetime
import io
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files.errors import FileError
from survey.files.limits import limits
from survey.sheets import csv

FIELD = st.text(alphabet="'=+-@\t\r\n ,;\"aÄ1") | st.text(st.characters(exclude_categories=["Cc", "Cs"]))


def written(rows, headings=("respondent", "Frage 1"), **options):
    return "".join(csv.lines(headings, rows, **options))


def texts(table):
    return [(record.label, *(cell.text for cell in record.cells)) for record in table.records]


def test_csv_lines_end_with_crlf_and_quote_only_what_must_be():
    rows = [["LK Fulda", "Ja."], ["a,b", 'sagt "nein"'], ["zwei\nZeilen", "a;b"]]
    assert written(rows) == ('respondent,Frage 1\r\nLK Fulda,Ja.\r\n"a,b","sagt ""nein"""\r\n"zwei\nZeilen",a;b\r\n')


def test_csv_lines_follow_separator_and_byte_order_mark():
    assert written([["a;b", "c,d"]], separator=";", bom=True) == '\ufeffrespondent;Frage 1\r\n"a;b";c,d\r\n'


def test_csv_lines_defuse_text_but_not_numbers():
    assert written([["=1+1", "- Nein"], [-3, Decimal("-1.50")]]) == (
        "respondent,Frage 1\r\n'=1+1,'- Nein\r\n-3,-1.50\r\n"
    )


def test_csv_lines_write_each_kind_of_value_one_way():
    values = [None, True, False, 0, 2.0, 0.5, Decimal("1E+3"), datetime.date(2015, 3, 26)]
    assert written([values], headings=[]) == '""\r\n,true,false,0,2,0.5,1000,2015-03-26\r\n'


def test_csv_lines_keep_equal_values_of_different_kinds_apart():
    rows = [[1, "1"], [True, None], [Decimal("1.0"), ""], [Decimal("1.00"), None]]
    assert written(rows, headings=[]) == '""\r\n1,1\r\ntrue,\r\n1.0,\r\n1.00,\r\n'


def test_csv_lines_write_rows_of_different_lengths():
    assert written([["b", "c"], [], ["d"]], headings=["a"]) == 'a\r\nb,c\r\n""\r\nd\r\n'


def test_csv_lines_take_some_rows_at_a_time():
    numbers = itertools.count()
    list(itertools.islice(csv.lines(["respondent"], ([str(number)] for number in numbers)), 3))
    assert next(numbers) == 2 * csv.ROWS


@given(st.lists(st.lists(FIELD, min_size=2, max_size=2), max_size=5), st.sampled_from(",;"))
def test_csv_lines_are_read_by_the_standard_library(rows, separator):
    read = stdlib.reader(io.StringIO(written(rows, separator=separator), newline=""), delimiter=separator)
    assert [[csv.restore(field) for field in row] for row in read][1:] == rows


@given(st.lists(FIELD, min_size=1, max_size=5))
def test_csv_read_gives_back_what_lines_wrote(values):
    values = [value.replace("\0", "") for value in values]
    table = csv.read(written([["LK Fulda", value] for value in values]).encode(), "a.csv")
    assert texts(table) == [("LK Fulda", value) for value in values]


@pytest.mark.parametrize(
    "data",
    [
        b"respondent,Frage 1\r\nLK Fulda,Ja.\r\n",
        b"respondent;Frage 1\nLK Fulda;Ja.\n",
        b"\xef\xbb\xbf;Frage 1\nLK Fulda;Ja.",
        b'\n"respondent","Frage 1",\n"LK Fulda","Ja.",\n,,\n',
        b'"Stelle","Frage 1"\n"LK Fulda","Ja."',
    ],
)
def test_csv_read_takes_what_spreadsheet_programs_write(data):
    table = csv.read(data, "a.csv")
    assert (table.headings, texts(table)) == (("Frage 1",), [("LK Fulda", "Ja.")])


def test_csv_read_does_not_count_separators_inside_quotes():
    table = csv.read(b'respondent,"a; b; c"\nLK Fulda,Ja.\n', "a.csv")
    assert table.headings == ("a; b; c",)


def test_csv_read_keeps_what_stood_in_the_file_beside_restored_text():
    ((cell,),) = [record.cells for record in csv.read(b"respondent,Frage 1\nLK Fulda,'- Ja\n", "a.csv").records]
    assert (cell.text, cell.raw) == ("- Ja", "'- Ja")


def test_csv_read_counts_lines_as_an_editor_does():
    table = csv.read(b'respondent,Frage 1\nLK Fulda,"zwei\nZeilen"\n\nLK Kassel,Ja.\n', "a.csv")
    assert [(record.label, record.line) for record in table.records] == [("LK Fulda", 2), ("LK Kassel", 5)]


def test_csv_read_joins_nothing_but_marks_continuation_rows():
    table = csv.read(b"respondent,Frage 1\nLK Fulda,Ja\n,und nein.\n", "a.csv")
    assert [(record.label, record.continues) for record in table.records] == [("LK Fulda", False), ("", True)]


def test_csv_read_refuses_a_cell_that_never_ends():
    with pytest.raises(FileError) as raised:
        csv.read(b'respondent,Frage 1\nLK Fulda,Ja.\nLK Kassel,"' + b"x" * limits.cell + b'x"\n', "a.csv")
    assert (raised.value.file, raised.value.line) == ("a.csv", 3)
