"""Where something is printed: the source, the page of its file, and the boxes on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from survey.models.inquiry import Source


class Placed(models.Model):
    """A text with its place in a source; all of it is empty where nobody knows.

    `boxes` are [page, x, y, width, height] in points from the top left of the page of the file; several where the text
    runs over a page break or a column. `line` is the first line of a file that has lines. `recognised`: a machine has
    read it from a picture; `unsure` are those of its words that the machine was not sure of.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("source")
    )
    page = models.PositiveIntegerField(_("page of the file"), null=True, blank=True, editable=False)
    boxes = models.JSONField(_("boxes"), null=True, blank=True, editable=False)
    line = models.PositiveIntegerField(_("line of the file"), null=True, blank=True, editable=False)
    recognised = models.BooleanField(_("recognised by machine"), default=False, editable=False)
    unsure = models.JSONField(_("unsure words"), default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def printed_at(self) -> dict:
        """The fields above with what they say, by the names of their attributes."""
        return {field.attname: getattr(self, field.attname) for field in Placed._meta.fields}


class Worded(models.Model):
    """A printed text that an editor may put into words that read right; the printed one stays beside it."""

    wording = models.TextField(  # noqa: DJ001  (null: no editor has written one)
        _("edited text"),
        null=True,
        blank=True,
        help_text=_("Only where the printed text does not read right, e.g. where a page break cut a word."),
    )

    class Meta:
        abstract = True

    @property
    def reading_text(self) -> str:
        """How it reads: what an editor wrote, else what is printed."""
        return self.text if self.wording is None else self.wording

    def clean(self):
        """An empty field means that nobody has written one."""
        super().clean()
        self.wording = self.wording or None
