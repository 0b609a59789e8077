"""Who answers: districts' administrations, associations, authorities, and the names they go by in print."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.language.directory import DISTRICT_FACTS, Candidate, Directory
from survey.language.names import bare, fold, parse
from survey.language.sorting import sort_key
from survey.models.district import District
from survey.models.history import RecordHistory


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

    history = RecordHistory(m2m_fields=[members])
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

    @property
    def in_full(self) -> str:
        """As it is told apart from others of its name: “Landkreis Göttingen (03159), seit 1. November 2016”."""
        return (
            f"{self.name}{self.district.told_apart}" if self.district_id and self.kind in District.Kind else self.name
        )

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)


class RespondentNameQuerySet(models.QuerySet):
    def get_by_natural_key(self, state, key, kind):
        return self.get(state=state, key=key, kind=kind)

    def for_list(self):
        return self.select_related("respondent__district")


class RespondentName(models.Model):
    """A printed name that stands for a respondent, or for nobody, as an editor said: “MTK”, the Main-Taunus-Kreis.

    It holds for papers of one state's parliament, and below no heading that names districts of another kind.
    """

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
    state = models.CharField(
        _("state key"),
        max_length=2,
        blank=True,
        help_text=_("Of the parliament in whose papers it holds, e.g. “06”. Empty: of the Bundestag."),
    )

    key = models.CharField(_("compared as"), max_length=200, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=District.Kind, blank=True, editable=False)

    history = RecordHistory()
    objects = RespondentNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed name")
        verbose_name_plural = _("printed names")
        ordering = ["name", "state", "kind"]
        constraints = [models.UniqueConstraint(fields=["state", "key", "kind"], name="respondentname_once")]

    def __str__(self):
        return self.name

    def clean(self):
        self.complete()
        if not self.key:
            raise ValidationError({"name": _("No letter or digit stands here.")})
        known = RespondentName.objects.filter(state=self.state, key=self.key).exclude(pk=self.pk)
        if found := (known.filter(kind__in=[self.kind, ""]) if self.kind else known).first():
            raise ValidationError(
                {"name": _("“%(word)s” is recorded already; both are compared alike.") % {"word": found}}
            )

    def save(self, *args, **kwargs):
        self.complete()
        super().save(*args, **kwargs)

    def complete(self):
        """What follows from the name and the respondent."""
        self.key = fold(self.name)
        kind = self.respondent.kind if self.respondent_id else ""
        self.kind = kind if kind in District.Kind else ""

    def natural_key(self):
        return self.state, self.key, self.kind

    @classmethod
    def known_as(cls, printed: str, respondent: Respondent | None, state: str) -> "RespondentName":
        """The record of a name that this respondent may take, or a new one: that of nobody, or of one of its kind."""
        wanted = cls(name=printed, state=state, respondent=respondent)
        wanted.complete()
        same = cls.objects.filter(state=state, key=wanted.key).select_related("respondent")
        return same.filter(kind=wanted.kind).first() or same.filter(kind="").first() or wanted


def candidates() -> list[Candidate]:
    """All who may be meant by a printed name; one query."""
    return [*map(Candidate._make, Respondent.objects.order_by().values_list("pk", "name", "kind", *DISTRICT_FACTS))]


def somebody_else(name: str, respondent: Respondent | None, state: str) -> Respondent | None:
    """Whom a name means, where that is not this respondent: “LK Fulda” is not Rüsselsheim.

    That a bare name stands for nobody denies no district: “Fulda” may be the town.
    """
    if respondent is None and parse(bare(name)).kind is None:
        return None
    meant = Directory(candidates()).means(name, state)
    if not meant or (respondent and respondent.pk in {each.pk for each in meant}):
        return None
    return Respondent.objects.for_list().get(pk=meant[0].pk)
