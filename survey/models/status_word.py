"""Words that stand for no answer: what “k. A.” or “-” in a cell means."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.history import RecordHistory
from survey.models.spelling import check_once


class Meaning(models.TextChoices):
    """The statuses that one word can give; the words of contracts.md."""

    NO_REPLY = "no_reply", _("no reply")
    NO_DATA = "no_data", _("no data")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_ASKED = "not_asked", _("not asked")
    DECLINED = "declined", _("declined")


class StatusWord(models.Model):
    word = models.CharField(
        _("printed word"), max_length=100, help_text=_("All that stands in the field, e.g. “k. A.” or “-”.")
    )
    status = models.CharField(_("status"), max_length=20, choices=Meaning)

    key = models.CharField(_("compared as"), max_length=100, unique=True, editable=False)

    history = RecordHistory()

    class Meta:
        verbose_name = _("word for a status")
        verbose_name_plural = _("words for a status")
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="status_word_not_empty")]

    def __str__(self):
        return self.word

    def clean(self):
        check_once(self, "word", folded(self.word))

    def save(self, *args, **kwargs):
        self.key = folded(self.word)
        super().save(*args, **kwargs)


def folded(text: str) -> str:
    """The form in which words are compared: no case, no blanks."""
    return "".join(text.split()).casefold()


def is_sign(key: str) -> bool:
    """A word without a letter means something among numbers alone: in a text, “-” may begin a list."""
    return not re.search(r"[^\W\d_]", key)
