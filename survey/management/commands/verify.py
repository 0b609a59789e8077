"""manage.py verify: recompute every edition's digest, and the chain of the log of editions."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from survey.models import LastRun
from survey.publishing.verification import faults, verified


class Command(BaseCommand):
    help = "Recomputes the digest of every edition, stored and served, and the chain of the log of editions."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="report as JSON, one edition a line")

    def handle(self, **options):
        editions = list(verified())
        for each in editions:
            if options["json"]:
                self.stdout.write(json.dumps(asdict(each)))
            elif each.erased:
                self.stdout.write(_erased(each))
        broken = faults(editions)
        LastRun.objects.note(LastRun.Name.VERIFY, editions=len(editions), holds=not broken)
        if broken:
            raise CommandError(" ".join(broken))
        if not options["json"]:
            self.stdout.write(
                ngettext(
                    "%(count)d edition is what was published.",
                    "%(count)d editions are what was published.",
                    len(editions),
                )
                % {"count": len(editions)}
            )


def _erased(edition):
    sentence = ngettext(
        "%(slug)s %(number)d: %(count)d part was erased; its hash stands, and the digest holds.",
        "%(slug)s %(number)d: %(count)d parts were erased; their hashes stand, and the digest holds.",
        edition.erased,
    )
    return sentence % {"slug": edition.slug, "number": edition.number, "count": edition.erased}
