"""manage.py undo_catalogue: take one list of inquiries back."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.importing import ImportRefused
from survey.importing.undo import staying, undo
from survey.management.lookups import user_of
from survey.models import Catalogue


class Command(BaseCommand):
    help = "Takes back what a catalogue made and changed; papers that someone has worked on since stay, and are named."

    def add_arguments(self, parser):
        parser.add_argument("catalogue", type=int, metavar="CATALOGUE", help="its number, which import_catalogue says")
        parser.add_argument("--by", required=True, metavar="USER")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it stays with the catalogue")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, catalogue, by, reason, **options):
        user = user_of(by)
        found = Catalogue.objects.for_list().filter(pk=catalogue).first()
        if found is None:
            raise CommandError(_("There is no catalogue %(catalogue)d.") % {"catalogue": catalogue})
        try:
            undo(found.batch, by=user, reason=reason)
        except ImportRefused as refusal:
            raise CommandError(refusal) from refusal
        stays = staying(found.batch)  # what is not taken back by now
        report = {"catalogue": found.pk, "papers": found.entries.filter(undone=True).count(), "stay": stays}
        said = [_("Catalogue %(catalogue)d is taken back: %(papers)d papers.") % report]
        said += [_("Stays, for someone has worked on it since: %(paper)s") % {"paper": paper} for paper in stays]
        self.stdout.write(json.dumps(report) if options["json"] else "\n".join(said))
