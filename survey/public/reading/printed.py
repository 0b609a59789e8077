"""Where texts stand in print, as links to the pages of their source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from survey.public.reading.index import Index
from survey.publishing.content import AnswerPart, Content, PlacePart
from survey.publishing.pieces import facts_of, place_of


@dataclass(frozen=True)
class PageLink:
    """`number` is the page of the file."""

    number: int
    href: str


def page_links(index: Index, address: str, places: Iterable[PlacePart | None]) -> tuple[PageLink, ...]:
    """The pages on which a text stands, in order; none for a draft, whose pages nobody sees."""
    if index.addresses.edition is None:
        return ()
    found = [(place["source"], box[0]) for place in places if place and place["source"] for box in place["boxes"]]
    query = address.replace(" ", "+")
    return tuple(
        PageLink(page, f"{index.source_href(source)}?place={query}#page-{page}")
        for source, page in dict.fromkeys(found)
    )


def places_of(content: Content, address: str) -> list[PlacePart]:
    """Where the words that are printed in a cell stand, also those that belong to another one."""
    found = []
    for answer in _answers_printed_in(content, address):
        for passage in answer["passages"]:
            place = passage["printed_at"]
            if passage["printed_in"] == address and place and place not in found:
                found.append(place)
    return sorted(found, key=lambda place: (place["source"] or 0, place["boxes"][:1]))


def _answers_printed_in(content: Content, address: str) -> Iterator[AnswerPart]:
    """Answers that may have a passage that is printed in a cell: those of its row, and where some went from there."""
    annexes = {annex["number"]: annex for annex in content["annexes"]}
    rows = [address.rpartition("/")[0]]
    for annex in content["annexes"]:
        rows += facts_of(annex, content).moved.get(address, [])
    for number, key in (row.split("/") for row in dict.fromkeys(rows)):
        at = place_of(annexes[int(number)]["rows"], int(key))
        yield from annexes[int(number)]["rows"][at]["answers"] if at is not None else ()


def file_pages(answer: AnswerPart) -> tuple[int, ...]:
    """The pages of the file on which its text is printed; none where nobody knows them."""
    places = [passage["printed_at"] for passage in answer["passages"]]
    return tuple(sorted({box[0] for place in places if place for box in place["boxes"]}))


def cited_pages(pages: Sequence[int], of_file: Sequence[int]) -> str:
    """Where a text is printed, as citations say it: “page 5 of the table”, “pages 5 to 7 of the table”; "" if unknown.

    `pages` are those of the table, `of_file` those of the file.
    """
    if len(of_file) > 1:
        return _("pages %(first)d to %(last)d of the file") % {"first": of_file[0], "last": of_file[-1]}
    words = []
    if len(pages) > 1:
        words.append(_("pages %(first)d to %(last)d of the table") % {"first": pages[0], "last": pages[-1]})
    elif pages:
        words.append(_("page %(page)s of the table") % {"page": pages[0]})
    if of_file and of_file[0] not in pages[:1]:
        words.append(_("page %(page)d of the file") % {"page": of_file[0]})
    return ", ".join(words)
