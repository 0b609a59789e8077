"""Errors that readers, ministries and respondents report, and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.edition import Edition
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry
from survey.models.statement import PLACE_HELP, next_number


class ErrorReportQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "settled_in")

    def open(self):
        return self.filter(state=ErrorReport.State.OPEN)

    def told(self):
        """Those that the public list of corrections tells."""
        return self.filter(state=ErrorReport.State.CONFIRMED, is_public=True)


class ErrorReport(models.Model):
    """Who reported it and in which words stays inside; the public reads the kind of reporter and our answer."""

    class Kind(models.TextChoices):
        READER = "reader", _("reader")
        MINISTRY = "ministry", _("ministry")
        RESPONDENT = "respondent", _("respondent")
        OURSELVES = "ourselves", _("the editors themselves")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CONFIRMED = "confirmed", _("confirmed")
        NO_ERROR = "no_error", _("no error")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="error_reports", verbose_name=_("inquiry"))
    number = models.PositiveIntegerField(_("number"), editable=False)

    received_on = models.DateField(_("received on"))
    kind = models.CharField(_("from whom"), max_length=20, choices=Kind, default=Kind.READER)
    reporter = models.CharField(
        _("name and address"),
        max_length=300,
        blank=True,
        help_text=_("For our answer; never shown to the public."),
    )
    place = models.CharField(
        _("place"),
        max_length=60,
        blank=True,
        help_text=PLACE_HELP,
    )
    said = models.TextField(_("what was reported"), help_text=_("In their words; never shown to the public."))

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    answer = models.TextField(
        _("our answer"),
        blank=True,
        help_text=_("A sentence to the public: what was wrong, and what is right now."),
    )
    is_public = models.BooleanField(
        _("in the public list"), default=True, help_text=_("Told with the next edition, once it is confirmed.")
    )
    settled_in = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="error_reports",
        verbose_name=_("put right in"),
        help_text=_("Only where an edition that is already public put it right; else the next one does."),
    )

    history = RecordHistory()
    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported error")
        verbose_name_plural = _("reported errors")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number"], name="errorreport_number_unique"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(answer=""),
                name="errorreport_settled_with_answer",
                violation_error_message=_("Give an answer before the report is settled."),
            ),
        ]

    def __str__(self):
        return f"{self.inquiry.number}, {self.number}"

    def save(self, *args, **kwargs):
        """Numbers count up within the inquiry and stay."""
        if self.number is None:
            self.number = next_number(self)
        super().save(*args, **kwargs)
