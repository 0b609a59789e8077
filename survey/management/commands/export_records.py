"""manage.py export_records: write a list of records as a file that can be edited and brought back."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.importing.files_to_edit import extension_of
from survey.importing.lists.export import list_dataset, written
from survey.importing.lists.kinds import LISTS
from survey.management.imports import one_line, write_bytes
from survey.management.lookups import inquiry_of


class Command(BaseCommand):
    help = "Writes a list of records with all its columns, in the format that the name of the file asks for."

    def add_arguments(self, parser):
        parser.add_argument("model", metavar="MODEL", choices=LISTS, help="one of " + ", ".join(LISTS))
        parser.add_argument("--to", required=True, metavar="FILE", help="ends in .xlsx, .ods, .csv, .json or .jsonl")
        parser.add_argument("--inquiry", metavar="SLUG", help="only the records of this paper")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, model, to, inquiry, **options):
        resource = LISTS[model]
        with one_line():
            extension = extension_of(to)
            dataset = list_dataset(resource, self.of_paper(resource, inquiry) if inquiry else None)
            write_bytes(to, written(dataset, extension, timezone.localtime()))
        report = {"file": to, "rows": dataset.height, "columns": dataset.width}
        said = _("Wrote %(rows)d rows with %(columns)d columns to %(file)s.") % report
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else said)

    def of_paper(self, resource, slug):
        found = resource.of_paper(inquiry_of(slug))
        if found is None:
            raise CommandError(_("The records of this list belong to no paper."))
        return found
