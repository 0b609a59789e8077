"""manage.py backup: write the database to a file, or check such a file."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.management.backup import backup, check, note, prune
from survey.management.impossible import Impossible


class Command(BaseCommand):
    help = (
        "Writes the whole database to a new file, also while the server runs; in a folder, under a name with the time. "
        "With --verify an existing file is checked, every edition and the log of editions among it."
    )
    requires_system_checks = []  # it must work where the rest does not

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE|FOLDER")
        parser.add_argument("--verify", action="store_true", help="check the file (a new one, too), edition by edition")
        parser.add_argument("--keep", type=int, metavar="N", help="in a folder: delete all but the N newest backups")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, file, verify, keep, **options):
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError(_("--keep needs a folder and a number of at least 1."))
        try:
            if verify and file.is_file():
                check(file)
                self.say(
                    options, {"file": str(file), "holds": True}, _("%(file)s is whole, every edition is as it was.")
                )
                return
            written = backup(file, verify=verify)
        except Impossible as reason:
            raise CommandError(reason) from reason
        if not note(written, verified=verify):
            self.stderr.write(_("When this was could not be written down: the database is of another version."))
        gone = prune(file, keep) if keep else []
        report = {"file": str(written), "bytes": written.stat().st_size}
        report |= {"deleted": [str(each) for each in gone]} if keep else {}
        self.say(options, report, _("Backed up to %(file)s: %(bytes)d bytes, integrity checked."))
        if gone and not options["json"]:
            sentence = ngettext("%(count)d older backup is deleted.", "%(count)d older backups are deleted.", len(gone))
            self.stdout.write(sentence % {"count": len(gone)})

    def say(self, options, report, sentence):
        self.stdout.write(json.dumps(report) if options["json"] else sentence % report)
