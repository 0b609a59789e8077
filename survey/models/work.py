"""Who works on what and until when, and who has an inquiry open just now."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry


class AssignmentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Assignment.State.OPEN)


class Assignment(models.Model):
    """Somebody works on an inquiry, or on a part of it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="assignments", verbose_name=_("inquiry"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("who")
    )
    part = models.CharField(
        _("part"), max_length=200, blank=True, help_text=_("E.g. “Anlage 1, rows A to M”; empty: the whole inquiry.")
    )
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty where there is no deadline."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)

    history = RecordHistory()
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = [models.F("until").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "user", "part"],
                condition=Q(state="open"),
                name="assignment_open_once",
                violation_error_message=_("This person already works on it."),
            )
        ]

    def __str__(self):
        who = self.user.get_full_name() or self.user.get_username()
        return f"{who}: {self.part}" if self.part else who

    @property
    def is_overdue(self) -> bool:
        today = timezone.localdate()
        return self.state == self.State.OPEN and self.until is not None and self.until < today


class PresenceQuerySet(models.QuerySet):
    RECENT = datetime.timedelta(minutes=5)
    EVERY = datetime.timedelta(minutes=1)

    def recent(self):
        return self.filter(seen_at__gt=timezone.now() - self.RECENT)

    def write(self, inquiry_id: int, user) -> None:
        """Say that a user is there now; what is older than anybody asks for goes."""
        self.bulk_create(
            [Presence(inquiry_id=inquiry_id, user=user, seen_at=timezone.now())],
            update_conflicts=True,
            unique_fields=["inquiry", "user"],
            update_fields=["seen_at"],
        )
        self.filter(seen_at__lt=timezone.now() - 12 * self.RECENT).delete()


class Presence(models.Model):
    """Who opened a page of an inquiry, and when for the last time. Forgotten after an hour, in no history."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="+", verbose_name=_("inquiry"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who"))
    seen_at = models.DateTimeField(_("seen at"), db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "user"], name="presence_unique")]

    def __str__(self):
        return f"{self.inquiry_id}, {self.user_id}"
