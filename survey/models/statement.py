"""What is said about a paper from outside, and slips of its print: both stand beside its texts, never in them."""

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry


def next_number(record: models.Model) -> int:
    """That of a new record of an inquiry."""
    last = type(record).objects.filter(inquiry=record.inquiry_id).aggregate(last=models.Max("number"))["last"]
    return (last or 0) + 1


PLACE_HELP = _("“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”; empty: the whole paper.")
PLACE_OF_WORDS_HELP = _("“1/13/2” (table, row, column), “reply 1”, “remark 1” or “question 2a”.")


class Statement(models.Model):
    """A respondent's or ministry's own words to what the paper says: dated, with their source, no part of the paper."""

    class Kind(models.TextChoices):
        RESPONDENT = "respondent", _("respondent")
        MINISTRY = "ministry", _("ministry")
        ASKER = "asker", _("asker")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="statements", verbose_name=_("inquiry"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    place = models.CharField(_("place"), max_length=60, blank=True, help_text=PLACE_HELP)

    kind = models.CharField(_("from whom"), max_length=20, choices=Kind, default=Kind.RESPONDENT)
    author = models.CharField(_("who states it"), max_length=200, help_text=_("E.g. “Landkreis Fulda, Pressestelle”."))
    date = models.DateField(_("stated on"))
    source = models.CharField(
        _("source"), max_length=300, help_text=_("How it reached us: “letter to the editors”, “press release no. 12”.")
    )
    address = models.URLField(_("address of the source"), max_length=500, blank=True)
    text = models.TextField(_("their words"), help_text=_("In their words, unchanged. It stands beside the paper."))

    history = RecordHistory()

    class Meta:
        verbose_name = _("statement on the paper")
        verbose_name_plural = _("statements on the paper")
        ordering = ["inquiry", "number"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "number"], name="statement_number_unique")]

    def __str__(self):
        return f"{self.author}, {date_format(self.date)}"

    def save(self, *args, **kwargs):
        """Numbers count up within the inquiry and stay."""
        if self.number is None:
            self.number = next_number(self)
        super().save(*args, **kwargs)


class Misprint(models.Model):
    """Words of the source that are misspelled there: shown with “[sic]” and what is meant; the text stays as it is."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="misprints", verbose_name=_("inquiry"))
    place = models.CharField(_("place"), max_length=60, help_text=PLACE_OF_WORDS_HELP)
    words = models.CharField(_("words as printed"), max_length=200, help_text=_("E.g. “iniitierten”."))

    meaning = models.CharField(_("what is meant"), max_length=200, help_text=_("E.g. “initiierten”."))

    history = RecordHistory()

    class Meta:
        verbose_name = _("misprint")
        verbose_name_plural = _("misprints")
        ordering = ["inquiry", "place", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "place", "words"],
                name="misprint_unique",
                violation_error_message=_("This misprint is recorded already."),
            )
        ]

    def __str__(self):
        return f"{self.words} [sic]"
