"""Which addresses of the site an archive holds, and the name of the file of each.

Pages by number and other views of the same page are held (`?page=2`, `?map=borders`, `?text=1:changes`, alone). What a
reader chooses (words, filters, order, what to compare) has no end, and needs the server.
"""

import re
from functools import lru_cache
from posixpath import relpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.conf import settings

VIEWS = ("page", "row", "map", "text", "codes", "part", "language")
# The row that a long list goes on from stands beside the number of its page, which names the file.
EDGES = ("after", "before")
# What else these pages take says where a reader came from, or what to frame: without it they hold the same.
SAME_WITHOUT = re.compile(r"(/en)?(/contact/|/inquiries/[^/]+/sources/\d+/)")
NEEDS_SERVER = re.compile(r"(/en)?/(search|admin)/.*|/healthz|/metrics")
ENDINGS = {"/feed/": "xml", "/en/feed/": "xml"}
API = "/api/"
ABOUT = "/archive/"


def held(address: str) -> str | None:
    """The address (path and query) of the page that the archive has for this one; None where it needs the server."""
    split = urlsplit(address)
    if NEEDS_SERVER.fullmatch(split.path):
        return None
    if not split.query or SAME_WITHOUT.fullmatch(split.path):
        return split.path
    views = _views(split.query)
    return address if len(views) == 1 and views[0][0] in VIEWS else None


@lru_cache(maxsize=10_000)  # the same links stand on every page
def file_of(address: str) -> str:
    """The name of the file of an address that is held: `/answers/?page=2` is answers/page-2.html."""
    split = urlsplit(address)
    folder, _slash, last = unquote(split.path).removeprefix("/").rpartition("/")
    view = "-".join(_plain(each) for pair in _views(split.query) for each in pair)
    if last:
        stem, dot, ending = last.rpartition(".") if "." in last else (last, "", "")
        last = f"{stem}-{view}{dot}{ending}" if view else last
    else:
        ending = "json" if split.path.startswith(API) else ENDINGS.get(split.path, "html")
        last = f"{view or 'index'}.{ending}"
    return f"{folder}/{last}".removeprefix("/")


def target(href: str, page: str) -> tuple[str, str] | None:
    """Address and anchor on this site that a link of the page (its address) leads to; None where it leads elsewhere."""
    try:
        split = urlsplit(urljoin(settings.SITE_URL + page, href))
    except ValueError:  # an address of elsewhere, as somebody typed it
        return None
    if f"{split.scheme}://{split.netloc}" != settings.SITE_URL:
        return None
    query = urlencode(parse_qsl(split.query))
    return f"{split.path or '/'}?{query}" if query else split.path or "/", split.fragment


def relative(file: str, to: str, anchor: str = "") -> str:
    """The link from one file of the archive to another."""
    link = quote(relpath(to, file.rpartition("/")[0] or "."))
    return f"{link}#{anchor}" if anchor else link


def _views(query: str) -> list[tuple[str, str]]:
    return [pair for pair in parse_qsl(query) if pair[0] not in EDGES]


def _plain(value: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", value).strip("-")
