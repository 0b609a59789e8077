"""Lists beside the answers as files: inquiries, bodies, codings, statements; the filters are those of their pages."""

from collections.abc import Callable, Iterable

from survey.models import Edition, PublishedBody, PublishedInquiry, PublishedStatement
from survey.public.addresses import absolute
from survey.public.answer_list import EPOCH
from survey.public.caching import edition_file, stream
from survey.public.filters import BodyFilter, PublicFilter, PublicInquiryFilter, StatementFilter
from survey.public.views.downloads import LIST_PARAMETERS, list_file
from survey.publishing.columns import ALL_BODIES, ALL_CODINGS, ALL_STATEMENTS, INQUIRIES, DownloadColumn
from survey.publishing.enclosures import codebook_sheet, columns_sheet, edition_source, list_source
from survey.publishing.pieces import opened
from survey.publishing.records import all_body_rows, all_coding_rows, all_statement_rows, inquiry_rows
from survey.sheets.sheet import Sheet


@stream(*PublicInquiryFilter.parameters(), *LIST_PARAMETERS)
def inquiries_file(request, extension):
    """One line per published inquiry, entries of catalogues among them."""
    filterset = PublicInquiryFilter(request.GET, PublishedInquiry.objects.all())
    rows = inquiry_rows(filterset.qs.order_by("slug"))
    return _list_file(request, "inquiries", extension, INQUIRIES, rows, filterset)


@stream(*BodyFilter.parameters(), *LIST_PARAMETERS)
def bodies_file(request, extension):
    """One line per body, as its newest edition tells it."""
    filterset = BodyFilter(request.GET, PublishedBody.objects.all())
    rows = all_body_rows(filterset.qs.order_by("sort_name", "slug"))
    return _list_file(request, "bodies", extension, ALL_BODIES, rows, filterset)


@stream(*LIST_PARAMETERS)
def codings_file(request, extension):
    """One line per row and question that editors put into a category, in all inquiries."""
    editions = Edition.objects.to_open().current().order_by("slug").iterator(chunk_size=1)
    return _list_file(request, "codings", extension, ALL_CODINGS, all_coding_rows(editions))


@stream(*StatementFilter.parameters(), *LIST_PARAMETERS)
def statements_file(request, extension):
    """One line per statement of respondents, ministries and askers about any paper."""
    filterset = StatementFilter(request.GET, PublishedStatement.objects.all())
    rows = all_statement_rows(filterset.qs.order_by("inquiry", "number"))
    return _list_file(request, "statements", extension, ALL_STATEMENTS, rows, filterset)


@edition_file(*LIST_PARAMETERS)
def inquiry_statements(request, edition: Edition, extension):
    """The same for one inquiry."""
    rows = all_statement_rows(PublishedStatement.objects.filter(edition=edition).order_by("number"))

    def enclosed() -> list[Sheet]:
        return [columns_sheet(ALL_STATEMENTS), edition_source(edition, opened(edition))]

    name = f"{edition.slug}-statements"
    return list_file(request, name, extension, ALL_STATEMENTS, rows, edition.published_at, enclosed)


@edition_file(*LIST_PARAMETERS)
def inquiry_codings(request, edition: Edition, extension):
    """The same for one inquiry."""

    def enclosed() -> list[Sheet]:
        content = opened(edition)
        return [columns_sheet(ALL_CODINGS), codebook_sheet([content]), edition_source(edition, content)]

    rows, name = all_coding_rows([edition]), f"{edition.slug}-codings"
    return list_file(request, name, extension, ALL_CODINGS, rows, edition.published_at, enclosed)


def _list_file(
    request,
    name: str,
    extension: str,
    columns: tuple[DownloadColumn, ...],
    rows: Iterable[list],
    filterset: PublicFilter | None = None,
):
    enclosed = _enclosed(request, columns, filterset)
    return list_file(request, name, extension, columns, rows, request.data_version.time or EPOCH, enclosed)


def _enclosed(
    request, columns: tuple[DownloadColumn, ...], filterset: PublicFilter | None
) -> Callable[[], list[Sheet]]:
    def sheets() -> list[Sheet]:
        path = request.get_full_path()
        said = [(str(each.label), each.value) for each in filterset.active(path)] if filterset else []
        return [columns_sheet(columns), list_source(absolute(path), said, request.data_version.time)]

    return sheets
