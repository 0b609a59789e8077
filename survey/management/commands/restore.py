"""manage.py restore: put a backup in the place of the database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.management.backup import restore
from survey.management.impossible import Impossible


class Command(BaseCommand):
    help = (
        "Restores the database from a backup, which is checked first, every edition and the log of editions among it; "
        "what was there before is kept in a file."
    )
    requires_system_checks = []  # it must work where the rest does not

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--changed", action="store_true", help="also one whose editions are not as published")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, file, changed, **options):
        try:
            kept = restore(file, verify=not changed)
        except Impossible as reason:
            raise CommandError(reason) from reason
        report = {"file": str(file), "kept": str(kept)}
        said = _("Restored %(file)s. The database from before is kept as %(kept)s. Now run: manage.py rebuild")
        self.stdout.write(json.dumps(report) if options["json"] else said % report)
