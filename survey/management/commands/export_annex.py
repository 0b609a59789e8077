"""manage.py export_annex: write one table, as it is printed, as it reads, or to be edited."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tablib import Dataset

from survey.files.errors import FileError
from survey.importing import ImportRefused, in_words
from survey.importing.editing.files import written
from survey.importing.editing.sheet import HEADINGS, reading_rows
from survey.importing.files_to_edit import extension_of
from survey.importing.formats import LABEL, export_format
from survey.importing.resources import AnnexResource
from survey.management.imports import write_bytes
from survey.management.lookups import annex_of
from survey.models import Annex


class Command(BaseCommand):
    help = "Writes a table in wide form, or as an editing sheet, in the format that the name of the file asks for."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("number", type=int, metavar="N", help="number of the table")
        parser.add_argument("--to", required=True, metavar="FILE", help="ends in .csv, .xlsx, .ods, .json or .jsonl")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--reading", action="store_true", help="as edited, not as printed")
        form.add_argument("--editing", action="store_true", help="a line and a key for each cell, for import_edits")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, number, to, reading=False, editing=False, **options):
        annex = annex_of(slug, number)
        try:
            content, report = self.sheet(annex, to) if editing else self.table(annex, to, reading)
        except (ImportRefused, FileError) as refusal:
            raise CommandError(in_words(refusal)) from refusal
        write_bytes(to, content)
        said = _("Wrote %(rows)d rows with %(columns)d columns to %(file)s.") % report
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else said)

    def table(self, annex: Annex, to: str, reading: bool) -> tuple[bytes, dict]:
        file = export_format(to)
        dataset = self.as_it_reads(annex) if reading else AnnexResource(annex).export()
        return file.export_data(dataset), {"file": to, "rows": dataset.height, "columns": dataset.width - 1}

    def as_it_reads(self, annex: Annex) -> Dataset:
        headings = annex.columns.order_by("position", "key").values_list("heading", flat=True)
        return Dataset(*reading_rows(annex), headers=[LABEL, *headings])

    def sheet(self, annex: Annex, to: str) -> tuple[bytes, dict]:
        content = written(annex, extension_of(to), timezone.localtime())
        rows = annex.rows.exclude(role="heading").count() * annex.columns.count()
        return content, {"file": to, "rows": rows, "columns": len(HEADINGS)}
