"""Answers of all inquiries as one list for files: its lines, and the sheets that lie beside them in a spreadsheet."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import QuerySet

from survey.models import DataVersion, Edition, SearchRow
from survey.public.filters import AnswerFilter
from survey.publishing.enclosures import codebook_sheet, columns_sheet, list_source
from survey.publishing.pieces import opened
from survey.sheets.sheet import Sheet

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# A list over more inquiries than this has no codebook in it: it would be longer than the list.
CODEBOOKS = 50


def answers_of(filterset: AnswerFilter) -> QuerySet[SearchRow]:
    """In the order of the papers."""
    return filterset.qs.order_by("inquiry", "position")


def list_sheets(filterset: AnswerFilter, path: str, data_version: DataVersion) -> list[Sheet]:
    """The columns, the codebooks, and where the list comes from; `path` is its address without host."""
    said = [(str(active.label), active.value) for active in filterset.active(path)]
    return [columns_sheet(), *_codebooks(filterset), list_source(f"{settings.SITE_URL}{path}", said, data_version.time)]


def _codebooks(filterset: AnswerFilter) -> list[Sheet]:
    """The categories of the inquiries in the list, unless it is a list of too many."""
    inquiries = filterset.qs.order_by("inquiry").values_list("inquiry", flat=True).distinct()
    slugs = list(inquiries[: CODEBOOKS + 1])
    if len(slugs) > CODEBOOKS:
        return []
    editions = Edition.objects.to_open().current().filter(slug__in=slugs).order_by("slug")
    return [codebook_sheet(opened(edition) for edition in editions.iterator())]
