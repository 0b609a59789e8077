"""Handing an inquiry over to a publisher: who, when, what exactly, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from survey.models.edition import Edition
from survey.models.inquiry import Inquiry


class SubmissionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Submission.State.WAITING)

    def newest(self, *, after: Edition | None) -> "Submission | None":
        """The last one since an edition, whatever became of it."""
        since = self.filter(at__gt=after.published_at) if after else self
        return since.order_by("-at", "-pk").first()


class Submission(models.Model):
    """Kept as it was made; only its end is written to it, once.

    `digest` is that of the content as it would have been published when it was submitted: with another one, the
    inquiry was edited since.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for review")
        WITHDRAWN = "withdrawn", _("taken back by the editors")
        RETURNED = "returned", _("sent back")
        PUBLISHED = "published", _("published")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="submissions", verbose_name=_("inquiry"))
    digest = models.CharField(_("digest"), max_length=64)
    message = models.TextField(_("message to the publisher"), blank=True)

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)

    reason = models.TextField(_("reason"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="submissions", verbose_name=_("edition")
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission for review")
        verbose_name_plural = _("submissions for review")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry"], condition=Q(state="waiting"), name="submission_one_waiting"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="submission_returned_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", closed_at__isnull=True) | ~Q(state="waiting") & Q(closed_at__isnull=False),
                name="submission_waiting_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(state="published", edition__isnull=False) | ~Q(state="published") & Q(edition__isnull=True),
                name="submission_published_as_edition",
            ),
        ]

    def __str__(self):
        at = date_format(localtime(self.at), "SHORT_DATETIME_FORMAT")
        return f"{self.inquiry.number} ({at})"
