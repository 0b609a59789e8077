"""The formats of django-import-export around our own readers and writers, so that the desk reads as the commands do.

The library's own guess types, read ODS as text, and do not say where a file is wrong.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath

from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format
from tablib import Dataset

from survey.importing.entries import entries
from survey.importing.report import Refused
from survey.intake import read_annex
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.blocks import blocks
from survey.sheets.choice import DEFAULT, Choice
from survey.sheets.sheet import Sheet
from survey.sheets.table import Table, from_rows

LABEL = "respondent"
CHOICE: ContextVar[Choice] = ContextVar("choice", default=DEFAULT)


@contextmanager
def choosing(part: str = "", *, spread: bool = False) -> Iterator[None]:
    """Which table of a file the formats read meanwhile: the library's pages hand them nothing but its bytes."""
    token = CHOICE.set(Choice(part.strip(), spread))
    try:
        yield
    finally:
        CHOICE.reset(token)


class TableDataset(Dataset):
    """The rows of a table as the library wants them, and the table with the place of each cell."""

    def __init__(self, table: Table):
        rows = [(entry.label, *entry.texts) for entry in entries(table)]
        super().__init__(*rows, headers=[LABEL, *table.headings])
        self.table = table


def table_of(dataset: Dataset) -> Table:
    """The table of a dataset, also of one that another format has read."""
    if isinstance(dataset, TableDataset):
        return dataset.table
    rows = [[LABEL, *dataset.headers[1:]], *dataset]
    return from_rows(_("file"), enumerate(([str(cell or "") for cell in row] for row in rows), 1))


class TableFormat(Format):
    """Reads as the commands do, by its ending; subclasses write by `export_data`. `name` is how an error calls it."""

    extension = ""
    content_type = ""

    def __init__(self, encoding=None):
        name = _("file")
        self.name = f"{name}.{self.extension}"

    def create_dataset(self, in_stream: bytes) -> TableDataset:
        return TableDataset(self.read(in_stream, CHOICE.get()))

    def read(self, data: bytes, choice: Choice = DEFAULT) -> Table:
        return read_annex(data, self.name, choice)

    def get_title(self):
        return self.extension

    def get_extension(self):
        return self.extension

    def get_content_type(self):
        return self.content_type

    def can_import(self):
        return True

    def can_export(self):
        return True


class TranscriptFormat(TableFormat):
    extension = "txt"
    content_type = "text/plain"

    def can_export(self):
        return False


class CsvFormat(TableFormat):
    extension = "csv"
    content_type = "text/csv"

    def export_data(self, dataset, **kwargs):
        return b"".join(blocks(csv.lines(dataset.headers, dataset)))


class XlsxFormat(TableFormat):
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def export_data(self, dataset, **kwargs):
        return xlsx.write(Sheet("Anlage", dataset.headers, dataset), when=timezone.localtime()).read()


class XlsFormat(TableFormat):
    extension = "xls"
    content_type = "application/vnd.ms-excel"

    def can_export(self):
        return False


class HtmlFormat(TableFormat):
    extension = "html"
    content_type = "text/html"

    def can_export(self):
        return False


class OdsFormat(TableFormat):
    extension = "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def export_data(self, dataset, **kwargs):
        return ods.write(Sheet("Anlage", dataset.headers, dataset), when=timezone.localtime()).read()


class PdfFormat(TableFormat):
    extension = "pdf"
    content_type = "application/pdf"

    def can_export(self):
        return False


class JsonFormat(TableFormat):
    extension = "json"
    content_type = "application/json"

    def export_data(self, dataset, **kwargs):
        return b"".join(blocks(json.lines(dataset.headers, dataset)))


class JsonLinesFormat(TableFormat):
    extension = "jsonl"
    content_type = "application/jsonl"

    def export_data(self, dataset, **kwargs):
        return b"".join(blocks(jsonlines.lines(dataset.headers, dataset)))


FORMATS = [
    TranscriptFormat,
    CsvFormat,
    XlsxFormat,
    XlsFormat,
    OdsFormat,
    HtmlFormat,
    PdfFormat,
    JsonFormat,
    JsonLinesFormat,
]
EXPORT_FORMATS = [format_class for format_class in FORMATS if format_class().can_export()]


def export_format(name: str) -> TableFormat:
    """The format that a file name asks for by its ending; refuses one that cannot be written."""
    for format_class in EXPORT_FORMATS:
        if PurePath(name).suffix.lower() == f".{format_class.extension}":
            return format_class()
    endings = ", ".join(f".{format_class.extension}" for format_class in EXPORT_FORMATS)
    raise Refused(_("“%(name)s”: the name must end in one of %(endings)s.") % {"name": name, "endings": endings})
