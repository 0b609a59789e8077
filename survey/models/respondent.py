"""Who answers: districts' administrations, associations, authorities, and the names they go by in print."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from survey.language.names import fold
from survey.language.sorting import sort_key
from survey.models.district import District
from survey.models.spelling import check_once


class RespondentQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def for_list(self):
        return self.select_related("district")


class Respondent(models.Model):
    class Kind(models.TextChoices):
        COUNTY = "county", _("county")
        CITY = "city", _("city")
        ASSOCIATION = "association", _("association")
        MUNICIPALITY = "municipality", _("municipality")
        AUTHORITY = "authority", _("authority")
        JOINT = "joint", _("several together")
        OTHER = "other", _("other")

    slug = models.SlugField(_("short address"), max_length=100, unique=True)

    name = models.CharField(_("official name"), max_length=200, help_text=_("E.g. “Landkreis Fulda”."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="respondents",
        verbose_name=_("district"),
        help_text=_("The district it is (county, city) or lies in (municipality). Empty for an association."),
    )
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="member_of",
        verbose_name=_("members"),
        help_text=_("For an association: the counties and cities that belong to it."),
    )

    sort_name = models.CharField(_("sorted as"), max_length=200, editable=False)

    history = HistoricalRecords(m2m_fields=[members])
    objects = RespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        ordering = ["sort_name", "kind", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["county", "city"]) | Q(district__isnull=False),
                name="respondent_county_has_district",
                violation_error_message=_("A county or city needs the district it is."),
            ),
            models.UniqueConstraint(
                "district", condition=Q(kind__in=["county", "city"]), name="respondent_one_per_district"
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)


class RespondentNameQuerySet(models.QuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class RespondentName(models.Model):
    """A printed name that stands for a respondent, or for nobody, as an editor said: “MTK”, the Main-Taunus-Kreis."""

    respondent = models.ForeignKey(
        Respondent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="printed_names",
        verbose_name=_("respondent"),
        help_text=_("Empty: the name stands for no respondent, and nobody is asked about it again."),
    )
    name = models.CharField(_("printed name"), max_length=200, help_text=_("As it stands in a paper, e.g. “MTK”."))

    key = models.CharField(_("compared as"), max_length=200, unique=True, editable=False)

    history = HistoricalRecords()
    objects = RespondentNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed name")
        verbose_name_plural = _("printed names")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        check_once(self, "name", fold(self.name))

    def save(self, *args, **kwargs):
        self.key = fold(self.name)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.key,)
