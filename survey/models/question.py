"""Questions with their lettered parts, the government's replies and the preliminary remarks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry
from survey.models.placed import Placed, Worded


class QuestionQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry", "parent")


class Question(Placed, Worded):
    """A question or a lettered part; shown as “1”, “1a”, “1b”."""

    class Comparability(models.TextChoices):
        SAME = "same", _("same")
        CHANGED = "changed", _("changed")
        NOT_COMPARABLE = "not_comparable", _("not comparable")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="questions", verbose_name=_("inquiry"))
    number = models.PositiveSmallIntegerField(_("number"))
    part = models.CharField(_("part"), max_length=3, blank=True, help_text=_("The letter of a part, e.g. “a”."))

    text = models.TextField(_("text"), help_text=_("As printed, without the number."))
    request = models.TextField(
        _("extra request"),
        blank=True,
        help_text=_("What is asked for besides, e.g. “Bitte nach Kreisen aufschlüsseln.”"),
    )
    short_title = models.CharField(
        _("short title"),
        max_length=100,
        blank=True,
        help_text=_("In a few words, for lists and files, e.g. “Gibt es einen Flüchtlingsgipfel?”."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("whole question")
    )

    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name=_("continues")
    )
    comparability = models.CharField(_("comparability"), max_length=20, choices=Comparability, blank=True)
    comparability_note = models.CharField(
        _("whether one may compare"), max_length=500, blank=True, help_text=_("One sentence to the public.")
    )

    history = RecordHistory()
    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["inquiry", "number", "part"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number", "part"], name="question_number_unique"),
            models.CheckConstraint(
                condition=~Q(text=""), name="question_has_text", violation_error_message=_("A question needs a text.")
            ),
            models.CheckConstraint(
                condition=Q(part="") | Q(parent__isnull=False),
                name="question_part_has_parent",
                violation_error_message=_("A part belongs to a whole question."),
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | ~Q(comparability=""),
                name="question_continuation_says_comparability",
                violation_error_message=_("Say whether the two questions may be compared."),
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        return f"{self.number}{self.part}"


def question_order(question: Question) -> tuple[int, int, str]:
    """The order of a paper: 1, 1a, 1b, 2; a part “aa” comes behind “z”."""
    return question.number, len(question.part), question.part


class Text(Placed, Worded):
    """What replies and remarks have in common: a printed text with its place in the paper."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, verbose_name=_("inquiry"))
    position = models.PositiveSmallIntegerField(_("position"))

    text = models.TextField(_("text"), help_text=_("As printed; paragraphs are parted by a blank line."))

    class Meta:
        abstract = True
        ordering = ["inquiry", "position"]


class Reply(Text):
    """What the government answers to one or more questions."""

    questions = models.ManyToManyField(Question, related_name="replies", verbose_name=_("questions"))

    history = RecordHistory(m2m_fields=[questions])

    class Meta(Text.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        default_related_name = "replies"
        constraints = [models.UniqueConstraint(fields=["inquiry", "position"], name="reply_position_unique")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.position}"

    @property
    def key(self) -> str:
        return f"reply {self.position}"


class PreliminaryRemark(Text):
    """A preliminary remark of the askers or of the government."""

    class By(models.TextChoices):
        ASKERS = "askers", _("askers")
        GOVERNMENT = "government", _("government")

    by = models.CharField(_("whose"), max_length=20, choices=By)
    heading = models.CharField(
        _("heading"), max_length=300, blank=True, help_text=_("As printed, e.g. “Vorbemerkung des Fragestellers”.")
    )

    history = RecordHistory()

    class Meta(Text.Meta):
        verbose_name = _("preliminary remark")
        verbose_name_plural = _("preliminary remarks")
        default_related_name = "remarks"
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "position"], name="preliminaryremark_position_unique")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.position}"

    @property
    def key(self) -> str:
        return f"remark {self.position}"
