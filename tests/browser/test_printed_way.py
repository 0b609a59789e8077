"""The whole way of a printed paper and of a scan in a browser: brought in, cut, compared, published, seen in public.

Other files take the same way when they are named: PRINTED=../shared/papers/printed/seed-ruled.pdf (parted by colons).
"""

import io
import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from survey.importing import prepared_paper
from survey.models import Answer, Inquiry, PublishedPage, Source
from survey.publishing import page_pictures
from survey.publishing.facsimiles import placed_texts
from survey.publishing.freeze import freeze
from survey.wording.places import place_of
from tests.browser.accessibility import serious
from tests.factories import make_parliament, make_user
from tests.pages.making import column, make_pdf, make_scan, text
from tests.printed import PRINT

HEAD = [
    "HESSISCHER LANDTAG",
    "Drucksache 19/1700",
    "Kleine Anfrage",
    "der Abg. Erika Muster (SPD) vom 17.02.2015",
    "betreffend Stege am Hafen",
    "und Antwort",
    "der Ministerin der Finanzen vom 14.04.2015",
    "",
    "Die Kleine Anfrage beantworte ich wie folgt:",
    "",
    "Frage 1. Wie viele Stege stehen noch am Hafen der Insel?",
    "Die Zahlen stehen in der Anlage.",
    "",
    "Anlage 1",
]
ROWS = [("Steg", "Frage 1"), ("Langer Steg", "Er steht noch"), ("Kurzer Steg", "Er ist verfallen")]


def ruled(y=560):
    """A table with all its lines."""
    rules = "".join(f"{70} {y + 16 - 20 * at} m 400 {y + 16 - 20 * at} l S\n" for at in range(len(ROWS) + 1))
    sides = "".join(f"{x} {y + 16} m {x} {y + 16 - 20 * len(ROWS)} l S\n" for x in (70, 200, 400))
    words = "".join(
        text(each, x, y - 20 * at) for at, row in enumerate(ROWS) for each, x in zip(row, (76, 206), strict=True)
    )
    return rules + sides + words


def files():
    named = [Path(each) for each in os.environ.get("PRINTED", "").split(":") if each]
    yield pytest.param(lambda: (PRINT.name, PRINT.read_bytes()), id="print")
    yield pytest.param(
        lambda: ("scan.pdf", make_scan(make_pdf(column(HEAD, size=12, leading=18) + ruled(500)))), id="scan"
    )
    for path in named:
        yield pytest.param(lambda path=path: (path.name, path.read_bytes()), id=path.name)


@pytest.mark.parametrize("file", list(files()))
def test_paper_is_brought_in_cut_compared_published_and_shows_its_places(
    page, signed_in, transactional_db, settings, tmp_path, monkeypatch, file
):
    settings.VAR_DIR = tmp_path
    # The preview runs in the server of the test: another process does not see its database.
    monkeypatch.setattr(prepared_paper, "READ_AT_ONCE", ("text", "html", "pdf", "picture"))
    settings.IMPORT_BYTES_IN_PAGE = 100_000_000
    page.set_default_timeout(60_000)
    make_parliament()
    signed_in(make_user("root", is_staff=True, is_superuser=True, first_name="Rita", last_name="Roth"))
    name, content = file()
    bring_in(page, name, content)
    inquiry = Inquiry.objects.get()
    source = Source.objects.get()
    assert source.reading_plan[0]["kind"] == "line-out"
    compare(page, source)
    release_and_publish(page, inquiry, source)
    look_at_every_answer(page, inquiry, source)
    withhold_and_look(page, inquiry, source)


def bring_in(page, name, content):
    """Uploaded, one line left out at the bench, confirmed."""
    page.goto(reverse("admin:survey_inquiry_import"))
    page.locator("select[name=parliament]").select_option(label="Hessischer Landtag")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("link", name=re.compile("^Zeile für Zeile")).first.click()
    line = page.locator(".bench-lines li").first
    line.locator("label").click()
    page.keyboard.press("7")
    expect(line.locator(".bench-cut")).to_be_visible()
    page.locator(".bench-draw").first.click()
    expect(page.locator(".bench-handle.of-column").first).to_be_focused()
    page.get_by_role("button", name="Schließen").click()
    expect(page.locator(".bench-table")).to_have_count(0)
    page.get_by_role("button", name="Vorschau des Einlesens").click()

    page.get_by_role("button", name="Einlesen bestätigen").click()
    page.locator(".messagelist").wait_for()


def compare(page, source):
    """The first texts one by one, by a key; all others that agree together."""
    page.goto(f"/admin/survey/source/{source.pk}/texts/")
    assert serious(page) == []
    for _time in range(5):
        if not page.locator("button[value=right]").count():
            break
        with page.expect_navigation():
            page.keyboard.press("r")
    together = page.locator("button[value=together]")
    if together.count():
        with page.expect_navigation():
            together.click()
    assert source.inquiry.print_checks.filter(result="right").count() >= 3


def release_and_publish(page, inquiry, source):
    page.goto(f"/admin/survey/source/{source.pk}/pages/")
    page.locator("button[value=release]").click()
    page.locator(".messagelist").wait_for()
    page.goto(reverse("admin:survey_inquiry_publish", args=[inquiry.pk]))
    page.locator("[name=note]").fill("Erste Fassung.")
    for field in ("unsure_reason", "override"):
        if page.locator(f"[name={field}]").count():
            page.locator(f"[name={field}]").fill("Zur Probe.")
    page.locator("#content-main input[type=submit], #content-main button[type=submit]").first.click()
    page.locator(".messagelist .success").wait_for()
    assert inquiry.editions.count() == 1


def look_at_every_answer(page, inquiry, source):
    """Each that has words shows the picture of its place; the picture has letters in it."""
    placed = [address for address, words, place in placed_texts(freeze(inquiry)) if "/" in address and words]
    answers = [f"/inquiries/{inquiry.slug}/answers/{address}/" for address in placed]
    assert answers
    shown = 0
    for address in sorted(set(answers))[:12]:
        page.goto(address)
        assert page.locator(".place-pictures img").count(), address
        for picture in page.locator(".place-pictures img").all():
            drawn = opened(page, picture.get_attribute("src"))
            assert min(drawn.get_flattened_data()) < 120 < max(drawn.get_flattened_data())
            shown += 1
    assert shown >= 2
    page.locator(".place-pictures a").first.click()
    expect(page.locator("rect.frame").first).to_be_visible()


def withhold_and_look(page, inquiry, source):
    """The words of one answer are black in each size of its page afterwards, and the file has no text."""
    answer = answer_with_words(inquiry)
    page.goto(f"{reverse('admin:survey_inquiry_withhold', args=[inquiry.pk])}?place={place_of(answer)}")
    page.locator("[name=words]").fill(answer.as_printed.split("\n")[0])
    page.locator("[name=reason]").fill("Art. 17 DSGVO")
    for _time in range(2):  # first what it would do, then the act
        with page.expect_navigation():
            page.locator("#content-main input[type=submit]").last.click()
    page.locator(".messagelist .success").wait_for()
    number, left, top, wide, high = answer.passages.first().boxes[0]
    part = PublishedPage.objects.get(inquiry=inquiry.slug, number=number)
    for size in page_pictures.sizes(part):
        stem = f"/inquiries/{inquiry.slug}/sources/{source.key}/pages/{number}"
        drawn = opened(page, f"{stem}/full/{size[0]},{size[1]}/0/default.jpg")
        scale = size[0] / part.width
        inner = drawn.crop(tuple(round(each * scale) for each in (left, top, left + wide, top + high)))
        assert sum(dot < 60 for dot in inner.get_flattened_data()) > 0.05 * inner.width * inner.height
    made = page.request.get(f"/inquiries/{inquiry.slug}/sources/{source.key}/file").body()
    assert made.startswith(b"%PDF-1.4")
    assert b"/Font" not in made


def answer_with_words(inquiry):
    found = Answer.objects.filter(row__annex__inquiry=inquiry, passages__isnull=False).distinct().order_by("pk")
    return next(each for each in found if len(each.as_printed) > 8)


def opened(page, address):
    response = page.request.get(address)
    assert response.headers["content-type"] == "image/jpeg", address
    return Image.open(io.BytesIO(response.body())).convert("L")
