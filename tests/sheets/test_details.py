"""What a spreadsheet says by form: kept in the text, or named."""

import datetime
import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from survey.files.errors import FileError
from survey.intake import read_annex
from survey.sheets.details import Details, address
from survey.sheets.ods_details import details_in_ods
from survey.sheets.read_options import ReadOptions
from survey.sheets.rich_text import Run, read_runs, struck_words, with_symbols
from survey.sheets.xlsx_details import details_in_xlsx
from tests.sheets.hostile import make_ods

STRUCK = InlineFont(strike=True)
CELL = '<table:table-cell office:value-type="percentage" office:value="0.5" %s>%s</table:table-cell>'


def book(*lines, change=None):
    """An XLSX file with a sheet of these lines; `change` gets the sheet."""
    workbook = Workbook()
    for line in lines:
        workbook.active.append(line)
    if change:
        change(workbook.active)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_sheet(rows):
    """A file whose sheet is this XML."""
    source, file = zipfile.ZipFile(io.BytesIO(book(["Kreis"]))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), content)
            target.writestr(entry, content)
    return file.getvalue()


def read(data, name="a.xlsx", **options):
    return read_annex(data, name, ReadOptions(**options))


def cells(table):
    return [[cell.text for cell in record.cells] for record in table.records]


def remarks(table):
    return [str(each) for each in table.remarks]


def look(value, **font):
    """A table of one county whose cell has this font as a whole."""

    def change(sheet):
        sheet["B2"] = value
        sheet["B2"].font = Font(**font)

    return read(book(["Kreis", "Plätze"], ["LK Fulda"], change=change))


def test_struck_out_cell_is_no_number_and_is_named():
    table = look(12, strike=True)
    assert cells(table) == [["1\u03362\u0336"]]
    assert remarks(table) == ["Struck out at LK Fulda, Plätze: “12”"]


def test_run_with_a_look_of_its_own_is_not_struck_out_with_its_cell():
    text = CellRichText(TextBlock(STRUCK, "Nein. "), TextBlock(InlineFont(), "Ja."))
    assert cells(look(text, strike=True)) == [["Ja."]]


def test_struck_out_words_stay_beside_the_text_that_counts():
    table = look(CellRichText(TextBlock(STRUCK, "Nein. "), "Ja."))
    assert (table.records[0].cells[0].text, struck_words(table.records[0].cells[0].raw)) == ("Ja.", "Nein.")


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Run("12"), Run("1", is_raised=True)], "12¹"),
        ([Run("9"), Run("2)", is_raised=True)], "9²)"),
        ([Run("3"), Run("a", is_raised=True)], "3ᵃ"),
        ([Run("km"), Run("2", is_raised=True)], "km²"),
        ([Run("12"), Run(" ", is_struck=True)], "12"),
        ([Run("ü", font="Wingdings"), Run(" ja")], "✓ ja"),
    ],
)
def test_runs_say_what_their_looks_say(runs, text):
    assert read_runs(runs).text == text


@pytest.mark.parametrize(
    ("text", "font", "drawn"),
    [
        ("\uf0fc", "", "✓"),
        ("\uf0fb", "Arial", "✗"),
        ("ü", "Arial", "ü"),
        ("P", "Wingdings 2", "✓"),
        ("a", "Webdings", "✓"),
    ],
)
def test_symbol_fonts_draw_ticks_and_crosses(text, font, drawn):
    assert with_symbols(text, font) == drawn


def test_symbols_of_the_private_area_are_ticks_in_any_format():
    assert cells(read("Kreis;Konzept\nLK Fulda;\uf0fc\n".encode(), "a.csv")) == [["✓"]]


def test_comments_and_errors_are_named_by_their_places():
    def change(sheet):
        sheet["B2"].comment = Comment("Schätzung,\nStand März", "Bearbeiter")
        sheet["C2"] = "#DIV/0!"
        sheet["C2"].data_type = "e"

    table = read(book(["Kreis", "Plätze", "Quote"], ["LK Fulda", 12], change=change))
    assert cells(table) == [["12", "#DIV/0!"]]
    assert remarks(table) == [
        "A comment stands at B2 (LK Fulda): “Schätzung, Stand März”",
        "Fields show an error instead of a value: C2.",
    ]


def test_formulas_without_stored_values_are_refused_never_blank():
    with pytest.raises(FileError) as raised:
        read(book(["Kreis", "Plätze", "Quote"], ["LK Fulda", 12, "=B2/2"]))
    assert str(raised.value).startswith("a.xlsx, line 2: Fields are formulas whose values the file does not hold: C2.")


def test_formula_that_gives_an_empty_text_is_blank():
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>LK Fulda</t></is></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    [details] = details_in_xlsx(with_sheet(row)).values()
    assert details.not_stored == []


def test_hidden_column_is_left_out_and_named_unless_it_is_chosen():
    def hide(sheet):
        sheet.column_dimensions["B"].hidden = True

    data = book(["Kreis", "intern", "Plätze"], ["LK Fulda", "Anruf", 12], change=hide)
    table, chosen = read(data), read(data, hidden=("intern",))
    assert (cells(table), remarks(table)) == ([["12"]], ["The column “intern” is hidden, and was left out."])
    assert (cells(chosen), remarks(chosen)) == (
        [["Anruf", "12"]],
        ["The column “intern” is hidden, and was read all the same."],
    )


def test_statement_merged_over_columns_stands_in_each():
    def merge(sheet):
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("A3:B3")

    table = read(book(["Kreis", "Plätze", "belegt", "frei"], ["LK A", "keine Daten", None, 7], ["LK B"], change=merge))
    assert cells(table) == [["keine Daten", "keine Daten", "7"], ["", "", ""]]


def test_formats_of_numbers_and_months_are_kept():
    def change(sheet):
        sheet["B2"].number_format, sheet["C2"].number_format = "00000", "mmm yy"

    table = read(book(["Kreis", "Nummer", "seit"], ["LK Fulda", 6631, datetime.date(2015, 3, 1)], change=change))
    assert cells(table) == [["06631", "Mrz 15"]]


def test_percents_of_ods_are_found_where_one_element_stands_for_many():
    cell = CELL % ('table:number-columns-repeated="2"', "<text:p>50,00 %</text:p>")
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/>'
        f"{cell}</table:table-row>"
    )
    places = [(0, 3), (0, 4), (1, 3), (1, 4)]
    assert details_in_ods(make_ods(rows))["a"].formats == dict.fromkeys(places, "0.00%")


@pytest.mark.parametrize("filling", ["", "<text:p>50 %</text:p>"])
def test_cells_of_ods_beyond_all_sense_take_no_room(filling):
    many = 'table:number-columns-repeated="1000000000"'
    row = f'<table:table-row table:number-rows-repeated="1000000000">{CELL % (many, filling)}</table:table-row>'
    assert details_in_ods(make_ods(row))["a"] == Details()


@pytest.mark.parametrize(("place", "name"), [((2, 1), "B3"), ((0, 25), "Z1"), ((9, 26), "AA10"), ((0, 702), "AAA1")])
def test_address_of_a_cell_is_that_of_spreadsheet_programs(place, name):
    assert address(place) == name
