"""manage.py import_catalogue: bring a list of inquiries in."""

from pathlib import Path

from django.utils.translation import gettext as _

from survey.importing import bring_catalogue
from survey.importing.catalogue import reason
from survey.intake.catalogue import read_catalogue
from survey.management.imports import ImportCommand, content_of
from survey.management.lookups import parliament_of


class Command(ImportCommand):
    help = "Imports a list of inquiries (CSV, XLSX, ODS), one a line, as entries whose tables are not recorded yet."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--parliament", required=True, metavar="SLUG", help="for example hessen")
        super().add_arguments(parser)

    def bring(self, *, file, parliament, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        parliament = parliament_of(parliament)
        catalogue = read_catalogue(content, name)
        return bring_catalogue(catalogue, content, name, parliament=parliament, by=by, dry_run=dry_run)

    def write_report(self, report, *, as_json):
        super().write_report(report, as_json=as_json)
        for refusal in () if as_json else report.refused_lines:
            sentence = _("Line %(line)d was refused: %(reason)s")
            self.stdout.write(sentence % {"line": refusal.line, "reason": reason(refusal)})
