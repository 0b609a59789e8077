"""Ten things that readers come for, with five published papers: each from the start page, in at most three clicks.

A click is a link or a button that leads on; words typed into a form are sent with one.
"""

import csv
import io
import re

import pytest

from tests.public.papers import make_content, make_row, publish

MOST = 3


class Reader:
    """Somebody before a browser, whose clicks are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0
        page.goto("/")

    @property
    def main(self):
        return self.page.get_by_role("main")

    def click(self, target):
        self.clicks += 1
        target.click()

    def link(self, name, **how):
        self.click(self.main.get_by_role("link", name=name, **how).first)

    def ask(self, words, field="q"):
        self.page.locator(f"#{field}").fill(words)
        self.clicks += 1
        self.page.locator(f"#{field}").press("Enter")

    def download(self, target):
        with self.page.expect_download() as found:
            self.click(target)
        return found.value.path()


def uncoded():
    return [make_row(key, codings={}) for key in (1, 2, 3)]


@pytest.fixture
def papers(published):
    """Beside 19/1613: two of Lower Saxony, one of the Bundestag, one of a state that does not exist, which says so."""
    lower_saxony = {"slug": "niedersachsen", "name": "Niedersächsischer Landtag", "short_name": "LT NI", "state": "03"}
    federal = {"slug": "bundestag", "name": "Deutscher Bundestag", "short_name": "BT", "state": ""}
    made_up = {"slug": "erfunden", "name": "Landtag von Nordland (erfunden)", "short_name": "LT Nordland (erfunden)"}
    for slug, number, parliament in [
        ("niedersachsen-19-1", "19/1", lower_saxony),
        ("niedersachsen-19-2", "19/2", lower_saxony),
        ("bundestag-21-1", "21/1", federal),
        ("erfunden-9-1", "9/1", made_up | {"state": "99"}),
    ]:
        content = make_content(slug, uncoded(), number=number, parliament=parliament, bodies=[])
        publish(content | {"title": f"Winterdienst, {number}"}, day="2014-01-01")
    changed = make_content("erfunden-9-1", uncoded(), number="9/1", parliament=made_up | {"state": "99"}, bodies=[])
    publish(changed | {"title": "Winterdienst, berichtigt"}, number=2, note="Titel berichtigt.", day="2014-02-01")


def where_is_no_round_table(reader):
    reader.click(
        reader.page.locator(".finding", has=reader.page.locator("#found-2a")).get_by_role(
            "link", name="Nein", exact=True
        )
    )
    assert reader.page.locator(".hit h3").all_inner_texts() == ["LK Odenwald, Frage 2"]


def what_fulda_says_and_where_it_stands(reader):
    reader.ask("Fulda", "place")
    reader.link("LK Fulda, Frage 2")
    assert "S. 5" in reader.page.locator(".passages").inner_text()


def how_many_did_not_answer(reader):
    told = reader.page.locator(".coverage").first.inner_text()
    assert "18 von 21 Landkreisen stehen in der Tabelle. Nicht aufgeführt: Hochtaunuskreis" in told


def how_a_cell_is_cited(reader):
    reader.ask("LK Fulda Frage 1")
    reader.link("LK Fulda, Frage 1")
    cited = reader.page.locator(".cite .citation").inner_text()
    assert cited.endswith("/inquiries/hessen-19-1613/editions/1/#a1-r13-c1.")


def spreadsheet_of_a_word_with_categories(reader):
    reader.ask("Gipfel")
    path = reader.download(reader.page.locator("#results").get_by_role("link", name="CSV", exact=True))
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert {"1a:yes", "1a:no"} <= {code for row in rows for code in row["codes"].split()}
    assert all(re.search("gipfel", f"{row['text']} {row['printed']}", re.IGNORECASE) for row in rows)


def kassel_against_fulda(reader):
    reader.ask("Kassel gegen Fulda")
    reader.click(
        reader.main.get_by_role("link", name=re.compile("Landkreis Kassel.* und Landkreis Fulda.* vergleichen"))
    )
    heads = reader.page.locator("table.compare thead th").all_inner_texts()
    assert [re.search("Kassel|Fulda", head)[0] for head in heads[1:]] == ["Kassel", "Fulda"]


def what_changed_in_a_paper(reader):
    reader.ask("9/1")
    reader.click(reader.main.get_by_role("link", name=re.compile("Fassungen")).first)
    reader.click(reader.page.locator('a[href$="/editions/1..2/"]').first)
    assert "Winterdienst, berichtigt" in reader.main.inner_text()


def bodies_in_offenbach(reader):
    reader.ask("Gremien in Offenbach")
    reader.link(re.compile("Gremien in Landkreis Offenbach"))
    assert reader.main.locator('a[href^="/bodies/"]:not([href*="?"])').count() > 0


def the_original(reader):
    reader.ask("19/1613")
    reader.link(re.compile("Dateien, Seiten des Drucks|gedruckte Seiten"))
    assert "hessen-19-1613" in reader.page.url and reader.page.url.endswith("/sources/")


def whether_it_is_so_in_all_counties(reader):
    reader.ask("19/1613")
    told = reader.page.locator(".claim", has_text="in allen Landkreisen").first
    assert "je nach Lesart" in told.inner_text() or "in der Tabelle" in told.inner_text()


TASKS = (
    where_is_no_round_table,
    what_fulda_says_and_where_it_stands,
    how_many_did_not_answer,
    how_a_cell_is_cited,
    spreadsheet_of_a_word_with_categories,
    kassel_against_fulda,
    what_changed_in_a_paper,
    bodies_in_offenbach,
    the_original,
    whether_it_is_so_in_all_counties,
)


def test_ten_tasks_of_readers_take_three_clicks_at_most(page, papers):
    clicks = {}
    for task in TASKS:
        reader = Reader(page)
        task(reader)
        clicks[task.__name__] = reader.clicks
    assert {name: count for name, count in clicks.items() if count > MOST} == {}
    assert clicks["how_many_did_not_answer"] == 0  # the start page says it


def test_made_up_paper_says_so_on_every_page_and_in_its_files(page, papers):
    for path in ("", "questions/1/", "answers/1/1/1/", "editions/2/", "editions/", "editions/1..2/"):
        page.goto(f"/inquiries/erfunden-9-1/{path}")
        assert "erfunden" in page.locator("body").inner_text(), path
    lines = page.request.get("/inquiries/erfunden-9-1/answers.csv").text().splitlines()[1:]
    assert {line.partition(",")[0] for line in lines} == {"erfunden-9-1"}
