"""manage.py import_edits: bring an editing sheet back."""

from pathlib import Path

from survey.importing.editing import import_edits
from survey.importing.editing.files import read
from survey.management.imports import ImportCommand, content_of, raise_stopped, write_refused
from survey.management.lookups import inquiry_of
from survey.models import Source


class Command(ImportCommand):
    help = "Brings an editing sheet (export_annex --editing) back: just the cells that were changed in it."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--inquiry", required=True, metavar="SLUG", help="for example hessen-19-1613")
        parser.add_argument("--skip-refused", action="store_true", help="leave out the lines that are refused")
        parser.add_argument("--refused", metavar="FILE", help="write refused lines with their reasons (.csv or .xlsx)")
        super().add_arguments(parser)

    def bring(self, *, file, inquiry, skip_refused, refused, by, dry_run, **options):
        content, name = content_of(file), Path(file).name
        inquiry = inquiry_of(inquiry)
        source = Source(inquiry=inquiry, name=name, content=content)
        table = read(content, name)
        report = import_edits(table, inquiry, by=by, dry_run=dry_run, skip_refused=skip_refused, source=source)
        if refused:
            write_refused(refused, table, report, protected=True)
        if not dry_run:
            raise_stopped(report)
        return report

    def write_report(self, report, *, as_json):
        super().write_report(report, as_json=as_json)
        for refusal in () if as_json else report.refusals:
            self.stdout.write(refusal)
