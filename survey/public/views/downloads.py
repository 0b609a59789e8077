"""Files: the document of an edition, wide and long tables in four formats, the data package."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from survey.models import Edition, Passage
from survey.public.caching import edition_file, stream
from survey.public.filters import AnswerFilter
from survey.public.listing import choice
from survey.public.missing import BadParameter, raise_part_missing
from survey.publishing.columns import NAMES
from survey.publishing.datapackage import datapackage as package
from survey.publishing.documents import edition_document, long_rows, wide_table
from survey.publishing.upgrades import parse
from survey.sheets import csv, json, ods, xlsx
from survey.sheets.table import SheetError

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json; charset=utf-8",
}
# Lines sent at once: a chunk each would cost more than making it.
LINES = 200
SHEET_PARAMETERS = ("bom", "sep")
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@edition_file()
def document(request, edition: Edition):
    """The edition whole: its number, date, note and digest, and its content as it is stored."""
    return HttpResponse(edition_document(edition), content_type=TYPES["json"])


@edition_file("text", *SHEET_PARAMETERS)
def annex_file(request, edition: Edition, annex, extension):
    """One line per row, as printed or with `?text=reading` as edited."""
    reading = choice(request, "text", {"printed": False, "reading": True}) == "reading"
    wide = wide_table(parse(edition.content), int(annex), reading=reading)
    if wide is None:
        raise_part_missing(request)
    name = f"{edition.slug}-{annex}{'-reading' if reading else ''}"
    return sheet(request, name, extension, wide.headings, wide.rows, edition.published_at)


@edition_file(*AnswerFilter.parameters(), *SHEET_PARAMETERS)
def inquiry_answers(request, edition: Edition, extension):
    """One line per answer of the inquiry."""
    filterset = AnswerFilter(request.GET, Passage.objects.filter(kind=Passage.Kind.ANSWER, inquiry=edition.slug))
    rows = long_rows(filterset.qs.order_by("position"))
    return sheet(request, f"{edition.slug}-answers", extension, NAMES, rows, edition.published_at)


@stream(*AnswerFilter.parameters(), *SHEET_PARAMETERS)
def all_answers(request, extension):
    """One line per answer of all inquiries; the filters are those of the page."""
    filterset = AnswerFilter(request.GET, Passage.objects.filter(kind=Passage.Kind.ANSWER))
    rows = long_rows(filterset.qs.order_by("inquiry", "position"))
    return sheet(request, "answers", extension, NAMES, rows, request.stand.time or EPOCH)


@edition_file()
def datapackage(request, edition: Edition):
    return _attached(HttpResponse(package(edition), content_type="application/zip"), f"{edition.slug}.zip")


def sheet(request, name: str, extension: str, headings: Iterable[str], rows: Iterable, when: datetime):
    """The table in the format of the address: CSV and JSON streamed, XLSX spooled, ODS capped with a sentence."""
    if extension == "csv":
        response = StreamingHttpResponse(_chunks(_csv_lines(request, headings, rows)), content_type=TYPES["csv"])
    elif extension == "json":
        response = StreamingHttpResponse(_chunks(json.lines(headings, rows)), content_type=TYPES["json"])
    else:
        response = FileResponse(_written(extension, headings, rows, when), content_type=TYPES[extension])
    return response if extension == "json" else _attached(response, f"{name}.{extension}")


def _csv_lines(request, headings, rows) -> Iterable[str]:
    separator = choice(request, "sep", SEPARATORS)
    bom = choice(request, "bom", {"0": False, "1": True}) == "1"
    return csv.lines(headings, rows, separator=SEPARATORS[separator], bom=bom)


def _chunks(lines: Iterable[str]) -> Iterable[bytes]:
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == LINES:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()


def _written(extension: str, headings, rows, when: datetime):
    write: Callable = {"xlsx": xlsx.write, "ods": ods.write}[extension]
    try:
        return write(headings, rows, when=when, name=f"answers.{extension}")
    except SheetError as error:
        raise BadParameter("format", extension, sentence=_(error.template) % error.params) from error


def _attached(response, name: str):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
