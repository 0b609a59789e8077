"""A printed paper of a parliament that no layout knows is brought in by cuts alone, with mouse and keys."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from survey.importing.prepared_paper import PreparedPaper
from survey.models import Inquiry, Source
from tests.browser.accessibility import serious
from tests.factories import make_parliament, make_user
from tests.pages.making import column, make_pdf, text

FIRST = [
    "INSELRAT NORDERNEY",
    "Sammlung 3/17",
    "Fragebogen der Ratsfrau Erika Muster",
    "Zustand der Stege",
    "gestellt am 2. Mai 2024",
    "erwidert am 9. Juni 2024",
    "",
    "Der Sturm hat im Winter viele Stege der Insel getroffen.",
    "Das ist allen bekannt.",
    "",
    "I/ Wie viele Stege stehen noch",
    "am Hafen der Insel",
    "Es stehen noch zwei Stege, und zwar",
    "1. Welcher Steg der lange ist, steht im Plan",
    "2. Welcher Steg der kurze ist, auch",
    "",
    "II/ Wer zahlt den Neubau",
    "Die Insel zahlt, wie schon",
]
SECOND = ["Inselrat, Blatt zwei", "im Jahr davor.", "", "III/ Wann wird gebaut", "Im Mai."]
TABLE = [("Steg", "Länge in m", "Wer ihn hält"), ("Langer", "120", "Die Insel"), ("Kurzer", "40", "Der Verein")]
COLUMNS = (70, 104, 157)  # so narrow that the program sees no columns
CUTS = [
    ("Sammlung 3/17", "number"),
    ("Fragebogen der", "who-asks"),
    ("Zustand der Stege", "title"),
    ("gestellt am", "asked"),
    ("erwidert am", "answered"),
    ("Der Sturm hat", "4"),
    ("I/ Wie viele", "1"),
    ("Es stehen noch", "2"),
    ("1. Welcher Steg", "6"),
    ("2. Welcher Steg", "6"),
    ("II/ Wer zahlt", "1"),
    ("Die Insel zahlt", "2"),
    ("Inselrat, Blatt", "7"),
    ("im Jahr davor", "6"),
    ("III/ Wann wird", "1"),
    ("Im Mai.", "2"),
    ("INSELRAT", "7"),
]
MOST = 60
HIGH = {"width": 1440, "height": 2400}  # a screen that shows a page whole


def table_below(y=690, leading=18):
    return "".join(
        text(words, x, y - leading * at) for at, row in enumerate(TABLE) for words, x in zip(row, COLUMNS, strict=True)
    )


@pytest.fixture
def prepared(transactional_db, settings, tmp_path):
    """Previewed, and read wrongly: what looks like its questions is none."""
    settings.VAR_DIR = tmp_path
    make_parliament("norderney", name="Inselrat von Norderney")
    user = make_user("redaktion", is_staff=True, is_superuser=True)
    data = make_pdf(column(FIRST), column(SECOND) + table_below())
    prepared = PreparedPaper.of_file(user, "stege.pdf", data, "norderney", kind="minor")
    prepared.run(dry_run=True)
    return prepared


def test_printed_paper_is_brought_in_by_cuts_alone(page, prepared, signed_in):
    signed_in(prepared.record.owner)
    page.set_viewport_size(HIGH)
    page.goto(reverse("admin:survey_inquiry_import_reading", args=[prepared.token]))
    page.locator("summary").filter(has_text="Kopf der Drucksache").click()
    clicks = 1
    for words, said in CUTS:
        clicks += 2
        line = page.locator(".bench-lines li").filter(has_text=words).first
        line.locator("label").click()
        if said.isdigit():
            page.keyboard.press(said)
        else:
            page.locator(f'button[value="{said}"]').click()
        expect(line.locator(".bench-cut")).to_be_visible()
    clicks += drawn(page)
    assert clicks < MOST
    expect(page.locator("[data-stop]")).to_have_count(0)
    assert serious(page) == []

    again = PreparedPaper.found(prepared.token)
    again.run(dry_run=True)
    again.run(dry_run=False)
    inquiry = Inquiry.objects.get()
    assert (inquiry.number, inquiry.title) == ("3/17", "Zustand der Stege")
    assert [question.text for question in inquiry.questions.all()] == [
        "Wie viele Stege stehen noch am Hafen der Insel",
        "Wer zahlt den Neubau",
        "Wann wird gebaut",
    ]
    assert [reply.text for reply in inquiry.replies.all()] == [
        "Es stehen noch zwei Stege, und zwar\n1. Welcher Steg der lange ist, steht im Plan\n"
        "2. Welcher Steg der kurze ist, auch",
        "Die Insel zahlt, wie schon\nim Jahr davor.",
        "Im Mai.",
    ]
    [table] = inquiry.annexes.all()
    assert [row.printed for row in table.rows.all()] == ["Langer", "Kurzer"]
    assert [column.heading for column in table.columns.all()] == ["Länge in m", "Wer ihn hält"]
    assert len(Source.objects.get().reading_plan) == len(CUTS) + 1


def drawn(page):
    """Draw the table: its first line by key, its columns by the mouse; returns the clicks."""
    page.locator(".bench-lines li").filter(has_text="Steg Länge").locator("label").click()
    page.keyboard.press("5")
    sheet = page.locator(".bench-drawn")
    for x in (103, 155.5):
        count = page.locator(".bench-handle.of-column").count()
        page.mouse.dblclick(*on_sheet(sheet, x, 170))
        expect(page.locator(".bench-handle.of-column")).to_have_count(count + 1)
    page.get_by_role("button", name="Zeilenlinien selbst ziehen").click()
    expect(page.locator(".bench-parts article.of-table th[scope=col]")).to_have_text(TABLE[0])
    page.get_by_role("button", name="Schließen").click()
    expect(page.locator(".bench-table")).to_have_count(0)
    return 2 + 2 * 2 + 2


def on_sheet(sheet, x, y):
    """Where a point of a printed page is on the screen, once the bench has drawn what was said last."""
    expect(sheet.page.locator("[aria-busy]")).to_have_count(0)
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    return box["x"] + x / 595 * box["width"], box["y"] + y / 842 * box["height"]


def test_lines_of_a_table_are_dragged_moved_and_taken_out_by_keys(
    page, signed_in, transactional_db, settings, tmp_path
):
    settings.VAR_DIR = tmp_path
    make_parliament("norderney", name="Inselrat von Norderney")
    rows = [("Steg am", "Länge", "Wer ihn hält"), ("Langer Ufer", "120", "Die Insel"), ("Kurzer Hafen", "40", "Ich")]
    wide = "".join(
        text(words, 70 + 130 * at, 600 - 18 * row) for row, found in enumerate(rows) for at, words in enumerate(found)
    )
    lines = [*FIRST[:2], "1. Wie viele Stege stehen noch am Hafen der Insel?", "Antwort:", "Siehe unten."]
    user = make_user("redaktion", is_staff=True, is_superuser=True)
    made = PreparedPaper.of_file(
        user, "stege.pdf", make_pdf(column(lines) + wide), "norderney", title="Stege", kind="minor"
    )
    made.run(dry_run=True)
    signed_in(user)
    page.set_viewport_size(HIGH)
    page.goto(reverse("admin:survey_inquiry_import_reading", args=[made.token]))
    part = page.locator(".bench-parts article.of-table")
    expect(part.locator("th[scope=col]")).to_have_text(["Steg am", "Länge", "Wer ihn hält"])
    page.locator(".bench-lines li").filter(has_text="Kurzer").locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("t")
    line = page.locator(".bench-handle.of-column").first
    expect(line).to_be_focused()
    assert serious(page) == []
    begin = float(line.get_attribute("data-x"))

    sheet = page.locator(".bench-drawn")
    page.mouse.move(*on_sheet(sheet, begin, 250))
    page.mouse.down()
    page.mouse.move(*on_sheet(sheet, 93.4, 250))
    page.mouse.up()
    expect(part.locator("th[scope=col]")).to_have_text(["Steg", "am Länge", "Wer ihn hält"])
    expect(line).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowLeft")
    said = page.locator("[name=area-0-columns]")
    expect(said).to_have_value(re.compile(r"^8[12]"))
    page.keyboard.press("z")
    page.keyboard.press("Delete")
    expect(page.locator(".bench-handle.of-column")).to_have_count(1)
    page.keyboard.press("Tab")
    page.locator(".bench-handle.of-column").focus()
    page.keyboard.press("+")
    expect(page.locator(".bench-handle.of-column")).to_have_count(2)
    page.locator(".bench-handle").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".bench-table")).to_have_count(0)


def test_lines_and_what_was_read_lead_to_each_other_and_steps_are_undone_by_keys(page, prepared, signed_in):
    signed_in(prepared.record.owner)
    page.set_viewport_size(HIGH)
    page.goto(reverse("admin:survey_inquiry_import_reading", args=[prepared.token]))
    line = page.locator(".bench-lines li").filter(has_text="II/ Wer zahlt").first
    line.locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("1")
    part = page.locator(".bench-parts article.of-question").filter(has_text="Wer zahlt")
    expect(part).to_have_count(1)
    expect(part).to_have_attribute("aria-current", "true")
    page.locator(".bench-lines li").first.locator("label").click()
    part.locator("h3 a").click()
    expect(line.locator("input")).to_be_focused()
    page.locator(f'rect[data-line="{page.locator(".bench-lines input").nth(10).input_value()}"]').click()
    expect(page.locator(".bench-lines input").nth(10)).to_be_focused()
    assert page.request.get(page.locator(".bench-sheet img").first.get_attribute("src")).headers["content-type"] == (
        "image/jpeg"
    )
    page.keyboard.press("z")
    expect(line.locator(".bench-cut")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("[data-stop] input:focus")).to_have_count(1)
