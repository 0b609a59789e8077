"""A printed paper of a parliament that no layout knows is brought in by cuts alone, with mouse and keys."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from survey.importing.prepared_paper import PreparedPaper
from survey.models import Inquiry, Source
from tests.browser.test_desk import serious
from tests.factories import make_parliament, make_user
from tests.pages.making import column, make_pdf

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


@pytest.fixture
def prepared(transactional_db, settings, tmp_path):
    """Previewed, and read wrongly: what looks like its questions is none."""
    settings.VAR_DIR = tmp_path
    make_parliament("norderney", name="Inselrat von Norderney")
    user = make_user("redaktion", is_staff=True, is_superuser=True)
    data = make_pdf(column(FIRST), column(SECOND))
    prepared = PreparedPaper.of_file(user, "stege.pdf", data, "norderney", kind="minor")
    prepared.run(dry_run=True)
    return prepared


def test_printed_paper_is_brought_in_by_cuts_alone(page, prepared, signed_in):
    signed_in(prepared.record.owner)
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
    assert clicks < MOST
    expect(page.locator("[data-stop]")).to_have_count(0)
    assert serious(page, but="#nav-sidebar") == []

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
    assert len(Source.objects.get().reading_plan) == len(CUTS)


def test_lines_and_what_was_read_lead_to_each_other_and_steps_are_undone_by_keys(page, prepared, signed_in):
    signed_in(prepared.record.owner)
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
