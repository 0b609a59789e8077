"""The formats of django-import-export around our own writers, for the export pages of the desk.

The library's own write all numbers as text or none, and know nothing of what a spreadsheet makes of a formula.
"""

from django.utils import timezone
from import_export.formats.base_formats import Format

from survey.importing.files_to_edit import extension_of
from survey.importing.lists.export import written
from survey.sheets import csv, json, jsonlines, ods, xlsx
from survey.sheets.chunks import chunks
from survey.sheets.sheet import Sheet

LABEL = "respondent"


class TableFormat(Format):
    """Subclasses write what is only to be looked at by `shown`; what comes back is written so that it can.

    What comes in comes in by the readers of tables and of lists.
    """

    extension = ""
    content_type = ""

    def __init__(self, encoding=None):
        """The library hands over an encoding; ours is always UTF-8."""

    def get_title(self):
        return self.extension

    def get_extension(self):
        return self.extension

    def get_content_type(self):
        return self.content_type

    def can_export(self):
        return True

    def export_data(self, dataset, **kwargs):
        if getattr(dataset, "comes_back", False):
            return written(dataset, self.extension, timezone.localtime())
        return self.shown(dataset)


class CsvFormat(TableFormat):
    extension = "csv"
    content_type = "text/csv"

    def shown(self, dataset):
        return b"".join(chunks(csv.lines(dataset.headers, dataset)))


class XlsxFormat(TableFormat):
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def shown(self, dataset):
        return xlsx.write(Sheet("Anlage", dataset.headers, dataset), when=timezone.localtime()).read()


class OdsFormat(TableFormat):
    extension = "ods"
    content_type = "application/vnd.oasis.opendocument.spreadsheet"

    def shown(self, dataset):
        return ods.write(Sheet("Anlage", dataset.headers, dataset), when=timezone.localtime()).read()


class JsonFormat(TableFormat):
    extension = "json"
    content_type = "application/json"

    def shown(self, dataset):
        return b"".join(chunks(json.lines(dataset.headers, dataset)))


class JsonLinesFormat(TableFormat):
    extension = "jsonl"
    content_type = "application/jsonl"

    def shown(self, dataset):
        return b"".join(chunks(jsonlines.lines(dataset.headers, dataset)))


EXPORT_FORMATS = [CsvFormat, XlsxFormat, OdsFormat, JsonFormat, JsonLinesFormat]


def export_format(name: str) -> TableFormat:
    """The format that a file name asks for by its ending; refuses one that cannot be written."""
    formats = {format_class.extension: format_class for format_class in EXPORT_FORMATS}
    return formats[extension_of(name, formats)]()
