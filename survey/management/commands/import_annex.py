"""manage.py import_annex: bring one table in."""

from pathlib import Path

from survey.importing import bring
from survey.intake import read_annex
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import annex_of
from survey.models import Source
from survey.sheets.choice import Choice


class Command(ImportCommand):
    help = "Imports a table into an inquiry: a transcript, CSV, XLSX, XLS, ODS, HTML, PDF or JSON in wide form."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--inquiry", required=True, metavar="SLUG", help="for example hessen-19-1613")
        parser.add_argument("--annex", required=True, type=int, metavar="N", help="number of the table")
        parser.add_argument("--part", default="", metavar="NAME", help="name of the sheet, or number of the table")
        parser.add_argument("--spread", action="store_true", help="repeat the text of merged cells in each of them")
        super().add_arguments(parser)

    def bring(self, *, file, inquiry, annex, part, spread, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        annex = annex_of(inquiry, annex)
        source = Source(inquiry=annex.inquiry, name=name, content=content)
        return bring(read_annex(content, name, Choice(part, spread)), annex, by=by, dry_run=dry_run, source=source)
