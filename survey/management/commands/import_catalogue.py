"""manage.py import_catalogue: bring a list of inquiries in."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.importing import import_catalogue
from survey.importing.refusals import reason, refused_lines
from survey.intake.catalogue import read_catalogue
from survey.management.imports import ImportCommand, content_of, write_bytes
from survey.management.lookups import parliament_of


def _parted(pair: str) -> tuple[str, str]:
    fact, sign, heading = pair.partition("=")
    if not sign:
        raise CommandError(_("“%(pair)s”: an equals sign is missing.") % {"pair": pair})
    return fact.strip(), heading.strip()


class Command(ImportCommand):
    help = (
        "Imports a list of inquiries (CSV, XLSX, ODS, JSON), one a line, as entries whose tables are not recorded yet."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--parliament", required=True, metavar="SLUG", help="for example hessen")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="FACT=HEADING",
            help="the column in which a fact stands, for example number=Reference; FACT= where the list has none",
        )
        parser.add_argument("--refused", metavar="FILE", help="write refused lines with their reasons (.csv or .xlsx)")
        super().add_arguments(parser)

    def bring(self, *, file, parliament, by, dry_run, refused, column, **options):
        content, name = content_of(file), Path(file).name
        parliament = parliament_of(parliament)
        catalogue = read_catalogue(content, name, dict(map(_parted, column)))
        facts = {"parliament": parliament, "by": by}
        if refused:
            lines = import_catalogue(catalogue, content, name, dry_run=True, **facts).refused_lines
            write_bytes(refused, refused_lines(refused, catalogue, lines, when=timezone.localtime())[0])
        return import_catalogue(catalogue, content, name, dry_run=dry_run, **facts)

    def write_report(self, report, *, as_json):
        super().write_report(report, as_json=as_json)
        if report.catalogue and not as_json:
            self.stdout.write(_("This is catalogue %(catalogue)d.") % {"catalogue": report.catalogue.pk})
        for refusal in () if as_json else report.refused_lines:
            sentence = _("Line %(line)d was refused: %(reason)s")
            self.stdout.write(sentence % {"line": refusal.line, "reason": reason(refusal)})
