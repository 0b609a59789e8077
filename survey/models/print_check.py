"""What a person has compared with the print, text by text."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry

PLACES = {"question": _("Question %(key)s"), "reply": _("Reply %(key)s"), "remark": _("Remark %(key)s")}


class PrintCheck(models.Model):
    """One text of a paper that somebody looked at beside its print, or put off.

    `place` is its address in the paper ("1/13/2", "question 1a", "reply 1", "remark 1"). It holds for the texts that
    stood there then, whose `digest` is kept: once they change, nobody has compared them.
    """

    class Result(models.TextChoices):
        RIGHT = "right", _("agrees with the print")
        FIXED = "fixed", _("put right")
        LATER = "later", _("put off")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="print_checks", verbose_name=_("inquiry"))
    place = models.CharField(_("place"), max_length=60)

    digest = models.CharField(max_length=64, editable=False)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )
    at = models.DateTimeField(_("at"), auto_now=True)

    history = RecordHistory()

    class Meta:
        verbose_name = _("comparison with the print")
        verbose_name_plural = _("comparisons with the print")
        ordering = ["inquiry", "place"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "place"], name="printcheck_place_unique")]

    def __str__(self):
        return f"{self.place_in_words}: {self.get_result_display()}"

    @property
    def place_in_words(self) -> str:
        """“Question 1a”; a cell keeps its numbers."""
        kind, _blank, key = self.place.partition(" ")
        return PLACES[kind] % {"key": key} if kind in PLACES else self.place


def digest_of_texts(as_printed: str, text: str) -> str:
    """Of what was compared: the printed text that is stored, and how it reads."""
    return hashlib.sha256(f"{as_printed}\0{text}".encode()).hexdigest()
