"""The sheet under the hands of somebody who knows spreadsheets: typed, pasted, filled, undone, replaced."""

import itertools
import json
import time

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from survey.models import Annex
from tests import factories, office, snapshot
from tests.admin.conftest import member
from tests.browser.accessibility import serious

ROWS, COLUMNS = 24, 4


@pytest.fixture
def annex(transactional_db, django_db_setup):
    snapshot.put(django_db_setup)
    headings = [f"Frage {number}" for number in range(1, COLUMNS + 1)]
    return factories.make_table({f"Kreis {row:02}": [""] * COLUMNS for row in range(ROWS)}, headings=headings)


@pytest.fixture
def sheet(page, context, live_server, annex):
    client = Client()
    client.force_login(member("Redaktion", "editor"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(reverse("admin:survey_annex_sheet", args=[annex.pk]))
    return page


def td(page, row, column):
    return page.locator(f'td[data-at="{row},{column}"]')


def texts(annex, rows):
    found = Annex.objects.get(pk=annex.pk).rows.order_by("position")[:rows]
    return [[answer.text for answer in row.answers.order_by("column__position")] for row in found]


def said(page, words):
    expect(page.locator("[data-sheet-said]")).to_have_text(words)


def paste(page, text):
    """As a spreadsheet leaves it on the clipboard."""
    page.evaluate(
        """text => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_sheet_is_typed_pasted_filled_undone_and_replaced(sheet, annex):
    assert serious(sheet) == []
    td(sheet, 0, 0).click()
    sheet.keyboard.type("Ja")
    sheet.keyboard.press("Enter")
    said(sheet, "1 gespeichert.")
    expect(td(sheet, 1, 0)).to_be_focused()
    with sheet.expect_response("**/sheet/save/"):
        sheet.keyboard.type("Nein")
        sheet.keyboard.press("Tab")
    said(sheet, "1 gespeichert.")
    expect(td(sheet, 1, 1)).to_be_focused()
    sheet.keyboard.type("Verworfen")
    sheet.keyboard.press("Escape")
    expect(td(sheet, 1, 1)).to_have_text("")
    td(sheet, 0, 0).click()
    lines = [[f"{row} zu {column}" for column in range(COLUMNS)] for row in range(20)]
    lines[3][1] = 'mit „Zitat" und\nZeile'
    quoted = [['"' + text.replace('"', '""') + '"' if "\n" in text else text for text in line] for line in lines]
    with sheet.expect_response("**/sheet/save/"):
        paste(sheet, "\n".join("\t".join(line) for line in quoted))
    said(sheet, "80 gespeichert.")
    assert texts(annex, 20) == lines
    with sheet.expect_response("**/sheet/save/"):
        sheet.keyboard.press("Control+z")
    expect(td(sheet, 19, 3)).to_have_text("")
    assert texts(annex, 2) == [["Ja", "", "", ""], ["Nein", "", "", ""]]
    with sheet.expect_response("**/sheet/save/"):
        sheet.keyboard.press("Control+y")
    expect(td(sheet, 19, 3)).to_have_text("19 zu 3")
    td(sheet, 19, 0).click()
    for _ in range(4):
        sheet.keyboard.press("Shift+ArrowDown")
    sheet.keyboard.press("Control+d")
    said(sheet, "4 gespeichert.")
    assert [row[0] for row in texts(annex, ROWS)[19:]] == ["19 zu 0"] * 5
    sheet.get_by_label("Suchen", exact=True).fill("19 zu")
    sheet.get_by_label("Ersetzen durch").fill("neunzehn zu")
    sheet.get_by_role("button", name="Vorschau").click()
    said(sheet, "5 Felder würden sich ändern.")
    sheet.get_by_role("button", name="Ersetzen", exact=True).click()
    said(sheet, "5 gespeichert.")
    assert texts(annex, 20)[19][0] == "neunzehn zu 0"
    sorted_filtered_hidden_and_widened(sheet)


def test_twenty_rows_copied_in_libreoffice_are_pasted(sheet, annex, tmp_path):
    """What looks like a formula, a number or a date stays the text that it is."""
    lines = [[f"{row} zu {column}" for column in range(COLUMNS)] for row in range(20)]
    lines[3] = ["=1+1", "1.138", "06631", "1-2"]
    lines[4] = ["„so“ und 'so'", 'mit "Zitat"', "", "- Kirchen; Vereine"]
    copied = json.loads(office.run("copy_cells.py", office.program(), tmp_path / "profile", json.dumps(lines)))
    td(sheet, 0, 0).click()
    with sheet.expect_response("**/sheet/save/"):
        paste(sheet, copied)
    said(sheet, "79 gespeichert.")  # the empty one stays as it was
    assert texts(annex, 20) == lines


def sorted_filtered_hidden_and_widened(sheet):
    """With the keys; a reload shows the same, and words are found in all of it."""
    heads = sheet.get_by_role("columnheader")
    td(sheet, 0, 1).click()
    sheet.keyboard.press("Control+Home")
    sheet.keyboard.press("ArrowUp")
    expect(heads.nth(1).get_by_role("button", name="Frage 1", exact=True)).to_be_focused()
    sheet.keyboard.press("Enter")
    sheet.keyboard.press("Enter")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "descending")
    expect(td(sheet, 0, 0)).to_have_text("neunzehn zu 0")
    sheet.keyboard.press("Alt+ArrowDown")
    sheet.get_by_label("Nur Zeilen, die hier enthalten").fill("1 Z")
    sheet.get_by_role("slider", name="Breite").press("ArrowRight")
    sheet.keyboard.press("Enter")
    said(sheet, "2 von 24 Zeilen")
    expect(sheet.locator("tbody th")).to_have_text(["Kreis 11", "Kreis 01"])
    sheet.get_by_text("Spalten", exact=True).click()
    sheet.get_by_role("checkbox", name="Frage 3").uncheck()
    width = heads.nth(1).bounding_box()["width"]
    sheet.reload()
    expect(heads).to_have_count(4)
    expect(heads.nth(1)).to_have_attribute("aria-sort", "descending")
    assert heads.nth(1).bounding_box()["width"] == width
    expect(sheet.locator("tbody th")).to_have_text(["Kreis 11", "Kreis 01"])
    expect(td(sheet, 1, 2)).to_have_text("1 zu 3")
    sheet.get_by_label("Im ganzen Blatt suchen").fill("zu 3")
    sheet.keyboard.press("Shift+Enter")
    said(sheet, "Treffer 2 von 2: Kreis 01, Frage 4")
    assert serious(sheet) == []


def test_who_types_faster_than_the_server_answers_is_not_in_ones_own_way(sheet, annex):
    sheet.route("**/sheet/save/", lambda route: (time.sleep(0.3), route.continue_()))
    saves = itertools.count(1)
    with sheet.expect_response(lambda response: response.url.endswith("/sheet/save/") and next(saves) == 3):
        td(sheet, 0, 0).click()
        sheet.keyboard.type("Ja")
        sheet.keyboard.press("Enter")
        expect(td(sheet, 0, 0)).to_have_text("Ja")
        td(sheet, 0, 0).click()
        paste(sheet, "Nein\tOffen\nVielleicht\t")
        td(sheet, 0, 0).click()
        sheet.keyboard.type("Doch")
        sheet.keyboard.press("Enter")
        expect(td(sheet, 0, 0)).to_have_text("Doch")
    said(sheet, "1 gespeichert.")
    expect(td(sheet, 0, 0)).to_have_text("Doch")
    expect(sheet.locator("[data-sheet-conflicts] li")).to_have_count(0)
    assert texts(annex, 2) == [["Doch", "Offen", "", ""], ["Vielleicht", "", "", ""]]


def test_what_could_not_be_saved_is_kept_and_tried_again(sheet, annex, complaints):
    sheet.route("**/sheet/save/", lambda route: route.abort())
    td(sheet, 0, 0).click()
    sheet.keyboard.type("Ja")
    sheet.keyboard.press("Enter")
    failed = sheet.locator("[data-sheet-conflicts] li")
    expect(failed).to_contain_text("Ja")
    expect(td(sheet, 0, 0)).to_have_text("")
    sheet.unroute("**/sheet/save/")
    failed.get_by_role("button", name="Noch einmal versuchen").click()
    said(sheet, "1 gespeichert.")
    assert texts(annex, 1) == [["Ja", "", "", ""]]
    assert [heard for heard in complaints if "net::ERR_FAILED" not in heard] == []
    complaints.clear()


def test_number_is_set_for_a_range_and_undone(sheet, annex):
    td(sheet, 0, 0).click()
    with sheet.expect_response("**/sheet/save/"):
        paste(sheet, "eine Handvoll\nganz wenige")
    said(sheet, "2 gespeichert.")
    td(sheet, 0, 0).click()
    sheet.keyboard.press("Shift+ArrowDown")
    sheet.get_by_label("Zahl", exact=True).fill("viele")
    sheet.get_by_role("button", name="Zahl setzen").click()
    said(sheet, "Das ist keine Zahl, z. B. „12“ oder „ca. 12“.")
    sheet.get_by_label("Zahl", exact=True).fill("ca. 5")
    sheet.get_by_role("button", name="Zahl setzen").click()
    said(sheet, "2 gespeichert.")
    expect(td(sheet, 1, 0)).to_have_attribute("data-number", "= ≈ 5")
    assert serious(sheet) == []
    column = annex.columns.get(heading="Frage 1")
    found = column.answers.order_by("row__position").values_list("number", "number_is")
    assert list(found)[:3] == [(5, "about"), (5, "about"), (None, "none")]
    with sheet.expect_response("**/sheet/save/"):
        sheet.get_by_role("button", name="Rückgängig").click()
    expect(sheet.locator("td[data-number]")).to_have_count(0)
    assert [number for number, _is in found.all()][:2] == [None, None]


def test_two_at_one_field_see_both_texts(sheet, annex):
    answer = factories.cell(annex, "Kreis 00", "Frage 1")
    type(answer).objects.filter(pk=answer.pk).update(wording="Von Anna.", status="answered", version=2)
    td(sheet, 0, 0).click()
    sheet.keyboard.type("Von mir.")
    sheet.keyboard.press("Enter")
    conflict = sheet.locator("[data-sheet-conflicts] li")
    expect(conflict).to_contain_text("Von Anna.")
    conflict.get_by_role("button", name="Meine").click()
    said(sheet, "1 gespeichert.")
    assert factories.cell(annex, "Kreis 00", "Frage 1").text == "Von mir."
