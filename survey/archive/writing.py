"""Writing the archive: each page, file and picture that the site leads to, again only what changed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils.translation import gettext as _

from survey.archive.ledger import NAME, ArchivedFile, ArchiveRefused, Ledger
from survey.archive.responses import asked
from survey.archive.rewriting import ArchivedPage, locations
from survey.models import DataVersion, FormerSlug, PublishedPage, Tombstone
from survey.public.addresses import LANGUAGES, in_language
from survey.public.caching import version
from survey.public.facsimiles import page_address
from survey.public.views.crawlers import sitemap_addresses
from survey.publishing.page_pictures import tiles
from survey.wording import paths

BEGIN = ("/", "/en/", "/robots.txt", "/editions.log")
LISTS = tuple(f"/api/v1/{name}/" for name in ("inquiries", "answers", "bodies", "districts"))
SUMS = "SHA256SUMS"
# A page that says why something is gone is a page; of files that are gone nothing is written.
SHOWN = (200, 410)


@dataclass
class ArchiveReport:
    """How many files were written; `missing` are addresses that the site does not have, each with who leads there.

    `moving`: something was published or taken back meanwhile, so that the pages may not all be of one moment.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    missing: list[str] = field(default_factory=list)
    moving: bool = False


def write_archive(folder: Path) -> ArchiveReport:
    """The public site as it is now. Raises ArchiveRefused for a folder that holds anything else."""
    _make(folder)
    ledger = Ledger(folder, f"{version('archive')} {settings.EDITORIAL_LICENCE} {settings.TRIAL}")
    report, before = ArchiveReport(), DataVersion.objects.total()
    try:
        ledger.want(chain(BEGIN, sitemap_addresses(), LISTS, _gone(), _former(), _page_pictures()))
        for entry in ledger.waiting():
            _archive(folder, entry, ledger, report)
        for name in ledger.forget():
            report.removed += _remove(folder, name)
        _replace(folder / SUMS, (line.encode() for line in ledger.sums()))
        report.missing = [f"{address} ({source})" if source else address for address, source in ledger.missing()]
    finally:
        ledger.close()
    report.moving = DataVersion.objects.total() != before
    return report


def _make(folder: Path) -> None:
    if folder.exists() and not (folder / NAME).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveRefused(_("%(folder)s holds something else: name a new or empty folder.") % {"folder": folder})
    _folders(folder)


def _gone() -> Iterator[str]:
    """The pages that say since when and why something is gone."""
    for path in Tombstone.objects.values_list("path", flat=True).iterator():
        if path.endswith("/"):
            yield from (in_language(path, language) for language in LANGUAGES)


def _former() -> Iterator[str]:
    for kind, slug in FormerSlug.objects.values_list("kind", "slug").iterator():
        path = paths.inquiry(slug) if kind == FormerSlug.Kind.INQUIRY else paths.body(slug)
        yield from (in_language(path, language) for language in LANGUAGES)


def _page_pictures() -> Iterator[str]:
    """What viewers of printed pages ask for beside the pictures on our own pages (IIIF Image API 3, level 0)."""
    for page in PublishedPage.objects.filter(shown=True).iterator():
        address = page_address(page)
        yield f"{address}/info.json"
        for region, (wide, high) in tiles(page):
            yield f"{address}/{','.join(map(str, region))}/{wide},{high}/0/default.jpg"


def _archive(folder: Path, entry: ArchivedFile, ledger: Ledger, report: ArchiveReport) -> None:
    path = folder / entry.name
    with asked(entry.address, entry.etag if path.exists() else "") as response:
        if response.status_code == 304:
            report.unchanged += 1
            ledger.unchanged(entry)
            return
        if response.status_code not in SHOWN:
            _remove(folder, entry.name)
            ledger.written(entry, "", "")
            return
        content, targets = _content(response, entry.address)
        digest = _replace(path, content, entry.digest)
        ledger.written(entry, response.headers.get("ETag", ""), digest, targets)
    report.unchanged += digest == entry.digest
    report.new += not entry.digest
    report.changed += bool(entry.digest) and digest != entry.digest


def _content(response, address: str) -> tuple[Iterable[bytes], set[str]]:
    """The bytes of the file, and the addresses that it leads to. Pages are short; files come in pieces."""
    if response.streaming:
        return response.streaming_content, set()
    data = b"".join(response)
    kind = response.headers["Content-Type"].partition(";")[0]
    if kind in ("text/html", "image/svg+xml"):
        page = ArchivedPage(data.decode(), address)
        return [page.text.encode()], page.targets
    return [data], locations(data.decode()) if kind == "application/xml" else set()


def _replace(path: Path, content: Iterable[bytes], known: str = "") -> str:
    """Write the file whole or not at all, and not where it has the digest that is known; returns its digest."""
    _folders(path.parent)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        made = Path(file.name)
        try:
            for each in content:
                digest.update(each)
                file.write(each)
        except BaseException:
            made.unlink()
            raise
    if digest.hexdigest() == known and path.exists():
        made.unlink()
    else:
        made.chmod(0o644)  # a web server reads it, whatever else commands keep to their owner
        made.replace(path)
    return digest.hexdigest()


def _folders(folder: Path) -> None:
    for each in [*reversed(folder.parents), folder]:
        if not each.exists():
            each.mkdir()
            each.chmod(0o755)


def _remove(folder: Path, name: str) -> bool:
    """Remove a file, and the folders that are empty without it; returns whether it was there."""
    path = folder / name
    if not path.exists():
        return False
    path.unlink()
    for parent in path.parents:
        if parent == folder or any(parent.iterdir()):
            break
        parent.rmdir()
    return True
