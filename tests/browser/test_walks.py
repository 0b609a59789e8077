"""What people come for, click by click, from the start page."""

import csv
import io
import re

import pytest

from tests.browser.accessibility import violations
from tests.public.papers import make_districts, publish
from tests.public.test_comparison import BOTH, make_later

HOME = "/inquiries/hessen-19-1613/"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def visitor(request, browser, live_server, published):
    context = browser.new_context(base_url=live_server.url, locale="de-DE", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def of_finding(visitor, part):
    """What was found to one part of a question, on the start page and over the paper: answers and a small map."""
    return visitor.locator(".finding").filter(has=visitor.locator(f"#found-{part}"))


def test_citizen_goes_from_a_search_to_an_answer_to_the_district(visitor):
    visitor.goto("/")
    visitor.get_by_role("searchbox").fill("LK Fulda Frage")
    visitor.keyboard.press("Enter")
    visitor.get_by_role("main").get_by_role("link", name="LK Fulda, Frage 1").click()
    heading = visitor.get_by_role("heading", level=1).inner_text()
    assert heading == "LK Fulda: Flüchtlingsgipfel und vergleichbare Gremien"
    above = visitor.locator(".answer-page .kicker").text_content()
    assert above == "Tabelle 1, Frage 1 · Stand der Tabelle 26. März 2015"
    visitor.get_by_role("main").get_by_role("link", name="Landkreis Fulda").first.click()
    assert visitor.get_by_role("heading", level=1).inner_text() == "Landkreis Fulda"


def test_citizen_asks_from_the_start_page_who_said_no(visitor):
    visitor.goto("/")
    said_no = of_finding(visitor, "1a").locator("li", has_text="Nein")
    assert said_no.inner_text().split("\n") == ["✕", "Nein: 7 von 18 Landkreisen; 1 Verband (nicht eindeutig)"]
    said_no.get_by_role("link", name="Nein", exact=True).click()
    chosen = visitor.locator(".active-filters").inner_text()
    assert "1a: nein" in chosen.lower()
    assert visitor.locator(".hit").count() == 7 + 1


def test_first_time_reader_finds_all_from_the_start_page(visitor):
    """What the pages promise a newcomer: who has no round table, Fulda's network, who did not answer, how to cite."""
    visitor.goto("/")
    told = visitor.locator(".coverage").first.inner_text()
    assert told.startswith(
        "18 von 21 Landkreisen stehen in der Tabelle. Nicht aufgeführt: Hochtaunuskreis, Lahn-Dill-Kreis, "
        "Waldeck-Frankenberg. Warum, geht aus der Drucksache nicht hervor."
    )
    cited = visitor.locator(".citation").inner_text()
    assert cited.startswith("Hessischer Landtag, Drucksache 19/1613 vom 28.04.2015. Aus: Anlage, Fassung 1 vom ")
    of_finding(visitor, "2a").get_by_role("link", name="Nein", exact=True).click()
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
        answers = visitor.locator("#files").locator("..").get_by_role("link", name="CSV").first  # codings come below
        answers.click()
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
    cells = {
        "1/13/2": ", Seiten 5 bis 7 der Tabelle",  # put together from three pages
        "1/3/1": ", Seite 1 der Tabelle",
        "1/3/2": "",  # empty, and has no page
    }
    for path, pages in cells.items():
        cell = "a{}-r{}-c{}".format(*path.split("/"))
        page.goto(HOME)
        page.locator(f"#{cell}").get_by_role("button", name="Zitat kopieren").click()
        page.locator(f"#{cell}").get_by_role("button", name="Kopiert").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        page.goto(f"{HOME}answers/{path}/")
        assert copied == page.locator(".cite .citation").inner_text()
        assert f"Frage {path[-1]}{pages}. Aus: Anlage, " in copied


def test_one_click_copies_the_citation_of_a_figure(context, page, published):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(HOME)
    of_finding(page, "2a").get_by_role("heading").get_by_role("link").click()
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
    assert violations(page) == []
