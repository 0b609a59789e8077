"""manage.py rebuild: make all published rows and the search index anew."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.publishing.rebuilding import rebuild
from survey.publishing.verification import faults, verified


class Command(BaseCommand):
    help = (
        "Makes all published rows and the search index anew from the current editions and the districts, then checks "
        "every edition and the log of editions."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options):
        report = asdict(rebuild())
        said = _(
            "Rebuilt %(inquiries)d inquiries, %(passages)d passages (%(districts)d of districts), %(bodies)d bodies."
        )
        self.stdout.write(json.dumps(report) if options["json"] else said % report)
        if broken := faults(list(verified())):
            raise CommandError(" ".join(broken))
