"""manage.py end_terms: end what is kept for a term only. A timer calls it every night."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from survey.management.retention import end_terms


class Command(BaseCommand):
    help = "Ends sessions, login records, prepared imports and pictures of pages that are over their term."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, **options):
        ended = end_terms()
        said = _(
            "Ended: %(sessions)d sessions, %(login_records)d login records, %(imports)d prepared imports,"
            " %(page_pictures)d pictures of pages, %(presence)d notes of who was there."
        )
        self.stdout.write(json.dumps(ended) if options["json"] else said % ended)
