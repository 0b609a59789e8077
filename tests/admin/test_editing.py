"""Editing sheets on the desk: taken away, brought back, previewed and confirmed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from survey.importing.editing.files import read
from survey.importing.editing.words import heading_of
from survey.importing.files_to_edit import FORMATS
from survey.models import Answer, Batch, Inquiry, Source
from survey.sheets.types import TYPES
from tests import factories


@pytest.fixture
def annex(db):
    return factories.make_table({"LK Fulda": ["Ja.", "1-2"]}, headings=("Frage 1", "Frage 2"))


@pytest.fixture
def page(annex):
    return reverse("admin:survey_annex_editing", args=[annex.pk])


def edited(desk, page, text="Ja, seit 2014.", column="text"):
    """The bytes of the sheet as XLSX, with the first cell changed."""
    book = load_workbook(io.BytesIO(desk.get(f"{page}xlsx/").content))
    sheet = book.active
    columns = {heading_of(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, columns[column]).value = text
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def upload(desk, page, content, name="sheet.xlsx", **data):
    return desk.post(page, {"file": SimpleUploadedFile(name, content), **data}, follow=True)


def confirm(desk, page, preview, **data):
    return desk.post(preview.request["PATH_INFO"] + "?" + preview.request["QUERY_STRING"], data, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("extension", FORMATS)
def test_sheet_is_taken_away_in_each_format(desk, page, extension):
    response = desk.get(f"{page}{extension}/")
    slug = Inquiry.objects.get().slug
    assert response.headers["Content-Disposition"] == f'attachment; filename="{slug}-1-editing.{extension}"'
    assert response.headers["Content-Type"] == TYPES[extension]


def test_page_leads_to_each_format_and_the_table_to_the_page(desk, annex, page):
    shown = desk.get(page).content.decode()
    assert [extension for extension in FORMATS if f'href="{page}{extension}/"' not in shown] == []
    assert page in desk.get(reverse("admin:survey_annex_change", args=[annex.pk])).content.decode()


def test_preview_shows_the_words_that_change_and_writes_nothing(desk, page):
    response = upload(desk, page, edited(desk, page))
    assert response.context["changes"] == [
        ("LK Fulda, Frage 1: redaktionelle Lesefassung", [("equal", "Ja"), ("added", ", seit 2014"), ("equal", ".")])
    ]
    assert (Batch.objects.count(), Source.objects.count(), Answer.objects.filter(wording=None).count()) == (0, 0, 2)


def test_confirmed_sheet_changes_its_cell_and_says_who(desk, page, editor):
    response = confirm(desk, page, upload(desk, page, edited(desk, page)))
    answer = Answer.objects.get(wording="Ja, seit 2014.")
    assert answer.history.first().history_user == editor
    [said] = messages(response)
    assert said.startswith("0 neu, 1 geändert, 1 unverändert, 0 abgelehnt. <a href=")
    assert reverse("admin:survey_batch_change", args=[Batch.objects.get().pk]) in said
    assert list(Batch.objects.values_list("source__name", "by", "changed")) == [("sheet.xlsx", editor.pk, 1)]


def two_edits(desk, page):
    """A sheet with a line that is refused, and one that can come in."""
    book = load_workbook(io.BytesIO(edited(desk, page, "Nein.", column="as_printed")))
    columns = {heading_of(cell.value): cell.column for cell in book.active[1]}
    book.active.cell(3, columns["note"]).value = "Notiz."
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_refused_line_says_why_and_stops_all_unless_the_others_shall_come_in(desk, page):
    preview = upload(desk, page, two_edits(desk, page))
    assert preview.context["report"].refusals == [
        "Zeile 2, a1-r1-c1: Was gedruckt ist, ändert sich nie. Schreiben Sie in „Text“, wie es zu lesen ist."
    ]
    refused = confirm(desk, page, preview)
    assert refused.context["form"].errors["skip_refused"] == [
        "Einige Zeilen sind abgelehnt. Geben Sie an, ob sie wegbleiben sollen, oder bessern Sie die Datei aus."
    ]
    assert Batch.objects.count() == 0
    confirm(desk, page, refused, skip_refused="on")
    assert list(Answer.objects.exclude(note="").values_list("note", flat=True)) == ["Notiz."]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_refused_lines_are_a_file_with_their_reasons(desk, page, ending):
    preview = upload(desk, page, two_edits(desk, page))
    [address] = [address for name, address in preview.context["refused_files"] if name == ending.upper()]
    assert address in preview.content.decode().replace("&amp;", "&")
    table = read(desk.get(address).content, f"refused.{ending}")
    assert [(record.label, record.cells[-1].text) for record in table.records] == [
        ("a1-r1-c1", "Was gedruckt ist, ändert sich nie. Schreiben Sie in „Text“, wie es zu lesen ist.")
    ]
    assert desk.get(address.replace("import=", "import=x")).status_code == 404


def test_same_sheet_twice_says_who_brought_it(desk, page):
    content = edited(desk, page)
    confirm(desk, page, upload(desk, page, content))
    assert "Bereits eingelesen von " in upload(desk, page, content).content.decode()


def test_file_that_is_no_editing_sheet_is_refused_beside_the_field(desk, page):
    response = upload(desk, page, b"respondent,Frage 1\r\nLK Fulda,Ja.\r\n", name="anlage.csv")
    [error] = response.context["form"].errors["file"]
    assert error.startswith("Das ist keine Bearbeitungsdatei")


def test_sheet_that_is_confirmed_twice_changes_nothing_the_second_time(desk, page):
    preview = upload(desk, page, edited(desk, page))
    confirm(desk, page, preview)
    sentence = "Es hat sich nichts geändert. 0 neu, 0 geändert, 2 unverändert, 0 abgelehnt."
    assert (messages(confirm(desk, page, preview)), Batch.objects.count()) == ([sentence], 1)


def test_prepared_sheet_of_another_is_not_there(desk, publishers_desk, page):
    preview = upload(desk, page, edited(desk, page))
    address = preview.request["PATH_INFO"] + "?" + preview.request["QUERY_STRING"]
    assert (desk.get(address).status_code, publishers_desk.get(address).status_code) == (200, 404)


@pytest.mark.parametrize("address", ["", "csv/"])
def test_who_may_not_change_answers_gets_neither_page_nor_sheet(annex, page, client, address):
    user = factories.make_user("gast", is_staff=True)
    client.force_login(user)
    assert client.get(f"{page}{address}").status_code == 403


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_text_too_long_for_a_spreadsheet_is_named_and_comes_as_csv(desk, page, extension):
    Answer.objects.filter(column__heading="Frage 2").update(wording="x" * 40_000)
    response = desk.get(f"{page}{extension}/", follow=True)
    assert messages(response) == [
        "„LK Fulda, Frage 2“ hat mehr Text als die 32767 Zeichen eines Feldes in "
        f"{extension.upper()}. Nehmen Sie CSV oder JSON."
    ]
    assert "x" * 40_000 in desk.get(f"{page}csv/").content.decode()
