"""The codebook and what each row is coded as."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from survey.models.annex import Row
from survey.models.cell_text import DIGITS, PLACES
from survey.models.history import RecordHistory
from survey.models.question import Question


class CodeQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("question__inquiry")

    def newest(self):
        """Each category in its newest version: the codebook as one codes by it today."""
        later = Code.objects.filter(
            question=OuterRef("question"), code=OuterRef("code"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(later))

    def ensure_not_stated(self, question: Question) -> "Code | None":
        """Silence has a category of its own in every codebook; returns it when it had to be made."""
        if not question.codes.exists() or question.codes.filter(code=Code.NOT_STATED).exists():
            return None
        last = question.codes.aggregate(last=Max("position"))["last"]
        return self.create(question=question, code=Code.NOT_STATED, position=last + 1, **NOT_STATED)


# What the category that no codebook lacks says at first; editors word it for their question.
NOT_STATED = {
    "label": "dazu keine Aussage",
    "label_en": "no statement on this",
    "definition": "Zu dieser Frage sagt die Zeile nichts.",
    "definition_en": "The row says nothing on this question.",
    "rule": "Schweigen ist kein Nein. Ein leeres Feld ist weder Ja noch Nein.",
    "rule_en": "Silence is not a no. An empty field is neither yes nor no.",
}


SETTLED_BY_A_THIRD = _("You made one of the two readings. Here only a third person settles them.")


@dataclass(frozen=True)
class Words:
    """What an editor wrote, and its language; it reads as its text."""

    text: str
    language: str

    def __str__(self):
        return self.text

    def __bool__(self):
        return bool(self.text)


def worded(german: str, english: str) -> Words:
    """In the language of the page where there is such a wording; the German one is always there."""
    return Words(english, "en") if english and get_language() == "en" else Words(german, "de")


class Code(models.Model):
    """A category of one question part; a new version is a new row, older codings keep theirs."""

    NOT_STATED = "not_stated"
    NOT_DETERMINABLE = "not_determinable"
    WITHOUT_QUOTE = (NOT_STATED, NOT_DETERMINABLE)

    question = models.ForeignKey(Question, models.PROTECT, related_name="codes", verbose_name=_("question"))
    code = models.SlugField(_("code"), max_length=40, help_text=_("A short English word, e.g. “planned”."))
    version = models.PositiveSmallIntegerField(_("version"), default=1)

    position = models.PositiveSmallIntegerField(_("position"), default=1)
    label = models.CharField(_("label"), max_length=100, help_text=_("On the chip, e.g. “geplant oder im Aufbau”."))
    label_en = models.CharField(_("label in English"), max_length=100, blank=True)
    definition = models.TextField(_("definition"), help_text=_("When a row is coded so."))
    definition_en = models.TextField(_("definition in English"), blank=True)
    example = models.TextField(_("example"), blank=True, help_text=_("Words of a real cell."))
    example_row = models.CharField(
        _("row of the example"),
        max_length=300,
        blank=True,
        help_text=_("Label of the row that says it, e.g. “LK Fulda”."),
    )
    rule = models.TextField(_("rule for edge cases"), blank=True, help_text=_("E.g. what “im Aufbau” counts as."))
    rule_en = models.TextField(_("rule in English"), blank=True)
    number_from = models.DecimalField(
        _("from the number"),
        max_digits=DIGITS,
        decimal_places=PLACES,
        null=True,
        blank=True,
        help_text=_("Of a column of numbers: 0 to 0 is “none”, from 1 with nothing behind it is “some”."),
    )
    number_to = models.DecimalField(_("to the number"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)

    history = RecordHistory()
    objects = CodeQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(number_from__isnull=True) | Q(number_to__isnull=True) | Q(number_from__lte=F("number_to")),
                name="code_numbers_in_order",
                violation_error_message=_("The first number is greater than the last one."),
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.shown_label}"

    @property
    def shown_label(self) -> Words:
        return worded(self.label, self.label_en)

    @property
    def shown_definition(self) -> Words:
        return worded(self.definition, self.definition_en)

    @property
    def shown_rule(self) -> Words:
        return worded(self.rule, self.rule_en)

    @property
    def holds_numbers(self) -> bool:
        return self.number_from is not None or self.number_to is not None

    def holds(self, least: Decimal | None, greatest: Decimal | None) -> bool:
        """Whether it holds for all numbers between these two; None is an open end."""
        begins = self.number_from is None or (least is not None and least >= self.number_from)
        ends = self.number_to is None or (greatest is not None and greatest <= self.number_to)
        return begins and ends

    @property
    def numbers(self) -> str:
        """For which numbers it holds, in words; "" where it does not say."""
        bounds = (self.number_from, self.number_to)
        first, last = ("" if each is None else number_format(each.normalize()) for each in bounds)
        if first == last:
            return first
        if self.number_to is None:
            return _("from %(number)s") % {"number": first}
        if self.number_from is None:
            return _("up to %(number)s") % {"number": last}
        return _("%(first)s to %(last)s") % {"first": first, "last": last}


class CodingQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("row__annex__inquiry", "question", "code", "code__question", "by")

    def outdated(self):
        """Made by an older version of their category: to be looked at again."""
        later = Code.objects.filter(
            question=OuterRef("question"), code=OuterRef("code__code"), version__gt=OuterRef("code__version")
        )
        return self.filter(Exists(later))

    def disputed(self):
        """First readings that a second contradicts and that nobody has settled."""
        others = Coding.objects.filter(row=OuterRef("row"), question=OuterRef("question"))
        second = others.filter(role=Coding.Role.SECOND).exclude(code__code=OuterRef("code__code"))
        settled = others.filter(role=Coding.Role.SETTLED)
        return self.filter(Exists(second), ~Exists(settled), role=Coding.Role.FIRST)

    def visible_to(self, user):
        """Without what would tell a second reader how the first reading came out.

        Who has begun to read a part a second time sees others' readings of it only in rows that have been read twice.
        """
        begun = Coding.objects.filter(role=Coding.Role.SECOND, by=user.pk).values("question")
        second = Coding.objects.filter(row=OuterRef("row"), question=OuterRef("question"), role=Coding.Role.SECOND)
        of_others = Q(by=None) | ~Q(by=user.pk)
        return self.exclude(of_others & Q(question__in=begun) & ~Exists(second))


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

    history = RecordHistory()
    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        ordering = ["row__annex", "row__position", "question", "role"]
        constraints = [
            models.UniqueConstraint(fields=["row", "question", "role"], name="coding_reading_unique"),
        ]

    def __str__(self):
        return f"{self.row}, {self.question}: {self.code.shown_label}"

    def clean(self):
        """A category belongs to one part; the two readings of a row are made by two people."""
        if self.code_id and self.question_id and self.code.question_id != self.question_id:
            raise ValidationError({"code": _("This category belongs to another question part.")})
        if self.by_id and self.role in OTHER_READING and self._other_reading(by=self.by_id).exists():
            raise ValidationError(_("You made the other reading of this row. Two readings are made by two people."))
        if self.is_settled_by_a_reader:
            raise ValidationError(SETTLED_BY_A_THIRD)

    @property
    def is_settled_by_a_reader(self) -> bool:
        """Whether who settles made one of the two readings, where the operator wants a third person for it."""
        if not settings.SETTLED_BY_A_THIRD or self.role != self.Role.SETTLED or not self.by_id:
            return False
        readings = Coding.objects.filter(row_id=self.row_id, question_id=self.question_id, role__in=OTHER_READING)
        return readings.filter(by=self.by_id).exists()

    @property
    def is_read_twice(self) -> bool:
        return self.role in OTHER_READING and self._other_reading().exists()

    def _other_reading(self, **kwargs):
        return Coding.objects.filter(
            row_id=self.row_id, question_id=self.question_id, role=OTHER_READING[self.role], **kwargs
        )


class CurrentCoding(NamedTuple):
    """What counts of the readings of one row in one part: a coding, or that two people read it differently, or neither.

    The same category in two versions is the same: its older coding is to be looked at again, but nobody disputes it.
    """

    coding: Coding | None
    is_disputed: bool

    @property
    def is_open(self) -> bool:
        return self.coding is None and not self.is_disputed


def _word(coding: Coding) -> str:
    return coding.code.code


def current_coding(codings: Iterable[Coding], word: Callable[[Coding], str] = _word) -> CurrentCoding:
    """What counts of all readings of one row in one part."""
    return current_of({coding.role: coding for coding in codings}, word)


def current_of(by_role: Mapping[str, Coding], word: Callable[[Coding], str] = _word) -> CurrentCoding:
    """Settled, else first where no second differs, else disputed; `word` gives the category of a reading."""
    settled, first, second = (by_role.get(role) for role in ("settled", "first", "second"))
    if settled or not first:
        return CurrentCoding(settled, False)
    differs = second is not None and word(second) != word(first)
    return CurrentCoding(None if differs else first, differs)


OTHER_READING = {Coding.Role.FIRST: Coding.Role.SECOND, Coding.Role.SECOND: Coding.Role.FIRST}
