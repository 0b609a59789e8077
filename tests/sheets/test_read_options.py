"""What someone says of a table counts; what nobody says is proposed, and named."""

import io

import pytest
from openpyxl import Workbook

from survey.files.errors import FileError
from survey.intake import read_annex
from survey.sheets.read_options import ReadOptions

SCHOOLS = """Bezirk;Nr;Schule;Plätze
Mitte;7;Schule am Park;104
Mitte;8;Schule am See;130
Pankow;9;Gymnasium Nord;64
"""
TURNED = "Jahr;Fulda;Kassel\nPlätze;12;3\nbelegt;6;1\n"
LONG = (
    "Jugendamt;Jahr;Merkmal;Wert\nFulda;2014;Plätze;12\n;2015;Plätze;14\nKassel;2014;Plätze;3\nKassel;2015;belegt;2\n"
)


def read(text, name="anlage.csv", **options):
    return read_annex(text.encode(), name, ReadOptions(**options))


def rows(table):
    return [(each.label, *(cell.text for cell in each.cells)) for each in table.records]


def pairs(table):
    return [each.breakdown for each in table.records]


def test_label_may_stand_in_any_column_and_keys_tell_rows_apart():
    table = read(SCHOOLS, label="schule", keys=("Bezirk", "Nr"))
    assert (table.label_heading, table.headings) == ("Schule", ("Plätze",))
    assert rows(table) == [("Schule am Park", "104"), ("Schule am See", "130"), ("Gymnasium Nord", "64")]
    assert pairs(table)[0] == (("Bezirk", "Mitte"), ("Nr", "7"))


def test_pasted_table_takes_label_and_keys_and_keeps_its_pages():
    text = SCHOOLS.replace(";", "\t").replace("Pankow", "\nPankow")
    table = read(text, "anlage.txt", label="Schule", keys=("Bezirk", "Nr"))
    assert rows(table) == [("Schule am Park", "104"), ("Schule am See", "130"), ("Gymnasium Nord", "64")]
    assert [each.page for each in table.records] == [1, 1, 2]


def test_names_behind_repeated_labels_tell_rows_apart_unasked():
    table = read(SCHOOLS.replace("Nr;", "").replace(";7;", ";").replace(";8;", ";").replace(";9;", ";"))
    assert rows(table) == [("Mitte", "104"), ("Mitte", "130"), ("Pankow", "64")]
    assert pairs(table)[:2] == [(("Schule", "Schule am Park"),), (("Schule", "Schule am See"),)]


def test_label_that_is_no_heading_is_refused_with_those_that_are():
    with pytest.raises(FileError) as raised:
        read(SCHOOLS, label="Amt")
    assert raised.value.reason == "There is no column “Amt”; the table has: “Bezirk”, “Nr”, “Schule”, “Plätze”."


@pytest.mark.parametrize(("lines", "headings"), [(1, ("Plätze",)), (2, ("Plätze 2014",))])
def test_heading_lines_are_as_many_as_someone_says(lines, headings):
    table = read("Amt;Plätze\nJugendhilfe;2014\nFulda;12\n", heading_lines=lines)
    assert table.headings == headings
    assert len(table.records) == 3 - lines


def test_transposed_table_reads_columns_as_rows():
    table = read(TURNED, transpose=True)
    assert rows(table) == [("Fulda", "12", "6"), ("Kassel", "3", "1")]
    assert str(table.remarks[0]) == "The table lies on its side: its columns were read as rows, its rows as columns."


def test_bare_names_alone_do_not_turn_a_table():
    assert rows(read(TURNED)) == [("Plätze", "12", "3"), ("belegt", "6", "1")]


def test_long_form_with_keys_becomes_wide():
    table = read(LONG, long=True, keys=("Jahr",))
    assert table.headings == ("Plätze", "belegt")
    assert rows(table) == [("Fulda", "12", ""), ("Fulda", "14", ""), ("Kassel", "3", ""), ("Kassel", "", "2")]
    assert pairs(table) == [(("Jahr", year),) for year in ("2014", "2015", "2014", "2015")]


def test_long_form_with_two_answers_to_one_question_is_refused():
    with pytest.raises(FileError) as raised:
        read("Kreis;Frage;Antwort\nFulda;1;Ja\nFulda;1;Nein\n")
    assert str(raised.value) == ("anlage.csv, line 3: “Fulda” has a second answer to “1”; the first stands in line 2.")


def test_long_form_with_another_column_is_refused_with_what_it_needs():
    with pytest.raises(FileError) as raised:
        read(LONG, long=True)
    assert "this has the columns Jugendamt, Jahr, Merkmal, Wert" in raised.value.reason


@pytest.mark.parametrize("name", ["anlage.csv", "anlage.json"])
def test_our_own_file_is_read_to_the_letter_unless_someone_says_otherwise(name):
    text = "respondent;Frage 1\nAmt 1;Ja\n" if name.endswith("csv") else '[{"respondent": "Amt 1", "Frage 1": "Ja"}]'
    assert read(text, name).headings == ("Frage 1",)
    assert read(text, name, label="Frage 1").headings == ("respondent",)


def test_second_table_of_a_sheet_is_offered_and_can_be_chosen():
    text = "Kreis;2013;2014\nLK Fulda;12;14\n\nTabelle 2: Personal\nKreis;Stellen;besetzt\nLK Fulda;2;1\n"
    first, second = read(text), read(text, part="2")
    assert (first.headings, second.headings) == (("2013", "2014"), ("Stellen", "besetzt"))
    assert str(first.remarks[0]) == "A further table was not read: “2”, from line 4 on (Tabelle 2: Personal)."
    with pytest.raises(FileError, match=r"There is no table “3” here; it has 2, chosen by number\."):
        read(text, part="3")


@pytest.mark.parametrize("first", ["LK Fulda;ja;nein", "Fulda;12;7", "Fulda;k. A.;7", "Fulda;3;ja"])
def test_rows_without_headings_are_refused_also_where_no_label_is_known(first):
    with pytest.raises(FileError, match="The headings are missing"):
        read(f"{first}\nKassel;3;4\nGießen;1;5\n")


def test_district_key_stays_a_key_where_labels_repeat():
    table = read("AGS;Kreis;Plätze\n6611;Kassel;3\n6633;Kassel;4\n")
    assert [(each.label, each.key, each.breakdown) for each in table.records] == [
        ("Kassel", "06611", (("AGS", "6611"),)),
        ("Kassel", "06633", (("AGS", "6633"),)),
    ]


def workbook(**sheets):
    """An XLSX file with these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_sheets_are_rows_also_where_they_ask_different_questions_if_someone_says_so():
    data = workbook(Fulda=[["Bogen"], ["Plätze", 12]], Kassel=[["Plätze", 3], ["belegt", 1]])
    table = read_annex(data, "a.xlsx", ReadOptions(sheets_are_rows=True))
    assert (table.headings, rows(table)) == (("Plätze", "belegt"), [("Fulda", "12", ""), ("Kassel", "3", "1")])
    assert table.left_out == ((1, "Bogen"),)


def test_sheets_that_are_no_forms_are_refused_by_name():
    data = workbook(Fulda=[["Plätze", 12, 13]], Kassel=[["Plätze", 3]])
    with pytest.raises(FileError, match="The sheet “Fulda” has more than a question and an answer in this line"):
        read_annex(data, "a.xlsx", ReadOptions(sheets_are_rows=True))


def test_sheets_of_two_columns_that_ask_nothing_stay_tables():
    data = workbook(Plätze=[["Kreis", "2014"], ["LK Fulda", 12]], Stellen=[["Kreis", "2014"], ["LK Fulda", 1]])
    assert rows(read_annex(data, "a.xlsx")) == [("LK Fulda", "12")]


def test_rows_of_words_without_headings_are_refused():
    with pytest.raises(FileError, match="The headings are missing"):
        read("Fulda;Ja;Nein\nKassel;Ja;Nein\nGießen;Nein;Ja\n")


def test_column_that_counts_beside_words_under_any_heading_is_left_out():
    table = read("Nr.;Jugendamt;Plätze\n1;Fulda;12\n2;Kassel;3\n;Summe;15\n")
    assert rows(table) == [("Fulda", "12"), ("Kassel", "3"), ("Summe", "15")]
    assert str(table.remarks[0]) == "The column “Nr.” only numbers the rows, and was left out."


def test_names_behind_repeated_labels_and_keys_tell_rows_apart_but_for_the_sum():
    table = read("Kreis;AGS;Gemeinde;Plätze\nFulda;06631001;Salzschlirf;12\nFulda;06631002;Burghaun;3\nSumme;;;15\n")
    assert rows(table) == [("Fulda", "12"), ("Fulda", "3"), ("Summe", "15")]
    assert pairs(table)[0] == (("AGS", "06631001"), ("Gemeinde", "Salzschlirf"))


def test_second_line_of_headings_names_labels_and_keys():
    above = ";;2014;;2015;\nSchul-Nr.;Schule;Plätze;Quote;Plätze;Quote\n"
    text = f"{above}03K01;Am Park;104;58;156;75\n03K02;Am See;130;71;104;9\n"
    table = read(text)
    assert (table.label_heading, table.headings) == (
        "Schule",
        ("2014 / Plätze", "2014 / Quote", "2015 / Plätze", "2015 / Quote"),
    )
    assert pairs(table)[0] == (("Schul-Nr.", "03K01"),)
    assert read(text, label="Schul-Nr.", heading_lines=2).label_heading == "Schul-Nr."
