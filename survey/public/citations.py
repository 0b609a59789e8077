"""How to cite the paper, a question, a table or one cell: a sentence with source, page, edition, date and address."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from survey.models import Edition, PublishedInquiry
from survey.public.addresses import InquiryAddresses
from survey.public.reading.paper import PagePaper
from survey.public.reading.table import PageCell, PageRow, ReadingTable


@dataclass(frozen=True)
class Citation:
    text: str
    address: str


def cite(
    paper: PagePaper,
    addresses: InquiryAddresses,
    edition: Edition | None,
    *where: str,
    anchor: str = "",
    query: str = "",
) -> Citation:
    """`where` are the places inside the paper, from the large to the small; `query` names the row of a large table."""
    source = _("%(parliament)s, paper %(number)s") % {"parliament": paper.parliament, "number": paper.number}
    if paper.dated:
        source = _("%(source)s of %(date)s") % {"source": source, "date": _day(paper.dated)}
    place = ", ".join([source, *filter(None, where)])
    address = addresses.cited(anchor, query)
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
    table: ReadingTable,
    row: PageRow,
    cell: PageCell,
) -> Citation:
    where = (table.name, row.printed, cell.column, cell.cited_pages)
    query = addresses.row_query(*row.address.split("/"))
    return cite(paper, addresses, edition, *where, anchor=cell.anchor, query=query)


def cite_body(
    told_in: PublishedInquiry, edition: Edition, addresses: InquiryAddresses, name: str, slug: str
) -> Citation:
    """A body in the words of the inquiry that tells of it."""
    source = _("%(parliament)s, paper %(number)s") % {"parliament": told_in.parliament_name, "number": told_in.number}
    address = addresses.cited(f"body-{slug}")
    return Citation(f"{name}. {source}. {_by(edition)}, {address}.", address)
