"""Pictures of published pages: drawn when first asked for, kept under var/pages within a number of bytes."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from survey.files.errors import FileError
from survey.models import PublishedPage, Source, SourcePage
from survey.pages.facsimile import QUALITY, PictureCut, PrintedSheet, as_pdf, draw

FULL, CROP = 200, 150  # dpi
WIDTHS = (300, 909)  # pixels: a small picture to choose from, and one to read on a screen (A4 at 110 dpi)
TILE = 1024
MARGIN = 6  # points around a text
DRAWN_AS = f"{FULL} {CROP} {MARGIN} {QUALITY}"  # a picture that was drawn otherwise is another one


class CannotBeDrawn(Exception):
    """The file has no picture of this page: it is damaged, or not there any more."""


def folder() -> Path:
    return settings.VAR_DIR / "pages"


def sheet(page: PublishedPage) -> PrintedSheet:
    black = tuple(tuple(box) for box in page.black)
    return PrintedSheet(page.number, page.width, page.height, page.turned, page.tilt, black)


def full_size(page: PublishedPage) -> tuple[int, int]:
    return sheet(page).size(FULL)


def sizes(page: PublishedPage) -> list[tuple[int, int]]:
    """Width and height of the whole page as it can be had, smallest first."""
    width, height = full_size(page)
    smaller = [(each, max(1, round(height * each / width))) for each in WIDTHS if each < width]
    return [*smaller, (width, height)]


def factors(page: PublishedPage) -> list[int]:
    """By how much tiles are scaled down, until the page is one."""
    found = [1]
    while max(full_size(page)) > TILE * found[-1]:
        found.append(found[-1] * 2)
    return found


def tiles(page: PublishedPage) -> Iterator[tuple[tuple[int, int, int, int], tuple[int, int]]]:
    """Region and size of each tile, as level 0 of the IIIF Image API counts them."""
    width, height = full_size(page)
    for factor in factors(page):
        step = TILE * factor
        for top in range(0, height, step):
            for left in range(0, width, step):
                wide, high = min(step, width - left), min(step, height - top)
                yield (left, top, wide, high), (-(-wide // factor), -(-high // factor))


def whole(page: PublishedPage, size: tuple[int, int]) -> bytes:
    """One of `sizes`."""
    cut = PictureCut(FULL * size[0] / full_size(page)[0], size=size)
    return _picture(page, f"full/{joined(size)}/0/default.jpg", cut)


def tile(page: PublishedPage, region: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    """One of `tiles`."""
    return _picture(page, f"{joined(region)}/{joined(size)}/0/default.jpg", PictureCut(FULL, part=region, size=size))


def crop(page: PublishedPage, box: Iterable[float]) -> bytes:
    """The picture of a text, of which `box` is [left, top, width, height] in points."""
    scale = sheet(page).dpi(CROP) / 72
    cut = PictureCut(CROP, part=tuple(round(each * scale) for each in around(page, box)))
    return _picture(page, f"places/{joined(box)}.jpg", cut)


def around(page: PublishedPage | SourcePage, box: Iterable[float]) -> tuple[float, float, float, float]:
    """The part of the page that the picture of a text shows, in points: the box with a margin, within the page."""
    left, top, width, height = box
    x, y = max(0, left - MARGIN), max(0, top - MARGIN)
    return x, y, min(page.width, left + width + MARGIN) - x, min(page.height, top + height + MARGIN) - y


def framed(page: PublishedPage, box: Iterable[float]) -> bytes:
    """The whole page as one reads it on a screen, with a line around a text of this box."""
    size = framed_size(page)
    cut = PictureCut(FULL * size[0] / full_size(page)[0], size=size, frame=tuple(box))
    return _picture(page, f"places/{joined(box)}/page.jpg", cut)


def framed_size(page: PublishedPage) -> tuple[int, int]:
    return sizes(page)[-2:][0]


def crop_size(page: PublishedPage, box: Iterable[float]) -> tuple[int, int]:
    """Width and height of that picture in pixels."""
    _x, _y, width, height = around(page, box)
    scale = sheet(page).dpi(CROP) / 72
    return max(1, round(width * scale)), max(1, round(height * scale))


def uncovered(source: Source, page: SourcePage) -> PublishedPage:
    """The page as nobody but the desk sees it; it is not stored."""
    facts = {"width": page.width, "height": page.height, "turned": page.turned, "tilt": page.tilt}
    found = PublishedPage(source=source.key, number=page.number, file_id=source.pk, **facts)
    found.state = hashlib.sha256(f"{source.sha256} {page.number}".encode()).hexdigest()
    return found


def file_of(pages: list[PublishedPage]) -> bytes:
    """The file that is offered: as it came where all of it may be seen, else made of the pictures of its pages.

    The made one holds no hidden text and no facts about the original; a page that is kept back is blank.
    """
    if all(page.is_whole for page in pages):
        return _content(pages[0])[0]
    pictures = [whole(page, full_size(page)) if page.shown else None for page in pages]
    return as_pdf(pictures, [(page.width, page.height) for page in pages])


def joined(numbers: Iterable[float]) -> str:
    """As an address has them."""
    return ",".join(f"{number:g}" for number in numbers)


def kept_path(state: str, name: str) -> str:
    """Where the picture of a page lies once it is drawn; `name` is what its address ends in, below that of the page."""
    digest = hashlib.sha256(f"{DRAWN_AS} {name}".encode()).hexdigest()
    return f"{settings.VAR_DIR}/pages/{state}/{digest[:32]}.jpg"


def forget(states: Iterable[str]) -> None:
    """Deletes the pictures of pages that are not shown so any more."""
    for state in states:
        shutil.rmtree(folder() / state, ignore_errors=True)


def _picture(page: PublishedPage, name: str, cut: PictureCut) -> bytes:
    path = Path(kept_path(page.state, name))
    if (kept := _read(path)) is not None:
        return kept
    with one_at_a_time():
        if (kept := _read(path)) is not None:
            return kept
        content, name = _content(page)
        try:
            made = draw(content, name, sheet(page), cut)
        except FileError as error:
            raise CannotBeDrawn from error
        _keep(path, made)
    return made


def _read(path: Path) -> bytes | None:
    try:
        os.utime(path)  # what was asked for lately is kept longest
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _content(page: PublishedPage) -> tuple[bytes, str]:
    source = Source.objects.only("content", "name").get(pk=page.file_id)
    if not source.content:
        raise CannotBeDrawn
    return bytes(source.content), source.name


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """However many ask at once, one picture is drawn at a time on this machine: so memory is bounded."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "drawing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(path: Path, made: bytes) -> None:
    """Whole or not at all; the oldest pictures go where there are too many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(made)
    Path(file.name).replace(path)
    kept = [(each.stat(), each) for each in folder().glob("*/*.jpg")]
    total = sum(stat.st_size for stat, _each in kept)
    for stat, each in sorted(kept, key=lambda pair: pair[0].st_mtime):
        if total <= settings.PAGE_PICTURES_BYTES or each == path:
            break
        each.unlink(missing_ok=True)
        total -= stat.st_size
