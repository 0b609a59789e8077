import pytest

from survey.sheets.percents import percents_in_ods, percents_in_xlsx, shown
from tests.sheets.hostile import make_ods, make_xlsx, make_zip

CELL = '<table:table-cell office:value-type="percentage" office:value="0.5" %s>%s</table:table-cell>'


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.125, 1, "12,5 %"),
        (1.0, 0, "100 %"),
        (1 / 3, 2, "33,33 %"),
        (0.005, 0, "1 %"),
        (-0.07, 0, "-7 %"),
        (0, 0, "0 %"),
        (float("inf"), 2, "inf"),
    ],
)
def test_percent_is_shown_as_a_german_sheet_does(value, digits, text):
    assert shown(value, digits) == text


def test_percents_of_ods_are_found_where_one_element_stands_for_many():
    cell = CELL % ('table:number-columns-repeated="2"', "<text:p>50,00 %</text:p>")
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/>'
        f"{cell}</table:table-row>"
    )
    assert percents_in_ods(make_ods(rows)) == {"a": dict.fromkeys([(0, 3), (0, 4), (1, 3), (1, 4)], 2)}


@pytest.mark.parametrize("filling", ["", "<text:p>50 %</text:p>"])
def test_percents_of_ods_beyond_all_sense_take_no_room(filling):
    many = 'table:number-columns-repeated="1000000000"'
    row = f'<table:table-row table:number-rows-repeated="1000000000">{CELL % (many, filling)}</table:table-row>'
    assert percents_in_ods(make_ods(row)) == {"a": {}}


def test_xlsx_without_styles_has_no_percents():
    assert percents_in_xlsx(make_xlsx('<row r="1"><c r="A1" s="1"><v>1</v></c></row>')) == {}
    assert (
        percents_in_xlsx(make_zip(xl__styles_xml="<styleSheet><cellXfs><xf numFmtId='0'/></cellXfs></styleSheet>"))
        == {}
    )
