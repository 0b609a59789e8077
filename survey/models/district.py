"""Counties and cities with their own county rights, each valid for a span of dates."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from survey.language.sorting import sort_key
from survey.models.data_version import DataVersion
from survey.models.history import RecordHistory


class DistrictQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def valid_on(self, date: datetime.date):
        """Districts on the official list of this date; an unknown bound counts as open."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=date),
            Q(valid_to=None) | Q(valid_to__gte=date),
        )

    def in_state(self, state: str):
        return self.filter(state=state)


class District(models.Model):
    class Kind(models.TextChoices):
        COUNTY = "county", _("county")
        CITY = "city", _("city")

    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("The official key where it is known, else a short name: “06631”, “hanau”."),
    )
    key = models.CharField(
        _("official key"),
        max_length=5,
        blank=True,
        help_text=_("Five digits (AGS), e.g. “06631”. Leave empty while it is not known to us."),
    )

    name = models.CharField(_("name"), max_length=100, help_text=_("Short name, e.g. “Fulda”."))
    official_name = models.CharField(_("official name"), max_length=150, help_text=_("E.g. “Landkreis Fulda”."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    region = models.CharField(
        _("region"), max_length=50, blank=True, help_text=_("Regierungsbezirk, where there is one.")
    )
    state = models.CharField(_("state key"), max_length=2, help_text=_("First two digits of the key, e.g. “06”."))
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day; empty: since before our records.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day; empty: until today."))
    over_time = models.TextField(
        _("changes of name and bounds"),
        blank=True,
        help_text=_(
            "One a line, with the time and the source: “until 31 October 2016: Landkreis Osterode am Harz (Nds. GVBl. "
            "2015 p. 307)”. The public page shows the lines as they stand here, and the search finds their words."
        ),
    )

    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    population_on = models.DateField(_("inhabitants counted on"), null=True, blank=True)

    sort_name = models.CharField(_("sorted as"), max_length=100, editable=False)
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), null=True, blank=True)
    outline = models.TextField(
        _("outline"), blank=True, help_text=_("SVG path in the plane that fixtures/README.md describes.")
    )

    history = RecordHistory(excluded_fields=["outline"])
    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["sort_name", "kind", "slug"]
        constraints = [
            models.UniqueConstraint("key", condition=~Q(key=""), name="district_key_unique"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=models.F("valid_to")),
                name="district_validity_ordered",
                violation_error_message=_("“Valid to” lies before “valid from”."),
            ),
        ]

    def __str__(self):
        return self.official_name

    def clean(self):
        """The first two digits of an official key are its state."""
        if self.key and self.state and self.key[:2] != self.state:
            sentence = gettext("The key %(key)s belongs to another state: its first two digits are the state's.")
            raise ValidationError({"key": sentence % {"key": self.key}})

    @property
    def in_full(self) -> str:
        """With key and validity, as it is told apart from others of its name."""
        return f"{self.official_name}{self.told_apart}"

    @property
    def told_apart(self) -> str:
        """What stands behind its name: “ (03159), seit 1. November 2016”."""
        bounds = {"from": date_format(self.valid_from) if self.valid_from else ""}
        bounds["to"] = date_format(self.valid_to) if self.valid_to else ""
        validity = {
            (True, True): gettext("from %(from)s to %(to)s"),
            (True, False): gettext("since %(from)s"),
            (False, True): gettext("until %(to)s"),
        }.get((bool(self.valid_from), bool(self.valid_to)), "")
        key = f" ({self.key})" if self.key else ""
        return f"{key}, {validity % bounds}" if validity else key

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)
        DataVersion.objects.advance()

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        DataVersion.objects.advance()
        return deleted

    def was_valid_on(self, date: datetime.date) -> bool:
        """What the queryset's `valid_on` asks; an unknown bound counts as open."""
        return (self.valid_from or date) <= date <= (self.valid_to or date)

    def natural_key(self):
        return (self.slug,)
