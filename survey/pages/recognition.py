"""Words in a picture, by the program tesseract with its German data, which is looked for when it is needed."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from survey.files.errors import FileError, gettext_noop
from survey.pages.document import Box, Word

LANGUAGE = "deu"
MISSING = gettext_noop(
    "The pages are pictures without text, and the program that reads them is not installed: tesseract with German data "
    "(Debian: tesseract-ocr, tesseract-ocr-deu)."
)
TOO_SLOW = gettext_noop(
    "Recognising page %(page)d took more than the limit of %(seconds)d s. Scan it anew, with less noise."
)
LAYOUTS = ("3", "11")  # as a page of text, and as words that stand anywhere: tables need the second
UNSURE = 0.6  # at most the confidence of a word that both readings see differently
SECONDS, SECONDS_OF_GLIMPSE = 120, 20
DUST = 0.7  # points: no sign of a print is as small as that both ways
SAME = 0.5  # share of the smaller box that two readings of one word share
LOST_DOT = str.maketrans("ı", "i")
# Large letters look like small ones: at the end of a word of small letters they are small ("usW."; but "KdU", "kW")
MISREAD_CASE = re.compile(r"(?<=^[a-zäöüß]{2})([a-zäöüß]*)([COSUVWXZ])(?=\W*$)")
WORD = "5"  # level of a word in tesseract's table


@cache
def is_installed() -> bool:
    """Whether there is a tesseract that knows German."""
    program = shutil.which("tesseract")
    if not program:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return LANGUAGE in listed.stdout.split()


def recognised(picture, dpi: float, name: str, page: int) -> list[Word]:
    """The words of a grey picture with boxes in points and their confidence. Raises FileError.

    It is read twice; where both readings differ, the surer one is taken, and marked as unsure.
    """
    try:
        return list(_agreed(*_readings(picture, dpi, LAYOUTS, SECONDS)))
    except subprocess.TimeoutExpired as error:
        raise FileError(name, None, None, TOO_SLOW, {"page": page, "seconds": SECONDS}) from error


def glimpsed(picture, dpi: float) -> list[Word]:
    """The words that one quick look at a small picture finds; none where it takes long."""
    try:
        return _readings(picture, dpi, LAYOUTS[1:], SECONDS_OF_GLIMPSE)[0]
    except subprocess.TimeoutExpired:
        return []


def _readings(picture, dpi: float, layouts: Sequence[str], seconds: int) -> list[list[Word]]:
    """The words as the program sees them in each of its layouts."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    running = [_started(layout, dpi) for layout in layouts]
    try:
        tables = [process.communicate(file.getvalue(), timeout=seconds)[0] for process in running]
    finally:
        for process in running:
            process.kill()
            process.wait()
    return [list(_words(table.decode("utf-8", "replace"), dpi)) for table in tables]


def _started(layout: str, dpi: float) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603
        [shutil.which("tesseract"), "-", "-", "-l", LANGUAGE, "--psm", layout, "--dpi", str(round(dpi)), "tsv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )


def _words(table: str, dpi: float) -> Iterator[Word]:
    scale = 72 / dpi
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != WORD or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        if max(width, height) < DUST:
            continue
        box = Box(*(round(each, 2) for each in (left, top, left + width, top + height)))
        yield Word(_german(cells[11].strip()), box, round(height, 2), confidence=max(0.0, float(cells[10])) / 100)


def _german(text: str) -> str:
    """What no German word has is put right: a lost dot, a large letter at a word's end, an l that stands alone."""
    text = MISREAD_CASE.sub(lambda match: match[0].lower(), text.translate(LOST_DOT))
    return "1" if text == "l" else text


def _agreed(first: Sequence[Word], second: Sequence[Word]) -> Iterator[Word]:
    """One reading out of two: groups of words that cover each other, from either the surer one."""
    for ours, theirs in _groups(first, second):
        if [word.text for word in ours] == [word.text for word in theirs]:
            for word, other in zip(ours, theirs, strict=True):
                yield replace(word, confidence=max(word.confidence, other.confidence))
        else:
            yield from (replace(word, confidence=min(word.confidence, UNSURE)) for word in _surer(ours, theirs))


def _surer(ours: Sequence[Word], theirs: Sequence[Word]) -> Sequence[Word]:
    """Large and small letters look alike ("usw.", "USW."): there the reading that knows the whole line is right."""
    if [word.text.casefold() for word in ours] == [word.text.casefold() for word in theirs]:
        return ours
    return max(ours, theirs, key=_confidence)


def _confidence(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _groups(first: Sequence[Word], second: Sequence[Word]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Words of both readings that lie over each other, directly or by way of others."""
    parents = list(range(len(first) + len(second)))

    def root(at: int) -> int:
        while parents[at] != at:
            at = parents[at]
        return at

    for at, word in enumerate(first):
        for other, its in enumerate(second, start=len(first)):
            if _covers(word.box, its.box):
                parents[root(other)] = root(at)
    groups: dict[int, tuple[list[Word], list[Word]]] = {}
    for at, word in enumerate((*first, *second)):
        groups.setdefault(root(at), ([], []))[at >= len(first)].append(word)
    for ours, theirs in groups.values():
        yield sorted(ours, key=_place), sorted(theirs, key=_place)


def _place(word: Word) -> float:
    return word.box.x0


def _covers(box: Box, other: Box) -> bool:
    width = min(box.x1, other.x1) - max(box.x0, other.x0)
    height = min(box.bottom, other.bottom) - max(box.top, other.top)
    if width <= 0 or height <= 0:
        return False
    areas = ((each.x1 - each.x0) * (each.bottom - each.top) for each in (box, other))
    return width * height >= SAME * min(areas)
