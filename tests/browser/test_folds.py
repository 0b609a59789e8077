"""The reading page folds what is long: nothing of it is lost, and an address of something folded opens it."""

import pytest

PAPER = "/inquiries/hessen-19-1613/"
# Half of what the page measured before it folded anything: 19,385 at 1440 and 40,845 at 360.
MOST = {1440: 9_692, 360: 20_422}
FULDA = "#a1-r13-c2"


@pytest.fixture
def without_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=False)
    yield context.new_page()
    context.close()


def text_of(page, cell):
    return page.locator(f"{cell} > .fold > div")


def is_whole(text):
    seen, whole = text.evaluate("text => [text.clientHeight, text.scrollHeight]")
    return seen == whole


@pytest.mark.parametrize("width", MOST)
def test_reading_page_is_half_as_long_as_it_was(published, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAPER)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST[width]


def test_long_text_shows_its_beginning_until_it_is_opened(published, page):
    page.goto(PAPER)
    text = text_of(page, FULDA)
    assert text.is_visible()
    assert not is_whole(text)
    page.locator(f"{FULDA} > .fold > summary").click()
    assert is_whole(text)


def test_address_of_a_field_opens_its_text(published, page):
    page.goto(f"{PAPER}{FULDA}")
    assert is_whole(text_of(page, FULDA))
    assert not is_whole(text_of(page, "#a1-r1-c2"))


def test_address_of_a_field_opens_its_text_without_a_script(published, without_script):
    without_script.goto(f"{PAPER}{FULDA}")
    without_script.wait_for_selector(f"{FULDA}:target")
    assert is_whole(text_of(without_script, FULDA))
    assert not is_whole(text_of(without_script, "#a1-r1-c2"))


@pytest.mark.parametrize("anchor", ["#note-1", "#legend-blank"])
def test_address_of_something_folded_opens_it_without_a_script(published, without_script, anchor):
    without_script.goto(PAPER)
    assert not without_script.locator(anchor).is_visible()
    without_script.goto(f"{PAPER}{anchor}")
    assert without_script.locator(anchor).is_visible()


def test_paper_shows_all_that_is_folded_without_a_script(published, without_script):
    without_script.goto(PAPER)
    without_script.emulate_media(media="print")
    texts = without_script.locator(".fold > div").all()
    assert len(texts) > 20
    assert all(map(is_whole, texts))
    assert without_script.locator("#note-1").is_visible()
    assert without_script.locator("#legend-blank").is_visible()
    assert without_script.locator(".fold > summary").first.is_hidden()


def test_what_is_focused_in_a_folded_text_is_seen(published, page):
    page.goto(PAPER)
    last = page.locator(".text-block .fold a").last
    page.locator("main").focus()
    last.evaluate("link => link.focus({focusVisible: true})")
    assert is_whole(page.locator(".text-block .fold > div", has=page.locator(":focus")))
