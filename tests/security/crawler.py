"""Everything that the public can read: each address that leads on from the first ones, with all that it says."""

import io
import re
import zipfile
from collections.abc import Iterable
from html import unescape

LINK = re.compile(r'(?:href|src|content)="(?:http://[^/"]+)?(/[^"#]*)')


def said(response) -> str:
    """All that a response says, in its headers, too, and whatever it is packed in."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"\n".join(archive.read(name) for name in archive.namelist())
    return unescape(f"{data.decode()}\n{headers}")


def everything(client, seeds: Iterable[str]) -> dict[str, str]:
    """Every public address that leads on from the seeds, with what it says."""
    waiting, seen = [*seeds], {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/admin", "/en/admin", "/static")):
            continue
        response = client.get(path)
        assert response.status_code in (200, 301, 404), path
        seen[path] = text = said(response)
        if response.headers["Content-Type"].startswith(("text/html", "application/xml")):
            found = {unescape(each) for each in LINK.findall(text)}
            found |= set(re.findall(r"<loc>http://[^/<]+(/[^<]*)", text))
            waiting += [each for each in found if len(seen) < 1_000]
    return seen
