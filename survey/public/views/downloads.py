"""Files: the document of an edition, wide and long tables in five formats, the data package."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from survey.models import Edition, Passage
from survey.public.caching import edition_file, stream
from survey.public.filters import AnswerFilter
from survey.public.listing import choice
from survey.public.missing import BadParameter, raise_part_missing
from survey.publishing.columns import NAMES
from survey.publishing.datapackage import datapackage as package
from survey.publishing.documents import edition_document, long_rows, wide_table
from survey.publishing.enclosures import codebook_sheet, columns_sheet, edition_source, list_source
from survey.publishing.upgrades import parse
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.blocks import blocks
from survey.sheets.sheet import Sheet
from survey.sheets.table import SheetError

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
}
SPREADSHEETS: dict[str, Callable] = {"xlsx": xlsx.write, "ods": ods.write}
SHEET_PARAMETERS = ("bom", "sep")
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
# A list over more inquiries than this has no codebook in it: it would be longer than the list.
CODEBOOKS = 50


@edition_file()
def document(request, edition: Edition):
    """The edition whole: its number, date, note and digest, and its content as it is stored."""
    return HttpResponse(edition_document(edition), content_type=TYPES["json"])


@edition_file("text", *SHEET_PARAMETERS)
def annex_file(request, edition: Edition, annex, extension):
    """One line per row, as printed or with `?text=reading` as edited."""
    reading = choice(request, "text", {"printed": False, "reading": True}) == "reading"
    content = parse(edition.content)
    wide = wide_table(content, int(annex), reading=reading, typed=extension in SPREADSHEETS)
    if wide is None:
        raise_part_missing(request)
    name = f"{edition.slug}-{annex}{'-reading' if reading else ''}"

    def enclosed():
        return [codebook_sheet([content]), edition_source(edition, content)]

    return sheet(request, name, extension, wide.headings, wide.rows, edition.published_at, enclosed)


@edition_file(*AnswerFilter.parameters(), *SHEET_PARAMETERS)
def inquiry_answers(request, edition: Edition, extension):
    """One line per answer of the inquiry."""
    filterset = AnswerFilter(request.GET, Passage.objects.filter(kind=Passage.Kind.ANSWER, inquiry=edition.slug))
    rows = long_rows(filterset.qs.order_by("position"))

    def enclosed():
        content = parse(edition.content)
        return [columns_sheet(), codebook_sheet([content]), edition_source(edition, content)]

    return sheet(request, f"{edition.slug}-answers", extension, NAMES, rows, edition.published_at, enclosed)


@stream(*AnswerFilter.parameters(), *SHEET_PARAMETERS)
def all_answers(request, extension):
    """One line per answer of all inquiries; the filters are those of the page."""
    filterset = AnswerFilter(request.GET, Passage.objects.filter(kind=Passage.Kind.ANSWER))
    rows = long_rows(filterset.qs.order_by("inquiry", "position"))

    def enclosed():
        said = [(str(active.label), active.value) for active in filterset.active(request.path)]
        address = f"{settings.SITE_URL}{request.get_full_path()}"
        return [columns_sheet(), *codebooks(filterset), list_source(address, said, request.stand.time)]

    return sheet(request, "answers", extension, NAMES, rows, request.stand.time or EPOCH, enclosed)


def codebooks(filterset: AnswerFilter) -> list[Sheet]:
    """The categories of the inquiries in the list, unless it is a list of too many."""
    inquiries = filterset.qs.order_by("inquiry").values_list("inquiry", flat=True).distinct()
    slugs = list(inquiries[: CODEBOOKS + 1])
    if len(slugs) > CODEBOOKS:
        return []
    contents = Edition.objects.current().filter(slug__in=slugs).order_by("slug").values_list("content", flat=True)
    return [codebook_sheet(parse(content) for content in contents.iterator())]


@edition_file()
def datapackage(request, edition: Edition):
    return _attached(HttpResponse(package(edition), content_type="application/zip"), f"{edition.slug}.zip")


def sheet(
    request,
    name: str,
    extension: str,
    headings: Sequence[str],
    rows: Iterable,
    when: datetime,
    enclosed: Callable[[], list[Sheet]],
):
    """The table in the format of the address: CSV and JSON streamed, XLSX spooled, ODS capped with a sentence.

    Spreadsheets get the `enclosed` sheets too; a file comes once, so these are in the language of the papers.
    """
    if extension in SPREADSHEETS:
        with translation.override(settings.LANGUAGE_CODE):
            written = _written(extension, [Sheet("Anlage", headings, rows), *enclosed()], when)
        response = FileResponse(written, content_type=TYPES[extension])
    else:
        lines = _lines(request, extension, headings, rows)
        response = StreamingHttpResponse(blocks(lines), content_type=TYPES[extension])
    return response if extension == "json" else _attached(response, f"{name}.{extension}")


def _lines(request, extension: str, headings: Sequence[str], rows: Iterable) -> Iterable[str]:
    if extension != "csv":
        return {"json": json.lines, "jsonl": jsonlines.lines}[extension](headings, rows)
    separator = choice(request, "sep", SEPARATORS)
    bom = choice(request, "bom", {"0": False, "1": True}) == "1"
    return csv.lines(headings, rows, separator=SEPARATORS[separator], bom=bom)


def _written(extension: str, sheets: Sequence[Sheet], when: datetime):
    try:
        return SPREADSHEETS[extension](*sheets, when=when, name=f"answers.{extension}")
    except SheetError as error:
        raise BadParameter("format", extension, sentence=_(error.template) % error.params) from error


def _attached(response, name: str):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
