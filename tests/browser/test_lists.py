"""A list in a browser: taken away as a spreadsheet file, ten records put right in it, brought back, and undone."""

import io
import json

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from survey.models import Batch, Body
from tests import office, snapshot
from tests.admin.conftest import member
from tests.browser.accessibility import serious

TEN = 10


@pytest.fixture
def redaktion(transactional_db, first_content):
    """Hessen 19/1613 with its bodies."""
    snapshot.put(first_content)
    return member("Redaktion", "lektorin")


@pytest.mark.parametrize("program", ["openpyxl", "LibreOffice"])
def test_ten_bodies_are_put_right_in_a_spreadsheet_and_undone(program, page, signed_in, redaktion, tmp_path):
    edit = edited_in_libreoffice(tmp_path) if program == "LibreOffice" else edited_by_openpyxl
    signed_in(redaktion)
    before = dict(Body.objects.values_list("slug", "usual_name"))
    page.goto("/admin/survey/body/")
    page.locator("#changelist-filter").get_by_role("link", name="19/1613", exact=False).click()
    page.get_by_role("link", name="Exportieren").click()
    page.get_by_label("Ressource").select_option(label="alle Spalten, zum Bearbeiten und Wiedereinlesen")
    page.get_by_label("Format").select_option(label="xlsx")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exportieren").click()
    content, edited = with_ten_edited(download.value.path().read_bytes(), edit)
    page.goto("/admin/survey/body/")
    page.locator(".object-tools").get_by_role("link", name="Einlesen").click()
    assert serious(page) == []
    page.get_by_label("Datei").set_input_files({"name": "gremien.xlsx", "mimeType": "x/y", "buffer": content})
    page.get_by_role("button", name="Vorschau").click()
    expect(page.locator("table.preview ins", has_text="neu")).to_have_count(TEN)
    assert serious(page) == []
    assert dict(Body.objects.values_list("slug", "usual_name")) == before
    page.goto("/admin/")
    page.get_by_role("link", name="gremien.xlsx").click()
    page.get_by_role("button", name="Jetzt einlesen").click()
    expect(page.locator("#content-main")).to_contain_text("0 neu, 10 geändert")
    assert dict(Body.objects.values_list("slug", "usual_name")) == before | edited
    page.get_by_role("link", name="Was dieser Einlesevorgang", exact=False).click()
    page.locator(".object-tools").get_by_role("link", name="Rückgängig machen").click()
    page.locator("[name=reason]").fill("Die Datei war die falsche.")
    page.locator(".submit-row .default").click()
    expect(page.locator(".messagelist")).to_contain_text("rückgängig")
    assert dict(Body.objects.values_list("slug", "usual_name")) == before
    assert Batch.objects.get(list_of="body").undone_by == redaktion


def with_ten_edited(content, edit):
    """The workbook as a desk would save it, and the names that it changes by address."""
    sheet = load_workbook(io.BytesIO(content)).active
    column = [cell.value for cell in sheet[1]].index("Üblicher Name")
    rows = list(sheet.iter_rows(min_row=2, max_row=1 + TEN, values_only=True))
    names = [f"{row[column]} neu" for row in rows]
    edits = [[line, column, name] for line, name in enumerate(names, start=1)]
    return edit(content, edits), {row[0]: name for row, name in zip(rows, names, strict=True)}


def edited_by_openpyxl(content, edits):
    book = load_workbook(io.BytesIO(content))
    for row, column, text in edits:
        book.active.cell(row + 1, column + 1).value = text
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def edited_in_libreoffice(folder):
    """Kept as a file of LibreOffice's own in between, as somebody does who goes on tomorrow."""
    soffice = office.program()

    def edit(content, edits):
        first, between, last = (folder / name for name in ("gremien.xlsx", "gremien.ods", "zurueck.xlsx"))
        first.write_bytes(content)
        for source, target, form, typed in ((first, between, "ods", []), (between, last, "xlsx", edits)):
            words = json.dumps(typed)
            office.run("type_into_cells.py", soffice, folder / "profile", source, target, office.FILTERS[form], words)
        return last.read_bytes()

    return edit
