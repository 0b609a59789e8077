"""The parliament whose papers are recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory


class ParliamentManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Parliament(models.Model):
    slug = models.SlugField(
        _("short address"), unique=True, help_text=_("Begins every address of its inquiries, e.g. “hessen”.")
    )

    name = models.CharField(_("name"), max_length=200, help_text=_("Official name, e.g. “Hessischer Landtag”."))
    short_name = models.CharField(
        _("short name"), max_length=100, blank=True, help_text=_("As it stands in citations.")
    )
    state = models.CharField(
        _("state key"), max_length=2, blank=True, help_text=_("First two digits of the district keys, e.g. “06”.")
    )

    history = RecordHistory()
    objects = ParliamentManager()

    class Meta:
        verbose_name = _("parliament")
        verbose_name_plural = _("parliaments")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def slug_of(self, number: str) -> str:
        """The address of its paper of this number, “19/1613”: “hessen-19-1613”."""
        return f"{self.slug}-{number.replace('/', '-')}"
