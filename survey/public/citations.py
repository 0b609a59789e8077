"""How to cite the paper, a question, a table or one cell: a sentence with source, page, edition, date and address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.models import Edition, PublishedInquiry
from survey.public.addresses import InquiryAddresses
from survey.public.reading.paper import PagePaper
from survey.public.reading.table import PageCell, PageRow, PageTable


@dataclass(frozen=True)
class Citation:
    text: str
    address: str


def cite(
    paper: PagePaper, addresses: InquiryAddresses, edition: Edition | None, *where: str, anchor: str = ""
) -> Citation:
    """`where` are the places inside the paper, from the large to the small."""
    source = _("%(parliament)s, paper %(number)s") % {"parliament": paper.parliament, "number": paper.number}
    if paper.dated:
        source = _("%(source)s of %(date)s") % {"source": source, "date": _day(paper.dated)}
    place = ", ".join([source, *filter(None, where)])
    address = addresses.cited(anchor)
    return Citation(f"{place}. {_by(edition)}, {address}.", address)


def _by(edition: Edition | None) -> str:
    if edition is None:
        return _("From: Anlage, draft")
    date = _day(localtime(edition.published_at).date())
    return _("From: Anlage, edition %(number)d of %(date)s") % {"number": edition.number, "date": date}


def _day(date) -> str:
    return date_format(date, "SHORT_DATE_FORMAT")


def cite_cell(
    paper: PagePaper,
    addresses: InquiryAddresses,
    edition: Edition | None,
    table: PageTable,
    row: PageRow,
    cell: PageCell,
) -> Citation:
    page = pages_of_table(cell.pages) if cell.pages else ""
    if len(cell.file_pages) > 1:
        first, last = cell.file_pages[0], cell.file_pages[-1]
        page = _("pages %(first)d to %(last)d of the file") % {"first": first, "last": last}
    elif cell.file_pages and cell.file_pages[0] != cell.page:
        page = ", ".join(filter(None, [page, _("page %(page)d of the file") % {"page": cell.file_pages[0]}]))
    return cite(paper, addresses, edition, table.name, row.printed, cell.column, page, anchor=cell.anchor)


def pages_of_table(pages: Sequence[int]) -> str:
    """“page 5 of the table”, “pages 5 to 7 of the table”."""
    if len(pages) == 1:
        return page_of_table(pages[0])
    return _("pages %(first)d to %(last)d of the table") % {"first": pages[0], "last": pages[-1]}


def page_of_table(page: int | str) -> str:
    return _("page %(page)s of the table") % {"page": page}


def cite_body(
    told_in: PublishedInquiry, edition: Edition, addresses: InquiryAddresses, name: str, slug: str
) -> Citation:
    """A body in the words of the inquiry that tells of it."""
    source = _("%(parliament)s, paper %(number)s") % {"parliament": told_in.parliament_name, "number": told_in.number}
    address = addresses.cited(f"body-{slug}")
    return Citation(f"{name}. {source}. {_by(edition)}, {address}.", address)
