"""Printed pages in a browser: a place opened by its fragment, a rectangle drawn, a text compared by one key."""

import pytest
from playwright.sync_api import expect

from survey.models import PrintCheck
from survey.publishing import facsimiles, page_pictures
from tests.browser.accessibility import serious, violations
from tests.factories import make_inquiry, make_printed, make_question, make_user
from tests.publishing.paper import publish_now


@pytest.fixture
def source(transactional_db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    inquiry = make_inquiry()
    make_question(inquiry, text="Wie viele?")
    source = make_printed(inquiry)
    facsimiles.release(source, by=make_user("freigabe"))
    publish_now(inquiry)
    return source


def test_place_on_a_page_is_framed_by_its_fragment(page, source):
    home = f"/inquiries/{source.inquiry.slug}/sources/"
    page.goto(f"{home}{source.key}/#page=1&xywh=100,200,300,80")
    frame = page.locator("#page-1 rect.frame")
    assert [round(float(frame.get_attribute(name)), 1) for name in ("x", "width")] == [36.0, 108.0]
    page.goto(f"{home}{source.key}/?place=question+1")
    assert page.locator("rect.frame").get_attribute("x") == "70"
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(home)
    assert violations(page) == []


def test_rectangle_is_drawn_and_text_compared_by_a_key(page, signed_in, source):
    signed_in(make_user("root", is_staff=True, is_superuser=True))
    page.goto(f"/admin/survey/source/{source.pk}/pages/")
    sheet = page.locator("[data-cover-page='1']")
    sheet.evaluate("sheet => sheet.scrollIntoView()")  # its top: a page is higher than the window
    box = sheet.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 100)
    page.mouse.up()
    page.fill("#id_reason", "Unterschrift")
    page.click(".cover-form input[type=submit]")
    page.locator(".messagelist").wait_for()
    [covered] = source.covers.all()
    assert covered.page == 1
    assert [abs(drawn - asked) < 3 for drawn, asked in zip(covered.box, (59, 59, 99, 40), strict=True)] == [True] * 4
    page.goto(f"/admin/survey/source/{source.pk}/texts/")
    assert page.locator(".letters text").all_text_contents() == ["Wie", "viele?"]
    assert letters_cover_the_picture(page)
    page.keyboard.press("b")
    expect(page.locator(".letters")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".letters")).to_be_visible()
    assert serious(page) == []
    with page.expect_navigation():
        page.keyboard.press("r")
    assert [(check.place, check.result) for check in PrintCheck.objects.all()] == [("question 1", "right")]


def letters_cover_the_picture(page):
    """Whether each word stands where its box has it: the second 24 points behind the first, within the picture."""
    picture = page.locator(".compared-picture img").bounding_box()
    scale = picture["width"] / (60 + 2 * page_pictures.MARGIN)
    boxes = [word.bounding_box() for word in page.locator(".letters text").all()]
    lefts = [(box["x"] - picture["x"]) / scale for box in boxes]
    within = all(
        picture["y"] - 1 <= box["y"] and box["x"] + box["width"] <= picture["x"] + picture["width"] for box in boxes
    )
    return within and [round(left) for left in lefts] == [page_pictures.MARGIN, page_pictures.MARGIN + 24]
