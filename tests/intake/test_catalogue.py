import datetime
import json

import pytest

from survey.files.errors import FileError
from survey.intake.catalogue import askers, headings_of, read_catalogue
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
        ("Muster, Max, Beispiel, Erika", "FDP; SPD", [("", "Max Muster", ""), ("", "Erika Beispiel", "")]),
        ("Max Muster (FDP), Erika Beispiel", "FDP, SPD", [("", "Max Muster", "FDP"), ("", "Erika Beispiel", "")]),
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


@pytest.mark.parametrize(
    ("names", "party", "expected"),
    [
        ("Max Muster, Erika Beispiel", "FDP, SPD", "FDP, SPD"),
        ("Max Muster", "FDP und SPD", "FDP und SPD"),
        ("Max Muster (FDP), Erika Beispiel (SPD)", "FDP, SPD", ""),
        ("Max Muster, Erika Beispiel", "SPD", ""),
        ("", "FDP, SPD", ""),
    ],
)
def test_several_parties_beside_members_stay_open(names, party, expected):
    (entry,) = read(f"19;1;KA;x;{names};{party}").entries
    assert entry.parties_open == expected


def test_columns_are_those_that_someone_names():
    data = b"Kennung;Gegenstand;Titel;Datum\n19/1;Ganztag;Frau;17.02.2015\n"
    columns = {"number": "Kennung", "title": "Gegenstand", "asked": "Datum", "address": ""}
    catalogue = read_catalogue(data, "a.csv", columns)
    (entry,) = catalogue.entries
    assert (entry.number, entry.title, entry.dates) == ("19/1", "Ganztag", {"asked": datetime.date(2015, 2, 17)})
    assert catalogue.unread == ("Titel",)
    assert headings_of(data, "a.csv") == {"Kennung": "", "Gegenstand": "", "Titel": "title", "Datum": "distributed"}


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"number": "Nr"}, "There is no column “Nr”; the table has: “Drs”, “Titel”."),
        ({"nummer": "Drs"}, "“nummer” is no fact of a catalogue; there are: parliament, term, number"),
    ],
)
def test_column_that_is_not_there_is_refused(columns, sentence):
    with pytest.raises(FileError) as raised:
        read_catalogue(b"Drs;Titel\n19/1;x\n", "a.csv", columns)
    assert raised.value.reason.startswith(sentence)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://kleineanfragen.de/hessen/19/1613", ""),
        ("https://www.abgeordnetenwatch.de/x", ""),
        ("https://starweb.hessen.de/1613.pdf", "https://starweb.hessen.de/1613.pdf"),
    ],
)
def test_page_of_an_archive_is_not_the_address_of_the_paper(address, kept):
    (entry,) = read(f"19;1;KA;x;;;;;;{address}").entries
    assert entry.address == kept


DIP = [
    {
        **{"id": "1", "typ": "Dokument", "dokumentart": "Drucksache", "drucksachetyp": "Kleine Anfrage"},
        **{"dokumentnummer": "21/801", "wahlperiode": 21, "herausgeber": "BT", "datum": "2025-06-02"},
        "titel": "Ganztag in den Kreisen",
        "autoren_anzeige": [{"id": "9", "titel": "Dr. Erika Muster, MdB, Die Linke"}],
        "urheber": [{"einbringer": True, "bezeichnung": "DL", "titel": "Fraktion Die Linke"}],
        "fundstelle": {"pdf_url": "https://dserver.bundestag.de/btd/21/008/2100801.pdf", "datum": "2025-06-02"},
        "ressort": [{"federfuehrend": False, "titel": "A"}, {"federfuehrend": True, "titel": "B"}],
    },
    {
        **{"id": "2", "typ": "Dokument", "dokumentart": "Drucksache", "drucksachetyp": "Antwort"},
        **{"dokumentnummer": "21/901", "wahlperiode": 21, "herausgeber": "BT", "datum": "2025-06-12"},
        "titel": "auf die Kleine Anfrage - Drucksache 21/801 -",
        "urheber": [{"titel": "Bundesregierung"}],
        "fundstelle": {"verteildatum": "2025-06-20"},
        "vorgangsbezug": [{"vorgangstyp": "Kleine Anfrage"}],
    },
    {
        **{"id": "4", "typ": "Vorgang", "vorgangstyp": "Große Anfrage", "wahlperiode": 21, "titel": "Ganztag"},
        **{"initiative": ["Fraktion der SPD"], "fundstelle": {"dokumentnummer": "21/802"}},
    },
]


def test_documents_and_proceedings_of_dip_come_in_without_a_mapping():
    for content in (DIP, {"numFound": 3, "documents": DIP, "cursor": "x"}):
        question, answer, proceeding = read_catalogue(json.dumps(content).encode(), "dip.json").entries
        assert (question.number, question.kind, question.ministry) == ("21/801", "minor", "B")
        assert [(each.title, each.name, each.party) for each in question.askers] == [
            ("Dr.", "Erika Muster", "Die Linke"),
            ("", "Fraktion Die Linke", "Die Linke"),
        ]
        assert question.dates == {"asked": datetime.date(2025, 6, 2)}
        assert question.address == "https://dserver.bundestag.de/btd/21/008/2100801.pdf"
        assert (answer.number, answer.kind, answer.askers) == ("21/901", "minor", ())
        assert answer.dates == {"distributed": datetime.date(2025, 6, 20)}
        assert (proceeding.number, proceeding.kind) == ("21/802", "major")
        assert [each.party for each in proceeding.askers] == ["SPD"]


def test_json_of_plain_objects_is_read_by_its_keys():
    (entry,) = read_catalogue(
        b'[{"number": "19/1", "title": "x", "askers": ["A B (SPD)", "C D (FDP)"]}]', "a.json"
    ).entries
    assert [each.party for each in entry.askers] == ["SPD", "FDP"]


@pytest.mark.parametrize("data", [b"[", b"[]", b"[1]", b'{"documents": 3}'])
def test_json_that_is_no_list_of_objects_is_refused(data):
    with pytest.raises(FileError):
        read_catalogue(data, "a.json")
