"""How far an import has come, told while it runs, and a way to stop it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    READING = "reading", _("reading the file")
    COMPARING = "comparing", _("comparing it with the table")
    WRITING = "writing", _("writing")
    CHECKING = "checking", _("running the checks")


class Cancelled(Exception):
    """Someone has stopped the import: nothing of it stays."""


def silent(phase: Phase, done: int = 0, total: int = 0):
    """For imports that nobody watches."""
