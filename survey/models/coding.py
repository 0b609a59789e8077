"""The codebook and what each row is coded as."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from survey.models.annex import Row
from survey.models.question import Question


class Code(models.Model):
    """A category of one question part; a new version is a new row, older codings keep theirs."""

    NOT_STATED = "not_stated"

    question = models.ForeignKey(Question, models.PROTECT, related_name="codes", verbose_name=_("question"))
    code = models.SlugField(_("code"), max_length=40, help_text=_("A short English word, e.g. “planned”."))
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    label = models.CharField(_("label"), max_length=100, help_text=_("On the chip, e.g. “geplant oder im Aufbau”."))
    label_en = models.CharField(_("label in English"), max_length=100, blank=True)
    definition = models.TextField(_("definition"), help_text=_("When a row is coded so."))
    definition_en = models.TextField(_("definition in English"), blank=True)
    example = models.TextField(_("example"), blank=True, help_text=_("Words of a real cell."))
    example_row = models.CharField(_("row of the example"), max_length=300, blank=True)
    rule = models.TextField(_("rule for edge cases"), blank=True, help_text=_("E.g. what “im Aufbau” counts as."))
    rule_en = models.TextField(_("rule in English"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["question", "position", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code", "version"], name="code_version_unique"),
            models.CheckConstraint(
                condition=~Q(definition=""),
                name="code_has_definition",
                violation_error_message=_("A category needs a definition."),
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.label}"


class CodingQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("row__annex__inquiry", "question", "code", "code__question")


class Coding(models.Model):
    class Role(models.TextChoices):
        FIRST = "first", _("first reading")
        SECOND = "second", _("second reading")
        SETTLED = "settled", _("settled")

    class Certainty(models.TextChoices):
        CLEAR = "clear", _("clear")
        ARGUABLE = "arguable", _("arguable")

    row = models.ForeignKey(Row, models.PROTECT, related_name="codings", verbose_name=_("row"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="codings", verbose_name=_("question part"))
    role = models.CharField(_("reading"), max_length=10, choices=Role, default=Role.FIRST)

    code = models.ForeignKey(Code, models.PROTECT, related_name="codings", verbose_name=_("category"))
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.CLEAR)
    quote = models.TextField(
        _("quote"), blank=True, help_text=_("The words of the row it rests on; empty only for “not stated”.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("To the reader: why so, where one may differ."))

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    history = HistoricalRecords()
    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        ordering = ["row__annex", "row__position", "question", "role"]
        constraints = [
            models.UniqueConstraint(fields=["row", "question", "role"], name="coding_reading_unique"),
        ]

    def __str__(self):
        return f"{self.row}, {self.question}: {self.code.label}"


def in_force(codings: list[Coding]) -> Coding | None:
    """The coding that counts: settled, else first where no second differs; None where disputed or uncoded."""
    by_role = {coding.role: coding for coding in codings}
    settled, first, second = (by_role.get(role) for role in ("settled", "first", "second"))
    if settled or not first:
        return settled
    return None if second and second.code_id != first.code_id else first
