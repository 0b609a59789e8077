"""manage.py import_annex: bring one table in."""

from pathlib import Path

from survey.importing import bring
from survey.intake import read_annex
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import annex_of
from survey.models import Source


class Command(ImportCommand):
    help = "Imports a table into an inquiry: a transcript, CSV, XLSX, ODS or JSON in wide form."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--inquiry", required=True, metavar="SLUG", help="for example hessen-19-1613")
        parser.add_argument("--annex", required=True, type=int, metavar="N", help="number of the table")
        super().add_arguments(parser)

    def bring(self, *, file, inquiry, annex, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        annex = annex_of(inquiry, annex)
        source = Source(inquiry=annex.inquiry, name=name, content=content)
        return bring(read_annex(content, name), annex, by=by, dry_run=dry_run, source=source)
