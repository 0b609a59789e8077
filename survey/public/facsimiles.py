"""What pages of a source the public may see, and the pictures of the places on them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.models import PublishedPage
from survey.public.addresses import with_query
from survey.publishing.content import Content, PlacePart
from survey.publishing.facsimiles import placed_texts
from survey.publishing.page_pictures import crop_size, framed_size, full_size, joined, sizes


@dataclass(frozen=True)
class PlacePicture:
    """The picture of a text, or of the part of it that stands on one page; `href` leads to the page, with a frame."""

    page: int
    picture: str
    width: int
    height: int
    href: str


@dataclass(frozen=True)
class Frame:
    """A text on a page: its box in points, its address in the paper, what is printed there."""

    address: str
    text: str
    href: str
    box: tuple[float, ...]
    is_chosen: bool


@dataclass(frozen=True)
class FramedPage:
    """The picture of a page with a frame around the text that was asked for."""

    number: int
    label: str
    picture: str
    width: int
    height: int


@dataclass(frozen=True)
class ShownPage:
    """A page as the viewer shows it; `picture` is "" where it is not shown, for the reasons that are named.

    `points` are its width and height, `pixels` the width of its whole picture.
    """

    number: int
    label: str
    picture: str
    large: str
    width: int
    height: int
    points: tuple[float, float]
    pixels: int
    reasons: tuple[str, ...]
    frames: list[Frame] = field(default_factory=list)

    @property
    def chosen(self) -> list[Frame]:
        return [frame for frame in self.frames if frame.is_chosen]


def pages_of(slug: str, source: int | None = None) -> list[PublishedPage]:
    found = PublishedPage.objects.filter(inquiry=slug)
    return list((found if source is None else found.filter(source=source)).order_by("source", "number"))


def page_address(page: PublishedPage) -> str:
    """The stem of all addresses of its pictures, as the IIIF Image API wants it."""
    return reverse("page-image", args=[page.inquiry, page.source, page.number]).rstrip("/")


def picture_address(page: PublishedPage, size: tuple[int, int]) -> str:
    return f"{page_address(page)}/full/{joined(size)}/0/default.jpg"


def place_pictures(slug: str, address: str, places: Iterable[PlacePart]) -> list[PlacePicture]:
    """The pictures of the printed places of a text, in order; of pages that are not shown there are none. One query."""
    wanted = [(place["source"], box) for place in places for box in place["boxes"]]
    if not wanted:
        return []
    numbers = {box[0] for _source, box in wanted}
    found = PublishedPage.objects.filter(inquiry=slug, number__in=numbers, shown=True)
    pages = {(page.source, page.number): page for page in found}
    pictures = [
        _place_picture(pages[source, number], box, address)
        for source, (number, *box) in wanted
        if (source, number) in pages and box in pages[source, number].places
    ]
    return list(dict.fromkeys(pictures))


def _place_picture(page: PublishedPage, box: Sequence[float], address: str) -> PlacePicture:
    picture = reverse("place-picture", args=[page.inquiry, page.source, page.number, joined(box)])
    viewer = with_query(reverse("source", args=[page.inquiry, page.source]), [("place", address)])
    return PlacePicture(page.number, picture, *crop_size(page, box), f"{viewer}#page-{page.number}")


def shown_pages(content: Content, pages: Sequence[PublishedPage], chosen: str, href) -> list[ShownPage]:
    """The pages of one source; `chosen` is the address of a text to be framed, `href` gives that of its own page."""
    frames: dict[int, list[Frame]] = defaultdict(list)
    source = pages[0].source if pages else None
    for address, text, place in placed_texts(content):
        for number, *box in place["boxes"] if place["source"] == source else ():
            frames[number].append(Frame(address, text, href(address), tuple(box), address == chosen))
    return [_shown_page(page, frames[page.number]) for page in pages]


def _shown_page(page: PublishedPage, frames: list[Frame]) -> ShownPage:
    small, *_rest = [size for size in sizes(page) if size[0] > 600] or sizes(page)
    return ShownPage(
        number=page.number,
        label=_("Page %(page)d") % {"page": page.number},
        picture=picture_address(page, small) if page.shown else "",
        large=picture_address(page, full_size(page)) if page.shown else "",
        width=small[0],
        height=small[1],
        points=(page.width, page.height),
        pixels=full_size(page)[0],
        reasons=tuple(page.reasons),
        frames=frames if page.shown else [],
    )


def framed_pages(pages: Iterable[PublishedPage], shown: Iterable[ShownPage]) -> list[FramedPage]:
    """Of each text that is framed; `shown` are the pages as the viewer shows them."""
    return [
        FramedPage(page.number, each.label, framed_address(page, frame.box), *framed_size(page))
        for page, each in zip(pages, shown, strict=True)
        for frame in each.chosen
        if list(frame.box) in page.places
    ]


def framed_address(page: PublishedPage, box: Sequence[float]) -> str:
    return reverse("framed-page", args=[page.inquiry, page.source, page.number, joined(box)])


def covered_in_words(pages: Sequence[PublishedPage]) -> str:
    """How many pages are not shown or not whole; "" where all are."""
    count = sum(not page.is_whole for page in pages)
    said = ngettext("%(count)d page is not shown whole.", "%(count)d pages are not shown whole.", count)
    return said % {"count": count} if count else ""
