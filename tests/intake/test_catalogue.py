import datetime

import pytest

from survey.files.errors import FileError
from survey.intake.catalogue import askers, read_catalogue
from survey.intake.paper import Asker
from survey.sheets import xlsx
from survey.sheets.sheet import Sheet

WHEN = datetime.datetime(2026, 11, 3)
HEADINGS = "Wahlperiode;Drucksache;Art;Titel;Fragesteller;Fraktion;Anfrage vom;Antwort vom;Ministerium;Link"
LINE = (
    "19;1613;KA;Runde Tische;Muster, Erika;SPD;17.02.2015;14.04.2015;Minister für Soziales;https://example.org/1613.pdf"
)


def read(*lines, headings=HEADINGS):
    return read_catalogue("\n".join((headings, *lines)).encode(), "a.csv")


def refused(*lines):
    return [(each.line, each.template % each.params) for each in read(*lines).refusals]


def test_catalogue_line_is_read_field_by_field():
    (entry,) = read(LINE).entries
    assert (entry.line, entry.term, entry.number, entry.kind, entry.title) == (
        2,
        19,
        "19/1613",
        "minor",
        "Runde Tische",
    )
    assert entry.askers == (Asker("Erika Muster", party="SPD"),)
    assert entry.askers_printed == "Muster, Erika (SPD)"
    assert entry.dates == {"asked": datetime.date(2015, 2, 17), "answered": datetime.date(2015, 4, 14)}
    assert (entry.ministry, entry.address) == ("Minister für Soziales", "https://example.org/1613.pdf")


def test_catalogue_from_a_spreadsheet_is_the_same():
    rows = [["Liste"], HEADINGS.split(";"), LINE.replace("17.02.2015", "2015-02-17").split(";")]
    data = xlsx.write(Sheet("Liste", [""] * 10, [row + [""] * (10 - len(row)) for row in rows]), when=WHEN).read()
    (entry,) = read_catalogue(data, "a.xlsx").entries
    (expected,) = read(LINE).entries
    assert (entry.number, entry.askers, entry.dates) == (expected.number, expected.askers, expected.dates)


def test_catalogue_lines_above_the_headings_are_passed_over():
    catalogue = read_catalogue(f"Liste der Anfragen\n\n{HEADINGS};Bemerkung\n{LINE};x\n".encode(), "a.csv")
    assert [(entry.line, entry.number) for entry in catalogue.entries] == [(4, "19/1613")]
    assert catalogue.unread == ("Bemerkung",)


def test_catalogue_line_that_cannot_be_taken_does_not_stop_the_others():
    lines = [
        "19;;KA;Ohne Nummer",
        LINE,
        "19;1613;KA;Nochmal",
        "20;19/5;KA;Andere",
        "19;7;KA;",
        "19;8;KA;x;;;;;;javascript:x",
    ]
    assert refused(*lines) == [
        (2, "“” is not a number such as 19/1613."),
        (4, "19/1613 stands in line 3 already."),
        (5, "“19/5” is not of term 20."),
        (6, "It has no title."),
        (7, "“javascript:x” is no address of a page."),
    ]
    assert [entry.number for entry in read(*lines).entries] == ["19/1613"]


def test_catalogue_date_that_is_none_is_kept_as_printed():
    (entry,) = read("19;1;KA;x;;;31.02.2015;irgendwann").entries
    assert (entry.dates, entry.impossible) == ({}, {"asked": "31.02.2015", "answered": "irgendwann"})


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Kleine Anfrage", "minor"),
        ("Dringliche Kleine Anfrage", "minor"),
        ("Große Anfrage", "major"),
        ("Schriftliche Frage", "written"),
        ("Mündliche Frage", "oral"),
        ("Berichtsantrag", "other"),
        ("", ""),
    ],
)
def test_catalogue_kinds_are_those_of_the_record(printed, kind):
    (entry,) = read(f"19;1;{printed};x").entries
    assert entry.kind == kind


@pytest.mark.parametrize(
    ("names", "party", "expected"),
    [
        (
            "Hahn, Jörg-Uwe (FDP); Dr. Anna Muster (SPD)",
            "",
            [("", "Jörg-Uwe Hahn", "FDP"), ("Dr.", "Anna Muster", "SPD")],
        ),
        ("Max Muster, Erika Beispiel", "SPD", [("", "Max Muster", "SPD"), ("", "Erika Beispiel", "SPD")]),
        ("Muster, Max, Beispiel, Erika", "FDP; SPD", [("", "Max Muster", "FDP"), ("", "Erika Beispiel", "SPD")]),
        ("Muster (SPD), Beispiel (CDU)", "", [("", "Muster", "SPD"), ("", "Beispiel", "CDU")]),
        ("Muster, Dr. Max", "FDP", [("Dr.", "Max Muster", "FDP")]),
        ("Muster, Erika, Dr.", "CDU", [("Dr.", "Erika Muster", "CDU")]),
        ("Max Muster und Erika Beispiel", "", [("", "Max Muster", ""), ("", "Erika Beispiel", "")]),
        ("Fraktion der SPD", "", [("", "Fraktion der SPD", "SPD")]),
        ("", "Bündnis 90/Die Grünen", [("", "Bündnis 90/Die Grünen", "Bündnis 90/Die Grünen")]),
        ("", "", []),
    ],
)
def test_catalogue_askers_of_one_cell_are_told_apart(names, party, expected):
    assert [(each.title, each.name, each.party) for each in askers(names, party)] == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "a.csv: The file is empty."),
        (b"Titel;Art\nx;KA\n", "a.csv, line 1: The list has no column “Drucksache” or “number”: which paper is meant?"),
        (b"Drs;Art\n1/1;KA\n", "a.csv, line 1: The list has no column “Titel” or “title”: what is it about?"),
        (b"%PDF-1.7", "a.csv: This is a file of another kind (PDF), not a text."),
    ],
)
def test_file_that_is_no_catalogue_is_refused(data, sentence):
    with pytest.raises(FileError) as raised:
        read_catalogue(data, "a.csv")
    assert str(raised.value) == sentence


def test_file_of_another_format_is_refused():
    with pytest.raises(FileError) as raised:
        read_catalogue(b"x", "a.doc")
    assert str(raised.value) == "a.doc: A list comes as CSV, XLSX or ODS."
