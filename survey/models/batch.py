"""One import, kept so that it can be read again and undone as one."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Annex
from survey.models.inquiry import Inquiry, Source


class BatchQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "annex", "source", "by").defer("source__content", "protocol")

    def of_file(self, inquiry, content: bytes):
        """The imports that brought this very file, newest first."""
        return self.for_list().filter(inquiry=inquiry, source__sha256=hashlib.sha256(content).hexdigest())

    def of_list(self, list_of: str, content: bytes):
        """The same of a list, which is kept by its digest."""
        return self.for_list().filter(list_of=list_of, sha256=hashlib.sha256(content).hexdigest())


class Batch(models.Model):
    """Of a list, `list_of` is the name of its model; `inquiry` is the paper of its records, where it is one alone.

    A list of inquiries is one of the model Catalogue, and `catalogue` what it says.
    """

    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("inquiry")
    )
    annex = models.ForeignKey(
        Annex, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("table")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("source")
    )

    list_of = models.CharField(_("list"), max_length=40, blank=True, help_text="name of the model")
    file_name = models.CharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

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

    undone_reason = models.TextField(_("why it was undone"), blank=True)

    protocol = models.BinaryField(_("protocol"), null=True, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(inquiry__isnull=False) | ~models.Q(list_of=""), name="batch_of_paper_or_list"
            )
        ]

    def __str__(self):
        at = date_format(localtime(self.at), "SHORT_DATETIME_FORMAT")
        return f"{self.source or self.file_name or self.annex or self.inquiry} ({at})"

    def told(self) -> str:
        """That its file was imported before, to the person who brings it again."""
        said = {
            "by": (self.by.get_full_name() or self.by.get_username()) if self.by else "",
            "on": date_format(localtime(self.at), "DATETIME_FORMAT"),
        }
        sentence = _("Already imported by %(by)s on %(on)s.") if self.by else _("Already imported on %(on)s.")
        undone = _("That import was undone.") if self.undone_at else ""
        return f"{sentence % said} {undone}".strip()
