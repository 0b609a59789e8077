"""Which version of Anlage a backup comes from, by the migrations that it has seen."""

from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from survey.management.impossible import Impossible

Applied = set[tuple[str, str]]


def check_version(file: Path, applied: Applied) -> None:
    """Raises Impossible where the backup has seen a migration that this version does not know."""
    unknown = applied - set(MigrationLoader(None).disk_migrations)
    if unknown:
        newest = max(name for _, name in unknown)
        raise Impossible(
            _("%(file)s comes from a newer version of Anlage (%(migration)s).") % {"file": file, "migration": newest}
        )


def is_of_today(applied: Applied) -> bool:
    """Whether `migrate` would find nothing to do."""
    return set(MigrationLoader(None).graph.leaf_nodes("survey")) <= applied
