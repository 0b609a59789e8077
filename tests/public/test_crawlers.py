"""Feeds, sitemap, robots and health."""

import re
from itertools import chain
from xml.etree import ElementTree

from django.core.cache import cache

from survey.public.views import crawlers
from survey.publishing import edition_log
from tests.factories import make_district
from tests.public.papers import make_content, publish
from tests.public.test_pages import HOME

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"


def entries(client, path):
    feed = ElementTree.fromstring(client.get(path).content)
    return [
        (entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}link").get("href"), entry.find(f"{ATOM}summary").text)
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_feed_has_the_newest_edition_of_each_inquiry(client, snow):
    publish(make_content("nordland-9-2", number="9/2", title="Eis"), day="2030-06-01")
    assert entries(client, "/en/feed/") == [
        ("9/2 Eis, edition 1", f"{SITE}/en/inquiries/nordland-9-2/editions/1/", "Erste Fassung."),
        (
            "9/1 Winterdienst in den Landkreisen, edition 2",
            f"{SITE}/en{HOME}editions/2/",
            "Titel berichtigt.",
        ),
    ]


def test_feed_follows_an_inquiry_a_district_or_a_search(client, snow):
    publish(make_content("nordland-9-2", number="9/2", title="Eis", rows=[], bodies=[]), day="2030-06-01")
    assert len(entries(client, "/feed/")) == 2
    for query in ("inquiry=nordland-9-1", "district=99001", "q=geregelt Winterdienst", "code=yes"):
        assert [title[:3] for title, _link, _summary in entries(client, f"/feed/?{query}")] == ["9/1"]


def test_feed_has_what_rfc_4287_asks_for(client, snow, settings):
    """A feed and its entries have an id, a title and a time; the feed, or each entry, an author (4.1.1, 4.1.2)."""
    settings.OPERATOR = "Schneeverein"
    feed = ElementTree.fromstring(client.get("/feed/").content)
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        assert all(element.find(f"{ATOM}{name}").text for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Schneeverein"
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"alternate", "self", "related"}


def test_feed_leads_to_what_changed_and_names_the_head_of_the_log(client, snow):
    feed = ElementTree.fromstring(client.get("/feed/").content)
    [entry] = feed.iter(f"{ATOM}entry")
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert links["related"] == f"{SITE}{HOME}editions/1..2/"
    assert client.get(links["related"].removeprefix(SITE)).status_code == 200
    assert feed.find(f"{{{SITE}/data/}}head").text == edition_log.head()


def test_sitemap_has_dates_and_no_county_of_which_nothing_is_known(client, snow):
    make_district("Leerkreis", "99009", official_name="Leerkreis")
    shown = client.get("/sitemaps/pages.xml").text
    assert f"<loc>{SITE}/districts/99001/</loc>" in shown
    assert f"<loc>{SITE}/districts/99004/</loc>" in shown  # not in the table: its page says so
    assert "99009" not in shown
    assert shown.count("<lastmod>") == shown.count("<loc>") > 20


def test_feed_answers_400_to_a_bad_value(client, snow):
    assert client.get("/feed/?term=neun").status_code == 400


def test_sitemap_has_each_page_in_both_languages(client, snow):
    text = client.get("/sitemap.xml").getvalue().decode()
    ElementTree.fromstring(text)
    maps = re.findall(r"<loc>([^<]+)</loc>", text)
    assert maps == [f"{SITE}/sitemaps/pages.xml", f"{SITE}{HOME}sitemap.xml"]
    texts = [client.get(each.removeprefix(SITE)).text for each in maps]
    assert {ElementTree.fromstring(each).tag.rpartition("}")[2] for each in texts} == {"urlset"}
    addresses = re.findall(r"<loc>([^<]+)</loc>", "".join(texts))
    assert f"{SITE}{HOME}" in addresses
    assert f"{SITE}/en{HOME}answers/1/3/2/" in addresses
    assert len(addresses) == len(set(addresses))
    assert [each for each in addresses if "#" in each] == []
    for address in addresses:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_sitemap_of_a_large_paper_comes_in_parts(client, snow, monkeypatch):
    whole = re.findall(r"<loc>([^<]+)</loc>", client.get(f"{HOME}sitemap.xml").text)
    monkeypatch.setattr(crawlers, "PART", 4)
    monkeypatch.setattr(crawlers, "TEXTS", 8)
    cache.clear()
    parts = re.findall(rf"<loc>{SITE}({HOME}[^<]+)</loc>", client.get("/sitemap.xml").getvalue().decode())
    assert parts == [f"{HOME}sitemap.xml", *(f"{HOME}sitemap.xml?part={part}" for part in (2, 3, 4))]
    found = [re.findall(r"<loc>([^<]+)</loc>", client.get(each).text) for each in parts]
    assert max(len(each) for each in found) <= 2 + 8
    assert list(chain.from_iterable(found)) == whole
    bad = [client.get(f"{HOME}sitemap.xml?part={each}").status_code for each in ("9", "0", "x")]
    assert (bad, client.get("/inquiries/nordland-9-9/sitemap.xml").status_code) == ([404, 400, 400], 404)


def test_index_of_many_papers_comes_in_parts_that_robots_names(client, snow, monkeypatch):
    monkeypatch.setattr(crawlers, "PAPERS", 2)
    for number in (2, 3):
        publish(make_content(f"nordland-9-{number}", number=f"9/{number}", bodies=[]))
    robots = client.get("/robots.txt").text
    parts = re.findall(rf"Sitemap: {SITE}(\S+)", robots)
    assert parts == ["/sitemap.xml", "/sitemap.xml?part=2"]
    found = [re.findall(rf"<loc>{SITE}(/[^<]+)</loc>", client.get(each).text) for each in parts]
    assert found == [
        ["/sitemaps/pages.xml", f"{HOME}sitemap.xml", "/inquiries/nordland-9-2/sitemap.xml"],
        ["/inquiries/nordland-9-3/sitemap.xml"],
    ]
    assert [client.get(f"/sitemap.xml?part={each}").status_code for each in ("3", "0", "x")] == [404, 400, 400]


def test_robots_name_the_sitemap_and_keep_out_of_the_desk(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", f"Sitemap: {SITE}/sitemap.xml"]
