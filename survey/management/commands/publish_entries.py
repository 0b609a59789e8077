"""manage.py publish_entries: make all entries of catalogues public at once."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.management.lookups import parliament_of, user_of
from survey.models import Inquiry
from survey.publishing.entries import publish_entries, unpublished_entries
from survey.publishing.publish import PublishRefused


class Command(BaseCommand):
    help = "Publishes the papers of a parliament of which only the entry in a catalogue is known, each as an edition."

    def add_arguments(self, parser):
        parser.add_argument("--parliament", required=True, metavar="SLUG", help="for example hessen")
        parser.add_argument("--note", required=True, metavar="TEXT", help="what is new, in a sentence to the public")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, parliament, note, by, **options):
        user = user_of(by)
        inquiries = unpublished_entries(Inquiry.objects.filter(parliament=parliament_of(parliament)))
        keys = list(inquiries.order_by("pk").values_list("pk", flat=True))
        try:
            published = publish_entries(keys, by=user, note=note)
        except PublishRefused as refusal:
            raise CommandError(refusal) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({"published": published.done, "refused": published.refused}))
            return
        self.stdout.write(_("%(count)d entries published.") % {"count": published.done})
        for number, sentence in published.refused:
            self.stdout.write(f"{number}: {sentence}")
