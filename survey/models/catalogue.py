"""Lists of inquiries that came in at once, and the spellings of parties in them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.language.names import fold
from survey.models.batch import Batch
from survey.models.history import RecordHistory
from survey.models.inquiry import Inquiry
from survey.models.parliament import Parliament
from survey.models.spelling import check_once


class PartyName(models.Model):
    """A way to print a party: “GRÜNE”, “B90/Die Grünen” are one and the same."""

    spelling = models.CharField(_("spelling"), max_length=100, help_text=_("As a list prints it, e.g. “GRÜNE”."))
    party = models.CharField(
        _("party"), max_length=100, help_text=_("As it shall be recorded, e.g. “BÜNDNIS 90/DIE GRÜNEN”.")
    )

    key = models.CharField(_("compared as"), max_length=100, unique=True, editable=False)

    history = RecordHistory()

    class Meta:
        verbose_name = _("spelling of a party")
        verbose_name_plural = _("spellings of parties")
        ordering = ["party", "spelling"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="party_name_not_empty")]

    def __str__(self):
        return self.spelling

    def clean(self):
        check_once(self, "spelling", fold(self.spelling))

    def save(self, *args, **kwargs):
        self.key = fold(self.spelling)
        super().save(*args, **kwargs)


class CatalogueQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("parliament", "batch__by", "batch__undone_by").defer("content", "batch__protocol")


class Catalogue(models.Model):
    """One list as it was imported: the file, and of which parliament. Who brought it, and what it did, is its batch."""

    batch = models.OneToOneField(Batch, models.PROTECT, related_name="catalogue", verbose_name=_("import"))
    parliament = models.ForeignKey(Parliament, models.PROTECT, related_name="catalogues", verbose_name=_("parliament"))
    content = models.BinaryField(_("content"), editable=False)

    differing = models.PositiveIntegerField(_("differing"), default=0)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")
        ordering = ["-batch__at", "-pk"]

    def __str__(self):
        return str(self.batch)

    @property
    def name(self) -> str:
        """Of its file."""
        return self.batch.file_name


class CatalogueEntryQuerySet(models.QuerySet):
    def for_list(self):
        deferred = ("catalogue__content", "catalogue__batch__protocol")
        return self.select_related("catalogue__parliament", "catalogue__batch", "inquiry").defer(*deferred)

    def current(self):
        """Those that nobody has taken back."""
        return self.filter(undone=False)

    def newest_of(self, inquiries) -> dict[int, "CatalogueEntry"]:
        """By inquiry, what the last list said of it."""
        entries = self.current().filter(inquiry__in=inquiries).order_by("catalogue__batch__at", "catalogue_id")
        return {entry.inquiry_id: entry for entry in entries}


class CatalogueEntry(models.Model):
    """What one line of a list says about an inquiry. Kept as it came, whatever editors make of the inquiry."""

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="entries", verbose_name=_("catalogue"))
    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="catalogue_entries", verbose_name=_("inquiry")
    )
    line = models.PositiveIntegerField(_("line"))

    values = models.JSONField(_("what the list says"), default=dict)
    before = models.JSONField(_("what stood there before"), default=dict)
    is_new = models.BooleanField(_("new"), default=False)

    undone = models.BooleanField(_("undone"), default=False, editable=False)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a catalogue")
        verbose_name_plural = _("lines of catalogues")
        ordering = ["catalogue", "line"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "line"], name="catalogue_line_unique"),
            models.UniqueConstraint(fields=["catalogue", "inquiry"], name="catalogue_inquiry_unique"),
        ]

    def __str__(self):
        return f"{self.catalogue.name}, {self.line}"
