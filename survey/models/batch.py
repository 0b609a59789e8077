"""One import, kept so that it can be read again and undone as one."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Annex
from survey.models.inquiry import Inquiry, Source


class BatchQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "annex", "source", "by").defer("source__content")


class Batch(models.Model):
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="batches", verbose_name=_("inquiry"))
    annex = models.ForeignKey(
        Annex, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("table")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("source")
    )

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("by")
    )
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)

    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at", "-pk"]

    def __str__(self):
        at = date_format(localtime(self.at), "SHORT_DATETIME_FORMAT")
        return f"{self.source or self.annex or self.inquiry} ({at})"
