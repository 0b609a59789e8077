import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from survey.files.errors import FileError
from survey.sheets import ods, xls, xlsx
from survey.sheets.read_options import ReadOptions
from survey.sheets.sheet import Sheet
from survey.sheets.spreadsheets import read_ods, read_xlsx
from tests.intake.golden import ANNEXES

WHEN = datetime.datetime(2026, 11, 3, 12, 30, 6, tzinfo=datetime.UTC)
HEADINGS = ["respondent", "Frage 1", "number", "edited"]
ROWS = [
    ["LK Fulda", "=1+1", Decimal("1.5"), True],
    ["Ärzte & <Co>", "  zwei  Leerzeichen\n\nAbsatz ", -3, False],
    ["#N/A", "'- Ja", None, None],
    ["LK Kassel", "06631", 0, ""],
]
BOTH = pytest.mark.parametrize("module", [xlsx, ods], ids=["xlsx", "ods"])


READ = {xlsx: read_xlsx, ods: read_ods}


def write(module, rows=ROWS, headings=HEADINGS, **options):
    title = options.pop("title", "Anlage")
    return module.write(Sheet(title, headings, rows), when=WHEN, **options).read()


def texts(table):
    return [(record.label, *(cell.text for cell in record.cells)) for record in table.records]


@BOTH
def test_spreadsheet_read_gives_back_what_write_wrote(module):
    table = READ[module](write(module), "a")
    assert (table.label_heading, table.headings) == ("respondent", ("Frage 1", "number", "edited"))
    assert texts(table) == [
        ("LK Fulda", "=1+1", "1,5", "true"),
        ("Ärzte & <Co>", "  zwei  Leerzeichen\n\nAbsatz ", "-3", "false"),
        ("#N/A", "'- Ja", "", ""),
        ("LK Kassel", "06631", "0", ""),
    ]


TEXT = st.text(alphabet="'=+-@#\n aÄ1_x0D<>&") | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]))


@BOTH
@given(text=TEXT)
def test_spreadsheet_read_gives_back_any_text(module, text):
    assume(text.strip() or not text)  # calamine reads a cell of blanks as empty
    ((_, read),) = texts(READ[module](write(module, [["LK Fulda", text]], ["respondent", "Frage 1"]), "a"))
    assert read == text


def test_xlsx_gives_back_a_carriage_return_and_what_looks_like_its_sign():
    rows = [["LK Fulda", "a\rb _x000D_ c"]]
    assert texts(read_xlsx(write(xlsx, rows, HEADINGS[:2]), "a")) == [("LK Fulda", "a\rb _x000D_ c")]


def test_xlsx_types_numbers_as_numbers_and_all_text_as_text():
    sheet = load_workbook(io.BytesIO(write(xlsx))).active
    types = [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert types == [["s", "s", "n", "b"], ["s", "s", "n", "b"], ["s", "s", "n", "n"], ["s", "s", "n", "n"]]


def test_xlsx_freezes_the_headings_and_sets_widths():
    rows = [["LK Fulda", "x" * 500, 1, True]]
    sheet = load_workbook(io.BytesIO(write(xlsx, rows, title="a/b:c"))).active
    assert (sheet.title, sheet.freeze_panes) == ("a b c", "A2")
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [12, 60, 10, 10]


def test_ods_freezes_the_headings_and_sets_widths():
    with zipfile.ZipFile(io.BytesIO(write(ods, [["LK Fulda", "x" * 99, 1, True]]))) as file:
        settings, content = file.read("settings.xml").decode(), file.read("content.xml").decode()
    items = dict(re.findall(r'config:name="(\w+)" config:type="\w+">(\d+)<', settings))
    assert (items["VerticalSplitMode"], items["VerticalSplitPosition"]) == ("2", "1")
    assert re.findall(r'config-item-map-entry config:name="(\w+)"', settings) == ["Anlage"]
    assert re.findall(r'<table:table-column table:style-name="([\w-]+)"', content) == [
        "wide-12",
        "wide-60",
        "wide-10",
        "wide-10",
    ]


def test_ods_types_numbers_as_numbers_and_all_text_as_text():
    content = zipfile.ZipFile(io.BytesIO(write(ods))).read("content.xml").decode()
    types = re.findall(r'office:value-type="(\w+)"', content)
    assert types == ["string"] * 4 + ["string", "string", "float", "boolean"] * 2 + ["string"] * 4 + ["float"]
    assert "table:formula" not in content


@BOTH
def test_spreadsheet_dates_are_all_the_given_one(module):
    archive = zipfile.ZipFile(io.BytesIO(write(module)))
    assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 3, 12, 30, 6)}
    text = " ".join(archive.read(entry).decode(errors="replace") for entry in archive.infolist())
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", text)) == {"2026-11-03T12:30:06"}


@BOTH
def test_spreadsheet_is_the_same_in_another_process(module):
    script = (
        "import sys; from tests.sheets.test_spreadsheets import write;"
        f"from survey.sheets import {module.__name__.rpartition('.')[2]} as m; sys.stdout.buffer.write(write(m))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    other = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True)
    assert other.stdout == write(module)


def test_xlsx_refuses_a_cell_that_the_format_would_cut():
    with pytest.raises(FileError) as raised:
        write(xlsx, [["LK Fulda", "x" * 32_768]], HEADINGS[:2], name="answers.xlsx")
    assert str(raised.value) == (
        "answers.xlsx, line 2, column 2: An XLSX cell has room for 32767 characters, and this one has more."
        " Take CSV or JSON."
    )


def test_xlsx_refuses_more_rows_than_the_format_has(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    assert len(texts(read_xlsx(write(xlsx, ROWS[:2]), "a"))) == 2
    with pytest.raises(FileError) as raised:
        write(xlsx, ROWS[:3])
    assert str(raised.value) == "xlsx: An XLSX file has room for 2 rows, and there are more. Take CSV or JSON."


def test_ods_refuses_more_cells_than_it_has_memory_for(monkeypatch):
    monkeypatch.setattr(ods, "MAX_CELLS", 12)
    assert len(texts(read_ods(write(ods, ROWS[:2]), "a"))) == 2
    with pytest.raises(FileError) as raised:
        write(ods, ROWS[:3], name="answers.ods")
    assert str(raised.value) == "answers.ods: An ODS file has room for 12 cells here. Take CSV, XLSX or JSON."


@BOTH
def test_spreadsheet_write_replaces_what_xml_cannot_hold(module):
    rows = [["LK Fulda", "a\x0bb\ud800c"]]
    assert texts(READ[module](write(module, rows, HEADINGS[:2]), "a")) == [("LK Fulda", "a\ufffdb\ufffdc")]


def test_xlsx_read_takes_the_first_visible_sheet_wherever_its_table_begins():
    workbook = Workbook()
    workbook.active.title = "versteckt"
    workbook.active.sheet_state = "hidden"
    sheet = workbook.create_sheet("sichtbar")
    for cell, value in {"C3": "Frage 1", "D3": "am", "B4": "LK Fulda", "C4": 12.0}.items():
        sheet[cell] = value
    sheet["D4"] = datetime.date(2015, 3, 26)
    file = io.BytesIO()
    workbook.save(file)
    table = read_xlsx(file.getvalue(), "a.xlsx")
    assert (table.headings, texts(table)) == (("Frage 1", "am"), [("LK Fulda", "12", "2015-03-26")])
    assert table.records[0].line == 4


@pytest.mark.parametrize(
    ("spread", "expected"),
    [
        (False, [("LK Fulda", "2", "0,5"), ("", "und einer geplant", ""), ("LK Gießen", "k. A.", "")]),
        (True, [("LK Fulda", "2", "0,5"), ("LK Fulda", "und einer geplant", ""), ("LK Gießen", "k. A.", "")]),
    ],
)
def test_spreadsheet_read_keeps_or_repeats_merged_cells(spread, expected):
    data = (ANNEXES / "several-sheets.xls").read_bytes()
    assert texts(xls.read(data, "a.xls", ReadOptions("Tabelle", spread))) == expected


@pytest.mark.parametrize("part", ["Tabelle", "2", ""])
def test_spreadsheet_read_takes_a_sheet_by_name_or_number_or_the_first_with_a_table(part):
    table = xls.read((ANNEXES / "several-sheets.xls").read_bytes(), "a.xls", ReadOptions(part))
    assert table.headings == ("Gipfel / Zahl", "Gipfel / Kosten")
    assert [str(remark) for remark in table.remarks] == [
        "The sheet “Deckblatt” was not read.",
        "The sheet “Alt” is hidden, and was not read.",
    ]


def test_spreadsheet_read_names_the_sheets_where_one_is_missing():
    with pytest.raises(FileError) as raised:
        xls.read((ANNEXES / "several-sheets.xls").read_bytes(), "a.xls", ReadOptions("Blatt 9"))
    assert str(raised.value) == "a.xls: There is no sheet “Blatt 9” in the file; it has: Deckblatt, Tabelle, Alt."


@BOTH
def test_spreadsheet_has_every_sheet_and_real_dates(module):
    sheets = [
        Sheet("Anlage", HEADINGS, ROWS),
        Sheet("Quelle", ["Feld", "Wert"], [["Tag", datetime.date(2015, 4, 28)]]),
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(module.write(*sheets, when=WHEN).read()))
    assert book.sheet_names == ["Anlage", "Quelle"]
    assert book.get_sheet_by_name("Quelle").to_python() == [["Feld", "Wert"], ["Tag", datetime.date(2015, 4, 28)]]


def test_xlsx_cells_that_stay_text_are_formatted_so_also_where_they_are_empty():
    written = xlsx.write(Sheet("Anlage", ["respondent", "Frage 1"], [["LK Fulda", ""]], stays_text=True), when=WHEN)
    _heading, row = load_workbook(written).active.iter_rows()
    assert [(cell.value, cell.number_format) for cell in row] == [("LK Fulda", "@"), (None, "@")]


def test_ods_cells_that_stay_text_are_styled_so():
    written = ods.write(Sheet("Anlage", ["respondent", "Zahl"], [["LK Fulda", 7]], stays_text=True), when=WHEN)
    content = zipfile.ZipFile(written).read("content.xml").decode()
    assert content.count('table:style-name="stays-text"') == 2
    assert 'office:value-type="float"' not in content


def test_xlsx_is_set_up_to_be_read_and_printed():
    file = xlsx.write(
        Sheet("Angaben", ["name", "text"], [["LK Fulda", "Wort " * 40], ["LK Kassel", "kurz"]]), when=WHEN
    )
    sheet = load_workbook(file).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert [cell.alignment.wrap_text for cell in sheet["B"]] == [True, True, None]
    assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert (sheet.print_title_rows, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("$1:$1", 9, 1)


def test_ods_is_set_up_to_be_read_and_printed():
    rows = [["LK Fulda", "Wort " * 40], ["LK Kassel", "kurz"]]
    with zipfile.ZipFile(ods.write(Sheet("Fuldas 'A'", ["name", "text"], rows), when=WHEN)) as file:
        content, styles = file.read("content.xml").decode(), file.read("styles.xml").decode()
    [head] = re.findall(r"<table:table-header-rows>.*?</table:table-header-rows>", content)
    assert head.count("<table:table-row>") == 1
    [area] = re.findall(r'<table:database-range [^>]*table:target-range-address="([^"]*)"', content)
    assert unescape(area) == "'Fuldas ''A'''.A1:'Fuldas ''A'''.B3"
    assert set(re.findall(r'table:default-cell-style-name="(\w+)"', content)) == {"cell"}
    assert content.count('fo:wrap-option="wrap"') == 2
    assert 'style:print-orientation="landscape"' in styles
    assert 'style:scale-to-X="1"' in styles


@BOTH
def test_list_of_many_columns_is_printed_on_pages_beside_each_other(module):
    headings = [f"Spalte {number}" for number in range(12)]
    written = module.write(Sheet("Angaben", headings, [["Wort " * 20] * 12]), when=WHEN)
    if module is xlsx:
        assert load_workbook(written).active.page_setup.fitToWidth == 4
    else:
        assert b'style:scale-to-X="4"' in zipfile.ZipFile(written).read("styles.xml")
