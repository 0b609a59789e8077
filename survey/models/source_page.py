"""The pages of a source that has pages, with their words: to show them, to find words on them, to compare with them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.inquiry import Source


class SourcePage(models.Model):
    """One page as it was read, in points; never changed.

    `words` are [text, left, top, right, bottom, confidence] from the top left of the page as it was turned by `turned`
    (degrees, clockwise) and straightened by `tilt` (degrees, counterclockwise); confidence from 0 to 1 where a machine
    recognised the word, else null.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="pages", verbose_name=_("source"))
    number = models.PositiveIntegerField(_("page"))

    width = models.FloatField()
    height = models.FloatField()
    turned = models.PositiveSmallIntegerField(default=0)
    tilt = models.FloatField(default=0)
    recognised = models.BooleanField(_("recognised by machine"), default=False)
    words = models.JSONField(default=list)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="sourcepage_number_unique"),
            models.CheckConstraint(condition=Q(number__gt=0), name="sourcepage_number_from_one"),
        ]

    def __str__(self):
        return f"{self.source_id}, {self.number}"
