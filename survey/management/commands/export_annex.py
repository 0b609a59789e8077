"""manage.py export_annex: write one table as it is printed."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.importing import Refused
from survey.importing.formats import export_format
from survey.importing.resources import AnnexResource
from survey.management.lookups import annex_of


class Command(BaseCommand):
    help = "Writes a table as printed, in wide form, as CSV, XLSX, ODS or JSON after the name of the file."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("number", type=int, metavar="N", help="number of the table")
        parser.add_argument("--to", required=True, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, number, to, **options):
        annex = annex_of(slug, number)
        try:
            written = export_format(to)
        except Refused as refusal:
            raise CommandError(refusal) from refusal
        dataset = AnnexResource(annex).export()
        self.write(Path(to), written.export_data(dataset))
        report = {"file": to, "rows": dataset.height, "columns": dataset.width - 1}
        said = _("Wrote %(rows)d rows with %(columns)d columns to %(file)s.") % report
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else said)

    def write(self, path: Path, content: bytes):
        try:
            path.write_bytes(content)
        except OSError as error:
            facts = {"file": path, "reason": error.strerror}
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % facts) from error
