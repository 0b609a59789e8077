"""manage.py export_answers: write the published answers, or those that a query finds, one a line."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils.translation import gettext as _

from survey.files.errors import FileError
from survey.importing.files_to_edit import extension_of
from survey.management.imports import one_line, written_whole
from survey.models import DataVersion, SearchRow
from survey.public.answer_list import EPOCH, answers_of, list_sheets
from survey.public.errors import BadParameter
from survey.public.filters import AnswerFilter
from survey.publishing.columns import NAMES
from survey.publishing.documents import long_rows, rows_for
from survey.publishing.files import SPREADSHEETS, spooled, streamed
from survey.sheets.types import TYPES


class Command(BaseCommand):
    help = "Writes published answers, one a line, in the format that the name of the file asks for."

    def add_arguments(self, parser):
        parser.add_argument("--to", required=True, metavar="FILE", help="ends in .csv, .xlsx, .ods, .json or .jsonl")
        parser.add_argument("--query", default="", metavar="QUERY", help="as in an address: district=06631&code=1a:no")
        parser.add_argument("--sep", default=",", choices=[",", ";", "tab"], help="of a CSV file")
        parser.add_argument("--bom", action="store_true", help="a byte order mark in a CSV file, for Excel")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, to, query, sep, bom, **options):
        with one_line():
            extension = extension_of(to, TYPES)
        filterset = AnswerFilter(QueryDict(query), SearchRow.objects.filter(kind=SearchRow.Kind.ANSWER))
        try:
            lines = Counted(rows_for(extension, long_rows(answers_of(filterset))))
            chunks = self.chunks(extension, filterset, lines, query, sep, bom)
            with written_whole(to) as file:
                file.writelines(chunks)
        except (BadParameter, FileError) as error:
            raise CommandError(str(error)) from error
        report = {"file": to, "rows": lines.count, "columns": len(NAMES)}
        said = _("Wrote %(rows)d rows with %(columns)d columns to %(file)s.") % report
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else said)

    def chunks(self, extension, filterset, lines, query, sep, bom):
        if extension in SPREADSHEETS:
            data_version, path = DataVersion.objects.now(), f"/answers.{extension}" + (f"?{query}" if query else "")
            return spooled(
                extension,
                NAMES,
                lines,
                when=data_version.time or EPOCH,
                enclosed=lambda: list_sheets(filterset, path, data_version),
                name="answers",
            )
        options = {"separator": "\t" if sep == "tab" else sep, "bom": bom} if extension == "csv" else {}
        return streamed(extension, NAMES, lines, **options)


class Counted:
    """Lines that are counted while they pass."""

    def __init__(self, lines):
        self.lines = lines
        self.count = 0

    def __iter__(self):
        for line in self.lines:
            self.count += 1
            yield line
