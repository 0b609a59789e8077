"""The public pages in a browser: reached by links, within the policy, and usable by all."""

import re

import pytest

from survey.public.urls import pages
from tests.browser.accessibility import violations
from tests.browser.links import pages_reached
from tests.public.papers import make_districts, make_measured_content, publish
from tests.public.test_number_tables import make_number_content

PAGES = {"de": re.compile(r"/(?!en/|api/|admin/|feed/)(.*/)?$"), "en": re.compile(r"/en/(?!admin/|feed/)(.*/)?$")}
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WIDTHS = {
    "phone, or a desk at 400 % zoom": 320,
    "desk at 200 % zoom": 640,
    "tablet": 768,
    "narrow desk": 1000,
    "desk": 1280,
}


@pytest.mark.parametrize(("language", "start"), [("de", "/"), ("en", "/en/")])
def test_public_pages_are_usable_by_all(page, published, language, start):
    wrong = []
    for _kind in pages_reached(page, start, PAGES[language], language):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{scheme}: {failure}" for failure in violations(page)]
    assert wrong == []


@pytest.mark.parametrize(("language", "start"), [("de", "/"), ("en", "/en/")])
def test_links_lead_to_every_kind_of_page(page, published, language, start):
    kinds = {kind.name for kind in pages} - {
        "feed",
        "difference",
        "search",
        "county",  # a form, as search is
        "source",
    }  # a file, no second edition, a form, no printed pages
    figures_in_frames = {"embed", "embed-coverage"}
    assert set(pages_reached(page, start, PAGES[language], language)) == kinds | figures_in_frames


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_public_pages_do_not_scroll_sideways(page, published, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert [kind for kind in pages_reached(page, "/", PAGES["de"]) if page.evaluate(WIDE)] == []


@pytest.mark.parametrize("width", [320, 360])
def test_menu_takes_two_lines_on_a_phone(page, transactional_db, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/answers/")
    tops = page.evaluate("[...document.querySelectorAll('nav.main li')].map(link => link.offsetTop)")
    assert (len(tops), len(set(tops))) == (6, 2)


@pytest.mark.parametrize("width", [360, 640])
def test_numbers_do_not_scroll_sideways(page, transactional_db, width):
    make_districts()
    content = make_measured_content([("1234567", "at_least"), ("12", "about"), (None, "none")])
    content["annexes"][0]["columns"][2]["unit"] = "Einsatzkilometer"
    publish(content)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "questions/2/"):
        page.goto(f"/inquiries/nordland-9-1/{path}")
        assert page.locator(".numbers").count() == 1
        assert not page.evaluate(WIDE)


def test_45_rows_of_two_numbers_take_2000_px_on_a_phone(page, transactional_db):
    make_districts()
    content = make_measured_content([("1234567", "exact")])
    (annex,) = content["annexes"]
    annex["columns"][1] |= {"kind": "number", "heading": "Einwohner"}
    (row,) = annex["rows"]
    row["answers"][1] |= {"status": "answered", "number": "129870", "number_is": "exact"}
    del annex["columns"][0], row["answers"][0]
    annex["rows"] = [
        {**row, "key": key, "position": key, "printed": "Lüchow-Dannenberg", "respondent": None} for key in range(1, 46)
    ]
    publish(content)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/inquiries/nordland-9-1/")
    table = page.locator(".number-table")
    assert table.locator("tbody tr").count() == 45
    assert table.bounding_box()["height"] <= 2_000
    assert not page.evaluate(WIDE)


def test_wide_table_of_numbers_scrolls_inside_its_frame(page, transactional_db):
    make_districts()
    content = make_number_content()
    for row in content["annexes"][0]["rows"]:
        for answer in row["answers"]:
            answer["number"] = answer["number"] and "1" * 16
    publish(content)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/embed/inquiries/nordland-9-1/annexes/1/")
    frame = page.get_by_role("region")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert not page.evaluate(WIDE)


def test_page_is_read_with_the_keyboard_alone(page, published):
    """The first key leads past the head; each link that has the focus shows it."""
    page.goto("/inquiries/hessen-19-1613/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    outline = "[document.activeElement.localName, getComputedStyle(document.activeElement).outlineStyle]"
    reached = []
    for _key in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(outline))
    assert [name for name, style in reached if style == "none"] == []
    assert {name for name, _style in reached} == {"a"}


def test_word_of_parliament_explains_itself_to_the_keyboard(page, published):
    page.goto("/inquiries/hessen-19-1613/")
    word = page.locator(".term").first
    explained = "getComputedStyle(document.activeElement, '::after').content"
    while not word.evaluate("word => word === document.activeElement"):
        page.keyboard.press("Tab")
    assert "Drucksache 1613 der 19. Wahlperiode" in page.evaluate(explained)


def test_search_form_works_without_javascript(browser, live_server, published):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    page.get_by_role("searchbox").first.fill("Runde Tische")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Runde*")
    marked = page.locator("mark").all_inner_texts()
    assert marked and all(re.search("rund|tisch", words, re.IGNORECASE) for words in marked)
    assert page.locator(".hit").count() > 0
    assert page.locator(".hit").filter(has_not=page.locator("mark")).all_inner_texts() == []  # found by words it shows
    context.close()
