"""manage.py publish: make an inquiry's next edition."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.management.lookups import inquiry_of, user_of
from survey.publishing.content import digest, encode
from survey.publishing.documents import edition_part
from survey.publishing.freeze import freeze
from survey.publishing.publish import PublishRefused, publish


class Command(BaseCommand):
    help = "Publishes an inquiry as it is now, as its next edition."

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--note", required=True, metavar="TEXT", help="what is new, in a sentence to the public")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument(
            "--override", default="", metavar="TEXT", help="why who submitted it publishes it; the public reads it"
        )
        parser.add_argument(
            "--unsure-reason",
            default="",
            metavar="TEXT",
            help="why it is published while findings of how the paper was read are open; the public reads it",
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, note, by, override, unsure_reason, **options):
        inquiry, user = inquiry_of(slug), user_of(by)
        seen = digest(encode(freeze(inquiry)))
        try:
            edition = publish(inquiry, by=user, note=note, seen=seen, override=override, unsure_reason=unsure_reason)
        except PublishRefused as refusal:
            raise CommandError(refusal) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(edition_part(edition), ensure_ascii=False))
            return
        said = _("Published edition %(number)d of %(slug)s: %(answers)d answers, %(bodies)d bodies, digest %(digest)s.")
        self.stdout.write(
            said
            % {
                "number": edition.number,
                "slug": edition.slug,
                "answers": edition.published_inquiry.answers,
                "bodies": edition.published_inquiry.bodies,
                "digest": edition.digest,
            }
        )
