"""The paper: inquiry, its dates, askers, source files and relations to other papers."""

import hashlib
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from survey.models.history import RecordHistory
from survey.models.parliament import Parliament

NUMBER = re.compile(r"([0-9]{1,3})/[0-9]{1,6}")


def term_of(number: str) -> int:
    """The term in which a paper of this number, “19/1613”, is. Raises ValidationError for what is no number."""
    match = NUMBER.fullmatch(number)
    if match is None:
        raise ValidationError(_("“%(number)s” is not a number such as 19/1613."), params={"number": number})
    return int(match[1])


class InquiryQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("parliament").prefetch_related("askers")

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Inquiry(models.Model):
    class Kind(models.TextChoices):
        MINOR = "minor", _("minor inquiry (Kleine Anfrage)")
        MAJOR = "major", _("major inquiry (Große Anfrage)")
        WRITTEN = "written", _("written question")
        ORAL = "oral", _("oral question")
        OTHER = "other", _("other")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted for review")

    class LegalStatus(models.TextChoices):
        IN_FORCE = "in_force", _("in force")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REPLACED = "replaced", _("replaced")
        CORRECTED = "corrected", _("corrected")

    parliament = models.ForeignKey(Parliament, models.PROTECT, related_name="inquiries", verbose_name=_("parliament"))
    term = models.PositiveSmallIntegerField(_("term"), help_text=_("Electoral term, e.g. 19."))
    number = models.CharField(
        _("number"), max_length=30, help_text=_("Of the paper with the reply, as printed, e.g. “19/1613”.")
    )
    slug = models.SlugField(
        _("address"), max_length=100, unique=True, help_text=_("Fixed at first publication, e.g. “hessen-19-1613”.")
    )

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MINOR)
    title = models.CharField(_("title"), max_length=500, help_text=_("What stands behind “betreffend”."))
    asked_in = models.CharField(
        _("asked in"), max_length=30, blank=True, help_text=_("Number of the question, where it has one of its own.")
    )
    askers_printed = models.CharField(
        _("askers as printed"), max_length=1000, blank=True, help_text=_("The printed line stays as it is.")
    )
    ministry_printed = models.CharField(
        _("answered by, as printed"),
        max_length=300,
        blank=True,
        help_text=_("E.g. “des Ministers für Soziales und Integration”."),
    )
    signatory = models.CharField(_("signed by"), max_length=200, blank=True, help_text=_("E.g. “Stefan Grüttner”."))
    signed_at = models.CharField(_("place of signature"), max_length=100, blank=True, help_text=_("E.g. “Wiesbaden”."))
    address = models.URLField(
        _("address of the paper"), max_length=500, blank=True, help_text=_("Where the parliament publishes it.")
    )

    ministry = models.CharField(
        _("ministry"),
        max_length=300,
        blank=True,
        help_text=_("Usual name, the same for all its papers, e.g. “Minister für Soziales und Integration”."),
    )
    legal_status = models.CharField(
        _("standing"),
        max_length=20,
        choices=LegalStatus,
        default=LegalStatus.IN_FORCE,
        help_text=_("What the parliament did with the paper; it stays readable under a banner."),
    )
    legal_status_date = models.DateField(
        _("since"), null=True, blank=True, help_text=_("The day on which the parliament did it.")
    )
    legal_status_paper = models.CharField(
        _("by paper"),
        max_length=30,
        blank=True,
        help_text=_("Number of the paper by which it was done, e.g. “19/2456”."),
    )
    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("What was found, in a sentence without a figure that is typed."),
    )
    lead = models.TextField(
        pgettext_lazy("of a paper", "lead"), blank=True, help_text=_("One or two sentences below the headline.")
    )
    subjects = models.ManyToManyField(
        "Subject", blank=True, related_name="inquiries", verbose_name=_("subject headings")
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFT)

    last_source_key = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="raised by each act of an editor (survey.editing)"
    )
    checked_revision = models.PositiveIntegerField(
        default=0, editable=False, help_text="the revision that the checks have looked at"
    )

    history = RecordHistory(m2m_fields=[subjects], excluded_fields=["revision", "checked_revision"])
    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["parliament", "-term", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["parliament", "term", "number"],
                name="inquiry_number_unique",
                violation_error_message=_("This number is already taken in this parliament and term."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="inquiry_has_title", violation_error_message=_("An inquiry needs a title.")
            ),
        ]
        permissions = [
            ("import_inquiry", _("Can import papers and tables")),
            ("publish_inquiry", _("Can publish and take back")),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def natural_key(self):
        return (self.slug,)


class Subject(models.Model):
    """A subject heading that editors extend."""

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("E.g. “Asyl und Flucht”."))

    history = RecordHistory()

    class Meta:
        verbose_name = _("subject heading")
        verbose_name_plural = _("subject headings")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Asker(models.Model):
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="askers", verbose_name=_("inquiry"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    name = models.CharField(_("name"), max_length=200, help_text=_("Without title, e.g. “Jörg-Uwe Hahn”."))
    title = models.CharField(
        _("academic title"), max_length=50, blank=True, help_text=_("As printed, e.g. “Dr. h.c.”.")
    )
    party = models.CharField(_("party"), max_length=100, blank=True, help_text=_("E.g. “FDP”."))
    group = models.CharField(
        _("parliamentary group"),
        max_length=100,
        blank=True,
        help_text=_("Where a group is printed, e.g. “Fraktion der FDP”."),
    )

    history = RecordHistory()

    class Meta:
        verbose_name = _("asker")
        verbose_name_plural = _("askers")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "position"], name="asker_position_unique")]

    def __str__(self):
        return f"{self.title} {self.name}".strip()


class InquiryDate(models.Model):
    """One dated step of the paper; what the paper does not say has no row."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("asked on")
        RECEIVED = "received", _("received")
        FORWARDED = "forwarded", _("forwarded")
        ANSWERED = "answered", _("answered on")
        DISTRIBUTED = "distributed", _("distributed")

    # the day of what a paper says: of its reply, else the last before it
    NEWEST_FIRST = (Kind.ANSWERED, Kind.DISTRIBUTED, Kind.FORWARDED, Kind.RECEIVED, Kind.ASKED)

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="dates", verbose_name=_("inquiry"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)

    date = models.DateField(_("date"))
    printed = models.CharField(_("as printed"), max_length=100, blank=True, help_text=_("E.g. “28. 04. 2015”."))
    found_in = models.CharField(_("where from"), max_length=100, blank=True, help_text=_("E.g. “header line”."))

    history = RecordHistory()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["inquiry", "kind"], name="inquirydate_kind_unique")]

    def __str__(self):
        return f"{self.get_kind_display()} {date_format(self.date, 'DATE_FORMAT')}"


class InquiryRelation(models.Model):
    """A relation to another paper, earlier or later, recorded here or not."""

    class Kind(models.TextChoices):
        FOLLOWS = "follows", _("follows")
        REPLACES = "replaces", _("replaces")
        WITHDRAWS = "withdraws", _("withdraws")
        CORRECTS = "corrects", _("corrects")
        FOLLOWED_BY = "followed_by", _("is followed by")
        REPLACED_BY = "replaced_by", _("is replaced by")
        WITHDRAWN_BY = "withdrawn_by", _("is withdrawn by")
        CORRECTED_BY = "corrected_by", _("is corrected by")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="relations", verbose_name=_("inquiry"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    to = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="related_from", verbose_name=_("recorded inquiry")
    )
    paper = models.CharField(
        _("other paper"), max_length=30, blank=True, help_text=_("Its number, when it is not recorded here yet.")
    )
    date = models.DateField(_("its date"), null=True, blank=True, help_text=_("Of the other paper, as far as known."))
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("A sentence to the public, e.g. “Asks again a year later.”")
    )

    history = RecordHistory()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False) ^ ~Q(paper=""),
                name="inquiryrelation_one_target",
                violation_error_message=_("Name a recorded inquiry or the number of another paper, not both."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.to or self.paper}"


class SourceQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("inquiry").defer("content")

    def not_compared(self):
        """Those that nobody has compared with the print: the page says so, the desk asks for it."""
        return self.filter(compared_on=None)


class Source(models.Model):
    """A file as we hold it; its bytes live in the database so that a backup is whole."""

    class Kind(models.TextChoices):
        PRINT = "print", _("scan of the print")
        PDF = "pdf", _("PDF")
        TEXT_LAYER = "text_layer", _("text layer of a PDF")
        TRANSCRIPT = "transcript", _("transcript")
        TYPED = "typed", _("typed by hand")

    class Comparison(models.TextChoices):
        AGREES = "agrees", _("agrees with the print")
        PUT_RIGHT = "put_right", _("differences found and put right")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="sources", verbose_name=_("inquiry"))
    key = models.PositiveIntegerField(_("key"), editable=False, help_text=_("Given once, never used again."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    content = models.BinaryField(_("content"), editable=False)

    reading = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="findings of the reader (kind, template, params, page, line), places of what the head says",
    )

    reading_plan = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="cuts by which the file was read (intake/cuts.py)",
    )

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TRANSCRIPT)
    address = models.URLField(_("address"), blank=True, help_text=_("Where the parliament publishes the paper."))
    compared_on = models.DateField(
        _("compared with the print on"), null=True, blank=True, help_text=_("Until then the page says it was not.")
    )
    compared_by = models.CharField(
        _("compared by"), max_length=200, blank=True, help_text=_("Name or desk as the public shall read it.")
    )
    compared_what = models.CharField(
        _("what was compared"), max_length=300, blank=True, help_text=_("E.g. “all pages, letter by letter”.")
    )
    comparison = models.CharField(_("result"), max_length=20, choices=Comparison, blank=True)
    comparison_note = models.CharField(
        _("what was found"),
        max_length=500,
        blank=True,
        help_text=_("A sentence to the public. Differences need one."),
    )

    released_at = models.DateTimeField(
        _("pages released at"), null=True, blank=True, editable=False, help_text=_("Until then no page is public.")
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("released by"),
    )

    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("added by"),
    )

    history = RecordHistory(excluded_fields=["content"])
    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "sha256"], name="source_file_unique"),
            models.UniqueConstraint(fields=["inquiry", "key"], name="source_key_unique"),
            models.CheckConstraint(
                condition=Q(compared_on__isnull=True) | ~Q(compared_by=""),
                name="source_comparison_is_signed",
                violation_error_message=_("Say who compared the source with the print."),
            ),
            models.CheckConstraint(
                condition=~Q(comparison="put_right") | ~Q(comparison_note=""),
                name="source_differences_are_told",
                violation_error_message=_("Say which differences were found and put right."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        with transaction.atomic():
            if self.key is None:
                self.key = self._next_key()
            super().save(*args, **kwargs)

    def _next_key(self) -> int:
        """The next number of the inquiry; raising it first locks the inquiry against others who add a file."""
        inquiries = Inquiry.objects.filter(pk=self.inquiry_id)
        inquiries.update(last_source_key=models.F("last_source_key") + 1)
        return inquiries.values_list("last_source_key", flat=True).get()
