"""An import that someone prepares: the file, what was chosen for it, its preview, and what came of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Annex
from survey.models.inquiry import Inquiry


def new_token() -> str:
    return uuid4().hex


class ImportSessionQuerySet(models.QuerySet):
    def for_list(self):
        """Without the file, which a list never shows."""
        return self.select_related("owner", "inquiry", "annex__inquiry").defer("content", "pages", "report")

    def open(self):
        """What waits for its owner or runs; what is done stands in the log of imports."""
        return self.exclude(state=ImportSession.State.IMPORTED)


class ImportSession(models.Model):
    """One file on its way in, from the upload to the import or to being discarded; bound to its owner's account.

    It stands in the database, so that every web node sees it. `plan` is what the owner chose (its keys are those of
    the kind of import), `progress` how far the run is that was begun last, `outcome` what came of it, `report` the
    preview. A preview writes here, and nowhere else.
    """

    class Kind(models.TextChoices):
        TABLE = "table", _("table")
        PAPER = "paper", _("paper")
        EDITS = "edits", _("editing sheet")
        CATALOGUE = "catalogue", _("list of inquiries")
        LIST = "list", _("list of records")

    class State(models.TextChoices):
        NEW = "new", _("not read yet")
        STARTED = "started", _("running")
        PREVIEWED = "previewed", _("waits for confirmation")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("stopped")
        IMPORTED = "imported", _("imported")

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_sessions", verbose_name=_("whose it is")
    )
    inquiry = models.ForeignKey(Inquiry, models.CASCADE, null=True, related_name="+", verbose_name=_("inquiry"))
    annex = models.ForeignKey(Annex, models.CASCADE, null=True, related_name="+", verbose_name=_("table"))

    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(editable=False)
    size = models.PositiveIntegerField(default=0, editable=False, help_text="bytes")
    pages = models.BinaryField(null=True, editable=False, help_text="lines of its pages, packed (pages/packed.py)")

    plan = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="de")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(auto_now=True)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    outcome = models.JSONField(default=dict)
    report = models.JSONField(null=True)

    objects = ImportSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("prepared import")
        verbose_name_plural = _("prepared imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.file_name} ({self.get_kind_display()})"


class PreviewedChanges(models.Model):
    """Some changes of a preview, in their order; `number` counts from 0.

    Each is [place, before, after]; of a list of inquiries, each is one of its lines (importing/previewed_lines.py).
    """

    session = models.ForeignKey(ImportSession, models.CASCADE, related_name="previewed_changes")
    number = models.PositiveIntegerField()
    changes = models.JSONField()

    class Meta:
        ordering = ["session", "number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="previewed_changes_once")]

    def __str__(self):
        return f"{self.session_id} {self.number}"
