"""manage.py erase: erase withheld words for good, with the legal basis named."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from survey.management.lookups import inquiry_of
from survey.models import Withholding
from survey.publishing.erasure import Erased, erase
from survey.publishing.refusals import PublishRefused


class Command(BaseCommand):
    help = (
        "Erases withheld words for good: from the record, its histories, files and all editions. "
        "Without --passage it lists what is withheld."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--passage", type=int, metavar="NUMBER", help="which of the withheld passages")
        parser.add_argument("--basis", default="", metavar="TEXT", help="legal basis, e.g. “Art. 17 DSGVO”")
        parser.add_argument("--dry-run", action="store_true", help="say what would be erased, and erase nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, slug, passage, basis, dry_run, **options):
        inquiry = inquiry_of(slug)
        if passage is None:
            for each in inquiry.withholdings.with_words():
                self.stdout.write(f"{each.pk}  {each.place or '-'}  {each.reason}  {each.date}")
            return
        withholding = inquiry.withholdings.filter(pk=passage).first()
        if withholding is None:
            raise CommandError(_("%(slug)s has no withheld passage %(number)d.") % {"slug": slug, "number": passage})
        erased = self._erased(withholding, basis, dry_run)
        if not dry_run:
            _forget_free_pages()
        if options["json"]:
            self.stdout.write(json.dumps(_report(erased), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_sentences(erased, dry_run)))

    def _erased(self, withholding: Withholding, basis: str, dry_run: bool) -> Erased:
        try:
            with transaction.atomic():
                erased = erase(withholding, basis=basis)
                transaction.set_rollback(dry_run)
        except PublishRefused as refusal:
            raise CommandError(refusal) from refusal
        return erased


def _forget_free_pages():
    """SQLite keeps what was deleted in its index of words, in free pages and in its log, until all are written anew."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5(%'")
            for (table,) in cursor.fetchall():
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - a name of our own
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _report(erased: Erased) -> dict:
    return {
        "records": dict(erased.records),
        "files": erased.files,
        "editions": erased.editions,
        "left": erased.left,
        "backups": [str(path) for path in _backups()],
    }


def _backups() -> list[Path]:
    """Databases beside ours: what `restore` kept, and backups that were written there."""
    beside = Path(settings.VAR_DIR).glob("*.sqlite3?*")
    return sorted(path for path in beside if not path.name.endswith(("-wal", "-shm")))


def _sentences(erased: Erased, dry_run: bool):
    kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(erased.records.items())) or _("none")
    yield (_("Would be erased in these records: %s") if dry_run else _("Erased in these records: %s")) % kinds
    yield _("Files: %s") % (", ".join(erased.files) or _("none"))
    yield _("Editions: %s") % (", ".join(map(str, erased.editions)) or _("none"))
    for each in erased.left:
        yield _("The words also stand in a list that other papers use; a person decides there: %s") % each
    for path in _backups():
        yield _("This copy still holds them: %s") % path
    yield _("Backups, replicas and static copies that were made before today still hold the words: make them anew.")
    yield _("Where a public body runs this site, its archive is asked first, and keeps what it must by its own law.")
