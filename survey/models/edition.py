"""The public side: frozen editions, and the addresses that lead to them or say that one is gone."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from survey.models.inquiry import Inquiry


def new_state() -> str:
    """A name for what an edition says now, which tells nothing of it."""
    return secrets.token_hex(16)


def is_whole(state: str) -> Exists:
    """Whether an edition is read as one document; `state` is the name of its state in the query."""
    return ~Exists(EditionPiece.objects.filter(state=OuterRef(state), place=""))


class EditionQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def for_list(self):
        return self.defer("content").order_by("-published_at", "-pk")

    def to_open(self, **which):
        """For publishing.pieces: `told` is the content, "" of an edition that is kept in pieces, and of others."""
        told = Case(When(is_whole("state"), **which, then=F("content")), default=Value(""), output_field=TextField())
        return self.defer("content").annotate(told=told)


class Edition(models.Model):
    """One numbered, frozen state of an inquiry. Stored text never changes.

    `content` is UTF-8 JSON with sorted keys and no spaces (publishing.content), `digest` is taken over the hashes of
    its parts, each with a salt of its own (publishing.parts, EditionSalts). Both are those of what was published; what
    may be read today is said by publishing.withheld alone. `state` is a random name that changes with what may be
    read: ETags are made of it, never of withheld words.
    `review` says whether a second person looked at exactly this; it stands beside the content, for all to see. So does
    `unsure`, how many findings of how the paper was read were open, with the reason why it was published with them.
    """

    class Review(models.TextChoices):
        REVIEWED = "reviewed", _("submitted by one person, published by another")
        OVERRIDDEN = "overridden", _("submitted and published by the same person")
        CHANGED = "changed", _("edited between submission and publication")
        NOT_SUBMITTED = "not_submitted", _("published without having been submitted for review")
        PROGRAM = "program", _("made by the program, looked at by nobody")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="editions", verbose_name=_("inquiry"))
    slug = models.SlugField(_("address"), max_length=100)
    number = models.PositiveIntegerField(_("number"))

    published_at = models.DateTimeField(_("published at"))
    publisher_name = models.CharField(_("published by"), max_length=200)
    note = models.TextField(_("change note"), help_text=_("What is new, in a sentence to the public."))
    digest = models.CharField(_("digest"), max_length=64)
    review = models.CharField(_("review"), max_length=20, choices=Review, default=Review.NOT_SUBMITTED)
    override_reason = models.TextField(_("why without a second person"), blank=True)
    unsure = models.PositiveIntegerField(_("unsure places"), default=0)
    unsure_reason = models.TextField(_("why with unsure places"), blank=True)

    is_current = models.BooleanField(_("current"), default=False)
    state = models.CharField(_("state"), max_length=32, default=new_state, editable=False)
    withheld = models.JSONField(
        _("withheld passages"),
        default=list,
        blank=True,
        help_text="{place, words, reason, date} of each; never served.",
    )
    content = models.TextField(_("content"))  # last: SQLite reads what stands behind it through all of it

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["slug", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number"], name="edition_number_unique"),
            models.UniqueConstraint(fields=["slug", "number"], name="edition_slug_number_unique"),
            models.UniqueConstraint(fields=["inquiry"], condition=Q(is_current=True), name="edition_one_current"),
            models.CheckConstraint(
                condition=Q(review="overridden") ^ Q(override_reason=""),
                name="edition_override_has_reason",
            ),
            models.CheckConstraint(condition=Q(unsure=0) ^ ~Q(unsure_reason=""), name="edition_unsure_has_reason"),
        ]

    def __str__(self):
        return f"{self.slug} {self.number}"


class EditionSalts(models.Model):
    """The salts of an edition's parts, as JSON text (publishing.parts); read only where the digest is recomputed."""

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="salts")
    parts = models.TextField()

    class Meta:
        verbose_name = _("salts of an edition")
        verbose_name_plural = _("salts of editions")

    def __str__(self):
        return str(self.edition_id)


class EditionPiece(models.Model):
    """A piece of what a large edition says today, so that the page of one row does not open all of it.

    What a piece holds says its `place` (publishing.pieces); `annex` and `at` are those of a row, counted from 0.
    `state` is that of its edition: nobody reads a piece of a state that no edition has.
    """

    inquiry = models.SlugField(max_length=100)
    state = models.CharField(max_length=32, db_index=False)
    place = models.CharField(max_length=60, blank=True)
    annex = models.PositiveIntegerField(null=True)
    at = models.PositiveIntegerField(null=True)
    packed = models.BinaryField(help_text="JSON, compressed")

    class Meta:
        verbose_name = _("piece of an edition")
        verbose_name_plural = _("pieces of editions")
        ordering = ["inquiry", "state", "place"]
        constraints = [
            models.UniqueConstraint(fields=["state", "place"], name="editionpiece_unique"),
            models.UniqueConstraint(fields=["state", "annex", "at"], name="editionpiece_row_unique"),
        ]

    def __str__(self):
        return f"{self.inquiry} {self.place}"


class FormerSlug(models.Model):
    """An address that an inquiry or a body once had; it redirects."""

    class Kind(models.TextChoices):
        INQUIRY = "inquiry", _("inquiry")
        BODY = "body", _("body")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    slug = models.SlugField(_("former address"), max_length=120)
    now = models.SlugField(_("address now"), max_length=120)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["kind", "slug"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="formerslug_unique")]

    def __str__(self):
        return f"{self.slug} → {self.now}"


class Tombstone(models.Model):
    """What is gone from the public: a whole inquiry that was taken back, or a part that the current edition lacks.

    `path` is the address without language prefix and format; for an inquiry it stands for every address below it.
    """

    class Kind(models.TextChoices):
        TAKEN_BACK = "taken_back", _("publication taken back")
        GONE = "gone", _("not in the current edition")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    path = models.CharField(_("address"), max_length=300, unique=True)
    inquiry = models.SlugField(_("inquiry"), max_length=100, db_index=True)

    date = models.DateTimeField(_("date"))
    reason = models.TextField(_("reason"))
    last_edition = models.PositiveIntegerField(_("last edition that had it"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("notice page")
        verbose_name_plural = _("notice pages")
        ordering = ["-date"]

    def __str__(self):
        return self.path
