import datetime
import io
import zipfile
import zlib

import pytest

from survey.files import xml_limits, zip_limits
from survey.files.errors import FileError
from survey.files.limits import limits
from survey.sheets import ods, xlsx
from survey.sheets.sheet import Sheet
from survey.sheets.spreadsheets import read_ods, read_xlsx

WHEN = datetime.datetime(2026, 11, 3)
TOO_LARGE = "The file is too large, or unpacks to more than is sensible. Split it, or save it as CSV."
DAMAGED = "The file is damaged or cut off."
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
TABLE = (
    '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x">'
    "<table:table>%s</table:table></office:document-content>"
)


def make_zip(entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_xlsx(sheet):
    return make_zip({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet})


READ = {xlsx: read_xlsx, ods: read_ods}


def make_real(module):
    return module.write(Sheet("Anlage", ["respondent", "Frage 1"], [["LK Fulda", "Ja."]]), when=WHEN).read()


def refusal(data, module=xlsx):
    with pytest.raises(FileError) as raised:
        READ[module](data, "a")
    return raised.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"respondent,Frage 1", "This is not a spreadsheet."),
        (b"%PDF-1.4", "This is a file of another kind (PDF), not a spreadsheet."),
        (make_zip({"a.txt": "a"}), "This is a file of another kind (ZIP), not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a file of another kind (XLS), not a spreadsheet."),
        (make_xlsx("<worksheet>"), DAMAGED),
    ],
)
def test_spreadsheet_read_refuses_other_files(data, reason):
    assert refusal(data) == reason


@pytest.mark.parametrize("module", [xlsx, ods], ids=["xlsx", "ods"])
def test_spreadsheet_read_refuses_a_file_cut_off_anywhere(module):
    data = make_real(module)
    assert {refusal(data[:length], module) for length in range(4, len(data) - 1, 97)} == {DAMAGED}


def test_spreadsheet_read_refuses_a_file_with_a_wrong_byte():
    data = bytearray(make_real(xlsx))
    entry = next(e for e in zipfile.ZipFile(io.BytesIO(data)).infolist() if e.filename.endswith("sheet1.xml"))
    data[entry.header_offset + 30 + len(entry.filename) + 5] ^= 0xFF
    assert refusal(bytes(data)) == DAMAGED


def test_spreadsheet_read_refuses_an_encrypted_ods():
    manifest = "<manifest><encryption-data/></manifest>"
    data = make_zip({"content.xml": "\x01\x02", "META-INF/manifest.xml": manifest})
    assert refusal(data, ods) == "The file is encrypted. Save it without password."


def test_spreadsheet_read_refuses_an_encrypted_zip():
    data = bytearray(make_real(xlsx))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert refusal(bytes(data)) == "The file is encrypted. Save it without password."


def test_spreadsheet_read_refuses_a_bomb():
    assert refusal(make_xlsx(" " * 30_000_000)) == TOO_LARGE


def test_spreadsheet_read_refuses_a_large_file(monkeypatch):
    monkeypatch.setattr(limits, "file_bytes", 100)
    assert refusal(make_real(xlsx)) == TOO_LARGE


def test_spreadsheet_read_refuses_what_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(limits, "unpacked_bytes", 100)
    assert refusal(make_real(xlsx)) == TOO_LARGE


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576">' + "<c><v>1</v></c>" * 10 + "</row>",
    ],
)
def test_xlsx_read_refuses_cells_that_lie_far_apart(rows):
    assert refusal(make_xlsx(SHEET % rows)) == TOO_LARGE


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="100">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
        '<table:table-row table:number-rows-repeated="1000000"/><table:table-row>'
        '<table:covered-table-cell table:number-columns-repeated="1000"/><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
    ],
)
def test_ods_read_refuses_repeated_cells(rows):
    assert refusal(make_zip({"content.xml": TABLE % rows}), ods) == TOO_LARGE


def test_spreadsheet_read_refuses_entities():
    sentence = "The file declares entities of its own, which are not read. Save it anew."
    assert refusal(make_xlsx('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')) == sentence


def test_extent_costs_nothing_for_empty_cells():
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    xml_limits.check_extent([(SHEET % far).encode()])
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cells}</table:table-row>'
    xml_limits.check_extent([(TABLE % rows).encode()])


def test_extent_counts_each_sheet_for_itself():
    row = '<row r="{}"><c r="{}"><v>1</v></c></row>'
    sheets = SHEET % row.format(1_000_000, "A1000000") + SHEET % row.format(1, "XFD1")
    xml_limits.check_extent([f"<a>{sheets}</a>".encode()])


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_column_number_counts_letters(letters, number):
    assert xml_limits.column_number(letters) == number


def test_dated_zip_gives_the_same_bytes_for_the_same_content(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 1000)

    def packed():
        file = io.BytesIO()
        with zip_limits.DatedZip(file, WHEN) as archive:
            archive.write(tmp_path / "a", "a")
            archive.writestr("b", "c")
        return file.getvalue()

    first = packed()
    (tmp_path / "a").touch()
    assert packed() == first
    assert zlib.crc32(zipfile.ZipFile(io.BytesIO(first)).read("a")) == zlib.crc32(b"x" * 1000)


@pytest.mark.parametrize(
    ("when", "date_time"),
    [
        (datetime.datetime(1949, 5, 23), (1980, 1, 1, 0, 0, 0)),
        (
            datetime.datetime(2026, 1, 1, 0, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
            (2025, 12, 31, 23, 30, 0),
        ),
    ],
)
def test_zip_date_is_in_utc_and_not_before_1980(when, date_time):
    assert zip_limits.zip_date(when) == date_time
