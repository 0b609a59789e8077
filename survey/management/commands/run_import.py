"""manage.py run_import: do what the import page has prepared, in a process of its own."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.importing.jobs import Job


class Command(BaseCommand):
    help = "Runs an import that the page has prepared, and tells its progress there. The page starts it by itself."

    def add_arguments(self, parser):
        parser.add_argument("token", metavar="TOKEN", help="name of the folder under var/imports/")
        parser.add_argument("--dry-run", action="store_true", help="make the preview, and change nothing")

    def handle(self, *, token, dry_run, **options):
        job = Job.found(token)
        if job is None:
            raise CommandError(_("There is no prepared import “%(token)s”.") % {"token": token})
        job.run(dry_run=dry_run)
        self.stdout.write(job.outcome["state"])
