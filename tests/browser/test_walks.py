"""What people come for, click by click, from the start page."""

import csv
import io
import re

import pytest

from tests.browser.test_pages import failures
from tests.public.papers import make_districts, publish
from tests.public.test_comparison import BOTH, make_later

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


def test_first_time_reader_finds_all_from_the_start_page(visitor):
    """What the pages promise a newcomer: who has no round table, Fulda's network, who did not answer, how to cite."""
    visitor.goto("/")
    told = visitor.locator(".coverage").first.inner_text()
    assert "18 von 21 Landkreisen haben eine eigene Zeile." in told
    assert (
        "Nicht aufgeführt: Hochtaunuskreis, Lahn-Dill-Kreis, Waldeck-Frankenberg. Der Grund ist nicht bekannt." in told
    )
    cited = visitor.locator(".citation").inner_text()
    assert cited.startswith("Hessischer Landtag, Drucksache 19/1613 vom 28.04.2015. Aus: Anlage, Fassung 1 vom ")
    visitor.get_by_role("link", name=re.compile(r"^Nein\s*\(2a\)")).click()
    assert visitor.locator(".hit h3").all_inner_texts() == ["LK Odenwald, Frage 2"]
    visitor.goto("/")
    visitor.get_by_role("searchbox").fill("Fulda Netzwerk")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("link", name="Behördennetzwerk Fulda").click()
    assert visitor.get_by_role("heading", level=1).inner_text() == "Behördennetzwerk Fulda"
    visitor.get_by_role("link", name="LK Fulda, Frage 2").first.click()
    printed = " ".join(visitor.locator(".passages").inner_text().split())
    assert "LK Kassel, Frage 2, S. 7 – hierher verschoben: Es existiert ein Behördennetzwerk." in printed


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
    visitor.wait_for_url("**/#a1-r1-c2")
    visitor.locator("td:target").get_by_role("link", name="ansehen und zitieren").click()
    visitor.wait_for_url("**/answers/1/1/2/")
    cited = visitor.locator(".cite .citation").inner_text()
    assert cited.startswith("Hessischer Landtag, Drucksache 19/1613 vom ")
    assert cited.endswith("/inquiries/hessen-19-1613/editions/1/#a1-r1-c2.")


def test_one_click_copies_the_citation_of_a_cell(context, page, published):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for cell, path in {"a1-r13-c2": "1/13/2", "a1-r3-c2": "1/3/2"}.items():  # the second is empty and has no page
        page.goto(HOME)
        page.locator(f"#{cell}").get_by_role("button", name="Zitat kopieren").click()
        page.locator(f"#{cell}").get_by_role("button", name="Kopiert").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        page.goto(f"{HOME}answers/{path}/")
        assert copied == page.locator(".cite .citation").inner_text()


def test_one_click_copies_the_citation_of_a_figure(context, page, published):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(HOME)
    page.get_by_role("button", name=re.compile(r"^Zitat kopieren\s?: 2a$")).click()
    page.get_by_role("button", name="Kopiert", exact=True).wait_for()
    cited = page.locator(".cite-figure", has_text=": 2a").locator(".citation").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == cited
    assert "Frage 2a, was die Zeilen sagen" in cited


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
