"""manage.py take_back: take an inquiry out of the public."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.management.lookups import inquiry_of, user_of
from survey.publishing.publish import PublishRefused, take_back


class Command(BaseCommand):
    help = "Takes the publication of an inquiry back; every address of it then answers with date and reason."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why, to the public")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, reason, by, **options):
        inquiry, user = inquiry_of(slug), user_of(by)
        try:
            tombstone = take_back(inquiry, by=user, reason=reason)
        except PublishRefused as refusal:
            raise CommandError(refusal) from refusal
        report = {
            "slug": tombstone.inquiry,
            "last_edition": tombstone.last_edition,
            "date": tombstone.date.isoformat(),
            "reason": tombstone.reason,
        }
        said = _("Took back %(slug)s; its last edition was %(last_edition)d.") % report
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else said)
