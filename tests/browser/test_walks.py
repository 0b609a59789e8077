"""What people come for, click by click, from the start page."""

import csv
import io
import re

import pytest

from tests.browser.test_pages import failures
from tests.public.papers import make_districts, publish
from tests.public.test_series import BOTH, make_later

HOME = "/inquiries/hessen-19-1613/"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def visitor(request, browser, live_server, published):
    context = browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_citizen_goes_from_a_search_to_an_answer_to_the_district(visitor):
    visitor.goto("/")
    visitor.get_by_role("searchbox").fill("LK Fulda Frage")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("main").get_by_role("link", name="LK Fulda, Frage 1").click()
    assert "LK Fulda, Frage 1" in visitor.get_by_role("heading", level=1).inner_text()
    visitor.get_by_role("main").get_by_role("link", name="Landkreis Fulda").first.click()
    assert visitor.get_by_role("heading", level=1).inner_text() == "Landkreis Fulda"


def test_citizen_asks_from_the_start_page_who_said_no(visitor):
    visitor.goto("/")
    visitor.get_by_role("link", name=re.compile(r"^Nein\s*\(1a\)")).click()
    chosen = visitor.locator(".active-filters").inner_text()
    assert "1a: nein" in chosen.lower()
    assert visitor.locator(".hit").count() > 0


def test_journalist_goes_from_a_claim_to_rows_file_and_citation(visitor):
    visitor.goto(HOME)
    claim = visitor.locator(".claim", has_text="in zehn").first
    claim.locator("summary").click()
    assert claim.locator(".claim-rows a").count() >= 10
    with visitor.expect_download() as download:
        visitor.locator("#files").locator("..").get_by_role("link", name="CSV").click()
    lines = list(csv.reader(io.StringIO(download.value.path().read_text())))
    assert (len(lines), lines[0][:3]) == (61, ["inquiry", "annex", "position"])
    claim.locator(".claim-rows a").first.click()
    visitor.wait_for_url("**/answers/1/*/*/")
    cited = visitor.locator(".cite .citation").inner_text()
    assert cited.startswith("Hessischer Landtag, Drucksache 19/1613 vom ")
    assert cited.endswith("/inquiries/hessen-19-1613/editions/1/#a1-r1-c2.")


def test_researcher_compares_filters_and_takes_the_data(visitor):
    visitor.goto("/compare/")
    for name in ("Fulda", "Gießen"):
        visitor.get_by_role("checkbox", name=name).check()
    visitor.get_by_role("button", name="Vergleichen").click()
    visitor.wait_for_url("**district=*district=*")
    assert visitor.locator("table.compare thead th").count() == 3
    visitor.goto("/answers/?code=1a:no")
    with visitor.expect_download() as download:
        visitor.locator(".facets").get_by_role("link", name="CSV").click()
    found = list(csv.DictReader(io.StringIO(download.value.path().read_text())))
    assert {each["column"] for each in found} == {"Frage 1"}
    assert len(found) == visitor.locator(".hit").count()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_comparison_over_inquiries_is_usable_by_all(page, transactional_db, prefix):
    make_districts()
    publish()
    publish(make_later(), day="2032-03-01")
    page.goto(prefix + BOTH)
    assert failures(page) == []
