"""The printed pages that the public may see, and what Freigabe keeps from it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Source


class PageCover(models.Model):
    """A rectangle of a page, or a whole one, that the public does not see.

    `box` is [left, top, width, height] in points from the top left of the page; None keeps the page back.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="covers", verbose_name=_("source"))
    page = models.PositiveIntegerField(_("page"))

    box = models.JSONField(null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=300, help_text=_("Shown to the public, e.g. “Unterschrift”, “Telefonnummer”.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    history = RecordHistory()

    class Meta:
        verbose_name = _("covered part of a page")
        verbose_name_plural = _("covered parts of pages")
        ordering = ["source", "page", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="pagecover_has_reason",
                violation_error_message=_("Say why; the public reads it."),
            )
        ]

    def __str__(self):
        return f"{self.source_id}, {self.page}: {self.reason}"


class PublishedPage(models.Model):
    """One page of a released source of a published inquiry: what is drawn of it, and what is filled black.

    `places` are the rectangles of texts on it, of each of which there is a picture; `state` is a name that changes with
    what may be seen, and under which its pictures are kept. A page that is not `shown` says why in `reasons`.
    """

    inquiry = models.SlugField(max_length=100)
    source = models.PositiveIntegerField()
    number = models.PositiveIntegerField()

    file = models.ForeignKey(Source, models.PROTECT, related_name="+")
    width = models.FloatField()
    height = models.FloatField()
    turned = models.PositiveSmallIntegerField(default=0)
    tilt = models.FloatField(default=0)

    shown = models.BooleanField(default=True)
    black = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    places = models.JSONField(default=list)
    state = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("published page")
        verbose_name_plural = _("published pages")
        ordering = ["inquiry", "source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "source", "number"], name="publishedpage_unique"),
        ]

    def __str__(self):
        return f"{self.inquiry} {self.source}/{self.number}"

    @property
    def is_whole(self) -> bool:
        """Whether all of it may be seen."""
        return self.shown and not self.black
