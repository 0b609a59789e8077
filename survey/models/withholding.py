"""Passages that by law are not shown to the public."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry


class WithholdingQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_on=None)

    def with_words(self):
        """Those that still hide something: what is erased cannot be shown again, nor looked for."""
        return self.in_force().filter(erased_on=None)

    def for_list(self):
        return self.select_related("inquiry", "by")


class Withholding(models.Model):
    """A passage taken out of every edition and every download; place, reason and date stay visible.

    `place` is an address inside the paper: "1/13/2", "reply 1", "remark 2", "question 1a", "" for the paper as a whole.
    """

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="withholdings", verbose_name=_("inquiry"))
    place = models.CharField(_("place"), max_length=60, blank=True)

    words = models.TextField(_("words"), help_text=_("Exactly as they stand there. They are shown nowhere any more."))
    reason = models.CharField(
        _("legal basis"),
        max_length=300,
        help_text=_("Shown to the public in the place of the passage, e.g. “Persönlichkeitsrecht, Art. 17 DSGVO”."),
    )
    date = models.DateField(_("withheld on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_because = models.TextField(_("why it is shown again"), blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )

    erased_on = models.DateField(_("erased on"), null=True, blank=True)
    erased_basis = models.CharField(_("legal basis of the erasure"), max_length=300, blank=True)

    history = RecordHistory()
    objects = WithholdingQuerySet.as_manager()

    class Meta:
        verbose_name = _("withheld passage")
        verbose_name_plural = _("withheld passages")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & (~Q(words="") | Q(erased_on__isnull=False)),
                name="withholding_says_what_and_why",
                violation_error_message=_("Say which words are withheld, and on what legal basis."),
            ),
            models.CheckConstraint(
                condition=Q(erased_on__isnull=True) | (Q(words="") & ~Q(erased_basis="")),
                name="withholding_erased_on_a_basis",
                violation_error_message=_("Name the legal basis of the erasure."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | ~Q(lifted_because=""),
                name="withholding_lifted_with_reason",
                violation_error_message=_("Say why the passage is shown again."),
            ),
        ]

    def __str__(self):
        return f"{self.inquiry.number}, {self.place or self.inquiry.title}: {self.reason}"
