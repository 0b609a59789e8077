"""Feeds, sitemap, robots and health."""

import re
from xml.etree import ElementTree

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


def test_feed_answers_400_to_a_bad_value(client, snow):
    assert client.get("/feed/?term=neun").status_code == 400


def test_sitemap_has_each_page_in_both_languages(client, snow):
    text = client.get("/sitemap.xml").getvalue().decode()
    ElementTree.fromstring(text)
    addresses = re.findall(r"<loc>([^<]+)</loc>", text)
    assert f"{SITE}{HOME}" in addresses
    assert f"{SITE}/en{HOME}answers/1/3/2/" in addresses
    assert len(addresses) == len(set(addresses))
    assert [each for each in addresses if "#" in each] == []
    for address in addresses:
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_robots_name_the_sitemap_and_keep_out_of_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /admin/", "Disallow: /en/admin/", f"Sitemap: {SITE}/sitemap.xml"]
