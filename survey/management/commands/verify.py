"""manage.py verify: recompute every edition's digest."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.publishing.verification import verified


class Command(BaseCommand):
    help = "Recomputes the digest of every edition, from what is stored and from what is served."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="report as JSON, one edition a line")

    def handle(self, **options):
        editions = list(verified())
        changed = [each for each in editions if not each.holds]
        for each in editions:
            if options["json"]:
                self.stdout.write(json.dumps(asdict(each)))
            elif each.erased:
                self.stdout.write(_erased(each))
        if changed:
            raise CommandError(
                _("These editions are not what was published: %(editions)s.")
                % {"editions": ", ".join(f"{each.slug} {each.number}" for each in changed)}
            )
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
