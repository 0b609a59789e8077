"""What the checks found: unique by check, subject and the text looked at."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Annex, Row
from survey.models.answer import Answer
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry

READER_UNSURE = "reader_unsure"  # the check that says what the reader of the paper was unsure of


class FindingQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "annex", "row", "answer__row", "answer__column")

    def open(self):
        return self.filter(state=Finding.State.OPEN)

    def unsure(self):
        """Open ones about how the paper was read; published with them, an edition says why."""
        return self.open().filter(check_name=READER_UNSURE)


class Finding(models.Model):
    """A proposal to the editor. `subject` names the place ("1/13/2", "1/13", "1", "claim 3", "date answered")."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")
        CLOSED = "closed", _("no longer holds")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="findings", verbose_name=_("inquiry"))
    check_name = models.SlugField(_("check"), max_length=60)
    subject = models.CharField(_("place"), max_length=200)
    digest = models.CharField(_("digest of the text looked at"), max_length=64, editable=False)

    annex = models.ForeignKey(
        Annex, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("table")
    )
    row = models.ForeignKey(Row, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("row"))
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("answer")
    )
    details = models.JSONField(
        _("details"), default=dict, help_text=_("What the sentence of the check is filled with.")
    )

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it is dismissed; it stays with the finding."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    carried_out = models.BooleanField(
        _("carried out"),
        default=False,
        editable=False,
        help_text=_("Accepting changed the record; found again, the finding opens again."),
    )
    found_at = models.DateTimeField(_("found at"), auto_now_add=True)

    history = RecordHistory()
    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["inquiry", "check_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "check_name", "subject", "digest"], name="finding_unique_by_text"
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(reason=""),
                name="finding_dismissed_with_reason",
                violation_error_message=_("Say why the finding is dismissed."),
            ),
        ]

    def __str__(self):
        return gettext("Finding: %(place)s") % {"place": self.answer or self.row or self.annex or self.inquiry}

    def decide(self, state: str, *, reason: str = "", by=None, carried_out: bool = False):
        """Set a decision without saving it; reopened, a finding carries neither reason nor name any more."""
        is_open = state == self.State.OPEN
        self.state = state
        self.reason = "" if is_open else reason
        self.decided_by = None if is_open else by
        self.decided_at = None if is_open else timezone.now()
        self.carried_out = carried_out and not is_open
        self._change_reason = reason
