"""What machines read in the head of a page."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.public.papers import make_content, publish
from tests.public.test_pages import HOME

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def described(client, path):
    (block,) = BLOCK.findall(client.get(path).text)
    return json.loads(block)


def meta(client, path):
    return dict(re.findall(r'<meta property="(og:[a-z_]+)" content="([^"]*)">', client.get(path).text))


def test_reading_page_is_described_as_a_dataset(client, snow):
    found = described(client, f"/en{HOME}")
    distribution = found.pop("distribution")
    assert [each["contentUrl"] for each in distribution] == [
        *(f"{SITE}{HOME}answers.{name}" for name in ("csv", "xlsx", "ods", "json", "jsonl")),
        f"{SITE}{HOME}annexes/1.csv",
        f"{SITE}{HOME}datapackage.zip",
        f"{SITE}{HOME}editions/2.json",
    ]
    assert found == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{SITE}/en{HOME}editions/2/",
        "name": "Winterdienst in den Landkreisen (LT Nordland 9/1)",
        "description": "The table of paper 9/1 of Landtag Nordland as data, word for word as printed and as edited. "
        "3 of 4 counties are in the table.",
        "url": f"{SITE}/en{HOME}editions/2/",
        "identifier": f"sha256:{snow.digest}",
        "version": "2",
        "datePublished": "2030-04-01",
        "dateModified": "2030-04-01",
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "Anlage", "url": f"{SITE}/en/"},
        "publisher": {"@type": "Organization", "name": "Anlage", "url": f"{SITE}/en/"},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "Anlage", "url": f"{SITE}/en/"},
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": "Landtag Nordland, minor inquiry (Kleine Anfrage) 9/1: Winterdienst in den Landkreisen",
            "datePublished": "2030-02-20",
            "publisher": {"@type": "GovernmentOrganization", "name": "Landtag Nordland"},
        },
        "temporalCoverage": "2030-02-01",
        "variableMeasured": ["Wie steht es um den Winterdienst?", "Wer zahlt?"],
    }


def test_each_file_is_described_with_its_own_licence(client, snow):
    licences = {
        each["contentUrl"].rpartition("/")[2]: each["license"] for each in described(client, HOME)["distribution"]
    }
    assert licences["answers.csv"] == "https://creativecommons.org/licenses/by/4.0/"
    assert licences["1.csv"] == "https://www.gesetze-im-internet.de/urhg/__5.html"


def test_frozen_edition_is_described_with_its_own_number(client, snow):
    assert described(client, f"{HOME}editions/1/")["version"] == "1"


def test_start_is_described_as_a_catalogue_with_search(client, db):
    assert described(client, "/en/")["potentialAction"]["target"] == f"{SITE}/en/search/?q={{words}}"


def test_stored_text_cannot_leave_the_data_block(client, db):
    title = "</script><script>alert(1)</script>&amp;"
    publish(make_content(title=title))
    response = client.get(HOME)
    assert "<script>alert" not in response.text
    assert described(client, HOME)["name"] == f"{title} (LT Nordland 9/1)"


def test_page_says_what_it_is_when_it_is_shared(client, snow):
    assert meta(client, f"/en{HOME}") == {
        "og:site_name": "Anlage",
        "og:type": "article",
        "og:url": f"{SITE}/en{HOME}",
        "og:locale": "en_GB",
        "og:image": f"{SITE}/en{HOME}card.png",
        "og:title": "Winterdienst in den Landkreisen (LT Nordland 9/1)",
        "og:description": "Landtag Nordland, paper 9/1. 3 of 4 counties are in the table. "
        "Word for word as printed and as edited, with statements counted against the rows.",
    }


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        (HOME, "/feed/?inquiry=nordland-9-1"),
        ("/districts/99001/", "/feed/?district=99001"),
        ("/search/?q=Winterdienst", "/feed/?q=Winterdienst"),
    ],
)
def test_page_links_its_own_feed(client, snow, path, feed):
    links = re.findall(
        r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)">', client.get(path).text
    )
    assert links == [feed, "/feed/"]


@pytest.mark.parametrize(("prefix", "language"), [("", "de"), ("/en", "en")])
def test_page_names_the_picture_that_other_sites_show_beside_its_link(client, prefix, language):
    page = client.get(f"{prefix}/").content.decode()
    assert re.findall(r'<meta property="og:image" content="([^"]+)">', page) == [
        f"{SITE}/static/survey/card-{language}.png"
    ]
    header = Path(finders.find(f"survey/card-{language}.png")).read_bytes()[:24]
    assert (header[1:4], struct.unpack(">II", header[16:24])) == (b"PNG", (1200, 630))
