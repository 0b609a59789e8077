"""manage.py unlock: forget the wrong passwords of a name or an address, so that one may log in again."""

import json

from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_ipv46_address
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Command(BaseCommand):
    help = "Lets a name or an address log in again that is locked out after too many wrong passwords."

    def add_arguments(self, parser):
        parser.add_argument("who", metavar="NAME|ADDRESS", help="an account's name or an IP address")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, who, **options):
        is_meant = Q(username=who) | Q(ip_address=who) if is_address(who) else Q(username=who)
        attempts = AccessAttempt.objects.filter(is_meant)
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


def is_address(who):
    """PostgreSQL refuses to compare an address with what is none."""
    try:
        validate_ipv46_address(who)
    except ValidationError:
        return False
    return True
