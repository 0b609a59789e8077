"""The table: annex, columns, rows and the notes that hang on them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.models.district import District
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry, Source
from survey.models.placed import Placed
from survey.models.question import Question, Reply
from survey.models.respondent import Respondent


class AnnexQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry__parliament")


class Annex(models.Model):
    """One table of a paper, in an annex or inside a reply."""

    class Rows(models.TextChoices):
        RESPONDENTS = "respondents", _("respondents (a survey)")
        SUBJECTS = "subjects", _("areas or institutions that someone else reports about")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="annexes", verbose_name=_("inquiry"))
    number = models.PositiveSmallIntegerField(_("number"))

    label = models.CharField(_("label as printed"), max_length=100, blank=True, help_text=_("E.g. “Anlage 1”."))
    title = models.CharField(_("title as printed"), max_length=500, blank=True)
    date = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("The table's own date; the official list of this day counts.")
    )
    date_printed = models.CharField(
        _("date as printed"), max_length=100, blank=True, help_text=_("E.g. “Stand: 26.03.2015”.")
    )
    source_line = models.CharField(
        _("source as printed"), max_length=500, blank=True, help_text=_("E.g. “Quelle: Hessischer Landkreistag”.")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="annexes", verbose_name=_("source")
    )

    rows_are = models.CharField(_("rows are"), max_length=20, choices=Rows, default=Rows.RESPONDENTS)
    asked = models.TextField(
        _("who was asked"), blank=True, help_text=_("As the paper says it; leave empty when it does not.")
    )
    in_reply = models.ForeignKey(
        Reply, models.PROTECT, null=True, blank=True, related_name="annexes", verbose_name=_("inside the reply")
    )

    mapping = models.JSONField(_("columns of files"), default=dict, blank=True, editable=False)
    last_row_key = models.PositiveIntegerField(default=0, editable=False)
    last_column_key = models.PositiveIntegerField(default=0, editable=False)

    history = RecordHistory()
    objects = AnnexQuerySet.as_manager()

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        ordering = ["inquiry", "number"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "number"], name="annex_number_unique")]

    def __str__(self):
        return self.label or self.title or str(self.number)


class Column(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", pgettext_lazy("a quantity", "number")

    annex = models.ForeignKey(Annex, models.PROTECT, related_name="columns", verbose_name=_("table"))
    key = models.PositiveIntegerField(_("key"), editable=False, help_text=_("Given once, never used again."))

    position = models.PositiveIntegerField(_("position"))
    heading = models.CharField(_("heading as printed"), max_length=500, help_text=_("E.g. “Frage 1”."))

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    unit = models.CharField(
        _("unit"), max_length=50, blank=True, help_text=_("Of a column of numbers, e.g. “Personen”, “Euro”.")
    )
    questions = models.ManyToManyField(
        Question,
        blank=True,
        related_name="columns",
        verbose_name=_("questions"),
        help_text=_("The parts it answers: “Frage 1” belongs to 1a and 1b."),
    )

    per_thousand = models.BooleanField(
        _("per 1,000 inhabitants"),
        default=False,
        help_text=_("Of a column of numbers: show beside each number of a district how many that are to 1,000 people."),
    )

    typed = models.BooleanField(_("typed by hand"), default=False, editable=False)

    history = RecordHistory(m2m_fields=[questions])

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["annex", "position"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "key"], name="column_key_unique"),
            models.UniqueConstraint(fields=["annex", "heading"], name="column_heading_unique"),
        ]

    def __str__(self):
        return self.heading


class RowQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("annex__inquiry", "respondent")

    def entries_of(self, inquiry):
        """All rows of an inquiry that say something, in printed order: no sums, no headings."""
        return self.filter(annex__inquiry=inquiry, role=Row.Role.ENTRY).order_by("annex__number", "position", "key")


class Row(models.Model):
    class Role(models.TextChoices):
        ENTRY = "entry", _("entry")
        SUM = "sum", _("sum")
        HEADING = "heading", _("heading")

    annex = models.ForeignKey(Annex, models.PROTECT, related_name="rows", verbose_name=_("table"))
    key = models.PositiveIntegerField(_("key"), editable=False, help_text=_("Given once, never used again."))

    position = models.PositiveIntegerField(_("position"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.ENTRY)
    printed = models.CharField(_("label as printed"), max_length=300, help_text=_("E.g. “LK Fulda”."))
    breakdown = models.JSONField(
        _("breakdown"), default=list, blank=True, help_text=_("Pairs of a second key, e.g. [[“year”, “2014”]].")
    )

    respondent = models.ForeignKey(
        Respondent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rows",
        verbose_name=_("respondent"),
        help_text=_("Empty while it is not known who is meant."),
    )
    speaks_for = models.ManyToManyField(
        District,
        blank=True,
        related_name="spoken_for_by",
        verbose_name=_("speaks for"),
        help_text=_("For an association: the districts it answers for here."),
    )

    typed = models.BooleanField(_("typed by hand"), default=False, editable=False)

    history = RecordHistory(m2m_fields=[speaks_for])
    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row")
        verbose_name_plural = _("rows")
        ordering = ["annex", "position"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "key"], name="row_key_unique"),
            models.CheckConstraint(
                condition=Q(role="entry") | Q(respondent__isnull=True),
                name="row_sum_has_no_respondent",
                violation_error_message=_("A sum or a heading is nobody's answer."),
            ),
        ]

    def __str__(self):
        return self.printed


class AnnexNote(Placed):
    """A footnote or mark that hangs on a table, a column, a row, or one cell (row and column)."""

    annex = models.ForeignKey(Annex, models.PROTECT, related_name="notes", verbose_name=_("table"))
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("column")
    )
    row = models.ForeignKey(Row, models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("row"))

    mark = models.CharField(_("mark"), max_length=10, blank=True, help_text=_("As printed: “*”, “1)”."))
    text = models.TextField(_("text"), help_text=_("As printed, e.g. “Vorläufige Angaben.”"))

    history = RecordHistory()

    class Meta:
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.mark} {self.text}".strip()
