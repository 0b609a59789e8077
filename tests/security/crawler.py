"""Everything that the public can read: each address that leads on from the first ones, with all that it says."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|src|content)="(?:http://[^/"]+)?(/[^"#]*)')
PLACE = re.compile(r"<loc>http://[^/<]+(/[^<]*)")


def said(response) -> str:
    """All that a response says, in its headers, too, and whatever it is packed in."""
    return said_by(response, content_of(response))


def content_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def said_by(response, data: bytes) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"\n".join(archive.read(name) for name in archive.namelist())
    is_picture = data.startswith(b"\x89PNG")  # which tells its words beside its pixels
    told = data.replace(b"\n", b" ").decode(errors="replace") if is_picture else data.decode()
    return unescape(f"{told}\n{headers}")


def everything(client, seeds: Iterable[str], of_a_kind: int = 1_000) -> dict[str, str]:
    """Every public address that leads on from the seeds, with what it says; of a kind so many."""
    return {path: said_by(response, data) for path, response, data in answers(client, seeds, of_a_kind)}


def answers(client, seeds: Iterable[str], of_a_kind: int = 1_000) -> Iterator[tuple[str, object, bytes]]:
    """Each public address that leads on from the seeds, with its response and the content of that.

    Of those that one view answers in one language with the same parameters, so many.
    """
    waiting, seen, kinds = [*seeds], set(), Counter()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/admin", "/en/admin", "/static")):
            continue
        seen.add(path)
        kinds[kind := kind_of(path)] += 1
        if kinds[kind] > of_a_kind:
            continue
        response = client.get(path)
        assert response.status_code in (200, 301, 404), path
        data = content_of(response)
        yield path, response, data
        if response.headers["Content-Type"].startswith(("text/html", "application/xml")):
            text = unescape(data.decode())
            waiting += [each for each in {*LINK.findall(text), *PLACE.findall(text)} if len(seen) < 1_000]


def kind_of(path: str) -> tuple:
    route, _, query = path.partition("?")
    try:
        view = resolve(route).view_name
    except Resolver404:
        view = route
    return view, path.startswith("/en/"), *sorted(re.findall(r"(?:^|&)([^=]+)", query))
