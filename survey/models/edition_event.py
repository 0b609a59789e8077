"""The log of editions: what became of each, in a chain that nobody changes unnoticed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionEvent(models.Model):
    """One line of the log. Lines are added by publishing.edition_log alone; none is changed or deleted."""

    class Event(models.TextChoices):
        PUBLISHED = "published", _("published")
        WITHHELD = "withheld", _("withheld in part")
        SHOWN = "shown", _("shown again")
        TAKEN_BACK = "taken_back", _("taken back")
        ERASED = "erased", _("erased in part")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    event = models.CharField(_("event"), max_length=20, choices=Event)
    slug = models.SlugField(_("address"), max_length=100)
    edition = models.PositiveIntegerField(_("edition"))
    at = models.DateTimeField(_("at"))
    digest = models.CharField(_("digest"), max_length=64, help_text=_("That of the edition as it is served."))
    before = models.CharField(_("digest of the line before"), max_length=64)
    own = models.CharField(_("digest of this line"), max_length=64)

    class Meta:
        verbose_name = _("line of the log of editions")
        verbose_name_plural = _("log of editions")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number} {self.event} {self.slug} {self.edition}"
