"""The pages of printed files that the public sees: released by Freigabe, covered, and withheld words black.

Rows of `PublishedPage` are made with the other published rows. What is drawn of them is in publishing.page_pictures.
"""

import hashlib
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.language.passages import Removal
from survey.models import (
    LISTS,
    DataVersion,
    Edition,
    Inquiry,
    PageCover,
    PublishedPage,
    Source,
    SourcePage,
    history,
    inquiry_key,
)
from survey.publishing import page_pictures
from survey.publishing.content import Content, PlacePart
from survey.publishing.refusals import PublishRefused
from survey.publishing.withheld import Hidden, content_of, hidden_parts

Rectangle = list[float]
EDGE = 1.0  # points by which a word may stand out of the box of its text


@transaction.atomic
def release(source: Source, *, by: AbstractBaseUser) -> None:
    """Show the pages of a source, but for what is covered, from now on and in every edition to come.

    Refuses a file without pages. The history of the source says who did it; where the inquiry is public, its pages are
    at once, and the data version is raised.
    """
    if not source.pages.exists():
        raise PublishRefused(_("This file has no pages that could be shown."))
    _set_release(source, by, _("Pages released."))


@transaction.atomic
def recall(source: Source, *, by: AbstractBaseUser, reason: str) -> None:
    """Show no page of a source any more; refuses without a reason."""
    if not reason.strip():
        raise PublishRefused(_("Say why the pages are not shown any more."))
    _set_release(source, None, reason.strip(), told_by=by)


def _set_release(source: Source, by: AbstractBaseUser | None, reason: str, told_by: AbstractBaseUser | None = None):
    source.released_at, source.released_by = (timezone.now(), by) if by else (None, None)
    history.tell(source, reason=str(reason), by=by or told_by).save(update_fields=["released_at", "released_by"])
    refresh(source.inquiry)


@transaction.atomic
def cover(source: Source, page: int, box: Rectangle | None, *, reason: str, by: AbstractBaseUser) -> PageCover:
    """Cover a rectangle of a page, or keep the whole page back (None), in every picture and in the file offered."""
    found = source.pages.filter(number=page).first()
    if found is None:
        raise PublishRefused(_("There is no page %(page)d.") % {"page": page})
    if box is not None:
        box = _within(box, found)
    covered = PageCover(source=source, page=page, box=box, reason=reason.strip(), by=by)
    covered.full_clean()
    covered._history_user = by
    covered.save()
    refresh(source.inquiry)
    return covered


@transaction.atomic
def uncover(covered: PageCover, *, by: AbstractBaseUser) -> None:
    inquiry = covered.source.inquiry
    covered._history_user = by
    covered.delete()
    refresh(inquiry)


def _within(box: Sequence[float], page: SourcePage) -> Rectangle:
    left, top, width, height = box
    right, bottom = min(left + width, page.width), min(top + height, page.height)
    left, top = max(0, left), max(0, top)
    if right <= left or bottom <= top:
        raise PublishRefused(_("This rectangle lies outside of the page."))
    return [round(each, 1) for each in (left, top, right - left, bottom - top)]


def refresh(inquiry: Inquiry) -> None:
    """Bring the published pages of an inquiry up to date, where it is public."""
    current = inquiry.editions.current().first()
    if current:
        replace(current)
        DataVersion.objects.advance(LISTS, inquiry_key(current.slug))


def replace(edition: Edition, content: Content | None = None) -> None:
    """Put the pages that this edition shows in the place of the older ones, whose pictures are deleted.

    `content` is that of the edition, where it is known.
    """
    before = set(PublishedPage.objects.filter(inquiry=edition.slug).values_list("state", flat=True))
    PublishedPage.objects.filter(inquiry=edition.slug).delete()
    pages = list(_pages(edition, content))
    PublishedPage.objects.bulk_create(pages)
    gone = before - {page.state for page in pages}
    transaction.on_commit(lambda: page_pictures.forget(gone))


def remove(slug: str) -> None:
    """No page of the inquiry is shown any more, and no picture of one is kept."""
    pages = PublishedPage.objects.filter(inquiry=slug)
    gone = set(pages.values_list("state", flat=True))
    pages.delete()
    transaction.on_commit(lambda: page_pictures.forget(gone))


def _pages(edition: Edition, content: Content | None) -> Iterator[PublishedPage]:
    released = Source.objects.filter(inquiry=edition.inquiry_id).exclude(released_at=None).defer("content")
    if not released.exists():
        return
    content = content or content_of(edition)
    sources = released.filter(key__in={part["key"] for part in content["sources"]}).order_by("key")
    places = _places(content)
    withheld = [
        {"words": each.words, "reason": each.reason, "date": each.date.isoformat()}
        for each in edition.inquiry.withholdings.with_words()
    ]
    for source in sources:
        pages = list(source.pages.order_by("number"))
        black = _black(source.key, pages, hidden_parts(edition, withheld))
        for covered in source.covers.all():
            black.add(covered.page, covered.box, covered.reason)
        for page in pages:
            yield _page(edition.slug, source, page, black, places[source.key, page.number])


def _page(slug: str, source: Source, page: SourcePage, black: "Black", places: list[Rectangle]) -> PublishedPage:
    shown = not (black.is_all or page.number in black.pages)
    facts = {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "turned": page.turned,
        "tilt": page.tilt,
        "shown": shown,
        "black": black.boxes[page.number],
    }
    state = hashlib.sha256(json.dumps([source.sha256, facts], sort_keys=True).encode()).hexdigest()
    reasons = list(dict.fromkeys(black.reasons[page.number]))
    found = PublishedPage(inquiry=slug, source=source.key, file=source, reasons=reasons, places=places, **facts)
    found.state = state
    return found


def _places(content: Content) -> dict[tuple[int | None, int], list[Rectangle]]:
    """The rectangles of all texts by source and page, each once."""
    found: dict[tuple[int | None, int], list[Rectangle]] = defaultdict(list)
    for _address, _text, place in placed_texts(content):
        for page, *box in place["boxes"]:
            if box not in found[place["source"], page]:
                found[place["source"], page].append(box)
    return found


def placed_texts(content: Content) -> Iterator[tuple[str, str, PlacePart]]:
    """Address, printed text and place of all that has one: remarks, questions, replies, passages of cells."""
    for name in ("remarks", "questions", "replies"):
        for part in content[name]:
            if part["printed_at"]:
                address = part["key"] if name != "questions" else f"question {part['key']}"
                yield address, part["as_printed"], part["printed_at"]
    for annex in content["annexes"]:
        for row in annex["rows"]:
            for answer in row["answers"]:
                for passage in answer["passages"]:
                    if passage["printed_at"]:
                        yield (
                            f"{annex['number']}/{row['key']}/{answer['column']}",
                            passage["text"],
                            passage["printed_at"],
                        )


# What is filled black


@dataclass
class Black:
    """Rectangles and whole pages that are not shown, with the reasons; `is_all`: no page at all."""

    boxes: dict[int, list[Rectangle]] = field(default_factory=lambda: defaultdict(list))
    pages: set[int] = field(default_factory=set)
    reasons: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    is_all: bool = False

    def add(self, page: int, box: Rectangle | None, reason: str) -> None:
        self.reasons[page].append(reason)
        if box is None:
            self.pages.add(page)
        elif list(box) not in self.boxes[page]:
            self.boxes[page].append(list(box))


def _black(source: int, pages: Sequence[SourcePage], hidden: Iterable[Hidden]) -> Black:
    """Withheld words are black wherever they stand in print; a text in which they are not found is black as a whole.

    Where a text with them has no box, and they are found nowhere, nobody can say on which page they stand: then none
    is shown.
    """
    black, words = Black(), _Words(pages)
    for each in hidden:
        found = words.holding(each.removal)
        for page, box in (place for span in found for place in span):
            black.add(page, box, each.reason)
        for count, place in each.parts:
            if place is None:
                black.is_all = black.is_all or not found
            elif place["source"] == source and _within_part(found, place) < count:
                for page, *box in place["boxes"]:
                    black.add(page, box, each.reason)
                if not place["boxes"] and place["page"]:
                    black.add(place["page"], None, each.reason)
        black.is_all = black.is_all or not (found or each.parts)
    return black


Span = list[tuple[int, Rectangle]]


def _within_part(found: Sequence[Span], place: PlacePart) -> int:
    """How many of the finds lie in the boxes of a text."""
    return sum(all(any(_holds(box, page, word) for box in place["boxes"]) for page, word in span) for span in found)


def _holds(box: list, page: int, word: Rectangle) -> bool:
    number, left, top, width, height = box
    x, y = word[0] + word[2] / 2, word[1] + word[3] / 2
    across = left - EDGE <= x <= left + width + EDGE
    return number == page and across and top - EDGE <= y <= top + height + EDGE


class _Words:
    """All words of a file as one text, each with its page and box."""

    def __init__(self, pages: Sequence[SourcePage]):
        self.starts: list[int] = []
        self.places: Span = []
        texts, at = [], 0
        for page in pages:
            for text, left, top, right, bottom, _sure in page.words:
                self.starts.append(at)
                self.places.append((page.number, [left, top, round(right - left, 2), round(bottom - top, 2)]))
                texts.append(text)
                at += len(text) + 1
        self.text = " ".join(texts)

    def holding(self, removal: Removal) -> list[Span]:
        """Of each find the words that it stands in, whole."""
        spans = removal.spans(self.text)
        return [
            self.places[bisect_right(self.starts, begin) - 1 : bisect_right(self.starts, end - 1)]
            for begin, end in spans
        ]
