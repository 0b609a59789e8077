"""Every kind of page is valid HTML, and each link of the site leads somewhere."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.html_checker import errors_in, needs_java
from tests.public.papers import publish
from tests.public.test_comparison import BOTH, make_later
from tests.public.test_pages import PAGES

pytestmark = pytest.mark.django_db

SHOWN = [path for path in PAGES if not path.startswith("/feed/")]
LINK = re.compile(r'<a\b[^>]*\shref="(/[^"]*|#[^"]*)"')


@pytest.fixture
def site(snow):
    """The made-up paper in two editions, and a later one that asks again."""
    publish(make_later(), day="2032-03-01")


@needs_java
def test_pages_are_valid_html(client, site, tmp_path):
    pages = {
        f"{number}{prefix.replace('/', '-')}": client.get(prefix + path).text
        for number, path in enumerate([*SHOWN, BOTH, "/nothing/here/"])
        for prefix in ("", "/en")
    }
    assert errors_in(pages, tmp_path) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_links_lead_somewhere(client, site, prefix):
    pages = {path: client.get(prefix + path).text for path in [*SHOWN, BOTH]}
    wrong = [
        f"{path}: {link}"
        for path, text in pages.items()
        for link in LINK.findall(text)
        if link[0] == "#" and not there(text, link[1:])
    ]
    linked = {unescape(link) for text in pages.values() for link in LINK.findall(text) if link[0] == "/"}
    answered = {}
    for link in sorted(linked):
        path, _hash, anchor = link.partition("#")
        response = answered[path] = answered.get(path) or client.get(path)
        if response.status_code != 200 or (anchor and not there(response.text, anchor)):
            wrong.append(f"{response.status_code} {link}")
    assert len(linked) > 100
    assert reverse("about") in linked or "/en/about/" in linked
    assert wrong == []


def there(text, anchor):
    return f'id="{anchor}"' in text
