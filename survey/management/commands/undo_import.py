"""manage.py undo_import: take one import back."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.importing import ImportRefused
from survey.importing.lists.kinds import is_public_at_once
from survey.importing.undo import undo
from survey.management.lookups import user_of
from survey.models import Batch
from survey.publishing import rows


class Command(BaseCommand):
    help = "Takes back what an import did, unless someone has edited it since."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, metavar="BATCH", help="number of the import, as import_annex reports it")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it stays in the histories")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, batch, by, reason, **options):
        user = user_of(by)
        found = Batch.objects.for_list().filter(pk=batch).first()
        if found is None:
            raise CommandError(_("There is no import %(batch)d.") % {"batch": batch})
        try:
            undo(found, by=user, reason=reason)
            if is_public_at_once(found.list_of):
                rows.refresh_districts()
        except ImportRefused as refusal:
            raise CommandError(refusal) from refusal
        report = {"batch": found.pk, "new": found.new, "changed": found.changed}
        said = _("Import %(batch)d is undone: %(new)d new and %(changed)d changed fields.") % report
        self.stdout.write(json.dumps(report) if options["json"] else said)
