"""Who meets: bodies, their meetings, actors and their parts, and the words each fact rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.language.sorting import sort_key
from survey.models.annex import Row
from survey.models.answer import Answer
from survey.models.district import District
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry
from survey.models.question import PreliminaryRemark, Reply


class Precision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    SEASON = "season", _("to the season")
    YEAR = "year", _("to the year")
    NONE = "none", _("not stated")


class BodyQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def for_list(self):
        return self.select_related("inquiry").prefetch_related("districts")

    def unmerged(self):
        """Without those that were merged into another."""
        return self.filter(merged_into=None)


class Body(models.Model):
    class Kind(models.TextChoices):
        SUMMIT = "summit", _("summit")
        ROUND_TABLE = "round_table", _("round table")
        STEERING_GROUP = "steering_group", _("steering group")
        WORKING_GROUP = "working_group", _("working group")
        NETWORK = "network", _("network")
        CONFERENCE = "conference", _("conference")
        MEETING = "meeting", _("regular meeting")
        CIRCLE = "circle", _("helpers' circle or initiative")
        FORUM = "forum", _("forum")
        STAFF_UNIT = "staff_unit", _("staff unit")
        ALLIANCE = "alliance", _("alliance")
        OTHER = "other", _("other")

    class Mention(models.TextChoices):
        ONE = "one", _("one body")
        SEVERAL = "several", _("several, named together")

    class Level(models.TextChoices):
        MUNICIPAL = "municipal", _("town or municipality")
        COUNTY = "county", _("county or city")
        REGIONAL = "regional", _("several counties")
        STATE = "state", pgettext_lazy("a level", "state")

    class State(models.TextChoices):
        EXISTS = "exists", _("exists")
        PLANNED = "planned", _("planned")
        BEING_SET_UP = "being_set_up", _("being set up")
        ENDED = "ended", _("ended")

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, related_name="bodies", verbose_name=_("first recorded from"), editable=False
    )

    name = models.CharField(_("name as written"), max_length=300, help_text=_("E.g. “Runder Tisch Asyl”."))
    usual_name = models.CharField(_("usual name"), max_length=300, help_text=_("E.g. “Runder Tisch Asyl Fulda”."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    mention = models.CharField(
        _("mention"), max_length=10, choices=Mention, default=Mention.ONE, help_text=_("Several are counted apart.")
    )
    count = models.PositiveIntegerField(_("how many"), null=True, blank=True, help_text=_("Where the words say it."))
    level = models.CharField(_("level"), max_length=20, choices=Level)
    place = models.CharField(
        _("place as printed"), max_length=200, blank=True, help_text=_("E.g. “in den Städten und Gemeinden”.")
    )
    districts = models.ManyToManyField(District, blank=True, related_name="bodies", verbose_name=_("districts"))
    state = models.CharField(pgettext_lazy("of a body", "state"), max_length=20, choices=State, default=State.EXISTS)
    beginning = models.DateField(
        _("beginning"), null=True, blank=True, help_text=_("First day of the month or year when only that is known.")
    )
    beginning_precision = models.CharField(
        _("beginning known"), max_length=10, choices=Precision, default=Precision.NONE
    )
    beginning_words = models.CharField(
        _("beginning in words"), max_length=200, blank=True, help_text=_("As printed, e.g. “seit Juni 2014”.")
    )
    rhythm = models.CharField(
        _("rhythm in words"), max_length=200, blank=True, help_text=_("As printed, e.g. “alle zwei Wochen”.")
    )
    coverage = models.CharField(
        _("coverage in words"), max_length=300, blank=True, help_text=_("As printed, e.g. “in 25 von 29 Gemeinden”.")
    )
    coverage_n = models.PositiveIntegerField(
        _("in how many"), null=True, blank=True, help_text=_("Of “in 25 von 29 Gemeinden”: 25.")
    )
    coverage_m = models.PositiveIntegerField(
        _("out of how many"), null=True, blank=True, help_text=_("Of “in 25 von 29 Gemeinden”: 29.")
    )

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    sort_name = models.CharField(_("sorted as"), max_length=300, editable=False)

    history = RecordHistory(m2m_fields=[districts])
    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(coverage_n__isnull=True)
                | Q(coverage_m__isnull=True)
                | Q(coverage_n__lte=models.F("coverage_m")),
                name="body_coverage_n_of_m",
                violation_error_message=_("The coverage cannot exceed its whole."),
            ),
            models.CheckConstraint(
                condition=Q(beginning__isnull=True) | ~Q(beginning_precision="none"),
                name="body_beginning_has_precision",
                violation_error_message=_("Say how exactly the beginning is known."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="body_not_merged_into_itself",
                violation_error_message=_("A body cannot be merged into itself."),
            ),
        ]

    def __str__(self):
        return self.usual_name

    def save(self, *args, **kwargs):
        self.sort_name = sort_key(self.usual_name)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.slug,)

    @property
    def is_linked(self) -> bool:
        """Whether it is the body of another paper: it keeps what its own paper says, and shares the other's address."""
        return self.merged_into is not None and self.merged_into.inquiry_id != self.inquiry_id

    @property
    def public_slug(self) -> str:
        return self.merged_into.slug if self.is_linked else self.slug


class Meeting(models.Model):
    class State(models.TextChoices):
        HELD = "held", _("held")
        ANNOUNCED = "announced", _("announced")

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name=_("body"))
    date = models.DateField(_("date"), null=True, blank=True)
    precision = models.CharField(_("date known"), max_length=10, choices=Precision, default=Precision.DAY)
    words = models.CharField(_("in words"), max_length=200, help_text=_("As printed."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.HELD)

    history = RecordHistory()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["date", "pk"]

    def __str__(self):
        return self.words


class Actor(models.Model):
    class Category(models.TextChoices):
        COUNTY_ADMINISTRATION = "county_administration", _("county administration")
        COUNTY_POLITICS = "county_politics", _("county politics")
        MUNICIPALITY = "municipality", _("towns and municipalities")
        ASSOCIATION = "association", _("associations")
        CHURCH = "church", _("churches and religious communities")
        WELFARE = "welfare", _("welfare organisations")
        VOLUNTEERS = "volunteers", _("volunteers")
        EDUCATION = "education", _("education")
        AUTHORITY = "authority", _("state and federal authorities")
        BUSINESS = "business", _("business")
        MIGRANTS = "migrants", _("migrants and their organisations")
        POLICE = "police", _("police and fire brigade")
        CITIZENS = "citizens", _("citizens")
        OTHER = "other", _("other")

    name = models.CharField(_("name as printed"), max_length=300, help_text=_("E.g. “Caritas”."))
    category = models.CharField(pgettext_lazy("of an actor", "category"), max_length=30, choices=Category)

    history = RecordHistory()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "category"], name="actor_name_unique")]

    def __str__(self):
        return self.name


class Participation(models.Model):
    """An actor's part in a body, or in a row where the cell does not say which body."""

    class Role(models.TextChoices):
        INITIATOR = "initiator", _("initiator")
        LEAD = "lead", _("lead")
        PARTICIPANT = "participant", _("participant")
        SUPPORTER = "supporter", _("supporter")
        NOT_SAID = "not_said", _("role not said")

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="participations", verbose_name=_("actor"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("body")
    )
    row = models.ForeignKey(
        Row, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("row")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)

    history = RecordHistory()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) ^ Q(row__isnull=False),
                name="participation_in_body_or_row",
                violation_error_message=_("Name the body, or the row where the cell does not say which."),
            ),
            models.UniqueConstraint(
                fields=["actor", "body", "role"], condition=Q(body__isnull=False), name="participation_body_unique"
            ),
            models.UniqueConstraint(
                fields=["actor", "row", "role"], condition=Q(row__isnull=False), name="participation_row_unique"
            ),
        ]

    def __str__(self):
        return f"{self.actor} ({self.get_role_display()})"


class Evidence(models.Model):
    """The words a fact rests on: every fact of a body, meeting or participation points to them."""

    class Fact(models.TextChoices):
        NAME = "name", _("name as written")
        KIND = "kind", _("kind")
        LEVEL = "level", _("level")
        MENTION = "mention", _("mention")
        STATE = "state", pgettext_lazy("a level", "state")
        PLACE = "place", _("place as printed")
        DISTRICTS = "districts", _("districts")
        BEGINNING = "beginning", _("beginning")
        RHYTHM = "rhythm", _("how often it meets")
        COVERAGE = "coverage", _("coverage in words")
        WORDS = "words", _("meeting")
        ROLE = "role", _("role")

    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("body")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("meeting")
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("participation")
    )
    field = models.CharField(
        _("fact"), max_length=40, choices=Fact, help_text=_("Which fact the words say, e.g. “how often it meets”.")
    )

    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("answer")
    )
    reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("reply")
    )
    remark = models.ForeignKey(
        PreliminaryRemark, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("remark")
    )
    quote = models.TextField(_("quote"), help_text=_("Words that stand in the text."))

    history = RecordHistory()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, meeting__isnull=True, participation__isnull=True)
                | Q(body__isnull=True, meeting__isnull=False, participation__isnull=True)
                | Q(body__isnull=True, meeting__isnull=True, participation__isnull=False),
                name="evidence_one_subject",
                violation_error_message=_("Evidence belongs to one body, one meeting or one participation."),
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=False, reply__isnull=True, remark__isnull=True)
                | Q(answer__isnull=True, reply__isnull=False, remark__isnull=True)
                | Q(answer__isnull=True, reply__isnull=True, remark__isnull=False),
                name="evidence_one_place",
                violation_error_message=_("A quote stands in one answer, one reply or one remark."),
            ),
            models.CheckConstraint(
                condition=~Q(quote=""), name="evidence_has_quote", violation_error_message=_("Give the quote.")
            ),
        ]

    def __str__(self):
        return self.quote[:80]
