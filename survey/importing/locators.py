"""Where a text is printed, as the record keeps it, and which of its words a machine is not sure of."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from survey.intake.paper import Place
from survey.models import Source, SourcePage
from survey.pages.document import Box, Page, Word

Boxes = tuple[tuple[int, Box], ...]
APART = 2.5  # heights of the lower line: what stands further below is another block
EDGE = 0.5  # points


class Locator(NamedTuple):
    """The fields of `Placed` but the source; `boxes` as there, None where the file has none."""

    page: int | None = None
    boxes: list | None = None
    line: int | None = None
    recognised: bool = False
    unsure: Sequence[str] = ()

    @property
    def fields(self) -> dict:
        """By the names of `Placed`."""
        return self._asdict() | {"unsure": list(self.unsure)}


NOWHERE = Locator()


class Locators:
    """Makes locators for a file of which `pages` are known."""

    def __init__(self, pages: Sequence[Page] = ()):
        self.scans = {page.number: page for page in pages if page.recognised}
        self.made: dict[Boxes, Locator] = {}

    def of_boxes(self, boxes: Boxes) -> Locator:
        """Of a cell, page by page."""
        if not boxes:
            return NOWHERE
        if boxes not in self.made:
            on_scan = [(self.scans[number], box) for number, box in boxes if number in self.scans]
            unsure = [word.text for scan, box in on_scan for word in words_within(scan.words, box) if word.is_unsure]
            self.made[boxes] = Locator(boxes[0][0], [*map(_stored, boxes)], None, bool(on_scan), unsure)
        return self.made[boxes]

    def of_place(self, place: Place) -> Locator:
        """Of a text that runs over lines: those that stand close below each other are one box.

        Where the file has boxes its lines are no help to anybody.
        """
        if not place.boxes:
            return Locator(place.page, None, place.line or None)
        return self.of_boxes(tuple(blocks(place.boxes)))


def words_within(words: Iterable[Word], box: Box) -> Iterator[Word]:
    """Those whose middle lies in the box."""
    for word in words:
        x, y = word.box.middle
        if box.x0 - EDGE <= x <= box.x1 + EDGE and box.top - EDGE <= y <= box.bottom + EDGE:
            yield word


def blocks(lines: Boxes) -> list[tuple[int, Box]]:
    """The boxes of lines in reading order, those of one column of a page as one."""
    found: list[tuple[int, Box]] = []
    last: Box | None = None
    for page, box in lines:
        if found and last and found[-1][0] == page and _goes_on(last, box):
            found[-1] = page, _around(found[-1][1], box)
        else:
            found.append((page, box))
        last = box
    return found


def _goes_on(above: Box, below: Box) -> bool:
    """Whether a line stands beside or close below another."""
    beside = min(above.bottom, below.bottom) > max(above.top, below.top)
    close = above.top <= below.top <= above.bottom + APART * (below.bottom - below.top)
    return beside or (close and min(above.x1, below.x1) > max(above.x0, below.x0))


def _around(first: Box, second: Box) -> Box:
    return Box(
        min(first.x0, second.x0),
        min(first.top, second.top),
        max(first.x1, second.x1),
        max(first.bottom, second.bottom),
    )


def _stored(placed: tuple[int, Box]) -> list:
    """[page, x, y, width, height], to a hundredth of a point."""
    page, box = placed
    return [page, *(round(each, 2) for each in (box.x0, box.top, box.x1 - box.x0, box.bottom - box.top))]


def keep_pages(source: Source, pages: Sequence[Page]) -> None:
    """The pages of a file beside it, where it has none yet."""
    if not pages or source.pages.exists():
        return
    SourcePage.objects.bulk_create(
        SourcePage(
            source=source,
            number=page.number,
            width=page.width,
            height=page.height,
            turned=page.turned,
            tilt=page.tilt,
            recognised=page.recognised,
            words=[_word(word) for word in page.words],
        )
        for page in pages
    )


def _word(word: Word) -> list:
    sure = None if word.confidence is None else round(word.confidence, 3)
    return [word.text, *(round(each, 2) for each in word.box), sure]
