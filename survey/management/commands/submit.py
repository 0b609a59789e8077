"""manage.py submit: hand an inquiry over for review."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey import checks
from survey.management.lookups import inquiry_of, user_of
from survey.publishing.publish import PublishRefused
from survey.publishing.review import submit


class Command(BaseCommand):
    help = "Submits an inquiry for review, as it is now."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--message", default="", metavar="TEXT", help="what the publisher should know")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, message, by, **options):
        inquiry = inquiry_of(slug)
        try:
            submission = submit(inquiry, by=user_of(by), message=message)
        except PublishRefused as refusal:
            raise CommandError(refusal) from refusal
        unsure = [checks.describe(finding) for finding in inquiry.findings.unsure()]
        if options["json"]:
            report = {"slug": inquiry.slug, "digest": submission.digest, "unsure": unsure}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        said = _("Submitted %(slug)s for review, digest %(digest)s.")
        self.stdout.write(said % {"slug": inquiry.slug, "digest": submission.digest})
        for sentence in unsure:
            self.stdout.write(_("Unsure in the file: %(sentence)s") % {"sentence": sentence})
