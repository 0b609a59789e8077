"""Backing up and restoring the database, also while a server runs on it: one command for SQLite and PostgreSQL.

A backup is written under another name, checked, and moved into its place once it lies on the disk: a file of that name
is whole. What each database needs for it stands in sqlite_files and postgresql_dumps.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from survey.management import postgresql_dumps, sqlite_files
from survey.management.impossible import Impossible
from survey.models import SITE, DataVersion, LastRun
from survey.publishing.verification import faults, verified

ENGINES = {"sqlite": sqlite_files, "postgresql": postgresql_dumps}
NAMED = "anlage-*"


def engine():
    return ENGINES[connection.vendor]


def backup(target: Path, *, verify: bool = False) -> Path:
    """Write the whole database to a new file, or into a folder under a name with the time. Returns the file."""
    file = target / f"{NAMED[:-1]}{_now()}{engine().SUFFIX}" if target.is_dir() else target
    if file.exists():
        raise Impossible(_("%(file)s is there already.") % {"file": file})
    if not file.parent.is_dir():
        raise Impossible(_("There is no folder %(folder)s.") % {"folder": file.parent})
    with written_aside(file) as aside:
        engine().copy_to(aside)
        engine().check(aside)
        if verify:
            _refuse_faults(aside)
    return file


def note(file: Path, *, verified: bool) -> bool:
    """Write down that there is a backup; False where that cannot be, as before an upgrade is done."""
    try:
        LastRun.objects.note(LastRun.Name.BACKUP, file=str(file), bytes=file.stat().st_size, verified=verified)
    except DatabaseError:
        return False
    return True


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest of the backups that were named by their time in this folder; returns what went."""
    pattern = NAMED + engine().SUFFIX
    gone = sorted(folder.glob(pattern), reverse=True)[max(keep, 1) :]
    for file in gone:
        file.unlink()
    return gone


def _now() -> str:
    """The time as a part of a file's name, in order and to the millisecond, so that no file takes another's name."""
    now = timezone.localtime()
    return f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03d}"


def check(file: Path, *, verify: bool = True) -> None:
    """Raises Impossible unless this is a whole backup of a version we know, with every edition as published."""
    engine().check(file)
    if verify:
        _refuse_faults(file)


def restore(file: Path, *, verify: bool = True) -> Path:
    """Put the content of a backup in the place of the database's. Returns the file with what was there before.

    The backup is checked before anything is touched: whether the file is whole, and with `verify` each edition and the
    log of editions. One of an older version is brought up to date. The data version rises above both, so that no page
    that a browser or a cache kept from before passes for a new one. Servers that run on the database see the restored
    content.
    """
    check(file, verify=verify)
    kept = engine().beside(Path(settings.VAR_DIR), _now())
    with written_aside(kept) as aside:
        engine().copy_to(aside)
    version = DataVersion.objects.total()
    engine().put_in_place(file)
    call_command("migrate", skip_checks=True, verbosity=0)
    DataVersion.objects.advance(SITE)
    DataVersion.objects.filter(key=SITE, number__lte=version).update(number=version + 1)
    return kept


def _refuse_faults(file: Path) -> None:
    """Raises Impossible where editions or their log are not as they were published. An older schema is not read."""
    with engine().opened(file) as (alias, is_of_today):
        found = faults(list(verified(alias)), alias) if is_of_today else []
    if found:
        raise Impossible(_("%(file)s: %(faults)s") % {"file": file, "faults": " ".join(found)})


@contextmanager
def written_aside(file: Path) -> Iterator[Path]:
    """A name beside the file to write to; moved to the file's when all of it lies on the disk, and gone on an error."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        yield aside
        _sync(aside)
        aside.rename(file)
        _sync(file.parent)
    finally:
        aside.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
