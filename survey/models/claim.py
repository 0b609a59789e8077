"""Statements with a number in replies and remarks, and the rule that checks them against the rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Column
from survey.models.coding import Code
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry
from survey.models.question import PreliminaryRemark, Question, Reply
from survey.models.respondent import Respondent


class ClaimQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "reply", "remark", "released_by")

    def released(self):
        """Those that the next edition shows."""
        return self.filter(released_at__isnull=False)


class Claim(models.Model):
    """A statement with a number; it is public only once an editor has released it with the result then found."""

    class Rule(models.TextChoices):
        ROWS = "rows", _("number of rows")
        CODED = "coded", _("rows with any of these categories in any of these parts")
        SUM = "sum", _("sum of a column")
        NONE = "none", _("cannot be checked with the table")

    class StatedIs(models.TextChoices):
        NUMBER = "number", _("a number")
        ALL = "all", _("“all”")

    class Result(models.TextChoices):
        """What the rows say to it (record.claims)."""

        MATCHES = "matches", _("agrees with the table")
        DIFFERS = "differs", _("not so in the table")
        DEPENDS_ON_READING = "depends_on_reading", _("depending on the reading")
        CANNOT_BE_CHECKED = "cannot_be_checked", _("cannot be checked with the table")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="claims", verbose_name=_("inquiry"))
    position = models.PositiveSmallIntegerField(_("position"))

    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("said in the reply")
    )
    remark = models.ForeignKey(
        PreliminaryRemark,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("said in the remark"),
    )
    quote = models.TextField(_("quote"), help_text=_("Words of the reply or remark."))
    stated = models.DecimalField(
        _("stated value"), max_digits=20, decimal_places=4, null=True, blank=True, help_text=_("Empty for “all”.")
    )
    stated_is = models.CharField(_("stated as"), max_length=10, choices=StatedIs, default=StatedIs.NUMBER)

    rule = models.CharField(_("rule"), max_length=10, choices=Rule)
    questions = models.ManyToManyField(Question, blank=True, related_name="claims", verbose_name=_("in these parts"))
    codes = models.ManyToManyField(Code, blank=True, related_name="claims", verbose_name=_("with these categories"))
    respondent_kind = models.CharField(
        _("within"), max_length=20, choices=Respondent.Kind, blank=True, help_text=_("Empty: all rows of the tables.")
    )
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("column to sum")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("To the reader, in neutral words."))

    released_at = models.DateTimeField(
        _("released at"), null=True, blank=True, editable=False, help_text=_("Empty: it is not shown to the public.")
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_result = models.CharField(
        _("result at its release"), max_length=20, choices=Result, blank=True, editable=False
    )

    history = RecordHistory(m2m_fields=[questions, codes])
    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement with a number")
        verbose_name_plural = _("statements with a number")
        ordering = ["inquiry", "position"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "position"], name="claim_position_unique"),
            models.CheckConstraint(
                condition=Q(reply__isnull=False) ^ Q(remark__isnull=False),
                name="claim_one_origin",
                violation_error_message=_("A statement stands in one reply or in one remark."),
            ),
            models.CheckConstraint(
                condition=Q(rule="none")
                | Q(stated_is="all", stated__isnull=True)
                | Q(stated_is="number", stated__isnull=False),
                name="claim_has_stated_value",
                violation_error_message=_("Give the stated value, or say that it is “all”."),
            ),
            models.CheckConstraint(
                condition=~Q(rule="sum") | Q(column__isnull=False),
                name="claim_sum_has_column",
                violation_error_message=_("Say which column is summed."),
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False) | Q(released_by__isnull=True, released_result=""),
                name="claim_release_has_time",
            ),
        ]

    def __str__(self):
        return self.quote[:80]
