"""manage.py unlock: forget the wrong passwords of a name or an address, so that one may log in again."""

import json

from axes.models import AccessAttempt
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Command(BaseCommand):
    help = "Lets a name or an address log in again that is locked out after too many wrong passwords."

    def add_arguments(self, parser):
        parser.add_argument("who", metavar="NAME|ADDRESS", help="an account's name or an IP address")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, who, **options):
        attempts = AccessAttempt.objects.filter(Q(username=who) | Q(ip_address=who))
        forgotten = sum(attempts.values_list("failures_since_start", flat=True))
        if not forgotten:
            raise CommandError(_("No wrong password of %(who)s is noted.") % {"who": who})
        attempts.delete()
        if options["json"]:
            self.stdout.write(json.dumps({"who": who, "forgotten": forgotten}))
            return
        sentence = ngettext(
            "%(count)d wrong password of %(who)s is forgotten.",
            "%(count)d wrong passwords of %(who)s are forgotten.",
            forgotten,
        )
        self.stdout.write(sentence % {"count": forgotten, "who": who})
