"""manage.py backup: write the database to a file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.management.backup import Impossible, backup


class Command(BaseCommand):
    help = "Writes the whole SQLite database to a new file, also while the server runs."
    requires_system_checks = []  # it must work where the rest does not

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, file, **options):
        try:
            size = backup(file)
        except Impossible as reason:
            raise CommandError(reason) from reason
        report = {"file": str(file), "bytes": size}
        said = _("Backed up to %(file)s: %(bytes)d bytes, integrity checked.") % report
        self.stdout.write(json.dumps(report) if options["json"] else said)
