"""The parliament whose papers are recorded."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory

# Begins the short address of each parliament that does not exist, so that each address and each line of a file says it.
MADE_UP_SLUG = "erfunden"


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

    is_made_up = models.BooleanField(
        _("made up"),
        default=False,
        help_text=_(
            "This parliament does not exist: its papers are examples. Each of their pages and files says so, and the "
            "short address begins with “erfunden”."
        ),
    )

    history = RecordHistory()
    objects = ParliamentManager()

    class Meta:
        verbose_name = _("parliament")
        verbose_name_plural = _("parliaments")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_made_up=False) | models.Q(slug__startswith=MADE_UP_SLUG),
                name="parliament_made_up_says_so",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.is_made_up and not self.slug.startswith(MADE_UP_SLUG):
            raise ValidationError({"slug": _("The short address of a made-up parliament begins with “erfunden”.")})

    def natural_key(self):
        return (self.slug,)

    def slug_of(self, number: str) -> str:
        """The address of its paper of this number, “19/1613”: “hessen-19-1613”."""
        return f"{self.slug}-{number.replace('/', '-')}"
