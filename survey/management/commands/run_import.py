"""manage.py run_import: do what the import page has prepared, in a process of its own."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from survey.importing.prepared_kinds import prepared
from survey.publishing import rows


class Command(BaseCommand):
    help = "Runs imports that the page has prepared, and tells their progress there. The page starts it by itself."

    def add_arguments(self, parser):
        parser.add_argument("tokens", nargs="+", metavar="TOKEN", help="of a prepared import; several run in turn")
        parser.add_argument("--dry-run", action="store_true", help="make the preview, and change nothing")

    def handle(self, *, tokens, dry_run, **options):
        found = {token: prepared(token) for token in tokens}
        for token, each in found.items():
            if each is None:
                raise CommandError(_("There is no prepared import “%(token)s”.") % {"token": token})
        if len(tokens) == 1:
            (only,) = found.values()
            with only.run_state.joined():
                only.run(dry_run=dry_run)
        else:
            self.run_in_turn(found.values(), dry_run)
        if not dry_run and any(each.changes_districts for each in found.values()):
            rows.refresh_districts()
        for each in found.values():
            self.stdout.write(each.record.state)

    def run_in_turn(self, waiting, dry_run):
        """What someone has discarded or started by hand meanwhile is passed over."""
        for each in waiting:
            if prepared(each.token) is None:
                continue
            with each.run_state.held() as lock:
                if lock is not None:
                    each.begin(dry_run=dry_run)
                    each.run(dry_run=dry_run)
