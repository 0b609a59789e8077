"""manage.py archive: write the whole public site as static files."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from survey.archive.ledger import ArchiveRefused
from survey.archive.writing import write_archive
from survey.management.imports import writing


class Command(BaseCommand):
    help = (
        "Writes the public site (pages in both languages, files, pictures) as static files, which work from a folder "
        "and from any web server. Called again, it writes what changed and removes what is gone."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, folder, **options):
        try:
            with writing(str(folder)):
                report = write_archive(folder)
        except ArchiveRefused as reason:
            raise CommandError(reason) from reason
        said = _("%(new)d files new, %(changed)d changed, %(unchanged)d unchanged, %(removed)d removed.")
        self.stdout.write(json.dumps(asdict(report)) if options["json"] else said % asdict(report))
        if report.moving:
            self.stderr.write(_("Something was published or taken back meanwhile: write the archive once more."))
        if report.missing:
            raise CommandError(_broken(report.missing))


def _broken(missing: list[str]) -> str:
    sentence = ngettext(
        "%(count)d address leads to nothing: %(first)s",
        "%(count)d addresses lead to nothing, these among them: %(first)s",
        len(missing),
    )
    return sentence % {"count": len(missing), "first": ", ".join(missing[:10])}
