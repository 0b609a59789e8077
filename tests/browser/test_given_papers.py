"""A real paper, set again without the numbers of its questions, is brought in right by cut points alone.

No layout finds a question in it. The papers lie beside the repository; where they are missing the test is skipped.
"""

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from survey.importing.prepared_paper import PreparedPaper
from survey.intake import open_paper, read_paper
from survey.models import Inquiry
from tests.factories import make_parliament, make_user
from tests.pages.making import column, make_pdf
from tests.truth.papers import squeeze

ROOT = Path(__file__).resolve().parents[2]
PAPER = Path(os.environ.get("PAPERS") or ROOT.parent / "shared" / "papers") / "niedersachsen" / "11147.pdf"
NUMBER = re.compile(r"^\d{1,2}\.\s+")
KEYS = {"question": "1", "reply": "2"}
MOST = 60

pytestmark = pytest.mark.skipif(not PAPER.exists(), reason="The papers of ../shared/papers are not there.")


def set_again(data, questions):
    """Its lines page by page, those in which a question begins without the number."""
    pages = {}
    for line in open_paper(data, PAPER.name).lines:
        words = NUMBER.sub("", line.text) if line.number in questions else line.text
        pages.setdefault(line.page, []).append(words.encode("cp1252", "ignore").decode("cp1252"))
    heads, leading = 2, 11
    return make_pdf(
        *(
            column(lines[:heads], size=8, leading=leading, y=815)
            + column(lines[heads:], size=8, leading=leading, y=770)
            for lines in pages.values()
        )
    )


def test_real_paper_is_brought_in_right_by_cuts_alone(page, signed_in, transactional_db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    truth = read_paper(PAPER.read_bytes(), PAPER.name)
    questions = {question.place.line: "question" for question in truth.questions}
    replies = {reply.place.line: "reply" for reply in truth.replies}
    assert (len(questions), len(replies)) == (11, 11)

    make_parliament("niedersachsen", name="Niedersächsischer Landtag")
    user = make_user("redaktion", is_staff=True, is_superuser=True)
    again = set_again(PAPER.read_bytes(), questions)
    prepared = PreparedPaper.of_file(user, PAPER.name, again, "niedersachsen")
    prepared.run(dry_run=True)
    signed_in(user)
    page.set_default_timeout(20_000)
    bench = reverse("admin:survey_inquiry_import_reading", args=[prepared.token])
    page.goto(bench)
    expect(page.locator(".bench-said")).to_contain_text("keine")
    clicks = 0
    for number, kind in sorted((questions | replies).items()):
        line = page.locator(f"#line-{number}")
        if not line.count():
            page.locator("nav.about a").filter(has_text=re.compile(r"^\s*2\s*$")).click()
            clicks += 1
        line.locator("label").click()
        page.keyboard.press(KEYS[kind])
        expect(line.locator(".bench-cut")).to_be_visible()
        clicks += 2
    assert clicks < MOST

    prepared = PreparedPaper.found(prepared.token)
    prepared.run(dry_run=True)
    prepared.run(dry_run=False)
    inquiry = Inquiry.objects.get()
    assert inquiry.title == truth.title
    assert [squeeze(each.text) for each in inquiry.questions.all()] == [squeeze(each.text) for each in truth.questions]
    assert [squeeze(each.text) for each in inquiry.replies.all()] == [squeeze(each.text) for each in truth.replies]
