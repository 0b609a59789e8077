"""Files hold what the edition holds, in every format, with the filters of the page."""

import csv
import io
import json
import zipfile

import pytest
from django.utils.timezone import localtime
from python_calamine import CalamineWorkbook

from survey.models import SearchRow
from survey.public import answer_list
from survey.publishing.columns import NAMES
from survey.sheets import ods
from survey.sheets.spreadsheets import read_ods, read_xlsx
from tests.public.papers import make_annex, make_answer, make_content, make_row, publish
from tests.public.test_pages import HOME

ROWS = [
    make_row(1, [make_answer(1, "=Summe;\n\nzwei"), make_answer(2, "zusammen", as_printed="zu-\n\nsammen")]),
    make_row(2, [make_answer(1, "Ja."), make_answer(2, "", "blank")]),
]


@pytest.fixture
def paper(db):
    return publish(make_content(rows=ROWS))


def body(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.getvalue()


def csv_rows(data, separator=","):
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=separator))


def test_document_holds_the_stored_content_and_says_which_edition_it_is(client, paper):
    for path in ("/inquiries/nordland-9-1.json", f"{HOME}editions/1.json"):
        document = json.loads(body(client, path))
        assert document["content"] == make_content(rows=ROWS)
        assert [document["edition"][name] for name in ("slug", "number", "note", "digest")] == [
            "nordland-9-1",
            1,
            "Erste Fassung.",
            paper.digest,
        ]


def test_wide_csv_holds_the_table_as_printed(client, paper):
    assert csv_rows(body(client, f"{HOME}annexes/1.csv")) == [
        ["respondent", "Frage 1", "Frage 2"],
        ["LK Nordkreis", "'=Summe;\n\nzwei", "zu-\n\nsammen"],
        ["LK Ostkreis", "Ja.", ""],
    ]


def test_wide_csv_holds_the_reading_text_on_request(client, paper):
    assert csv_rows(body(client, f"{HOME}annexes/1.csv?text=reading"))[1][2] == "zusammen"


@pytest.mark.parametrize(("extension", "read"), [("xlsx", read_xlsx), ("ods", read_ods)])
def test_wide_sheets_read_back_as_they_are_printed(client, paper, extension, read):
    table = read(body(client, f"{HOME}annexes/1.{extension}"), "table")
    assert table.headings == ("Frage 1", "Frage 2")
    assert [[cell.text for cell in record.cells] for record in table.records] == [
        ["=Summe;\n\nzwei", "zu-\n\nsammen"],
        ["Ja.", ""],
    ]


def test_wide_json_is_a_list_of_rows(client, paper):
    assert json.loads(body(client, f"{HOME}annexes/1.json"))[1] == {
        "respondent": "LK Ostkreis",
        "Frage 1": "Ja.",
        "Frage 2": "",
    }


def test_long_csv_has_the_columns_of_the_contract_and_one_line_per_answer(client, paper):
    headings, *lines = csv_rows(body(client, f"{HOME}answers.csv"))
    assert headings == list(NAMES)
    records = [dict(zip(headings, line, strict=True)) for line in lines]
    assert [(each["printed"], each["column"], each["status"], each["edited"]) for each in records] == [
        ("LK Nordkreis", "Frage 1", "answered", "false"),
        ("LK Nordkreis", "Frage 2", "answered", "true"),
        ("LK Ostkreis", "Frage 1", "answered", "false"),
        ("LK Ostkreis", "Frage 2", "blank", "false"),
    ]
    assert records[1]["url"] == f"http://127.0.0.1:8000{HOME}answers/1/1/2/"


def test_csv_opens_in_a_spreadsheet_on_request(client, paper):
    data = body(client, f"{HOME}answers.csv?bom=1&sep=;")
    assert data.startswith("\ufeff".encode())
    assert csv_rows(data.removeprefix("\ufeff".encode()), ";")[0] == list(NAMES)


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ods", "json", "jsonl"])
def test_long_files_name_type_and_file(client, paper, extension):
    response = client.get(f"/answers.{extension}")
    attached = response.headers.get("Content-Disposition")
    assert attached == (None if extension == "json" else f'attachment; filename="answers.{extension}"')


@pytest.mark.parametrize("query", ["", "?status=blank", "?q=Summe", "?district=99002&code=yes", "?question=2"])
def test_download_answers_to_the_parameters_of_the_page(client, paper, query):
    shown = [hit.href for hit in client.get(f"/answers/{query}").context["hits"]]
    everywhere = json.loads(body(client, f"/answers.json{query}"))
    assert sorted(each["url"].removeprefix("http://127.0.0.1:8000") for each in everywhere) == sorted(shown)
    assert json.loads(body(client, f"{HOME}answers.json{query}")) == everywhere


def test_long_json_of_nothing_is_an_empty_list(client, paper):
    assert json.loads(body(client, "/answers.json?district=99009")) == []


def test_file_of_an_edition_has_the_same_bytes_again(client, paper):
    for path in (f"{HOME}annexes/1.xlsx", f"{HOME}annexes/1.ods", f"{HOME}datapackage.zip", f"{HOME}answers.xlsx"):
        assert body(client, path) == body(client, path)


def test_data_package_holds_its_tables(client, paper):
    with zipfile.ZipFile(io.BytesIO(body(client, f"{HOME}datapackage.zip"))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert {resource["path"] for resource in package["resources"]} <= set(archive.namelist())


def test_ods_that_is_too_long_is_refused_with_a_sentence(client, paper, monkeypatch):
    monkeypatch.setattr(ods, "MAX_CELLS", 10)
    response = client.get("/answers.ods")
    assert (response.status_code, "CSV" in response.content.decode()) == (400, True)


def test_long_csv_streams_in_a_constant_number_of_queries(client, paper, django_assert_num_queries):
    # Data version, which answers, and what is kept of them
    with django_assert_num_queries(3):
        one = body(client, "/answers.csv").count(b"\r\n")
    publish(make_content("nordland-9-2", number="9/2"))
    with django_assert_num_queries(3):
        assert body(client, "/answers.csv").count(b"\r\n") == one + 6
    assert SearchRow.objects.filter(kind="answer").count() == 10


def test_json_lines_hold_what_json_holds(client, paper):
    for path in (f"{HOME}answers", "/answers", f"{HOME}annexes/1"):
        lines = body(client, f"{path}.jsonl").decode().splitlines()
        assert [json.loads(line) for line in lines] == json.loads(body(client, f"{path}.json"))


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_spreadsheets_enclose_codebook_and_source(client, paper, extension):
    for path, sheets in {
        f"{HOME}annexes/1": ["Anlage", "Einordnungen", "Quelle und Lizenz"],
        f"{HOME}answers": ["Anlage", "Spalten", "Einordnungen", "Quelle und Lizenz"],
        "/answers": ["Anlage", "Spalten", "Einordnungen", "Quelle und Lizenz"],
    }.items():
        book = workbook(client, f"{path}.{extension}")
        assert book.sheet_names == sheets
        codes = book.get_sheet_by_name("Einordnungen").to_python()
        assert [row[:3] for row in codes[:2]] == [["inquiry", "question", "code"], ["nordland-9-1", "1a", "yes"]]


def test_source_sheet_of_an_edition_says_where_its_data_come_from(client, paper):
    facts = dict(workbook(client, f"{HOME}annexes/1.xlsx").get_sheet_by_name("Quelle und Lizenz").to_python())
    assert facts["Prüfsumme der Fassung (SHA-256)"] == paper.digest
    assert facts["Veröffentlicht am"] == localtime(paper.published_at).date()
    assert facts["Adresse"] == f"http://127.0.0.1:8000{HOME}editions/1/"


def test_source_sheet_of_a_list_says_its_filters_in_words(client, paper):
    facts = dict(workbook(client, "/answers.xlsx?status=blank").get_sheet_by_name("Quelle und Lizenz").to_python())
    assert facts["Status"] == "Feld leer"
    assert facts["Adresse"] == "http://127.0.0.1:8000/answers.xlsx?status=blank"


def test_list_over_too_many_inquiries_encloses_no_codebook(client, paper, monkeypatch):
    monkeypatch.setattr(answer_list, "CODEBOOKS", 1)
    publish(make_content("nordland-9-2", number="9/2"))
    assert workbook(client, "/answers.xlsx").sheet_names == ["Anlage", "Spalten", "Quelle und Lizenz"]


def test_numbers_are_numbers_in_spreadsheets_where_nothing_is_lost(client, db):
    columns = [
        {"key": key, "heading": f"Frage {key}", "kind": "number", "unit": "", "questions": [str(key)]} for key in (1, 2)
    ]
    cells = {"1 138": "1138", "12,5": "12.5", "0": "0"}
    rows = [
        make_row(
            key,
            [
                make_answer(1, text, number=number, number_is="exact"),
                make_answer(2, "rund 4", number="4", number_is="about"),
            ],
        )
        for key, (text, number) in enumerate(cells.items(), 1)
    ]
    publish(make_content(annexes=[make_annex(rows, columns=columns)]))
    printed = workbook(client, f"{HOME}annexes/1.xlsx").get_sheet_by_name("Anlage").to_python()
    reading = workbook(client, f"{HOME}annexes/1.xlsx?text=reading").get_sheet_by_name("Anlage").to_python()
    assert [row[1:] for row in printed[1:]] == [["1 138", "rund 4"], [12.5, "rund 4"], [0, "rund 4"]]
    assert [row[1:] for row in reading[1:]] == [[1138, "rund 4"], [12.5, "rund 4"], [0, "rund 4"]]


def workbook(client, path):
    return CalamineWorkbook.from_filelike(io.BytesIO(body(client, path)))
