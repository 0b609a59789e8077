"""Files: the document of an edition, wide and long tables in five formats, the data package."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from survey.files.errors import FileError
from survey.models import Edition, SearchRow
from survey.public.addresses import LANGUAGES
from survey.public.answer_list import EPOCH, answers_of, list_sheets
from survey.public.caching import edition_file, stream
from survey.public.errors import BadParameter, raise_part_missing
from survey.public.filters import AnswerFilter
from survey.public.listing import choice
from survey.publishing.columns import LONG, DownloadColumn
from survey.publishing.datapackage import datapackage as package
from survey.publishing.documents import edition_document, long_rows, rows_for, wide_table
from survey.publishing.enclosures import codebook_sheet, columns_sheet, edition_source
from survey.publishing.files import SPREADSHEETS, gathered, spooled, streamed
from survey.publishing.heads import heads
from survey.publishing.kept_lines import csv_lines
from survey.publishing.pieces import opened
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet
from survey.sheets.types import TYPES

SHEET_PARAMETERS = ("bom", "sep")
LIST_PARAMETERS = (*SHEET_PARAMETERS, "language")  # of the heads and sheets of spreadsheets
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


@edition_file()
def document(request, edition: Edition):
    """The edition whole: its number, date, note and digest, and its content as it is stored."""
    return FileResponse(gathered(edition_document(edition)), content_type=TYPES["json"])


@edition_file("text", "codes", *SHEET_PARAMETERS)
def annex_file(request, edition: Edition, annex, extension):
    """One line per row, as printed or with `?text=reading` as edited; with `?codes=1` how it is categorised, too."""
    reading = choice(request, "text", {"printed": False, "reading": True}) == "reading"
    codes = choice(request, "codes", {"0": False, "1": True}) == "1"
    content = opened(edition)
    wide = wide_table(content, int(annex), reading=reading, typed=extension in SPREADSHEETS, codes=codes)
    if wide is None:
        raise_part_missing(request)
    name = f"{edition.slug}-{annex}{'-reading' if reading else ''}{'-codes' if codes else ''}"

    def enclosed():
        return [codebook_sheet([content]), edition_source(edition, content)]

    return sheet(request, name, extension, wide.headings, wide.rows, edition.published_at, enclosed)


@edition_file(*AnswerFilter.parameters(), *LIST_PARAMETERS)
def inquiry_answers(request, edition: Edition, extension):
    """One line per answer of the inquiry."""
    filterset = AnswerFilter(request.GET, SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER, inquiry=edition.slug))

    def enclosed():
        content = opened(edition)
        return [columns_sheet(), codebook_sheet([content]), edition_source(edition, content)]

    answers = filterset.qs.order_by("position")
    return answers_file(request, f"{edition.slug}-answers", extension, answers, edition.published_at, enclosed)


@stream(*AnswerFilter.parameters(), *LIST_PARAMETERS)
def all_answers(request, extension):
    """One line per answer of all inquiries; the filters are those of the page."""
    filterset = AnswerFilter(request.GET, SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER))

    def enclosed():
        return list_sheets(filterset, request.get_full_path(), request.data_version)

    return answers_file(
        request, "answers", extension, answers_of(filterset), request.data_version.time or EPOCH, enclosed
    )


@edition_file()
def datapackage(request, edition: Edition):
    return _attached(FileResponse(package(edition), content_type="application/zip"), f"{edition.slug}.zip")


def answers_file(
    request,
    name: str,
    extension: str,
    answers: QuerySet[SearchRow],
    when: datetime,
    enclosed: Callable[[], list[Sheet]],
):
    """One line per answer; as the CSV file that most readers take, from the lines that are kept."""
    if extension == "csv" and (options := _csv_options(request))["separator"] == ",":
        lines = chunks(csv_lines(answers, bom=options["bom"]))
        return _attached(StreamingHttpResponse(lines, content_type=TYPES["csv"]), f"{name}.csv")
    return list_file(request, name, extension, LONG, long_rows(answers), when, enclosed)


def list_file(
    request,
    name: str,
    extension: str,
    columns: tuple[DownloadColumn, ...],
    rows: Iterable[list],
    when: datetime,
    enclosed: Callable[[], list[Sheet]],
):
    """A list with these columns; as a spreadsheet with heads in words, if a language is asked for."""
    language = request.GET.get("language") and choice(request, "language", dict.fromkeys(LANGUAGES, True))
    headings = [column.name for column in columns]
    if extension in SPREADSHEETS and language:
        with translation.override(language):
            headings = heads(columns)
    return sheet(request, name, extension, headings, rows_for(extension, rows, columns), when, enclosed, language or "")


def sheet(
    request,
    name: str,
    extension: str,
    headings: Sequence[str],
    rows: Iterable,
    when: datetime,
    enclosed: Callable[[], list[Sheet]],
    language: str = "",
):
    """The table in the format of the address: CSV and JSON streamed, XLSX spooled, ODS capped with a sentence."""
    if extension in SPREADSHEETS:
        try:
            file = spooled(extension, headings, rows, when=when, enclosed=enclosed, name=name, language=language)
        except FileError as error:
            raise BadParameter("format", extension, sentence=_(error.template) % error.params) from error
        response = FileResponse(file, content_type=TYPES[extension])
    else:
        options = _csv_options(request) if extension == "csv" else {}
        lines = streamed(extension, headings, rows, **options)
        response = StreamingHttpResponse(lines, content_type=TYPES[extension])
    return response if extension == "json" else _attached(response, f"{name}.{extension}")


def _csv_options(request) -> dict:
    separator = choice(request, "sep", SEPARATORS)
    return {"separator": SEPARATORS[separator], "bom": choice(request, "bom", {"0": False, "1": True}) == "1"}


def _attached(response, name: str):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
