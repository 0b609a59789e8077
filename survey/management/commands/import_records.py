"""manage.py import_records: bring a list of records back in."""

from pathlib import Path

from django.utils.translation import gettext as _

from survey.importing.lists.files import read
from survey.importing.lists.importing import import_records
from survey.importing.lists.kinds import LISTS
from survey.importing.refusals import refused_records
from survey.management.imports import ImportCommand, content_of, raise_stopped, write_bytes
from survey.publishing import rows


class Command(ImportCommand):
    help = "Brings a list back (export_records): new lines make records, changed cells are written, all else stays."

    def add_arguments(self, parser):
        parser.add_argument("model", metavar="MODEL", choices=LISTS, help="one of " + ", ".join(LISTS))
        parser.add_argument("file", metavar="FILE", help="CSV, XLSX, ODS, JSON or JSON Lines")
        parser.add_argument("--skip-refused", action="store_true", help="leave out the lines that are refused")
        parser.add_argument("--refused", metavar="FILE", help="write refused lines with their reasons (.csv or .xlsx)")
        super().add_arguments(parser)

    def bring(self, *, model, file, skip_refused, refused, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        headings, lines = read(content, name)
        report = import_records(
            LISTS[model], headings, lines, name=name, content=content, by=by, dry_run=dry_run, skip_refused=skip_refused
        )
        if report.batch and LISTS[model].is_public_at_once:
            rows.refresh_districts()
        if refused:
            write_bytes(refused, refused_records(refused, headings, report.refused_rows)[0])
        if not dry_run:
            raise_stopped(report)
        return report

    def write_report(self, report, *, as_json):
        super().write_report(report, as_json=as_json)
        if as_json:
            return
        for refusal in report.refusals:
            self.stdout.write(refusal)
        if report.batch:
            self.stdout.write(_("Import %(batch)d, to be undone as one.") % {"batch": report.batch.pk})
